"""The rules of the terms by number: our wording, and where the text of the insurer says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One rule of conditions, brochure or tariffs."""

    code: str
    tekst: str
    bron: str


@cache
def load_regels() -> Mapping[str, Regel]:
    """Return every rule by its number, for example `M030`."""
    raw = read_table("voorwaarden/regels")
    sources = raw["bronnen"]
    return {
        code: Regel(
            code=code, tekst=row["tekst"], bron=f"{sources[row['bron']]}, {row['plaats']} ({code})"
        )
        for code, row in raw["regels"].items()
    }


def step_of(code: str, text: str, result: str, **inputs: object) -> Step:
    """Return the step that rests on this rule; `text` is what it means here."""
    return Step(
        rule=code,
        source=load_regels()[code].bron,
        inputs={name: str(value) for name, value in inputs.items()},
        result=result,
        text=text,
    )
