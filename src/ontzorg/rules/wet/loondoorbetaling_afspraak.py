"""What employer and employee agreed about wage, and what happened during the sickness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from ontzorg.rules.dates import DAY, add_months
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet.dagloon_periode import Dagen
from ontzorg.rules.wet.zaak import Zaak

DAGEN_PER_MAAND = load_parameter("wet/dagloon/dagen_per_maand")

ZERO = Decimal("0.00")
_WEEKS_IN_YEAR, _MONTHS_IN_YEAR, _WORKDAYS = 52, 12, 5


class Loontijdvak(StrEnum):
    """How often the wage is paid."""

    WEEK = "week"
    VIER_WEKEN = "vier_weken"
    MAAND = "maand"


_WEEKS: dict[Loontijdvak, int] = {Loontijdvak.WEEK: 1, Loontijdvak.VIER_WEKEN: 4}


def pay_period(start: date, tijdvak: Loontijdvak) -> Dagen:
    """Return the pay period that begins on `start`; raises ValueError within a month."""
    if tijdvak is not Loontijdvak.MAAND:
        return Dagen(start, start + timedelta(weeks=_WEEKS[tijdvak]) - DAY)
    if start.day != 1:
        raise ValueError("een maand begint op de eerste dag")
    return Dagen(start, add_months(start, 1) - DAY)


class Inhouding(StrEnum):
    """Why wage is withheld for a time, or for good."""

    OPSCHORTING = "opschorting"
    LOONSTOP = "loonstop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loonafspraak:
    """The agreed wage per `tijdvak`, and what was promised for sickness.

    `maximum_na_loonwaarde` says that the maximum cuts only the part that is not worked.
    """

    loon: Decimal
    tijdvak: Loontijdvak
    uren_per_week: Decimal
    procent_jaar_1: Decimal
    procent_jaar_2: Decimal
    geboortedatum: date | None = None
    bbl: bool = False
    wachtdagen: int = 0
    maximum_na_loonwaarde: bool = False

    @property
    def uren_per_tijdvak(self) -> Decimal:
        """Return the agreed hours of a pay period, a month being a twelfth of 52 weeks."""
        if self.tijdvak is Loontijdvak.MAAND:
            return self.uren_per_week * _WEEKS_IN_YEAR / _MONTHS_IN_YEAR
        return self.uren_per_week * _WEEKS[self.tijdvak]


@dataclass(frozen=True, slots=True)
class Loonwaarde:
    """From this day the work done is worth this percentage of the wage."""

    vanaf: date
    percentage: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Loonmaatregel:
    """Wage withheld from `van` up to and including `tot_en_met`, as told on `meegedeeld_op`."""

    soort: Inhouding
    van: date
    tot_en_met: date | None
    meegedeeld_op: date | None

    def holds_on(self, day: date) -> bool:
        """Say whether wage is withheld on `day`; without notice to the employee never."""
        if self.meegedeeld_op is None or day < self.van:
            return False
        return self.tot_en_met is None or day <= self.tot_en_met


@dataclass(frozen=True, slots=True, kw_only=True)
class Loonvraag:
    """One pay period of one employee.

    `uitkering` and `inkomsten` are what lid 5 takes off, over this pay period.
    """

    periode: Dagen
    afspraak: Loonafspraak
    zaak: Zaak
    loonwaarden: tuple[Loonwaarde, ...] = ()
    maatregelen: tuple[Loonmaatregel, ...] = ()
    uitkering: Decimal = ZERO
    inkomsten: Decimal = ZERO

    @property
    def weekdagen(self) -> int:
        """Return the days from Monday to Friday of the pay period."""
        return self.periode.dagloondagen

    @property
    def dagen_per_tijdvak(self) -> Decimal:
        """Return the days by which the wage of a pay period is divided for one day."""
        if self.afspraak.tijdvak is Loontijdvak.MAAND:
            return DAGEN_PER_MAAND.on(self.periode.start).value
        return Decimal(_WORKDAYS * _WEEKS[self.afspraak.tijdvak])

    def loonwaarde_on(self, day: date) -> Decimal:
        """Return the percentage of the wage that the work of that day is worth."""
        known = [row for row in self.loonwaarden if row.vanaf <= day]
        return max(known, key=lambda row: row.vanaf).percentage if known else Decimal(0)

    def inhouding_on(self, day: date) -> Inhouding | None:
        """Return how wage is withheld on that day; a loonstop goes before an opschorting."""
        kinds = [row.soort for row in self.maatregelen if row.holds_on(day)]
        return Inhouding.LOONSTOP if Inhouding.LOONSTOP in kinds else next(iter(kinds), None)
