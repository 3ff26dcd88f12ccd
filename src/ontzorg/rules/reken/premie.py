"""`ontzorg reken premie`: what a module costs per employee, also for part of the year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.reken import (
    Amount,
    Choice,
    Day,
    Field,
    FieldError,
    ListOf,
    Record,
    Subject,
    Whole,
)
from ontzorg.rules.reken.periods import OPEN_PERIOD_FIELDS, PERIOD_FIELDS, period_of, periods_of
from ontzorg.rules.values import Period
from ontzorg.rules.voorwaarden.catalogus import load_catalogus
from ontzorg.rules.voorwaarden.premie import (
    Keuze,
    Medewerkerpremie,
    Premie,
    PrijsStand,
    compute_premie,
)

CATALOGUS = load_catalogus()


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    keuze = Keuze(
        module=values["module"],
        uitvoerder=values["uitvoerder"],
        contract_vanaf=values["contract_vanaf"],
        andere_modules=values["andere_modules"],
    )
    periode = period_of(values, "")
    diensten = periods_of(values["medewerkers"], "medewerkers")
    cuts = _cuts(values["termijnen_vanaf"], periode)
    found = compute_premie(CATALOGUS, keuze, periode, diensten, cuts)
    return Outcome(value=_value(found.value), steps=found.steps)


def _cuts(days: tuple[Any, ...], periode: Period) -> tuple[Any, ...]:
    for index, day in enumerate(days):
        if day not in periode or day == periode.start or day in days[:index]:
            raise FieldError(
                f"termijnen_vanaf[{index}]", "kies een dag in de periode, elk één keer"
            )
    return days


def _value(premie: Premie) -> dict[str, Any]:
    return {
        "prijs": premie.prijs.stand,
        "bedrag_per_jaar": premie.prijs.bedrag,
        "medewerkers": tuple(_medewerker(row) for row in premie.medewerkers),
        "totaal": premie.totaal,
        "btw": premie.btw,
        "assurantiebelasting": premie.assurantiebelasting,
        "incasso": premie.incasso,
    }


def _medewerker(row: Medewerkerpremie) -> dict[str, Any]:
    return {"dagen": row.dagen, "bedrag": row.bedrag, "delen": row.delen}


_MEDEWERKER = Record(
    {
        "dagen": Field(Whole(), "de dagen in dienst in de periode"),
        "bedrag": Field(Amount(), "het bedrag over die dagen"),
        "delen": Field(ListOf(Amount()), "het bedrag per termijn"),
    }
)

SUBJECT = Subject(
    name="premie",
    about="Premie per medewerker",
    input=Record(
        {
            "module": Field(Choice(tuple(CATALOGUS.modules)), "de module"),
            "uitvoerder": Field(Choice(tuple(CATALOGUS.uitvoerders)), "de uitvoerder"),
            "contract_vanaf": Field(Day(), "de eerste dag van het contract"),
            "andere_modules": Field(
                ListOf(Choice(tuple(CATALOGUS.modules))),
                "de andere modules op de polis",
                required=False,
                default=(),
            ),
            **PERIOD_FIELDS,
            "medewerkers": Field(
                ListOf(Record(OPEN_PERIOD_FIELDS)), "wanneer elke medewerker in dienst is"
            ),
            "termijnen_vanaf": Field(
                ListOf(Day()),
                "de eerste dag van elke volgende termijn",
                required=False,
                default=(),
            ),
        }
    ),
    output=Record(
        {
            "prijs": Field(Choice(tuple(PrijsStand)), "of er een prijs is"),
            "bedrag_per_jaar": Field(Amount(), "de prijs per jaar", required=False),
            "medewerkers": Field(ListOf(_MEDEWERKER), "het bedrag per medewerker"),
            "totaal": Field(Amount(), "alle medewerkers samen", required=False),
            "btw": Field(Amount(), "de btw die erbij komt", required=False),
            "assurantiebelasting": Field(
                Amount(), "de assurantiebelasting die erin zit", required=False
            ),
            "incasso": Field(Amount(), "wat de verzekeraar int", required=False),
        }
    ),
    example={
        "module": "ONTZORGMANAGER_REINTEGRATIE",
        "uitvoerder": "arboned",
        "contract_vanaf": "2024-01-01",
        "van": "2025-01-01",
        "tot_en_met": "2025-12-31",
        "medewerkers": [{"van": "2020-01-01"}, {"van": "2025-07-01"}],
        "termijnen_vanaf": ["2025-07-01"],
    },
    compute=_compute,
)
