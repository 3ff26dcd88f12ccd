"""`ontzorg reken interventie`: whether an intervention is reimbursed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.reken import (
    Amount,
    Choice,
    Day,
    Field,
    Flag,
    ListOf,
    Record,
    Subject,
    Text,
    Whole,
)
from ontzorg.rules.voorwaarden.interventie import (
    Antwoord,
    Besluit,
    Interventie,
    Toets,
    assess_interventie,
    grondslagen,
    interventiesoorten,
)


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    found = assess_interventie(Interventie(**values))
    besluit = found.value
    value = {
        "besluit": besluit.besluit,
        "grondslag": besluit.grondslag,
        "bedrag": besluit.bedrag,
        "resterende_dagen": besluit.resterende_dagen,
        "resterend_loon": besluit.resterend_loon,
        "toetsen": tuple(_toets(row) for row in besluit.toetsen),
    }
    return Outcome(value=value, steps=found.steps)


def _toets(row: Toets) -> dict[str, str]:
    return {"regel": row.regel, "antwoord": row.antwoord, "tekst": row.tekst}


_TOETS = Record(
    {
        "regel": Field(Text(), "het nummer van de regel"),
        "antwoord": Field(Choice(tuple(Antwoord)), "of aan de voorwaarde is voldaan"),
        "tekst": Field(Text(maximum=500), "waarom"),
    }
)

SUBJECT = Subject(
    name="interventie",
    about="Vergoeding van een interventie",
    input=Record(
        {
            "soort": Field(Choice(tuple(interventiesoorten())), "de soort interventie"),
            "grondslag": Field(
                Choice(tuple(grondslagen())),
                "de tekst die geldt",
                required=False,
                default="voorwaarden",
            ),
            "kosten": Field(Amount(), "de kosten zonder btw"),
            "eerste_ziektedag": Field(Day(), "de eerste ziektedag"),
            "module_vanaf": Field(Day(), "de eerste dag van de module"),
            "aanvraag_op": Field(Day(), "de dag van de aanvraag"),
            "loondoorbetaling_laatste_dag": Field(Day(), "de laatste dag loondoorbetaling"),
            "loon_per_dag": Field(Amount(), "het loon per kalenderdag"),
            "noodzakelijk_volgens": Field(
                Choice(("bedrijfsarts", "ontzorgmanager")), "wie het nodig vindt", required=False
            ),
            "resultaat_verwacht_op": Field(
                Day(), "wanneer de medewerker weer kan werken", required=False
            ),
            "mandaat": Field(Amount(), "tot welk bedrag de ontzorgmanager beslist", required=False),
            "bovenmatig": Field(Flag(), "het oordeel van een mens over de kosten", required=False),
            "percentage": Field(
                Amount(maximum=Decimal(100)),
                "welk deel wordt vergoed",
                required=False,
                default=Decimal(100),
            ),
            "reden": Field(Text(maximum=500), "de reden van het besluit", required=False),
            "uit_netwerk": Field(
                Flag(), "of de dienstverlener uit het netwerk komt", required=False, default=True
            ),
            "geschorst": Field(
                Flag(), "of de dienstverlening is geschorst", required=False, default=False
            ),
            "verzekeraar_akkoord": Field(Flag(), "het besluit van de verzekeraar", required=False),
        }
    ),
    output=Record(
        {
            "besluit": Field(Choice(tuple(Besluit)), "het besluit"),
            "grondslag": Field(Text(), "de tekst waarop het rust"),
            "bedrag": Field(Amount(), "wat wordt vergoed, zonder btw"),
            "resterende_dagen": Field(Whole(), "de dagen loondoorbetaling die nog komen"),
            "resterend_loon": Field(Amount(), "het loon in die dagen"),
            "toetsen": Field(ListOf(_TOETS), "de voorwaarden"),
        }
    ),
    example={
        "soort": "psycholoog",
        "kosten": "2400.00",
        "eerste_ziektedag": "2025-01-06",
        "module_vanaf": "2024-01-01",
        "aanvraag_op": "2025-03-06",
        "loondoorbetaling_laatste_dag": "2027-01-03",
        "loon_per_dag": "110.00",
        "noodzakelijk_volgens": "bedrijfsarts",
        "resultaat_verwacht_op": "2025-06-06",
        "mandaat": "5000.00",
    },
    compute=_compute,
)
