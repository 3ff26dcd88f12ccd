"""The premium rates of one year for one kind of pay, ready to compute with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet.geld_afronding import round_down_to_cents
from ontzorg.rules.wet.geld_tabel import Origin, load_money_table, make_origin, origin_of
from ontzorg.rules.wet.loonheffing_tabel import SCALE, Tijdvak, load_rekenvoorschrift

BENEFIT_TABLE = "wet/premies/uitkering_eigenrisicodrager"
MAXIMUM = "wet/premies/maximum_premieloon"
_TABLES = {
    ("aof", "laag"): "wet/premies/aof_laag",
    ("aof", "hoog"): "wet/premies/aof_hoog",
    ("wko", "gewoon"): "wet/premies/wko",
    ("awf", "laag"): "wet/premies/awf_laag",
    ("awf", "hoog"): "wet/premies/awf_hoog",
    ("ufo", "gewoon"): "wet/premies/ufo",
    ("zvw", "werkgever"): "wet/premies/zvw_werkgever",
    ("zvw", "werknemer"): "wet/premies/zvw_werknemer",
}


class Premiesoort(StrEnum):
    """What the premiums are paid over."""

    LOON = "loon"
    UITKERING = "uitkering"


@dataclass(frozen=True, slots=True, kw_only=True)
class Premiekeuze:
    """What decides which rates an employer pays over one worker's pay."""

    soort: Premiesoort = Premiesoort.UITKERING
    kleine_werkgever: bool = False
    awf_hoog: bool = False
    overheid: bool = False
    zvw_inhouding: bool = False


@dataclass(frozen=True, slots=True)
class Premiepercentage:
    """One rate in hundred-thousandths, and where it comes from."""

    name: str
    percentage: str
    rate: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Maximum:
    """The most pay of one tijdvak that premiums are paid over, in cents."""

    cents: int
    year: int
    periods: int
    origin: Origin


@cache
def load_percentages(jaar: int, keuze: Premiekeuze) -> tuple[Premiepercentage, ...]:
    """Return the rates of a year, without the Whk, which each employer has of its own."""
    rates = _benefit_rates(jaar) if keuze.soort is Premiesoort.UITKERING else _wage_rates(keuze)
    return tuple(_percentage(jaar, name, rate, extra) for name, (rate, extra) in rates.items())


@cache
def load_maximum(jaar: int, tijdvak: Tijdvak) -> Maximum:
    """Return the maximum premieloon of one tijdvak: the year amount, rounded down to cents."""
    value = load_parameter(MAXIMUM).on(date(jaar, 1, 1))
    periods = load_rekenvoorschrift(jaar).periods[tijdvak]
    return Maximum(
        round_down_to_cents(value.number, periods), value.number, periods, origin_of(value)
    )


@cache
def whk_origin(jaar: int, soort: Premiesoort) -> Origin:
    """Return why the Whk rate of the employer holds."""
    if soort is Premiesoort.LOON:
        return make_origin("Beschikking gedifferentieerde premie Whk van de werkgever", "wet")
    return _setting(jaar, "whk")[1]


def _benefit_rates(jaar: int) -> dict[str, tuple[str, Origin | None]]:
    return {name: _setting(jaar, name) for name in ("aof", "wko", "awf", "zvw")}


def _setting(jaar: int, name: str) -> tuple[str, Origin]:
    row = load_money_table(BENEFIT_TABLE).on(date(jaar, 1, 1))
    raw = row.figures["premies"][name]
    return raw["tarief"], make_origin(raw["source"], raw["status"])


def _wage_rates(keuze: Premiekeuze) -> dict[str, tuple[str, Origin | None]]:
    unemployment = ("awf", "hoog" if keuze.awf_hoog else "laag")
    name, rate = ("ufo", "gewoon") if keuze.overheid else unemployment
    return {
        "aof": ("laag" if keuze.kleine_werkgever else "hoog", None),
        "wko": ("gewoon", None),
        name: (rate, None),
        "zvw": ("werknemer" if keuze.zvw_inhouding else "werkgever", None),
    }


def _percentage(jaar: int, name: str, rate: str, extra: Origin | None) -> Premiepercentage:
    value = load_parameter(_TABLES[name, rate]).on(date(jaar, 1, 1))
    origin = origin_of(value)
    if extra is not None:
        origin = Origin(f"{origin.source}; {extra.source}", origin.status, _both(origin, extra))
    return Premiepercentage(name, str(value.value), int(value.value * (SCALE // 100)), origin)


def _both(figure: Origin, choice: Origin) -> str:
    """Return the remark on the figure and on the choice that this figure holds."""
    if not choice.remark:
        return figure.remark
    return f"{figure.remark} Let op: dat dit tarief over een uitkering gaat, staat niet in de wet."
