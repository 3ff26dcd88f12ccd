"""`ontzorg reken loondoorbetaling`: what the employer pays over one pay period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
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
from ontzorg.rules.wet.loondoorbetaling import PROCENT, Loondeel, loon_bij_ziekte
from ontzorg.rules.wet.loondoorbetaling_afspraak import (
    Inhouding,
    Loonafspraak,
    Loonmaatregel,
    Loontijdvak,
    Loonvraag,
    Loonwaarde,
    pay_period,
)
from ontzorg.rules.wet.loondoorbetaling_dagen import Dagsoort

_PERCENTAGE = Amount(maximum=Decimal(100))
_ZERO = Decimal("0.00")


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    vraag = _vraag(values)
    try:
        outcome = loon_bij_ziekte(vraag)
    except ValueError as error:
        field = "wachtdagen" if "wachtdagen" in str(error) else "procent_jaar_1"
        raise FieldError(field, str(error)) from error
    found = outcome.value
    value = {
        "periode_tot_en_met": vraag.periode.eind,
        "loon_normaal": vraag.afspraak.loon,
        "bruto": found.bruto,
        "opgeschort": found.opgeschort,
        "laatste_dag": found.laatste_dag,
        "delen": [_deel_value(deel) for deel in found.delen],
    }
    return Outcome(value=value, steps=outcome.steps)


def _vraag(values: Mapping[str, Any]) -> Loonvraag:
    tijdvak = Loontijdvak(values["tijdvak"])
    try:
        periode = pay_period(values["periode_van"], tijdvak)
    except ValueError as error:
        raise FieldError("periode_van", str(error)) from error
    return Loonvraag(
        periode=periode,
        afspraak=_afspraak(values, tijdvak),
        zaak=replace(read_zaak(values), huishoudelijk=values["huishoudelijk"]),
        loonwaarden=tuple(
            Loonwaarde(row["vanaf"], row["percentage"]) for row in values["loonwaarde"]
        ),
        maatregelen=tuple(
            Loonmaatregel(**{**row, "soort": Inhouding(row["soort"])})
            for row in values["inhoudingen"]
        ),
        uitkering=values["uitkering"],
        inkomsten=values["inkomsten"],
    )


def _afspraak(values: Mapping[str, Any], tijdvak: Loontijdvak) -> Loonafspraak:
    legal = PROCENT.on(values["periode_van"]).value
    return Loonafspraak(
        loon=values["loon"],
        tijdvak=tijdvak,
        uren_per_week=values["uren_per_week"],
        geboortedatum=values["geboortedatum"],
        bbl=values["bbl"],
        procent_jaar_1=legal if values["procent_jaar_1"] is None else values["procent_jaar_1"],
        procent_jaar_2=legal if values["procent_jaar_2"] is None else values["procent_jaar_2"],
        wachtdagen=values["wachtdagen"],
        maximum_na_loonwaarde=values["maximum_na_loonwaarde"],
    )


def _deel_value(deel: Loondeel) -> dict[str, Any]:
    return {
        "soort": deel.soort,
        "dagen": deel.dagen,
        "percentage": deel.percentage,
        "loonwaarde": deel.loonwaarde,
        "per_dag": deel.per_dag,
        "bedrag": deel.bedrag,
        "opgeschort": deel.opgeschort,
    }


_LOONWAARDE = Record(
    {
        "vanaf": Field(Day(), "vanaf welke dag"),
        "percentage": Field(_PERCENTAGE, "welk deel van het loon het werk waard is"),
    }
)
_INHOUDING = Record(
    {
        "soort": Field(Choice(tuple(Inhouding)), "opschorting of loonstop"),
        "van": Field(Day(), "de eerste dag"),
        "tot_en_met": Field(Day(), "de laatste dag; leeg: het loopt nog", required=False),
        "meegedeeld_op": Field(
            Day(), "wanneer de werknemer dat hoorde; leeg: niet", required=False
        ),
    }
)
_DEEL = Record(
    {
        "soort": Field(Choice(tuple(Dagsoort)), "wat voor dagen het zijn"),
        "dagen": Field(Whole(), "hoeveel weekdagen"),
        "percentage": Field(_PERCENTAGE, "het percentage bij ziekte"),
        "loonwaarde": Field(_PERCENTAGE, "het gewerkte deel"),
        "per_dag": Field(Amount(minimum=Decimal(-1000)), "het loon over een zo'n dag"),
        "bedrag": Field(Amount(minimum=Decimal(-1000)), "het loon over deze dagen"),
        "opgeschort": Field(Amount(), "wat later alsnog betaald kan worden"),
    }
)

SUBJECT = Subject(
    name="loondoorbetaling",
    about="Loon bij ziekte over een loonperiode",
    input=Record(
        {
            "periode_van": Field(Day(), "de eerste dag van de loonperiode"),
            "tijdvak": Field(Choice(tuple(Loontijdvak)), "hoe lang de loonperiode duurt"),
            "loon": Field(Amount(), "het afgesproken loon per loonperiode"),
            "uren_per_week": Field(Amount(maximum=Decimal(60)), "de afgesproken uren per week"),
            "geboortedatum": Field(Day(), "voor het minimumjeugdloon", required=False),
            "bbl": Field(Flag(), "of het een leerwerkplek is", required=False, default=False),
            "procent_jaar_1": Field(
                _PERCENTAGE, "het percentage in jaar 1; leeg: dat van de wet", required=False
            ),
            "procent_jaar_2": Field(
                _PERCENTAGE, "het percentage daarna; leeg: dat van de wet", required=False
            ),
            "wachtdagen": Field(
                Whole(maximum=10), "de afgesproken wachtdagen", required=False, default=0
            ),
            "huishoudelijk": Field(
                Flag(), "huishoudelijk werk op minder dan vier dagen", required=False, default=False
            ),
            "maximum_na_loonwaarde": Field(
                Flag(), "telt het maximum alleen voor de rest", required=False, default=False
            ),
            "loonwaarde": Field(
                ListOf(_LOONWAARDE), "het gewerkte deel", required=False, default=()
            ),
            "inhoudingen": Field(
                ListOf(_INHOUDING), "opschorting en loonstop", required=False, default=()
            ),
            "uitkering": Field(
                Amount(), "uitkering voor hetzelfde werk", required=False, default=_ZERO
            ),
            "inkomsten": Field(
                Amount(), "inkomen uit werk in die uren", required=False, default=_ZERO
            ),
            **ZAAK_FIELDS,
        }
    ),
    output=Record(
        {
            "periode_tot_en_met": Field(Day(), "de laatste dag van de loonperiode"),
            "loon_normaal": Field(Amount(), "het loon zonder ziekte"),
            "bruto": Field(Amount(), "wat de werkgever betaalt"),
            "opgeschort": Field(Amount(), "wat wacht tot de opschorting voorbij is"),
            "laatste_dag": Field(Day(), "de laatste dag met loon bij deze ziekte", required=False),
            "delen": Field(ListOf(_DEEL), "dagen die gelijk betaald worden"),
        }
    ),
    example={
        "periode_van": "2026-07-01",
        "tijdvak": "maand",
        "loon": "3000.00",
        "uren_per_week": "40",
        "ziekteperioden": [{"start": "2026-06-15"}],
    },
    compute=_compute,
)
