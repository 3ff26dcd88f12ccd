"""The words and states of duties."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from ontzorg.portals.shared.presentation.tasks import TaskRow, TaskState, describe_due

TODAY = date(2026, 11, 22)

OPEN_CASES = [
    (-4, TaskState.LATE, "4 dagen te laat"),
    (-1, TaskState.LATE, "1 dag te laat"),
    (0, TaskState.SOON, "vandaag"),
    (1, TaskState.SOON, "morgen"),
    (3, TaskState.SOON, "nog 3 dagen"),
    (7, TaskState.SOON, "nog 7 dagen"),
    (8, TaskState.DUE, "nog 8 dagen"),
]


@pytest.mark.parametrize(("days", "state", "label"), OPEN_CASES)
def test_an_open_duty_counts_the_days(days: int, state: TaskState, label: str) -> None:
    due = describe_due(TODAY + timedelta(days=days), TODAY)
    assert (due.state, due.days_label) == (state, label)


def test_a_duty_without_a_day_is_simply_due() -> None:
    assert describe_due(None, TODAY).state is TaskState.DUE


def test_what_was_done_late_says_so() -> None:
    due = describe_due(TODAY - timedelta(days=3), TODAY, done_on=TODAY - timedelta(days=1))
    assert (due.state, due.days_label) == (TaskState.DONE, "gedaan, 2 dagen te laat")


def test_what_was_done_in_time_stays_done_after_its_day() -> None:
    due = describe_due(TODAY - timedelta(days=9), TODAY, done_on=TODAY - timedelta(days=9))
    assert (due.state, due.days_label) == (TaskState.DONE, "gedaan")


def test_a_suspended_or_withdrawn_duty_is_never_late() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert describe_due(yesterday, TODAY, suspended=True).state is TaskState.SUSPENDED
    assert describe_due(yesterday, TODAY, withdrawn=True).state is TaskState.WITHDRAWN


@pytest.mark.parametrize(("legal", "shown"), [(None, False), (TODAY, False), (date.max, True)])
def test_the_legal_day_shows_only_when_it_differs(legal: date | None, *, shown: bool) -> None:
    row = TaskRow(pk=UUID(int=1), title="x", state=TaskState.DUE, due_on=TODAY, legal_due_on=legal)
    assert row.shows_legal_date is shown
