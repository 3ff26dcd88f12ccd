"""The 104-week line of a dossier, from the answers of the selector."""

from __future__ import annotations

from datetime import date, timedelta

from ontzorg.portals.shared.presentation.timeline import (
    TimelineInput,
    TimelineMilestone,
    TimelinePicture,
    Uncounted,
    build_timeline,
)
from ontzorg.portals.shared.work.rows import describe
from ontzorg.verzuim.selectors import DossierView, TaskItem

WEEK = 7
WEEKS_IN_TWO_YEARS = 104
REPEATED = frozenset(
    {"EVALUATIE", "EERSTE_CONTACT", "VRAGENLIJST_DAG_3", "EVALUATIE_ONTZORGMANAGER"}
)


def timeline_of(view: DossierView, *, page_url: str = "") -> TimelinePicture:
    """Draw the line of this dossier, on the day that the page is about.

    `page_url` is the page where the steps stand, when that is another one.
    """
    now = view.as_known_on or view.today
    line = view.timeline
    return build_timeline(
        TimelineInput(
            eerste_ziektedag=line.eerste_ziektedag,
            last_day=last_day(view),
            today=now,
            total_weeks=total_weeks(view),
            percentages=percentages_of(view),
            hersteld_op=line.hersteld_op,
            uncounted=tuple(
                Uncounted(start=gap.start, end=gap.end, label=gap.soort) for gap in line.uncounted
            ),
            milestones=tuple(
                _milestone(item, now, page_url) for item in view.tasks if item.state != "withdrawn"
            ),
        )
    )


def percentages_of(view: DossierView) -> tuple[tuple[date, int], ...]:
    """Return what holds from which day: a period begins with what held before, and ends in 0."""
    changes: dict[date, int] = {}
    for period in view.timeline.periods:
        for day, percentage in sorted(period.percentages):
            if period.hersteld_op is None or day < period.hersteld_op:
                changes[max(day, period.start)] = percentage
        if period.hersteld_op:
            changes[period.hersteld_op] = 0
    return tuple(sorted(changes.items()))


def last_day(view: DossierView) -> date:
    """Return where the line ends: two counted years, or later when the wage goes on."""
    line = view.timeline
    two_years = timedelta(days=WEEKS_IN_TWO_YEARS * WEEK - 1 + line.niet_meetellende_dagen)
    ends = line.end_dates
    candidates = (ends.loonsanctie_laatste_dag, ends.loondoorbetaling_laatste_dag)
    known = [day for day in candidates if day]
    return max([line.eerste_ziektedag + two_years, *known])


def total_weeks(view: DossierView) -> int:
    """Return the number of weeks that people count to: 104, or more when the wage goes on."""
    line = view.timeline
    days = (last_day(view) - line.eerste_ziektedag).days + 1 - line.niet_meetellende_dagen
    return max(days // WEEK, WEEKS_IN_TWO_YEARS)


def week_on(view: DossierView, day: date) -> int:
    """Return the counted week of a day."""
    gaps = view.timeline.uncounted
    passed = (day - view.timeline.eerste_ziektedag).days
    skipped = sum(max((min(gap.end, day) - gap.start).days, 0) for gap in gaps)
    return max(passed - skipped, 0) // WEEK + 1


def _milestone(item: TaskItem, now: date, page_url: str) -> TimelineMilestone:
    due = describe(item, today=now)
    return TimelineMilestone(
        title=item.title,
        short_title=item.official_term,
        due_on=item.due_on,
        state=due.state,
        done_on=item.completed_on,
        days_label=due.days_label,
        who=item.who,
        url=f"{page_url}#task-{item.public_id}",
        is_major=item.code not in REPEATED,
    )
