"""Compares names of columns without what people write differently."""

from __future__ import annotations

import re
import unicodedata

SIGNS = re.compile(r"[^a-z0-9]")


def plain(name: str) -> str:
    """Return a name of a column without capitals, accents, spaces and signs."""
    letters = unicodedata.normalize("NFKD", name.lower())
    return SIGNS.sub("", letters)
