"""`ontzorg reken dagloon`: the dagloon of Ziektewet and WIA."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
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
)
from ontzorg.rules.wet.dagloon import DagloonVraag, EerderDagloon, compute_dagloon
from ontzorg.rules.wet.dagloon_loon import Afwezigheid, Loon, Loonopgave
from ontzorg.rules.wet.dagloon_periode import Dagen, Regeling, Tijdvakken, find_tijdvak

_CENT = Decimal("0.01")


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    vraag = _vraag(values)
    try:
        outcome = compute_dagloon(vraag)
    except ValueError as error:
        raise FieldError("tijdvakken", str(error)) from error
    found = outcome.value
    value = {
        "dagloon": found.dagloon,
        "dagloon_ongemaximeerd": found.ongemaximeerd,
        "referteperiode_van": found.periode.start,
        "referteperiode_tot_en_met": found.periode.eind,
        "dagloondagen": found.dagen,
    }
    return Outcome(value=value, steps=outcome.steps)


def _vraag(values: Mapping[str, Any]) -> DagloonVraag:
    soort = Tijdvakken(values["tijdvak"])
    if soort is Tijdvakken.VIER_WEKEN and values["tijdvak_start"] is None:
        raise FieldError("tijdvak_start", "ontbreekt; geef de eerste dag van een tijdvak")
    if values["eerste_uitkeringsdag"] < values["eerste_ziektedag"]:
        raise FieldError("eerste_uitkeringsdag", "ligt voor de eerste ziektedag")
    vraag = DagloonVraag(
        regeling=Regeling(values["regeling"]),
        eerste_ziektedag=values["eerste_ziektedag"],
        eerste_uitkeringsdag=values["eerste_uitkeringsdag"],
        soort=soort,
        tijdvak_start=values["tijdvak_start"],
        opgaven=(),
        begin=values["begin_dienstbetrekking"],
        einde_verzekering=values["einde_verzekering"],
        overeengekomen=_agreed(values["overeengekomen_loon"]),
        eerder=_earlier(values["eerder_dagloon"]),
    )
    if vraag.begin is not None and vraag.begin > vraag.anchor:
        raise FieldError("begin_dienstbetrekking", "ligt na de eerste ziektedag")
    rows = enumerate(values["tijdvakken"])
    opgaven = [_opgave(f"tijdvakken[{i}]", row, soort, vraag.tijdvak_start) for i, row in rows]
    return replace(vraag, opgaven=_without_doubles(opgaven))


def _opgave(path: str, row: Mapping[str, Any], soort: Tijdvakken, known: date | None) -> Loonopgave:
    dagen = find_tijdvak(row["vanaf"], soort, known)
    if dagen.start != row["vanaf"]:
        raise FieldError(f"{path}.vanaf", f"is niet de eerste dag; die is {dagen.start}")
    if row["vakantiebijslag"] > row["loon_met_reservering"]:
        raise FieldError(f"{path}.vakantiebijslag", "is meer dan loon_met_reservering")
    return Loonopgave(
        dagen=dagen,
        loon=_loon(row),
        afwezigheid=Afwezigheid(row["afwezigheid"]),
        doorbetaald_procent=row["doorbetaald_procent"],
    )


def _without_doubles(opgaven: list[Loonopgave]) -> tuple[Loonopgave, ...]:
    starts: list[Dagen] = []
    for index, opgave in enumerate(opgaven):
        if opgave.dagen in starts:
            raise FieldError(f"tijdvakken[{index}].vanaf", "staat er twee keer")
        starts.append(opgave.dagen)
    return tuple(opgaven)


def _loon(row: Mapping[str, Any]) -> Loon:
    return Loon(
        met_reservering=row["loon_met_reservering"],
        vakantiebijslag=row["vakantiebijslag"],
        zonder_reservering=row["loon_zonder_reservering"],
    )


def _agreed(row: Mapping[str, Any] | None) -> Loon | None:
    return None if row is None else _loon({**row, "vakantiebijslag": Decimal(0)})


def _earlier(row: Mapping[str, Any] | None) -> EerderDagloon | None:
    if row is None:
        return None
    return EerderDagloon(dagloon=row["dagloon"], vastgesteld_op=row["vastgesteld_op"])


_ZERO = Decimal("0.00")
_WITH = Field(Amount(), "loon met reservering van vakantiegeld (A)", required=False, default=_ZERO)
_WITHOUT = Field(Amount(), "loon waar vakantiegeld in zit (C)", required=False, default=_ZERO)
_TIJDVAK = Record(
    {
        "vanaf": Field(Day(), "de eerste dag van het aangiftetijdvak"),
        "loon_met_reservering": _WITH,
        "vakantiebijslag": Field(
            Amount(), "vakantiegeld dat daarin is betaald (B)", required=False, default=_ZERO
        ),
        "loon_zonder_reservering": _WITHOUT,
        "afwezigheid": Field(
            Choice(tuple(Afwezigheid)), "waarom het loon lager was", required=False, default="geen"
        ),
        "doorbetaald_procent": Field(
            Amount(minimum=_CENT, maximum=Decimal(100)),
            "het deel van het loon bij ziekte",
            required=False,
        ),
    }
)
_AGREED = Record({"loon_met_reservering": _WITH, "loon_zonder_reservering": _WITHOUT})
_EARLIER = Record(
    {
        "dagloon": Field(Amount(), "het dagloon"),
        "vastgesteld_op": Field(Day(), "de dag waarop dat dagloon gold"),
    }
)

SUBJECT = Subject(
    name="dagloon",
    about="Dagloon voor Ziektewet of WIA",
    input=Record(
        {
            "regeling": Field(Choice(tuple(Regeling)), "voor welke uitkering"),
            "eerste_ziektedag": Field(Day(), "de eerste ziektedag"),
            "eerste_uitkeringsdag": Field(Day(), "de eerste dag met uitkering"),
            "tijdvak": Field(Choice(tuple(Tijdvakken)), "hoe lang een aangiftetijdvak duurt"),
            "tijdvak_start": Field(
                Day(), "bij vier_weken: de eerste dag van een tijdvak", required=False
            ),
            "begin_dienstbetrekking": Field(Day(), "de eerste werkdag", required=False),
            "einde_verzekering": Field(
                Day(), "bij nawerking: de laatste verzekerde dag", required=False
            ),
            "tijdvakken": Field(ListOf(_TIJDVAK), "het loon per aangiftetijdvak"),
            "overeengekomen_loon": Field(_AGREED, "het afgesproken loon", required=False),
            "eerder_dagloon": Field(_EARLIER, "dagloon van een eerdere uitkering", required=False),
        }
    ),
    output=Record(
        {
            "dagloon": Field(Amount(), "het dagloon, ten hoogste het maximum"),
            "dagloon_ongemaximeerd": Field(Amount(), "het dagloon zonder maximum"),
            "referteperiode_van": Field(Day(), "de eerste dag waarvan het loon telt"),
            "referteperiode_tot_en_met": Field(Day(), "de laatste dag waarvan het loon telt"),
            "dagloondagen": Field(Amount(), "de dagen waardoor het loon is gedeeld"),
        }
    ),
    example={
        "regeling": "zw",
        "eerste_ziektedag": "2026-03-02",
        "eerste_uitkeringsdag": "2026-03-04",
        "tijdvak": "maand",
        "tijdvakken": [
            {
                "vanaf": f"{2025 + month // 13}-{(month - 1) % 12 + 1:02}-01",
                "loon_met_reservering": "2500.00",
            }
            for month in range(2, 14)
        ],
    },
    compute=_compute,
)
