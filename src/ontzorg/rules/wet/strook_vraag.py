"""What decides a payslip of a benefit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tijdvak

NIL = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class StrookVraag:
    """The benefit days of one tijdvak and what decides the amounts.

    `jaar` is the year of payment: its tax and premium tables hold. `peildatum` is the day whose
    maximum dagloon holds. `eerdere_lonen` are the gross amounts of the earlier tijdvakken of the
    year, for the cumulative premiums. Amounts in euros, percentages as 70 for 70%.
    """

    jaar: int
    tijdvak: Tijdvak
    peildatum: date
    dagloon: Decimal
    percentage: Decimal
    uitkeringsdagen: int
    loonheffingskorting: bool
    groep: GeboortejaarGroep
    whk_percentage: Decimal
    inkomsten_per_dag: Decimal = NIL
    maatregel_percentage: Decimal = NIL
    dagtabel: bool = False
    eerdere_lonen: tuple[Decimal, ...] = ()
