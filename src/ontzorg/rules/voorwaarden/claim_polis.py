"""What a verzuimpolis covers, and what a claim is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ontzorg.rules.parameters import read_table
from ontzorg.rules.wet.dagloon_periode import Dagen
from ontzorg.rules.wet.zaak import Zaak


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzuimpolis:
    """A policy with own risk in working days; percentages of the wage.

    `einde` is its last day, `opslag_procent` the loading for employer charges, `maximum_loon` the
    most that is insured per year, `garantie` whether the poortwachtergarantie holds for this
    employee, `totaal_maximum` the most that both years may cover together.
    """

    ingang: date
    eigen_risico_dagen: int
    dekking_jaar_1: Decimal
    dekking_jaar_2: Decimal
    dagdeler: int
    opslag_procent: Decimal = Decimal(0)
    einde: date | None = None
    maximum_loon: Decimal | None = None
    garantie: bool = False
    totaal_maximum: Decimal | None = None

    @property
    def counts_calendar_days(self) -> bool:
        """Say whether Saturdays and Sundays are paid as well."""
        return bool(self.dagdeler == keuzes()["kalenderdagdeler"])

    def holds_on(self, day: date) -> bool:
        """Say whether the policy runs on `day`."""
        return self.ingang <= day and (self.einde is None or day <= self.einde)


@dataclass(frozen=True, slots=True)
class Ziektepercentage:
    """From this day someone is sick for this percentage."""

    vanaf: date
    percentage: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimvraag:
    """One employee and one period of days."""

    polis: Verzuimpolis
    jaarloon: Decimal
    zaak: Zaak
    periode: Dagen
    percentages: tuple[Ziektepercentage, ...] = ()

    def percentage_on(self, day: date) -> Decimal:
        """Return for which percentage someone is sick that day; wholly, unless told."""
        known = [row for row in self.percentages if row.vanaf <= day]
        return max(known, key=lambda row: row.vanaf).percentage if known else Decimal(100)


@cache
def keuzes() -> dict[str, Any]:
    """Return what a policy can choose from."""
    return read_table("verzekering/keuzes")
