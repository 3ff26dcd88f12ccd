"""Keeps what a person typed from running as a formula in the spreadsheet of another."""

from __future__ import annotations

# The signs that spreadsheets begin a formula with, their wide forms included, and what hides them.
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\0")
MARK = "'"


def plain_cell(text: str) -> str:
    """Return the text as a cell of a CSV file: a mark before whatever could be a formula."""
    return f"{MARK}{text}" if _could_run(text) else text


def typed_cell(text: str) -> str:
    """Return what stood in a cell before `plain_cell` marked it."""
    return text[1:] if text.startswith(MARK) and _could_run(text[1:]) else text


def _could_run(text: str) -> bool:
    return text.startswith(FORMULA_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS)
