"""Every interpretation that code, tables or scenarios name exists."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

RULES = Path(str(resources.files("ontzorg.rules")))
FOLDER = RULES.parents[2] / "docs" / "interpretaties"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the documents are not installed")


def named(text: str) -> set[str]:
    """Return the numbers of interpretations that a text names."""
    return set(re.findall(r"INT-\d{3}", text))


def documented() -> set[str]:
    """Return the numbers that have a file."""
    return {path.name[:7] for path in FOLDER.glob("INT-*.md")}


def test_every_named_interpretation_has_a_file() -> None:
    sources = [*RULES.rglob("*.py"), *RULES.rglob("*.yaml")]
    files = [path for path in sources if path != Path(__file__)]
    used = set().union(*(named(path.read_text("utf-8")) for path in files))
    assert used
    assert used - documented() == set()


def test_numbers_follow_each_other_and_are_in_the_index() -> None:
    numbers = sorted(int(number[4:]) for number in documented())
    assert numbers == list(range(1, len(numbers) + 1))
    assert named((FOLDER / "README.md").read_text("utf-8")) == documented()


def test_every_file_has_its_parts() -> None:
    parts = ["Tekst", "Lezingen", "Keuze", "Wat verandert bij een andere keuze", "Waar gebruikt"]
    for path in FOLDER.glob("INT-*.md"):
        assert re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE) == parts, path


def test_a_planted_number_is_found() -> None:
    assert named("see INT-999 and INT-12") == {"INT-999"}
