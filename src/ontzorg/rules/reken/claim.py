"""`ontzorg reken claim`: what a verzuimverzekering pays over a period."""

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
    FieldError,
    Flag,
    ListOf,
    Record,
    Subject,
    Whole,
)
from ontzorg.rules.reken.ziekte import ZAAK_FIELDS, read_zaak
from ontzorg.rules.trace import Trace
from ontzorg.rules.voorwaarden.claim import Claimdeel, compute_claim, stop_loss
from ontzorg.rules.voorwaarden.claim_dagen import Claimsoort
from ontzorg.rules.voorwaarden.claim_polis import Claimvraag, Verzuimpolis, Ziektepercentage
from ontzorg.rules.wet.dagloon_periode import Dagen

_PERCENTAGE = Amount(maximum=Decimal(100))


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    trace = Trace()
    try:
        found = trace.take_over(compute_claim(_vraag(values)))
    except ValueError as error:
        field = "dagdeler" if "dagdeler" in str(error) else "dekking_jaar_2"
        raise FieldError(f"polis.{field}", str(error)) from error
    value = {
        "bedrag": found.bedrag,
        "dagen": found.dagen,
        "verzekerd_loon": found.verzekerd_loon,
        "eigen_risico_tot_en_met": found.eigen_risico_tot_en_met,
        "delen": [_deel_value(deel) for deel in found.delen],
        "stop_loss_vergoeding": _stop_loss(trace, values["stop_loss"]),
    }
    return trace.outcome(value)


def _vraag(values: Mapping[str, Any]) -> Claimvraag:
    if values["periode_tot_en_met"] < values["periode_van"]:
        raise FieldError("periode_tot_en_met", "ligt voor periode_van")
    polis = values["polis"]
    if polis["einde"] is not None and polis["einde"] < polis["ingang"]:
        raise FieldError("polis.einde", "ligt voor de ingang")
    rows = values["ziektepercentages"]
    return Claimvraag(
        polis=Verzuimpolis(**polis),
        jaarloon=values["jaarloon"],
        zaak=read_zaak(values),
        periode=Dagen(values["periode_van"], values["periode_tot_en_met"]),
        percentages=tuple(Ziektepercentage(row["vanaf"], row["percentage"]) for row in rows),
    )


def _deel_value(deel: Claimdeel) -> dict[str, Any]:
    return {
        "soort": deel.soort,
        "van": deel.van,
        "tot_en_met": deel.tot_en_met,
        "dagen": deel.dagen,
        "dekking": deel.dekking,
        "ziektepercentage": deel.percentage,
        "per_dag": deel.per_dag,
        "bedrag": deel.bedrag,
    }


def _stop_loss(trace: Trace, row: Mapping[str, Any] | None) -> Decimal | None:
    if row is None:
        return None
    return trace.take_over(
        stop_loss(row["schade"], row["loonsom"], row["eigen_behoud_procent"], row["maximum"])
    )


_POLIS = Record(
    {
        "ingang": Field(Day(), "de eerste dag van de polis"),
        "einde": Field(Day(), "de laatste dag van de polis", required=False),
        "eigen_risico_dagen": Field(Whole(maximum=730), "het eigen risico in werkdagen"),
        "dekking_jaar_1": Field(_PERCENTAGE, "het verzekerde deel in het eerste jaar"),
        "dekking_jaar_2": Field(_PERCENTAGE, "het verzekerde deel in het tweede jaar"),
        "dagdeler": Field(Whole(), "260, 261 of 262 werkdagen, of 365 dagen"),
        "opslag_procent": Field(
            _PERCENTAGE, "de opslag voor werkgeverslasten", required=False, default=Decimal(0)
        ),
        "maximum_loon": Field(Amount(), "het hoogste verzekerde jaarloon", required=False),
        "garantie": Field(Flag(), "geldt de poortwachtergarantie", required=False, default=False),
        "totaal_maximum": Field(
            Amount(maximum=Decimal(200)), "de meeste dekking in twee jaar", required=False
        ),
    }
)
_ZIEKTEPERCENTAGE = Record(
    {
        "vanaf": Field(Day(), "vanaf welke dag"),
        "percentage": Field(_PERCENTAGE, "voor welk deel iemand ziek is"),
    }
)
_STOP_LOSS = Record(
    {
        "schade": Field(Amount(), "de schade van het jaar"),
        "loonsom": Field(Amount(), "de loonsom met opslag"),
        "eigen_behoud_procent": Field(_PERCENTAGE, "het eigen risico in procenten daarvan"),
        "maximum": Field(Amount(), "de hoogste vergoeding"),
    }
)
_DEEL = Record(
    {
        "soort": Field(Choice(tuple(Claimsoort)), "wat voor dagen het zijn"),
        "van": Field(Day(), "de eerste dag"),
        "tot_en_met": Field(Day(), "de laatste dag"),
        "dagen": Field(Whole(), "hoeveel dagen"),
        "dekking": Field(_PERCENTAGE, "het verzekerde deel"),
        "ziektepercentage": Field(_PERCENTAGE, "voor welk deel iemand ziek is"),
        "per_dag": Field(Amount(), "de vergoeding per dag"),
        "bedrag": Field(Amount(), "de vergoeding over deze dagen"),
    }
)

SUBJECT = Subject(
    name="claim",
    about="Vergoeding van een verzuimverzekering",
    input=Record(
        {
            "polis": Field(_POLIS, "wat de polis verzekert"),
            "jaarloon": Field(Amount(), "het jaarloon van de werknemer"),
            "periode_van": Field(Day(), "de eerste dag van de claim"),
            "periode_tot_en_met": Field(Day(), "de laatste dag van de claim"),
            "ziektepercentages": Field(
                ListOf(_ZIEKTEPERCENTAGE), "voor welk deel ziek", required=False, default=()
            ),
            "stop_loss": Field(_STOP_LOSS, "een eigen risico in euro's", required=False),
            **ZAAK_FIELDS,
        }
    ),
    output=Record(
        {
            "bedrag": Field(Amount(), "wat de verzekeraar vergoedt"),
            "dagen": Field(Whole(), "over hoeveel dagen"),
            "verzekerd_loon": Field(Amount(), "het jaarloon dat verzekerd is"),
            "eigen_risico_tot_en_met": Field(
                Day(), "de laatste dag van het eigen risico", required=False
            ),
            "delen": Field(ListOf(_DEEL), "dagen met hetzelfde bedrag"),
            "stop_loss_vergoeding": Field(
                Amount(), "de vergoeding boven het eigen behoud", required=False
            ),
        }
    ),
    example={
        "polis": {
            "ingang": "2025-01-01",
            "eigen_risico_dagen": 10,
            "dekking_jaar_1": "70",
            "dekking_jaar_2": "70",
            "dagdeler": 261,
            "opslag_procent": "20",
        },
        "jaarloon": "48000.00",
        "ziekteperioden": [{"start": "2026-01-05"}],
        "periode_van": "2026-01-05",
        "periode_tot_en_met": "2026-02-27",
    },
    compute=_compute,
)
