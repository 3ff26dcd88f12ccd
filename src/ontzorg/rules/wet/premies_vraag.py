"""What decides the premiums of a tijdvak, and the pay they go over."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ontzorg.rules.wet.loonheffing_tabel import Tijdvak
from ontzorg.rules.wet.premies_tabel import Maximum, Premiekeuze

# The Ziektewet benefit of an eigenrisicodrager.
BENEFIT = Premiekeuze()


@dataclass(frozen=True, slots=True, kw_only=True)
class PremieVraag:
    """The pay of one tijdvak, and that of the earlier tijdvakken of the year, in order."""

    jaar: int
    tijdvak: Tijdvak
    loon: Decimal
    eerdere_lonen: tuple[Decimal, ...] = ()
    whk_percentage: Decimal
    aow: bool
    keuze: Premiekeuze = BENEFIT


@dataclass(frozen=True, slots=True)
class Premieloon:
    """The pay of the year that counted before this tijdvak and after it, in cents."""

    before: int
    after: int
    periods: int
    maximum: Maximum
