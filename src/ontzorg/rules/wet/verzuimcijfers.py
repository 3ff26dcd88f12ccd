"""Figures of absence: percentage, frequency, duration, no absence, and classes of duration.

Source: Standaard voor verzuimregistratie 1996, with the variants of CBS and Vernet, in
`data/verzuimcijfers`. Units: percentages of 0 to 100, calendar days. Reading: a case counts as
new on its first day, and as ended when its first fit day lies in the period; the duration of an
ended case holds full calendar days, also before the period; the frequency counts heads and is made
yearly by days, or by months in the variant of Vernet (INT-094). Leave stays in the denominator
unless told otherwise. All figures are rounded once, at the end, half up.
Errors: ValueError for a period without an end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from ontzorg.rules.dates import add_months, dutch_date, dutch_days
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import read_table
from ontzorg.rules.trace import Trace, plain
from ontzorg.rules.values import Period
from ontzorg.rules.wet.verzuimcijfers_telling import (
    ZERO,
    Gegevens,
    Geval,
    always_in_service,
    days_in_service,
    gevallen_of,
    heads_in_service,
    weighed_absence,
    weighed_leave,
)

MONTHS_IN_YEAR = 12
_HUNDREDTH = Decimal("0.01")
_TENTH = Decimal("0.1")
_SHARES = {
    "verzuimpercentage": ("beschikbare dagen", "verzuimd"),
    "nulverzuim": ("medewerkers", "geen dag ziek geweest"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telwijze:
    """A variant and the choices that remain open in it."""

    variant: str = "norm_1996"
    met_verlof: bool = False
    verlof_in_noemer: bool = True
    klasse_naar: str = "hele_duur"


@dataclass(frozen=True, slots=True, kw_only=True)
class Klasse:
    """One class of duration: its cases, their weighed days in the period and their share."""

    naam: str
    gevallen: int
    meldingen: int
    dagen: Decimal
    percentage: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzuimcijfers:
    """The figures over one period; a figure that divides by nothing is absent."""

    beschikbare_dagen: Decimal
    verzuimde_dagen: Decimal
    verzuimpercentage: Decimal | None
    meldingen: int
    gemiddeld_aantal: Decimal
    meldingsfrequentie: Decimal | None
    beeindigd: int
    gemiddelde_duur: Decimal | None
    lopend: int
    nulverzuim_percentage: Decimal | None
    klassen: tuple[Klasse, ...]


@cache
def telvarianten() -> dict[str, dict[str, Any]]:
    """Return the variants by name."""
    found: dict[str, dict[str, Any]] = _table()["varianten"]
    return found


def compute_cijfers(
    gegevens: Gegevens, periode: Period, telwijze: Telwijze
) -> Outcome[Verzuimcijfers]:
    """Return the figures over `periode`, counted as `telwijze` says."""
    trace = Trace()
    _note_telwijze(trace, periode, telwijze)
    cases = gevallen_of(gegevens)
    available = _available(gegevens, periode, telwijze)
    absent = sum((weighed_absence(case, periode) for case in cases), ZERO)
    if telwijze.met_verlof:
        absent += weighed_leave(gegevens, periode)
    started = {(c.medewerker, c.periode.start) for c in cases if c.periode.start in periode}
    ended = {(c.medewerker, c.periode) for c in cases if _ends_in(c, periode)}
    found = Verzuimcijfers(
        beschikbare_dagen=available,
        verzuimde_dagen=absent,
        verzuimpercentage=_percentage(trace, "verzuimpercentage", absent, available, telwijze),
        meldingen=len(started),
        gemiddeld_aantal=_round_hundredth(heads_in_service(gegevens, periode) / periode.days),
        meldingsfrequentie=_frequentie(trace, gegevens, periode, len(started), telwijze),
        beeindigd=len(ended),
        gemiddelde_duur=_duur(trace, [period for _, period in ended], telwijze),
        lopend=len({c.medewerker for c in cases if _runs_on(c, periode)}),
        nulverzuim_percentage=_nulverzuim(trace, gegevens, cases, periode, telwijze),
        klassen=_klassen(cases, periode, available, telwijze),
    )
    return trace.outcome(found)


def klasse_of(days: int, telwijze: Telwijze) -> str:
    """Return the class of a case of so many days in this variant."""
    variant = telvarianten()[telwijze.variant]
    days = min(days, variant.get("maximum_dagen", days))
    bounds: dict[str, int] = _table()["klassen"][variant["klassen"]]["grenzen"]
    return [name for name, first in bounds.items() if days >= first][-1]


@cache
def _table() -> dict[str, Any]:
    return read_table("verzuimcijfers/varianten")


def _note_telwijze(trace: Trace, periode: Period, telwijze: Telwijze) -> None:
    variant = telvarianten()[telwijze.variant]
    leave = "wel" if telwijze.met_verlof else "niet"
    text = (
        f"Geteld over {dutch_days(periode.days)} vanaf {dutch_date(periode.start)}, naar "
        f"{variant['naam']}; zwangerschapsverlof telt {leave} als verzuim."
    )
    classes = _table()["klassen"][variant["klassen"]]
    inputs = {
        "variant": telwijze.variant,
        "status": str(variant["status"]),
        "klassen": f"{variant['klassen']}, {classes['bron']}, status {classes['status']}",
    }
    trace.note("cijfers.telwijze", inputs, variant["naam"], text, source=_bron(telwijze))


def _bron(telwijze: Telwijze) -> str:
    return str(telvarianten()[telwijze.variant]["bron"])


def _available(gegevens: Gegevens, periode: Period, telwijze: Telwijze) -> Decimal:
    available = days_in_service(gegevens, periode)
    if telwijze.met_verlof or telwijze.verlof_in_noemer:
        return available
    return available - weighed_leave(gegevens, periode)


def _percentage(
    trace: Trace, name: str, part: Decimal, whole: Decimal, telwijze: Telwijze
) -> Decimal | None:
    """Return the share and note it in the words of `_SHARES`; none of nothing."""
    if whole == 0:
        return None
    value = _round_hundredth(part * 100 / whole)
    what, counted = _SHARES[name]
    return trace.amount(
        f"cijfers.{name}",
        "deel * 100 / geheel",
        value,
        f"Van {_text(whole)} {what} zijn er {_text(part)} {counted}: {_text(value)} procent.",
        source=_bron(telwijze),
        deel=part,
        geheel=whole,
    )


def _frequentie(
    trace: Trace, gegevens: Gegevens, periode: Period, meldingen: int, telwijze: Telwijze
) -> Decimal | None:
    heads = heads_in_service(gegevens, periode)
    if heads == 0:
        return None
    number, per = _jaarfactor(periode, telwijze)
    value = _round_hundredth(meldingen * periode.days * number / (heads * per))
    return trace.amount(
        "cijfers.meldingsfrequentie",
        "meldingen * dagen * jaar / (hoofddagen * deel)",
        value,
        f"Aantal ziekmeldingen: {meldingen}; per persoon per jaar is dat {_text(value)}.",
        source=_bron(telwijze),
        meldingen=Decimal(meldingen),
        dagen=Decimal(periode.days),
        jaar=Decimal(number),
        hoofddagen=heads,
        deel=Decimal(per),
    )


def _jaarfactor(periode: Period, telwijze: Telwijze) -> tuple[int, int]:
    """Return what makes a figure yearly: days of the year by days, or twelve by whole months."""
    months = _whole_months(periode)
    if telvarianten()[telwijze.variant]["jaarfactor"] == "maanden" and months is not None:
        return MONTHS_IN_YEAR, months
    year = periode.start.year
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days, periode.days


def _whole_months(periode: Period) -> int | None:
    for months in range(1, MONTHS_IN_YEAR + 1):
        if add_months(periode.start, months) == periode.end:
            return months
    return None


def _duur(trace: Trace, ended: list[Period], telwijze: Telwijze) -> Decimal | None:
    if not ended:
        return None
    days = sum(period.days for period in ended)
    value = _round_tenth(Decimal(days) / len(ended))
    return trace.amount(
        "cijfers.gemiddelde_duur",
        "dagen / gevallen",
        value,
        f"Aantal gevallen dat eindigde: {len(ended)}; gemiddeld duurden zij {_text(value)} dagen.",
        source=_bron(telwijze),
        dagen=Decimal(days),
        gevallen=Decimal(len(ended)),
    )


def _nulverzuim(
    trace: Trace,
    gegevens: Gegevens,
    cases: tuple[Geval, ...],
    periode: Period,
    telwijze: Telwijze,
) -> Decimal | None:
    stayed = always_in_service(gegevens, periode)
    absent = {case.medewerker for case in cases if case.periode.overlaps(periode)}
    if telwijze.met_verlof:
        absent |= {r.medewerker for r in gegevens.verlof if r.periode.overlaps(periode)}
    never = Decimal(len(stayed - absent))
    return _percentage(trace, "nulverzuim", never, Decimal(len(stayed)), telwijze)


def _klassen(
    cases: tuple[Geval, ...], periode: Period, available: Decimal, telwijze: Telwijze
) -> tuple[Klasse, ...]:
    variant = telvarianten()[telwijze.variant]
    names = tuple(_table()["klassen"][variant["klassen"]]["grenzen"])
    by_class: dict[str, list[Geval]] = {name: [] for name in names}
    for case in cases:
        if case.periode.overlaps(periode):
            by_class[klasse_of(_length(case, periode, telwijze), telwijze)].append(case)
    return tuple(_klasse(n, by_class[n], periode, available) for n in names)


def _klasse(name: str, cases: list[Geval], periode: Period, available: Decimal) -> Klasse:
    days = sum((weighed_absence(case, periode) for case in cases), ZERO)
    return Klasse(
        naam=name,
        gevallen=len(cases),
        meldingen=sum(case.periode.start in periode for case in cases),
        dagen=days,
        percentage=_round_hundredth(days * 100 / available) if available else ZERO,
    )


def _length(case: Geval, periode: Period, telwijze: Telwijze) -> int:
    """Count the days up to recovery or the end of the period, whichever is first."""
    last = min(day for day in (case.periode.end, periode.end) if day is not None)
    first = case.periode.start
    if telwijze.klasse_naar == "dagen_in_periode":
        first = max(first, periode.start)
    return (last - first).days


def _ends_in(case: Geval, periode: Period) -> bool:
    return case.periode.end is not None and case.periode.end in periode


def _runs_on(case: Geval, periode: Period) -> bool:
    """Say whether the case still runs on the last day of the period."""
    last = periode.start + timedelta(days=periode.days - 1)
    return last in case.periode


def _text(number: Decimal) -> str:
    return plain(number).replace(".", ",")


def _round_hundredth(number: Decimal) -> Decimal:
    return number.quantize(_HUNDREDTH, ROUND_HALF_UP)


def _round_tenth(number: Decimal) -> Decimal:
    return number.quantize(_TENTH, ROUND_HALF_UP)
