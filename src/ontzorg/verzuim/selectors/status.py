"""How a dossier stands, in words, and in which counted week a day lies."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ontzorg.rules.dates import DAYS_IN_WEEK, dutch_date
from ontzorg.verzuim.derivation.snapshot import read_day
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.selectors.light import Uncounted

SICK, RECOVERED, CLOSED, WITHDRAWN = "sick", "recovered", "closed", "withdrawn"


def status_of(dossier: Verzuimdossier) -> tuple[str, str]:
    """Return the status of a dossier and its Dutch words."""
    if dossier.withdrawn_on is not None:
        return WITHDRAWN, "Vervallen"
    if dossier.closed_on is not None:
        return CLOSED, "Gesloten"
    if dossier.hersteld_op is not None:
        until = f", sluit op {dutch_date(dossier.closes_on)}" if dossier.closes_on else ""
        return RECOVERED, f"Hersteld op {dutch_date(dossier.hersteld_op)}{until}"
    return SICK, f"Ziek voor {dossier.percentage}%"


def write_hours(hours: Decimal | None) -> str:
    """Return hours as people write them, without idle zeros."""
    return "" if hours is None else f"{hours.normalize():f}".replace(".", ",")


def week_of(uncounted: Uncounted, eerste_ziektedag: date, day: date) -> int:
    """Return the counted week that `day` lies in; days that do not count are skipped."""
    counted = (day - eerste_ziektedag).days
    for part in uncounted:
        start, end = read_day(part, "start"), read_day(part, "end")
        if start is not None and end is not None and start <= day:
            counted -= (min(end, day + timedelta(days=1)) - start).days
    return max(counted, 0) // DAYS_IN_WEEK + 1
