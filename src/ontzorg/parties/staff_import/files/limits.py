"""How big a staff file may be. Beyond it, a file costs more than any employer's staff needs."""

from __future__ import annotations

MOST_BYTES = 200 * 1024 * 1024
MOST_ROWS = 500_000
MOST_COLUMNS = 200
# A row may have some cells too many, and says so; with this many it is no row of a table.
MOST_CELLS_IN_ROW = 2_000
MOST_LINE_CHARACTERS = 1024 * 1024
# Nobody's staff has longer cells; what is longer is cut off, and refused where it is used.
MOST_CELL_CHARACTERS = 1_000
MOST_NAME_CHARACTERS = 200
# What an XLSX may become when unpacked: altogether, its list of texts, any part but a page, and
# against its own size. Its list of parts is read whole, before anything else.
MOST_UNPACKED_BYTES = 800 * 1024 * 1024
MOST_TEXTS_BYTES = 100 * 1024 * 1024
MOST_PART_BYTES = 20 * 1024 * 1024
MOST_DIRECTORY_BYTES = 1024 * 1024
MOST_TIMES_SMALLER = 200
RATIO_COUNTS_FROM_BYTES = 10 * 1024 * 1024
MOST_PARTS = 2_000
MOST_MERGED_CELLS = 100_000
# The names of the columns stand on one of the first rows.
HEADER_WITHIN_ROWS = 10
