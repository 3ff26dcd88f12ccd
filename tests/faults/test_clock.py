"""The clock goes forward, back, over a leap day and into a new year: each day counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.models import OutboxMessage
from ontzorg.config import jobs
from ontzorg.integrations.mail import digests
from ontzorg.rules.wet.tijdlijn import compute_tijdlijn
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.zaak import Zaak
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.tests.play import report

HOME = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
WEEKEND = 5
# The middle day is the special one.
SPECIAL = {
    "summer time begins": date(2026, 3, 29),
    "summer time ends": date(2026, 10, 25),
    "a leap day": date(2028, 2, 29),
    "a new year": date(2027, 1, 1),
}
special_days = pytest.mark.parametrize("day", SPECIAL.values(), ids=SPECIAL)


def moments(task: str, day: date) -> Iterator[datetime]:
    """Return when the queue starts this task, from three days before to three days after."""
    known = app.periodic_registry.periodic_tasks
    (periodic,) = (one for (name, _), one in known.items() if name == task)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - 3 * DAY
    end = (start + 7 * DAY).timestamp()
    periodic.croniter.set_current(start_time=start.timestamp())
    while (moment := periodic.croniter.get_next(ret_type=float)) < end:
        yield datetime.fromtimestamp(moment, UTC)


def set_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let the product think that it is then."""
    monkeypatch.setattr(timezone, "now", lambda: moment)


def queued_days(monkeypatch: pytest.MonkeyPatch, day: date) -> Counter[str]:
    """Run the daily job whenever the queue would, and count the digests of each person a day."""
    for moment in moments("mail.digests", day):
        set_clock(monkeypatch, moment)
        jobs.queue_digests(int(moment.timestamp()))
    with acting_as(SYSTEM):
        found = OutboxMessage.objects.filter(topic=digests.TOPIC)
        one = found.order_by("pk").values_list("payload__membership_id", flat=True).first()
        return Counter(
            found.filter(payload__membership_id=one).values_list("payload__day", flat=True)
        )


def working_days(day: date) -> set[str]:
    """Return the days around this one on which people work."""
    days = [day + number * DAY for number in range(-3, 4)]
    return {each.isoformat() for each in days if each.weekday() < WEEKEND}


@pytest.mark.login("jobs")
@pytest.mark.django_db
@special_days
def test_each_working_day_has_one_digest(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    report("ziekmelding", day - 60 * DAY, who=SYSTEM, today=day)
    assert queued_days(monkeypatch, day) == dict.fromkeys(working_days(day), 1)


@pytest.mark.login("jobs")
@pytest.mark.django_db
def test_a_job_that_forgets_what_it_did_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    day = SPECIAL["summer time begins"]
    report("ziekmelding", day - 60 * DAY, who=SYSTEM, today=day)
    monkeypatch.setattr(jobs, "is_first_time", lambda *_arguments, **_named: True)
    assert set(queued_days(monkeypatch, day).values()) == {11}


@pytest.mark.login("jobs")
@pytest.mark.django_db
@special_days
def test_a_dossier_closes_in_the_first_hour_of_its_day(
    monkeypatch: pytest.MonkeyPatch, day: date
) -> None:
    report("ziekmelding", day - 60 * DAY, who=SYSTEM, today=day - 28 * DAY)
    report("herstelmelding", day - 28 * DAY, who=SYSTEM, today=day - 28 * DAY)
    closed = next(
        moment for moment in moments("verzuim.new_day", day) if _closes(monkeypatch, moment)
    )
    local = closed.astimezone(HOME)
    assert (local.date(), local.hour) == (day, 0)


def _closes(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> bool:
    set_clock(monkeypatch, moment)
    jobs.new_day(int(moment.timestamp()))
    with acting_as(SYSTEM):
        return Verzuimdossier.objects.get().closed_on is not None


@special_days
def test_a_term_over_the_day_is_as_long_as_ever(day: date) -> None:
    for number in range(42):
        first_day = day - number * DAY
        sick = Ziekteperiode(start=first_day, hersteld_op=None, percentages=(), melding_ids=())
        (dossier,) = compute_tijdlijn(Zaak(ziekteperioden=(sick,), peildatum=day)).dossiers
        due = {one.code: one.wettelijk_uiterlijk for one in dossier.mijlpalen}
        assert due["PROBLEEMANALYSE"] == first_day + 41 * DAY


@special_days
def test_every_hour_belongs_to_one_day(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    hours: Counter[date] = Counter()
    for moment in moments("verzuim.new_day", day):
        set_clock(monkeypatch, moment)
        hours[timezone.localdate()] += 1
    shift = {SPECIAL["summer time begins"]: 23, SPECIAL["summer time ends"]: 25}
    assert hours[day] == shift.get(day, 24)
