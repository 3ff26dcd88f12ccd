"""Finds words about illness in a text that employer or employee types outside the medical room.

Law: an employer may not ask for or record the nature or cause of an illness, not even with
consent (AP-beleidsregels "De zieke werknemer", BWBR0037896; AVG art. 9). Reading: a list of words
cannot decide what is medical, so it warns and the writer decides.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from typing import Any

import yaml

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def find_medical_words(text: str) -> tuple[str, ...]:
    """Return the words of `text` that speak about illness, in order, each once."""
    found = (word for word in WORD.findall(text.lower()) if _is_medical(word))
    return tuple(dict.fromkeys(found))


@cache
def plain_medical_words() -> str:
    """Return the words without a star, with commas: the page warns while someone types them."""
    return ",".join(word for word in _patterns() if "*" not in word)


def _is_medical(word: str) -> bool:
    if word in _table()["not_medical"]:
        return False
    return any(fnmatchcase(word, pattern) for pattern in _patterns())


@cache
def _patterns() -> tuple[str, ...]:
    return tuple(word for group in _table()["groups"].values() for word in group)


@cache
def _table() -> dict[str, Any]:
    path = resources.files("ontzorg.verzuim") / "data" / "medische_woorden.yaml"
    table: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return table
