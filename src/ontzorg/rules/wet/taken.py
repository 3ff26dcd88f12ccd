"""What each duty and each flag means, in plain Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ontzorg.rules.parameters import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class TaakTekst:
    """The words about one duty: the duty itself, who, why, what if not, and which law.

    `doer_title` is the duty for the one who carries it out, where the employer has to ask for it.
    """

    title: str
    official_term: str
    who: str
    why: str
    consequence: str
    source_label: str
    source_url: str
    doer_title: str = ""


def taak_tekst(code: str) -> TaakTekst:
    """Return the words for one milestone code; KeyError when the code is unknown."""
    return _taken()[code]


def taak_codes() -> tuple[str, ...]:
    """Return every milestone code that has words."""
    return tuple(_taken())


def vlag_tekst(vlag: str) -> str:
    """Return the sentence for one flag; KeyError when the flag is unknown."""
    return _vlaggen()[vlag]


def vlag_codes() -> tuple[str, ...]:
    """Return every flag that has words."""
    return tuple(_vlaggen())


@cache
def _taken() -> dict[str, TaakTekst]:
    raw = read_table("taken")
    return {
        code: TaakTekst(source_url=raw["wetten"][words.pop("wet")], **words)
        for code, words in raw["taken"].items()
    }


@cache
def _vlaggen() -> dict[str, str]:
    vlaggen: dict[str, str] = read_table("vlaggen")["vlaggen"]
    return vlaggen
