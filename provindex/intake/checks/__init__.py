"""Checks of figures that were read.

``year`` holds one year against the catalogue, ``history`` against what was published before; ``pairs`` lays a year over
an earlier one that it may be compared with, ``values`` looks for implausible figures and ``rows`` for figures that
stand beside the wrong province, ``points`` for totals that are not the sum of their points.
"""
