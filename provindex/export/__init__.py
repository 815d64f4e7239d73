"""Selections in, bytes to take away out."""
