"""How near the day of a duty is: the spans that lists and plans count in."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from ontzorg.rules.dates import DAYS_IN_WEEK

HORIZON = timedelta(weeks=6)


def spans_of(today: date) -> dict[str, Q]:
    """Return the filter of each span: late, this week, the two weeks after it, and beyond."""
    ends = [today + timedelta(days=DAYS_IN_WEEK * weeks) for weeks in (1, 2, 3)]
    return {
        "late": Q(due_on__lt=today),
        "week": Q(due_on__gte=today, due_on__lte=ends[0]),
        "next_week": Q(due_on__gt=ends[0], due_on__lte=ends[1]),
        "third_week": Q(due_on__gt=ends[1], due_on__lte=ends[2]),
        "beyond": Q(due_on__gt=ends[2], due_on__lte=today + HORIZON),
    }
