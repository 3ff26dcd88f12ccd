"""What decides a loonheffing, and what comes out: the values that its rules share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tabel, Tijdvak


@dataclass(frozen=True, slots=True, kw_only=True)
class LoonheffingVraag:
    """A wage in whole cents, its tijdvak, and what decides which column of the tables holds."""

    jaar: int
    tabel: Tabel
    tijdvak: Tijdvak
    loon: Decimal
    groep: GeboortejaarGroep
    loonheffingskorting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Loonheffing:
    """What is withheld, the arbeidskorting in it, and the wage of the row of the table."""

    inhouding: Decimal
    arbeidskorting: Decimal
    tabelloon: Decimal


@dataclass(frozen=True, slots=True)
class Jaarbedragen:
    """Wage, tax and the credits that count, in whole euros a year."""

    jaarloon: int
    belasting: int
    algemene_heffingskorting: int
    ouderenkorting: int
    arbeidskorting: int
    verschuldigd: int
