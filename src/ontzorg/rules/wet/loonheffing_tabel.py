"""The figures of the loonheffing of one year and one birth group, ready to compute with.

Rates are whole numbers of hundred-thousandths, so that every step is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from ontzorg.rules.wet.geld_tabel import Origin, Row, load_money_table

SCALE = 100_000


class Tabel(StrEnum):
    """White: income from present work. Green: other income, such as a benefit."""

    WIT = "wit"
    GROEN = "groen"


class Tijdvak(StrEnum):
    """The stretch of time that one wage is for."""

    DAG = "dag"
    WEEK = "week"
    VIER_WEKEN = "vier_weken"
    MAAND = "maand"
    KWARTAAL = "kwartaal"


class GeboortejaarGroep(StrEnum):
    """The three columns of the tables."""

    JONGER_DAN_AOW = "jonger_dan_aow"
    AOW_1946_OF_LATER = "aow_1946_of_later"
    AOW_1945_OF_EERDER = "aow_1945_of_eerder"


@dataclass(frozen=True, slots=True)
class Schijf:
    """A bracket: tax on the wage above `above`, on top of the tax up to there."""

    above: int
    rate: int
    fixed: int


@dataclass(frozen=True, slots=True)
class Afbouw:
    """A heffingskorting that shrinks with the wage above `taper_from`."""

    maximum: int
    taper_from: int
    rate: int
    nil_above: int


@dataclass(frozen=True, slots=True)
class Opbouw:
    """A part of the arbeidskorting that grows with the wage above `above`, to a total."""

    above: int
    rate: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Arbeidskorting:
    """The arbeidskorting: three parts that grow, one that shrinks."""

    parts: tuple[Opbouw, ...]
    taper: Afbouw


@dataclass(frozen=True, slots=True)
class Rekenvoorschrift:
    """How the wage of a tijdvak becomes a year amount; `above_rate` holds above the table."""

    step: int
    periods: dict[Tijdvak, int]
    above_rate: int
    origin: Origin


@dataclass(frozen=True, slots=True, eq=False)
class Tarief:
    """Everything the loonheffing of one year and birth group needs; there is one of each."""

    jaar: int
    groep: GeboortejaarGroep
    rekenvoorschrift: Rekenvoorschrift
    highest: int
    schijven: tuple[Schijf, ...]
    algemene_heffingskorting: Afbouw
    ouderenkorting: Afbouw | None
    arbeidskorting: Arbeidskorting
    origins: dict[str, Origin]


@cache
def load_tarief(jaar: int, groep: GeboortejaarGroep) -> Tarief:
    """Return the figures of a year; raises NoValueError for a year outside the tables."""
    voorschrift = load_rekenvoorschrift(jaar)
    names = ("schijven", "algemene_heffingskorting", "ouderenkorting", "arbeidskorting")
    rows = {name: _row_of(name, jaar) for name in names}
    return Tarief(
        jaar=jaar,
        groep=groep,
        rekenvoorschrift=voorschrift,
        highest=rows["schijven"].figures["tabel_tot"],
        schijven=_schijven(rows["schijven"].figures["groepen"][groep]),
        algemene_heffingskorting=_afbouw(rows["algemene_heffingskorting"].figures, groep),
        ouderenkorting=_ouderenkorting(rows["ouderenkorting"].figures, groep),
        arbeidskorting=_arbeidskorting(rows["arbeidskorting"].figures, groep),
        origins={name: row.origin for name, row in rows.items()},
    )


@cache
def load_rekenvoorschrift(jaar: int) -> Rekenvoorschrift:
    """Return how a tijdvak becomes a year and back; raises NoValueError outside the table."""
    row = _row_of("rekenvoorschrift", jaar)
    figures = row.figures
    periods = {Tijdvak(name): number for name, number in figures["tijdvakken_per_jaar"].items()}
    above_rate = _rate(figures["boven_tabel_procent"])
    return Rekenvoorschrift(figures["stap"], periods, above_rate, row.origin)


@cache
def percentage_of(rate: int) -> Decimal:
    """Return a rate as a percentage, with the decimals of the table."""
    percentage = Decimal(rate) / (SCALE // 100)
    return percentage.quantize(Decimal("0.01")) if rate % 10 == 0 else percentage


def _row_of(name: str, jaar: int) -> Row:
    return load_money_table(f"wet/loonheffing/{name}").on(date(jaar, 1, 1))


def _rate(percentage: str) -> int:
    return int(Decimal(percentage) * (SCALE // 100))


def _schijven(rows: list[dict[str, Any]]) -> tuple[Schijf, ...]:
    return tuple(Schijf(row["boven"], _rate(row["procent"]), row["vast"]) for row in rows)


def _afbouw(figures: dict[str, Any], groep: GeboortejaarGroep) -> Afbouw:
    own = figures["groepen"][groep]
    rate = _rate(own["procent"])
    return Afbouw(own["maximum"], figures["afbouw_vanaf"], rate, figures["nihil_boven"])


def _ouderenkorting(figures: dict[str, Any], groep: GeboortejaarGroep) -> Afbouw | None:
    return _afbouw(figures, groep) if groep in figures["groepen"] else None


def _arbeidskorting(figures: dict[str, Any], groep: GeboortejaarGroep) -> Arbeidskorting:
    own = figures["groepen"][groep]
    parts = tuple(
        Opbouw(part["vanaf"], _rate(part["procent"]), part["maximum"]) for part in own["opbouw"]
    )
    rate = _rate(own["afbouw_procent"])
    taper = Afbouw(parts[-1].maximum, figures["afbouw_vanaf"], rate, figures["nihil_boven"])
    return Arbeidskorting(parts, taper)
