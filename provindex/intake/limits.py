"""How much of a file is read at most: a hundred times an official workbook, and little enough for any server."""

BYTES = 25_000_000
UNPACKED = 64_000_000
ENTRIES = 2_000
ROWS = 50_000
COLUMNS = 400
CELLS = 400_000
"""Filled cells of a file."""
AREA = 2_000_000
"""Cells between the corners of all sheets, filled or not; the parser gives room to each of them."""
LETTERS = 20_000_000
"""Letters in all cells together, a shared text counted at every cell that shows it."""
ELEMENTS = 1_200_000
"""Elements of one XML: three for each cell, or as many blank cells that only have a colour."""
DEPTH = 200
