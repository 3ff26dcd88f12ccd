"""Names are English, or a Dutch term of the glossary, and never half a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.architecture.names import (
    GLOSSARY,
    TECHNICAL_WORDS,
    TERM_ROW,
    is_english,
    names_in,
    read_glossary,
    split_name,
    unknown_words,
)
from tests.architecture.project import ROOT, python_files

if TYPE_CHECKING:
    from pathlib import Path


def test_every_word_in_a_name_is_known() -> None:
    glossary = read_glossary()
    unknown = {
        f"{path.relative_to(ROOT).as_posix()}: {name}: {', '.join(sorted(words))}"
        for path in python_files()
        for name in names_in(path)
        if (words := unknown_words([name], glossary))
    }
    assert sorted(unknown) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("def bereken_termijn() -> None: ...", "bereken"),
        ("class WgAdmin: ...", "wg"),
        ("def plan(dstvrbnd: int) -> None: ...", "dstvrbnd"),
        ("werkgvr = 1", "werkgvr"),
        ("self.leidinggevnde = 1", "leidinggevnde"),
        ("async def verstuur() -> None: ...", "verstuur"),
        ("for rgl in lines: ...", "rgl"),
    ],
)
def test_a_planted_word_is_found(tmp_path: Path, text: str, word: str) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(text, "utf-8")
    assert unknown_words(names_in(planted), read_glossary()) == {word}


def test_the_name_of_a_file_counts(tmp_path: Path) -> None:
    (tmp_path / "verzuimberekenaar.py").touch()
    names = names_in(tmp_path / "verzuimberekenaar.py")
    assert unknown_words(names, read_glossary()) == {"verzuimberekenaar"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("eerste_ziektedag", ["eerste", "ziektedag"]),
        ("PlanVanAanpak", ["plan", "van", "aanpak"]),
        ("XMLGate2", ["xml", "gate"]),
        ("_read_UWVBrief", ["read", "uwv", "brief"]),
        ("MELDING_42_WEKEN", ["melding", "weken"]),
    ],
)
def test_names_are_split_into_words(name: str, words: list[str]) -> None:
    assert split_name(name) == words


@pytest.mark.parametrize("word", ["planned", "stopping", "refused", "companies", "largest"])
def test_regular_endings_are_english(word: str) -> None:
    assert is_english(word)


def test_the_glossary_names_each_term_once_with_meaning_and_source() -> None:
    text = GLOSSARY.read_text("utf-8")
    terms = TERM_ROW.findall(text)
    assert len(terms) > 100
    assert sorted(term for term in set(terms) if terms.count(term) > 1) == []
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert [
        row for row in rows if len([cell for cell in row.split("|") if cell.strip()]) != 3
    ] == []


def test_a_law_term_does_not_hide_among_the_technical_words() -> None:
    assert read_glossary() & TECHNICAL_WORDS == set()
