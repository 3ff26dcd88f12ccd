"""Weeks are counted days; days that do not count push the later weeks on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ontzorg.portals.shared.presentation.timeline.scale import LEFT, RIGHT, WIDTH, Scale, Uncounted

START = date(2026, 1, 26)
END = START + timedelta(days=760)
NO_GAPS: tuple[Uncounted, ...] = ()
ONE_GAP = (Uncounted(start=date(2026, 6, 10), end=date(2026, 6, 26), label="Hersteld"),)
TWO_GAPS = (
    *ONE_GAP,
    Uncounted(start=date(2026, 9, 1), end=date(2026, 12, 22), label="Zwangerschapsverlof"),
)


@pytest.mark.parametrize(
    ("days", "week"), [(0, 1), (6, 1), (7, 2), (41, 6), (42, 7), (727, 104), (728, 105)]
)
def test_the_first_sick_day_is_in_week_one(days: int, week: int) -> None:
    assert Scale(START, END).week(START + timedelta(days=days)) == week


def test_the_count_stands_still_in_a_gap() -> None:
    scale = Scale(START, END, ONE_GAP)
    before, after = date(2026, 6, 9), date(2026, 6, 26)
    assert scale.week(after) == Scale(START, END).week(before + timedelta(days=1))
    assert {scale.week(date(2026, 6, d)) for d in range(10, 27)} == {scale.week(after)}


@pytest.mark.parametrize("gaps", [NO_GAPS, ONE_GAP, TWO_GAPS])
def test_the_last_day_of_a_week_lies_in_that_week_and_is_not_in_a_gap(
    gaps: tuple[Uncounted, ...],
) -> None:
    scale = Scale(START, END, gaps)
    for week in range(1, 105):
        day = scale.last_day_of_week(week)
        assert scale.week(day) == week
        assert not any(gap.start <= day < gap.end for gap in gaps)


def test_days_outside_the_picture_stand_at_its_edge() -> None:
    scale = Scale(START, END)
    assert scale.x(START - timedelta(days=9)) == scale.x(START) == LEFT
    assert scale.x(END + timedelta(days=9)) == scale.x(END) == WIDTH - RIGHT


def test_months_start_after_the_first_day_and_end_in_the_picture() -> None:
    months = Scale(START, date(2026, 4, 1)).months()
    assert months == [date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)]


def test_a_picture_of_one_day_does_not_divide_by_zero() -> None:
    assert Scale(START, START).x(START) == LEFT
