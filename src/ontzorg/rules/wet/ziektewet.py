"""The ziekengeld of one person over one payment period.

Law: Ziektewet (BWBR0001888); each part names its own articles.
Reading: a day gets the dagloon, the percentage and the maatregel of that day. The dagloon is that
of the first day of the period; on an index day within the period it rises (art. 16). The amount
per day is rounded; a part is days times that amount.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.dagloon_maximum import index_dagloon
from ontzorg.rules.wet.dagloon_periode import Dagen
from ontzorg.rules.wet.geld_afronding import euro_text
from ontzorg.rules.wet.maatregelen import Maatregel
from ontzorg.rules.wet.zw_dagen import uitkeringsdagen
from ontzorg.rules.wet.zw_uitkering import (
    Inkomsten,
    inkomsten_per_dag,
    uitkering_per_dag,
    ziekengeld_percentage,
)
from ontzorg.rules.wet.zw_zaak import ZiektewetZaak

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class ZiekengeldVraag:
    """One payment period; `dagloon` is that of its first day."""

    zaak: ZiektewetZaak
    periode: Dagen
    dagloon: Decimal
    ongemaximeerd: Decimal
    inkomsten: Inkomsten
    hoog_gevraagd: bool = False
    maatregel: Maatregel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deel:
    """Days with the same amount; `korting` is what the maatregel takes of them."""

    dagen: tuple[date, ...]
    percentage: Decimal
    per_dag: Decimal
    bruto: Decimal
    korting: Decimal


@dataclass(frozen=True, slots=True)
class _Tarief:
    """What decides the amount of one day."""

    dagloon: Decimal
    ongemaximeerd: Decimal
    percentage: Decimal
    maatregel: Decimal


def ziekengeld(vraag: ZiekengeldVraag) -> Outcome[tuple[Deel, ...]]:
    """Return the parts of the payment period, oldest first; see the module for the law."""
    trace = Trace()
    days = trace.take_over(uitkeringsdagen(vraag.zaak, vraag.periode.start, vraag.periode.eind))
    income = trace.take_over(inkomsten_per_dag(vraag.inkomsten, vraag.periode.start))
    parts = tuple(
        _deel(trace, tarief, stretch, income) for tarief, stretch in _stretches(trace, vraag, days)
    )
    _note_total(trace, parts)
    return trace.outcome(parts)


def _stretches(
    trace: Trace, vraag: ZiekengeldVraag, days: Sequence[date]
) -> Iterator[tuple[_Tarief, Sequence[date]]]:
    rated = ((_tarief(trace, vraag, day), day) for day in days)
    for tarief, pairs in groupby(rated, key=lambda pair: pair[0]):
        yield tarief, [day for _, day in pairs]


def _tarief(trace: Trace, vraag: ZiekengeldVraag, day: date) -> _Tarief:
    start = vraag.periode.start
    share = trace.take_over(
        ziekengeld_percentage(
            vraag.zaak.grond, vraag.zaak.samentelling, day, hoog_gevraagd=vraag.hoog_gevraagd
        )
    )
    maatregel = vraag.maatregel
    holds = maatregel is not None and maatregel.holds_on(day)
    return _Tarief(
        dagloon=index_dagloon(trace, vraag.dagloon, start, day),
        ongemaximeerd=index_dagloon(trace, vraag.ongemaximeerd, start, day),
        percentage=share,
        maatregel=maatregel.percentage if maatregel is not None and holds else ZERO,
    )


def _deel(trace: Trace, tarief: _Tarief, days: Sequence[date], income: Decimal) -> Deel:
    before = _per_day(trace, tarief, income, ZERO)
    after = _per_day(trace, tarief, income, tarief.maatregel)
    return Deel(
        dagen=tuple(days),
        percentage=tarief.percentage,
        per_dag=before,
        bruto=len(days) * before,
        korting=len(days) * (before - after),
    )


def _per_day(trace: Trace, tarief: _Tarief, income: Decimal, maatregel: Decimal) -> Decimal:
    outcome = uitkering_per_dag(
        tarief.percentage, tarief.dagloon, tarief.ongemaximeerd, income, maatregel=maatregel
    )
    return trace.take_over(outcome)


def _note_total(trace: Trace, parts: Sequence[Deel]) -> None:
    gross = sum((part.bruto for part in parts), ZERO)
    less = sum((part.korting for part in parts), ZERO)
    trace.amount(
        "zw.bruto",
        "U - k",
        gross - less,
        f"Het ziekengeld over deze periode is {euro_text(gross - less)}.",
        source="Ziektewet (BWBR0001888), art. 29, 31 en 45",
        U=gross,
        k=less,
    )
