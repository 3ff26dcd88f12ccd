"""Texts that a spreadsheet would run, and the check that a cell of a file would not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

BEGINNINGS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
HIDDEN = (
    "", " ", "   ", "\t", "\r", "\n", "\r\n", "\u00a0", "\u3000", "\u2003", "\ufeff", "\u200b",
    "\u200e", "\u202e", "\u00ad", "\x0b", "\x1f", "\t \u00a0",
)  # fmt: skip
BODIES = (
    "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x")', "SUM(A1)", "DDE('a';'b')", "A1",
    'WEBSERVICE("http://x")', "2+3+cmd|'/C a'!A0", 'IMPORTXML("x";"//a")', "0",
)  # fmt: skip
OTHERS = (
    "@import", "=1;2", '=1"2', "'=1", '"=1', "=1\n=2", "%0A=1", "=\u200b1", ";=1", "\t", "\r", "-",
    "=" * 20, "+31 6 1234", "-1", "=1,=2",
)  # fmt: skip
# Spaces and what nobody sees do not keep a sign from running.
LIVE = re.compile(
    r"[\s\x00-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]"
)


def payloads() -> Iterator[str]:
    """Yield them all: each sign behind each thing that hides it, and those that mix things up."""
    for number, (hidden, sign) in enumerate(product(HIDDEN, BEGINNINGS)):
        yield f"{hidden}{sign}{BODIES[number % len(BODIES)]}"
    for number, (body, sign) in enumerate(product(BODIES, BEGINNINGS)):
        yield f"{HIDDEN[number % 4]}{sign}{body}"
    yield from OTHERS


PAYLOADS = tuple(dict.fromkeys(payloads()))


def would_run(cell: str) -> bool:
    """Tell whether a spreadsheet that reads this cell from a text file would run it."""
    return bool(LIVE.match(cell))
