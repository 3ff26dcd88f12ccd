"""Where a complaint goes next.

Source: conditions Ontzorgmanager - Re-integratie art. 7 (M219, M220, M222), conditions
a.s.r. re-integratie art. 2.3 (M221), activity lists (M223). Reading: each step asks that the one
before it was handled without a good result; the desk of the verzuim-ontzorgverzekering only takes
complaints about the productconvenant, also for an employee (INT-092).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import read_table
from ontzorg.rules.voorwaarden.regels import step_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Afhandeling:
    """A step that was taken, when it was handled, and whether that was enough."""

    stap: str
    afgehandeld_op: date | None = None
    tevreden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Klacht:
    """A complaint: about what, whether it touches the productconvenant, and the steps so far."""

    onderwerp: str
    over_convenant: bool = False
    stappen: tuple[Afhandeling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Klachtstap:
    """The next step: whom to address, where, and by which rule; none when it is settled."""

    stand: str
    stap: str | None
    naam: str | None
    waar: str | None
    regel: str


def next_klachtstap(klacht: Klacht, peildatum: date) -> Outcome[Klachtstap]:
    """Return where this complaint goes next; raises KeyError for an unknown subject."""
    taken = {done.stap: done for done in klacht.stappen}
    for row in _route(klacht):
        done = taken.get(row["code"])
        if done is None:
            return _answer("volgende_stap", row, f"De klacht gaat naar: {row['naam']}.")
        if done.tevreden:
            return _answer("opgelost", row, "De klacht is opgelost.")
        if done.afgehandeld_op is None or done.afgehandeld_op > peildatum:
            return _answer("in_behandeling", row, f"Wacht op een antwoord van: {row['naam']}.")
    return _answer("einde_route", _route(klacht)[-1], "Er is geen volgende stap meer.")


def klachtonderwerpen() -> tuple[str, ...]:
    """Return the subjects that a complaint can have."""
    return tuple(_routes())


@cache
def _routes() -> Mapping[str, list[Mapping[str, str]]]:
    found: Mapping[str, list[Mapping[str, str]]] = read_table("voorwaarden/klachtroute")["routes"]
    return found


def _route(klacht: Klacht) -> list[Mapping[str, str]]:
    rows = _routes()[klacht.onderwerp]
    return [row for row in rows if klacht.over_convenant or not row.get("alleen_convenant")]


def _answer(stand: str, row: Mapping[str, str], text: str) -> Outcome[Klachtstap]:
    settled = stand in ("opgelost", "einde_route")
    found = Klachtstap(
        stand=stand,
        stap=None if settled else row["code"],
        naam=None if settled else row["naam"],
        waar=None if settled else row["waar"],
        regel=row["regel"],
    )
    return Outcome(value=found, steps=(step_of(row["regel"], text, stand, stap=row["code"]),))
