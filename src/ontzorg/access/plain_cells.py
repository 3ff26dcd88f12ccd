"""Keeps what a person typed from running as a formula in the spreadsheet of another."""

from __future__ import annotations

import re

# The signs that spreadsheets begin a formula with, their wide forms included.
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\0")
# What cannot be seen hides such a sign: spaces of all kinds, controls, joiners and marks of order.
HIDDEN = r"[\s\x00-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
COULD_RUN = re.compile(rf"[\t\r\n\x00]|{HIDDEN}*[=+\-@＝＋－＠]")
MARK = "'"


def plain_cell(text: str) -> str:
    """Return the text as a cell of a CSV file: a mark before whatever could be a formula."""
    return f"{MARK}{text}" if COULD_RUN.match(text) else text


def typed_cell(text: str) -> str:
    """Return what stood in a cell before `plain_cell` marked it."""
    return text[1:] if text.startswith(MARK) and COULD_RUN.match(text, 1) else text
