"""Words about illness are found, ordinary words of work are not."""

from __future__ import annotations

import pytest

from ontzorg.verzuim.medical_words import find_medical_words, plain_medical_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zij heeft griep en koorts.", ("griep", "koorts")),
        ("BURN-OUT, zegt de huisarts", ("burn-out", "huisarts")),
        ("rugklachten sinds maandag", ("rugklachten",)),
        ("is zwanger, zwangerschap loopt goed", ("zwanger", "zwangerschap")),
        ("depressief en depressieve periode", ("depressief", "depressieve")),
        ("griep, griep, griep", ("griep",)),
    ],
)
def test_words_about_illness_are_found(text: str, found: tuple[str, ...]) -> None:
    assert find_medical_words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "De bestelling van klant 14 moet dinsdag de deur uit.",
        "Klachten van klanten afhandelen; zie de klachtenregeling.",
        "Afspraak met de bedrijfsarts om 10.30 uur verzetten.",
        "Operationeel overleg met team 3.",
    ],
)
def test_words_of_work_pass(text: str) -> None:
    assert find_medical_words(text) == ()


def test_the_page_gets_words_without_stars() -> None:
    words = plain_medical_words().split(",")
    assert "griep*" not in words
    assert {"koorts", "burn-out"} <= set(words)
