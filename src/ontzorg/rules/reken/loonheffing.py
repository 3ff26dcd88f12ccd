"""`ontzorg reken loonheffing`: what an employer withholds from one wage or benefit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ontzorg.rules.dates import FIRST_YEAR, LAST_YEAR
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.reken import Amount, Choice, Field, FieldError, Flag, Record, Subject, Whole
from ontzorg.rules.wet.loonheffing import compute_loonheffing
from ontzorg.rules.wet.loonheffing_bijzonder import (
    BijzondereBeloning,
    NoSpecialRateError,
    compute_anoniementarief,
    compute_bijzonder_tarief,
)
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tabel, Tijdvak
from ontzorg.rules.wet.loonheffing_vraag import LoonheffingVraag

NIL = Decimal("0.00")
NO = False


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    outcome = _anoniem(values) if values["anoniem"] else _tabel(values)
    if values["bijzonder"] is None:
        return outcome
    extra = _bijzonder(values)
    value = {**outcome.value, "inhouding_bijzonder": extra.value}
    return Outcome(value=value, steps=outcome.steps + extra.steps)


def _tabel(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    vraag = LoonheffingVraag(
        jaar=values["jaar"],
        tabel=Tabel(values["tabel"]),
        tijdvak=Tijdvak(values["tijdvak"]),
        loon=values["loon"],
        groep=GeboortejaarGroep(values["geboortejaar_groep"]),
        loonheffingskorting=values["loonheffingskorting"],
    )
    outcome = compute_loonheffing(vraag)
    heffing = outcome.value
    value = _result(heffing.inhouding, heffing.arbeidskorting, heffing.tabelloon)
    return Outcome(value=value, steps=outcome.steps)


def _anoniem(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    outcome = compute_anoniementarief(values["jaar"], values["loon"])
    value = _result(outcome.value, NIL, values["loon"])
    return Outcome(value=value, steps=outcome.steps)


def _result(inhouding: Decimal, arbeidskorting: Decimal, tabelloon: Decimal) -> dict[str, Any]:
    return {"inhouding": inhouding, "arbeidskorting": arbeidskorting, "tabelloon": tabelloon}


def _bijzonder(values: Mapping[str, Any]) -> Outcome[Decimal]:
    if values["anoniem"]:
        return compute_anoniementarief(values["jaar"], values["bijzonder"]["bedrag"])
    beloning = BijzondereBeloning(
        jaar=values["jaar"],
        tabel=Tabel(values["tabel"]),
        groep=GeboortejaarGroep(values["geboortejaar_groep"]),
        loonheffingskorting=values["loonheffingskorting"],
        **values["bijzonder"],
    )
    try:
        return compute_bijzonder_tarief(beloning)
    except NoSpecialRateError as error:
        raise FieldError("bijzonder", str(error)) from error


def _optional(kind: Flag | Record, about: str, default: Any) -> Field:
    return Field(kind, about, required=False, default=default)


_BIJZONDER = Record(
    {
        "bedrag": Field(Amount(), "de betaling die niet elk tijdvak komt"),
        "jaarloon_vorig_jaar": Field(Amount(), "het loon van het vorige jaar"),
    }
)
_INPUT = {
    "jaar": Field(Whole(minimum=FIRST_YEAR, maximum=LAST_YEAR), "het jaar van betaling"),
    "tabel": Field(Choice(tuple(Tabel)), "wit voor loon uit werk, groen voor een uitkering"),
    "tijdvak": Field(Choice(tuple(Tijdvak)), "de tijd waarover het loon gaat"),
    "loon": Field(Amount(), "het loon in euro's"),
    "geboortejaar_groep": Field(Choice(tuple(GeboortejaarGroep)), "de kolom van de tabel"),
    "loonheffingskorting": Field(Flag(), "of de werknemer om de korting vroeg"),
    "anoniem": _optional(Flag(), "of de verplichte gegevens ontbreken", NO),
    "bijzonder": _optional(_BIJZONDER, "een bijzondere beloning ernaast", None),
}
_BESIDE = Field(Amount(), "inhouding op de bijzondere beloning, als die er is", required=False)

SUBJECT = Subject(
    name="loonheffing",
    about="Loonheffing op loon of uitkering",
    input=Record(_INPUT),
    output=Record(
        {
            "inhouding": Field(Amount(), "wat de werkgever inhoudt"),
            "arbeidskorting": Field(Amount(), "de arbeidskorting die daarin zit"),
            "tabelloon": Field(Amount(), "het loon van de rij van de tabel"),
            "inhouding_bijzonder": _BESIDE,
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
