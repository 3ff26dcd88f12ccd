"""The numbers of rows in addresses and forms: whatever cannot be one is as good as none."""

from __future__ import annotations

import re

# So many digits always fit in the bigint of the database.
MOST_DIGITS = 18
ROW_NUMBER = re.compile(rf"[0-9]{{1,{MOST_DIGITS}}}")
HIGHEST = 10**MOST_DIGITS - 1


def row_number(text: str) -> int | None:
    """Return the number that was sent, None when no row can have it."""
    return int(text) if ROW_NUMBER.fullmatch(text) else None
