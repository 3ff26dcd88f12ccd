"""`ontzorg reken garantie`: how the poortwachtergarantie of one employee stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.reken import Choice, Day, Field, Flag, ListOf, Record, Subject, Text
from ontzorg.rules.voorwaarden.catalogus import load_catalogus
from ontzorg.rules.voorwaarden.poortwachtergarantie import (
    Bereik,
    Garantie,
    Garantiefeit,
    Garantiezaak,
    Stand,
    Verlies,
    determine_garantie,
    garantiefeiten,
)


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    zaak = Garantiezaak(
        modules=frozenset(values["modules"]),
        modules_vanaf=values["modules_vanaf"],
        eerste_ziektedag=values["eerste_ziektedag"],
        feiten=tuple(Garantiefeit(**row) for row in values["feiten"]),
        peildatum=values["peildatum"],
        loondoorbetaling_laatste_dag=values["loondoorbetaling_laatste_dag"],
        uwv_verlengd_tot_en_met=values["uwv_verlengd_tot_en_met"],
    )
    found = determine_garantie(zaak)
    return Outcome(value=_value(found.value), steps=found.steps)


def _value(garantie: Garantie) -> dict[str, Any]:
    return {
        "stand": garantie.stand,
        "regel": garantie.regel,
        "verliezen": tuple(_verlies(row) for row in garantie.verliezen),
        "dreigingen": tuple(_verlies(row) for row in garantie.dreigingen),
        "ziektewet": garantie.ziektewet,
        "begeleiding_tot_en_met": garantie.begeleiding_tot_en_met,
        "dekking_tot_en_met": garantie.dekking_tot_en_met,
    }


def _verlies(row: Verlies) -> dict[str, Any]:
    return {
        "regel": row.regel,
        "feit": row.soort,
        "bereik": row.bereik,
        "vanaf": row.vanaf,
        "diensten": row.diensten,
        "vergoeding": row.vergoeding,
        "herstel": row.herstel,
    }


_FEIT = Record(
    {
        "soort": Field(Choice(tuple(garantiefeiten())), "wat er is gebeurd"),
        "op": Field(Day(), "wanneer dat was"),
        "bevestigd_op": Field(Day(), "wanneer een mens dat vaststelde", required=False),
        "bericht_op": Field(Day(), "wanneer de werkgever het hoorde", required=False),
        "advies_op": Field(Day(), "wanneer het advies is vastgelegd", required=False),
        "hersteld_op": Field(Day(), "wanneer het is hersteld", required=False),
        "teruggegeven_op": Field(
            Day(), "wanneer de verzekeraar de garantie teruggaf", required=False
        ),
    }
)
_VERLIES = Record(
    {
        "regel": Field(Text(), "het nummer van de regel"),
        "feit": Field(Choice(tuple(garantiefeiten())), "wat er is gebeurd"),
        "bereik": Field(Choice(tuple(Bereik)), "voor wie het geldt"),
        "vanaf": Field(Day(), "sinds wanneer"),
        "diensten": Field(Choice(("vervalt", "kan", "blijft")), "wat met de diensten gebeurt"),
        "vergoeding": Field(Choice(("vervalt", "kan", "blijft")), "wat met vergoeding gebeurt"),
        "herstel": Field(Text(maximum=500), "wat het herstelt"),
    }
)

SUBJECT = Subject(
    name="garantie",
    about="Poortwachtergarantie",
    input=Record(
        {
            "modules": Field(
                ListOf(Choice(tuple(load_catalogus().modules))), "de modules van de werkgever"
            ),
            "modules_vanaf": Field(Day(), "de eerste dag van de module"),
            "eerste_ziektedag": Field(Day(), "de eerste ziektedag"),
            "feiten": Field(
                ListOf(_FEIT), "wat de garantie kan kosten", required=False, default=()
            ),
            "peildatum": Field(Day(), "de dag waarop u kijkt"),
            "loondoorbetaling_laatste_dag": Field(
                Day(), "de laatste dag zonder verlenging", required=False
            ),
            "uwv_verlengd_tot_en_met": Field(
                Day(), "tot wanneer UWV de loondoorbetaling verlengde", required=False
            ),
        }
    ),
    output=Record(
        {
            "stand": Field(Choice(tuple(Stand)), "hoe de garantie ervoor staat"),
            "regel": Field(Text(), "de regel die dat zegt"),
            "verliezen": Field(ListOf(_VERLIES), "waardoor de garantie vervallen is"),
            "dreigingen": Field(ListOf(_VERLIES), "waardoor de garantie kan vervallen"),
            "ziektewet": Field(Flag(), "of de garantie ook de Ziektewet dekt"),
            "begeleiding_tot_en_met": Field(Day(), "na een verlenging", required=False),
            "dekking_tot_en_met": Field(Day(), "na een verlenging", required=False),
        }
    ),
    example={
        "modules": ["MVOV_BASIS", "ONTZORGMANAGER_ARBO", "ONTZORGMANAGER_REINTEGRATIE"],
        "modules_vanaf": "2024-01-01",
        "eerste_ziektedag": "2025-01-06",
        "feiten": [
            {
                "soort": "melding_te_laat",
                "op": "2025-01-20",
                "bevestigd_op": "2025-02-03",
                "bericht_op": "2025-02-04",
            }
        ],
        "peildatum": "2025-03-01",
    },
    compute=_compute,
)
