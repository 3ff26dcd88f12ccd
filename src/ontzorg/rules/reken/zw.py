"""`ontzorg reken zw`: the ziekengeld of one payment period, from right to gross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.reken import FieldError, Subject
from ontzorg.rules.reken.ziekte import read_samentelling, read_tijdvakken
from ontzorg.rules.reken.zw_velden import INPUT, OUTPUT
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.dagloon_maximum import cap_dagloon
from ontzorg.rules.wet.dagloon_periode import Dagen
from ontzorg.rules.wet.maatregelen import (
    Maatregel,
    Overtreding,
    Verwijtbaarheid,
    choose_highest,
    decide_maatregel,
)
from ontzorg.rules.wet.ziektewet import Deel, ZiekengeldVraag, ziekengeld
from ontzorg.rules.wet.zw_dagen import eerste_uitkeringsdag
from ontzorg.rules.wet.zw_duur import Reden, ziekengeld_einde
from ontzorg.rules.wet.zw_slot import Dagbedrag, compare_payments, overlijdensuitkering
from ontzorg.rules.wet.zw_toerekening import (
    Drager,
    Grond,
    Toerekening,
    ToerekeningVraag,
    decide_toerekening,
)
from ontzorg.rules.wet.zw_uitkering import (
    Inkomsten,
    Per,
    inkomsten_per_dag,
    uitkering_per_dag,
    ziekengeld_percentage,
)
from ontzorg.rules.wet.zw_zaak import ZiektewetZaak

_ZERO = Decimal("0.00")


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    _check(values)
    trace = Trace()
    zaak = _zaak(values)
    bearer = _toerekening(trace, values, zaak)
    maatregel = _maatregel(trace, values["overtredingen"])
    vraag = _vraag(trace, values, zaak, maatregel)
    delen = trace.take_over(ziekengeld(vraag)) if bearer.drager is not Drager.NIEMAND else ()
    einde = trace.take_over(ziekengeld_einde(zaak))
    value = {
        "drager": bearer.drager,
        "reden_drager": bearer.reden,
        "eerste_uitkeringsdag": trace.take_over(eerste_uitkeringsdag(zaak)),
        "laatste_dag": einde.laatste_dag,
        "reden_einde": einde.reden,
        **_amounts(delen),
        "maatregel": _maatregel_value(maatregel),
        "overlijdensuitkering": _after_death(trace, values, vraag, einde.reden),
        **_difference(trace, values["betaald"], delen),
    }
    return trace.outcome(value)


def _check(values: Mapping[str, Any]) -> None:
    if values["dagloon"] > values["dagloon_ongemaximeerd"]:
        raise FieldError("dagloon", "is hoger dan dagloon_ongemaximeerd")
    if values["periode_tot_en_met"] < values["periode_van"]:
        raise FieldError("periode_tot_en_met", "ligt voor periode_van")
    if values["grond"] == Grond.UIT_DIENST and values["einde_dienstbetrekking"] is None:
        raise FieldError("einde_dienstbetrekking", "ontbreekt; geef de laatste dag in dienst")


def _zaak(values: Mapping[str, Any]) -> ZiektewetZaak:
    return ZiektewetZaak(
        grond=Grond(values["grond"]),
        samentelling=read_samentelling(values),
        einde_dienstbetrekking=values["einde_dienstbetrekking"],
        gewerkte_weekenddagen=frozenset(values["gewerkte_weekenddagen"]),
        aow_datum=values["aow_datum"],
        meer_dan_65_vanaf=values["meer_dan_65_vanaf"],
        verdient_meer_sinds=values["verdient_meer_sinds"],
        verlengd_tot=values["verlengd_tot"],
        overleden_op=values["overleden_op"],
        detentie=read_tijdvakken("detentie", values["detentie"]),
    )


def _toerekening(trace: Trace, values: Mapping[str, Any], zaak: ZiektewetZaak) -> Toerekening:
    vraag = ToerekeningVraag(
        grond=zaak.grond,
        eerste_ziektedag=zaak.eerste_ziektedag,
        verzekerd=values["verzekerd"],
        no_risk_code=values["no_risk_code"],
        einde_dienstbetrekking=zaak.einde_dienstbetrekking,
        eigenrisico_vanaf=values["eigenrisico_vanaf"],
        eigenrisico_tot_en_met=values["eigenrisico_tot_en_met"],
        aow_datum=zaak.aow_datum,
    )
    try:
        return trace.take_over(decide_toerekening(vraag))
    except ValueError as error:
        raise FieldError("no_risk_code", str(error)) from error


def _maatregel(trace: Trace, rows: Sequence[Mapping[str, Any]]) -> Maatregel | None:
    found = [_one_maatregel(trace, index, row) for index, row in enumerate(rows)]
    return choose_highest(found)


def _one_maatregel(trace: Trace, index: int, row: Mapping[str, Any]) -> Maatregel:
    blame = Verwijtbaarheid(row["verwijtbaarheid"])
    try:
        return trace.take_over(decide_maatregel(Overtreding(**{**row, "verwijtbaarheid": blame})))
    except ValueError as error:
        raise FieldError(f"overtredingen[{index}].gekozen_procent", str(error)) from error


def _vraag(
    trace: Trace, values: Mapping[str, Any], zaak: ZiektewetZaak, maatregel: Maatregel | None
) -> ZiekengeldVraag:
    start = values["periode_van"]
    income = values["inkomsten"] or {"bedrag": _ZERO, "per": Per.DAG}
    return ZiekengeldVraag(
        zaak=zaak,
        periode=Dagen(start, values["periode_tot_en_met"]),
        dagloon=cap_dagloon(trace, values["dagloon"], start),
        ongemaximeerd=values["dagloon_ongemaximeerd"],
        inkomsten=Inkomsten(bedrag=income["bedrag"], per=Per(income["per"])),
        hoog_gevraagd=values["hoog_percentage_gevraagd"],
        maatregel=maatregel,
    )


def _amounts(delen: Sequence[Deel]) -> dict[str, Any]:
    gross = sum((deel.bruto for deel in delen), _ZERO)
    less = sum((deel.korting for deel in delen), _ZERO)
    return {
        "uitkeringsdagen": sum(len(deel.dagen) for deel in delen),
        "delen": [_deel_value(deel) for deel in delen],
        "bruto_voor_maatregel": gross,
        "korting": less,
        "bruto": gross - less,
    }


def _deel_value(deel: Deel) -> dict[str, Any]:
    return {
        "van": deel.dagen[0],
        "tot_en_met": deel.dagen[-1],
        "dagen": len(deel.dagen),
        "percentage": deel.percentage,
        "per_dag": deel.per_dag,
        "bruto": deel.bruto,
        "korting": deel.korting,
    }


def _maatregel_value(maatregel: Maatregel | None) -> dict[str, Any] | None:
    if maatregel is None:
        return None
    return {
        "percentage": maatregel.percentage,
        "ingang": maatregel.ingang,
        "laatste_dag": maatregel.laatste_dag,
        "minimum": maatregel.minimum,
        "waarschuwing": maatregel.waarschuwing,
    }


def _after_death(
    trace: Trace, values: Mapping[str, Any], vraag: ZiekengeldVraag, reden: Reden
) -> Decimal | None:
    """Return the death benefit when someone died while having ziekengeld."""
    day: date | None = vraag.zaak.overleden_op
    if day is None or reden is not Reden.OVERLEDEN:
        return None
    income = trace.take_over(inkomsten_per_dag(vraag.inkomsten, day))
    share = trace.take_over(ziekengeld_percentage(vraag.zaak.grond, vraag.zaak.samentelling, day))
    per_day = trace.take_over(uitkering_per_dag(share, vraag.dagloon, vraag.ongemaximeerd, income))
    return trace.take_over(overlijdensuitkering(day, per_day, values["betaald_na_overlijden"]))


def _difference(
    trace: Trace, rows: Sequence[Mapping[str, Any]] | None, delen: Sequence[Deel]
) -> dict[str, Any]:
    """Compare what was paid over the period with what is due, day by day."""
    if rows is None:
        return {"terug_te_vorderen": None, "na_te_betalen": None}
    paid = [_dagbedrag(index, row) for index, row in enumerate(rows)]
    due = {day: deel.per_dag for deel in delen for day in deel.dagen}
    found = trace.take_over(compare_payments(paid, due))
    return {"terug_te_vorderen": found.terug, "na_te_betalen": found.nabetaling}


def _dagbedrag(index: int, row: Mapping[str, Any]) -> Dagbedrag:
    if row["tot_en_met"] < row["van"]:
        raise FieldError(f"betaald[{index}].tot_en_met", "ligt voor van")
    return Dagbedrag(dagen=Dagen(row["van"], row["tot_en_met"]), per_dag=row["per_dag"])


SUBJECT = Subject(
    name="zw",
    about="Ziekengeld over een betaalperiode",
    input=INPUT,
    output=OUTPUT,
    example={
        "grond": "uit_dienst",
        "eigenrisico_vanaf": "2025-01-01",
        "ziekteperioden": [{"start": "2026-03-02"}],
        "einde_dienstbetrekking": "2026-04-15",
        "periode_van": "2026-03-23",
        "periode_tot_en_met": "2026-04-19",
        "dagloon": "100.00",
        "dagloon_ongemaximeerd": "100.00",
    },
    compute=_compute,
)
