"""Over which days detention takes the ziekengeld away.

Law: Ziektewet (BWBR0001888) art. 19b lid 1: no right "vanaf de dag dat deze vrijheidsontneming een
maand heeft geduurd"; none at all when the sickness begins in detention; lid 2: again a right from
the day of release, for what is left of the 104 weeks; lid 3: detentions are added when less than
four weeks lie between them.
Reading: the month runs from the first day up to the same day of the next month; the days between
added detentions do not count in it (INT-104). The maximum duration stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ontzorg.rules.dates import add_months
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.values import Period

MAANDEN = load_parameter("wet/ziektewet/detentie_maanden")
SAMENTELLING = load_parameter("wet/ziektewet/detentie_samentelling_weken")


def perioden_zonder_recht(
    detentie: tuple[Period, ...], eerste_ziektedag: date
) -> tuple[Period, ...]:
    """Return the periods without a right to ziekengeld, oldest first.

    Raises NoValueError for a detention that begins before the tables.
    """
    return tuple(
        Period(max(periode.start, lost_from), periode.end)
        for group in _groups(detentie)
        for lost_from in [_lost_from(group, eerste_ziektedag)]
        for periode in group
        if periode.end is None or periode.end > lost_from
    )


def _groups(detentie: tuple[Period, ...]) -> Iterator[list[Period]]:
    """Yield the detentions that count as one, together."""
    group: list[Period] = []
    for periode in sorted(detentie, key=lambda periode: periode.start):
        if group and not _follows(group[-1], periode):
            yield group
            group = []
        group.append(periode)
    if group:
        yield group


def _follows(earlier: Period, later: Period) -> bool:
    if earlier.end is None:
        return True
    weeks = SAMENTELLING.on(later.start).number
    return later.start < earlier.end + timedelta(weeks=weeks)


def _lost_from(group: list[Period], eerste_ziektedag: date) -> date:
    """Return the first day without a right: after the month, or at once when sick inside."""
    if any(eerste_ziektedag in periode for periode in group):
        return eerste_ziektedag
    day = add_months(group[0].start, MAANDEN.on(group[0].start).number)
    free_since = None
    for periode in group:
        if free_since is not None and periode.start > free_since and free_since < day:
            day += periode.start - free_since
        free_since = periode.end
    return day
