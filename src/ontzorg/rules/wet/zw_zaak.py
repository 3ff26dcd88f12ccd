"""The facts that decide days, duration and height of the ziekengeld."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontzorg.rules.values import Period
from ontzorg.rules.wet.samentelling import Samentelling
from ontzorg.rules.wet.zw_toerekening import Grond


@dataclass(frozen=True, slots=True, kw_only=True)
class ZiektewetZaak:
    """One sickness under the Ziektewet.

    `einde_dienstbetrekking` is the last day of the employment. `gewerkte_weekenddagen` are
    Saturdays and Sundays that were demonstrably working days. `meer_dan_65_vanaf` is the day from
    which UWV finds that someone can earn more than 65%, `verdient_meer_sinds` the first day of
    actually earning that. `verlengd_tot` is the last day of an extension by UWV. `detentie` are
    periods in which the person was lawfully deprived of freedom.
    """

    grond: Grond
    samentelling: Samentelling
    einde_dienstbetrekking: date | None = None
    gewerkte_weekenddagen: frozenset[date] = frozenset()
    aow_datum: date | None = None
    meer_dan_65_vanaf: date | None = None
    verdient_meer_sinds: date | None = None
    verlengd_tot: date | None = None
    overleden_op: date | None = None
    detentie: tuple[Period, ...] = ()

    @property
    def eerste_ziektedag(self) -> date:
        """Return the first day of the sickness."""
        return self.samentelling.eerste_ziektedag

    def is_sick_on(self, day: date) -> bool:
        """Say whether the day lies in a sickness period."""
        return any(
            periode.start <= day and (periode.hersteld_op is None or day < periode.hersteld_op)
            for periode in self.samentelling.ziekteperioden
        )
