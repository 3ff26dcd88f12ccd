"""The words that names are made of: English, our own trade's, or a Dutch term of the glossary."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from english_words import get_english_words_set

from tests.architecture.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


GLOSSARY = ROOT / "docs" / "begrippen.md"
# Words of our own trade that no dictionary has. A law term belongs in the glossary.
TECHNICAL_WORDS = frozenset(Path(__file__).with_name("technical_words.txt").read_text().split())
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
TERM_ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)
# Regular English endings, and what stands there in the dictionary.
ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("iest", "y"),
    ("ier", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("est", "e"),
    ("ly", ""),
    ("able", ""),
    ("able", "e"),
)


def split_name(name: str) -> list[str]:
    """Return the words of a name in lower case: `EersteZiektedag` and `eerste_ziektedag` alike."""
    return [word.lower() for word in WORD.findall(name)]


def unknown_words(names: Iterable[str], glossary: frozenset[str]) -> set[str]:
    """Return the words that are neither English, nor technical, nor in the glossary."""
    words = {word for name in names for word in split_name(name) if len(word) > 1}
    known = glossary | TECHNICAL_WORDS
    return {word for word in words if word not in known and not is_english(word)}


def names_in(path: Path) -> Iterator[str]:
    """Yield every name that a Python file makes up itself, and its own name."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr


def read_glossary(path: Path = GLOSSARY) -> frozenset[str]:
    """Return the words of every term in the glossary."""
    terms = TERM_ROW.findall(path.read_text("utf-8"))
    return frozenset(word for term in terms for word in split_name(term))


def is_english(word: str) -> bool:
    """Tell whether an English dictionary has the word, or the word without its ending."""
    words = _dictionary()
    if word in words:
        return True
    stems = {word.removesuffix(end) + stem for end, stem in ENDINGS if word.endswith(end)}
    # planned -> plan, stopping -> stop
    stems |= {stem[:-1] for stem in stems if len(stem) > 3 and stem[-1] == stem[-2]}
    return any(len(stem) > 2 and stem in words for stem in stems)


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(get_english_words_set(["web2", "gcide"], lower=True))
