"""How much of a file is read at most: a hundred times an official workbook, and little enough for any server."""

from provindex.core.rate_limit import number

MEGABYTES_SET, ROWS_SET = "PROVINDEX_UPLOAD_MEGABYTES", "PROVINDEX_UPLOAD_ROWS"
"""Variables: how large a file and how many rows of a sheet are read at most; what else is limited stays as it is."""

BYTES = 1_000_000 * number(MEGABYTES_SET, 25, 100)
UNPACKED = 64_000_000
ENTRIES = 2_000
ROWS = number(ROWS_SET, 50_000, 500_000)
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
