"""`ontzorg reken loonheffing`: what an employer withholds from one wage or benefit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.reken import Amount, Choice, Field, Flag, Record, Subject, Whole
from ontzorg.rules.wet.loonheffing import (
    GeboortejaarGroep,
    LoonheffingVraag,
    Tabel,
    Tijdvak,
    compute_loonheffing,
)

YEAR = Whole(minimum=1900, maximum=2199)


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    vraag = LoonheffingVraag(
        jaar=values["jaar"],
        tabel=Tabel(values["tabel"]),
        tijdvak=Tijdvak(values["tijdvak"]),
        loon=values["loon"],
        groep=GeboortejaarGroep(values["geboortejaar_groep"]),
        loonheffingskorting=values["loonheffingskorting"],
    )
    outcome = compute_loonheffing(vraag)
    value = {
        "inhouding": outcome.value.inhouding,
        "arbeidskorting": outcome.value.arbeidskorting,
        "tabelloon": outcome.value.tabelloon,
    }
    return Outcome(value=value, steps=outcome.steps)


SUBJECT = Subject(
    name="loonheffing",
    about="Loonheffing op loon of uitkering",
    input=Record(
        {
            "jaar": Field(YEAR, "het jaar van betaling"),
            "tabel": Field(
                Choice(tuple(Tabel)), "wit voor loon uit werk, groen voor een uitkering"
            ),
            "tijdvak": Field(Choice(tuple(Tijdvak)), "de tijd waarover het loon gaat"),
            "loon": Field(Amount(), "het loon in euro's"),
            "geboortejaar_groep": Field(Choice(tuple(GeboortejaarGroep)), "de kolom van de tabel"),
            "loonheffingskorting": Field(Flag(), "of de werknemer om de korting vroeg"),
        }
    ),
    output=Record(
        {
            "inhouding": Field(Amount(), "wat de werkgever inhoudt"),
            "arbeidskorting": Field(Amount(), "de arbeidskorting die daarin zit"),
            "tabelloon": Field(Amount(), "het loon van de rij van de tabel"),
        }
    ),
    example={
        "jaar": 2026,
        "tabel": "wit",
        "tijdvak": "maand",
        "loon": "2646.00",
        "geboortejaar_groep": "jonger_dan_aow",
        "loonheffingskorting": True,
    },
    compute=_compute,
)
