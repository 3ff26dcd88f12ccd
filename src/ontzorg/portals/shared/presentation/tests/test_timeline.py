"""The picture and the list tell the same facts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ontzorg.portals.shared.presentation.tasks import TaskState
from ontzorg.portals.shared.presentation.timeline import (
    TimelineInput,
    TimelineMilestone,
    TimelinePicture,
    Uncounted,
    build_timeline,
)
from ontzorg.portals.shared.presentation.timeline.picture import BAND_HEIGHT

START = date(2026, 1, 26)
TODAY = date(2026, 11, 22)
GAP = Uncounted(start=date(2026, 6, 10), end=date(2026, 6, 26), label="Hersteld")


def milestone(week: int, state: TaskState = TaskState.DUE, **options: object) -> TimelineMilestone:
    due_on = START + timedelta(days=week * 7 - 1)
    return TimelineMilestone(
        title=f"Stap {week}",
        due_on=due_on,
        state=state,
        **options,  # type: ignore[arg-type]
    )


MILESTONES = (
    milestone(6, TaskState.DONE, done_on=date(2026, 3, 5)),
    milestone(8, TaskState.LATE, days_label="245 dagen te laat"),
    milestone(42, TaskState.SOON, days_label="nog 3 dagen"),
    milestone(93),
)


def timeline(**changes: object) -> TimelinePicture:
    values: dict[str, object] = {
        "eerste_ziektedag": START,
        "last_day": START + timedelta(days=104 * 7 - 1 + GAP.days),
        "today": TODAY,
        "total_weeks": 104,
        "percentages": ((START, 100), (date(2026, 5, 4), 60)),
        "uncounted": (GAP,),
        "milestones": MILESTONES,
    }
    return build_timeline(TimelineInput(**(values | changes)))  # type: ignore[arg-type]


def test_every_fact_stands_in_the_list_in_order_of_days() -> None:
    rows = timeline().rows
    assert [row.day for row in rows] == sorted(row.day for row in rows)
    titles = {row.title for row in rows}
    assert titles >= {one.title for one in MILESTONES}
    assert titles >= {"Eerste ziektedag", "Verandering", "Hersteld", "Vandaag"}


def test_a_done_duty_stands_on_the_day_it_was_done() -> None:
    done = next(mark for mark in timeline().marks if mark.state is TaskState.DONE)
    assert (done.week, done.day) == ("wk 6", "5 mrt")


def test_each_duty_inside_the_picture_has_one_mark() -> None:
    beyond = TimelineMilestone(title="Te ver", due_on=date(2030, 1, 1), state=TaskState.DUE)
    picture = timeline(milestones=(*MILESTONES, beyond))
    assert len(picture.marks) == len(MILESTONES)
    assert "Te ver" in {row.title for row in picture.rows}


def test_marks_on_one_day_do_not_cover_each_other() -> None:
    marks = timeline(milestones=(milestone(20), milestone(20), milestone(20))).marks
    assert len({(mark.x, mark.y) for mark in marks}) == 3


def test_the_band_is_as_high_as_the_percentage_and_ends_today() -> None:
    picture = timeline()
    full, part = picture.bands
    assert full.height == BAND_HEIGHT
    assert part.height == round(BAND_HEIGHT * 0.6)
    assert full.x + full.width == part.x
    assert picture.today is not None
    assert abs(part.x + part.width - picture.today.x) <= 2


@pytest.mark.parametrize(("end", "words"), [(11, "Hersteld, 1 dag"), (12, "Hersteld, 2 dagen")])
def test_days_that_do_not_count_are_counted_in_words(end: int, words: str) -> None:
    gap = Uncounted(start=date(2026, 6, 10), end=date(2026, 6, end), label="Hersteld")
    assert timeline(uncounted=(gap,)).hatches[0].label == words


def test_the_band_ends_at_recovery() -> None:
    picture = timeline(hersteld_op=date(2026, 5, 4))
    assert len(picture.bands) == 1


@pytest.mark.parametrize("today", [START - timedelta(days=1), date(2031, 1, 1)])
def test_today_outside_the_picture_is_not_drawn(today: date) -> None:
    assert timeline(today=today).today is None


def test_the_words_for_today_stay_inside_the_picture() -> None:
    for today in (START, TODAY, START + timedelta(days=740)):
        picture = timeline(today=today)
        mark = picture.today
        assert mark is not None
        assert mark.pill_x >= 0
        assert mark.pill_x + mark.pill_width <= picture.width


def test_on_a_narrow_screen_late_duties_stay_in_sight() -> None:
    grouped = timeline().grouped
    assert "Stap 8" in {row.title for row in grouped.now}
    assert "Stap 6" in {row.title for row in grouped.earlier}
    shown = len(grouped.earlier) + len(grouped.now) + len(grouped.later)
    assert shown == len(timeline().rows)


def test_late_is_first_called_still_to_do() -> None:
    notes = {row.title: row.note for row in timeline().rows}
    assert notes["Stap 8"] == "nog te doen, 245 dagen te laat"
    assert notes["Stap 42"] == "nog 3 dagen"
    assert notes["Stap 93"] == "nog te doen"


def test_the_summary_counts_what_is_done_and_late() -> None:
    assert "Gedaan: 1. Nog te doen: 3. Daarvan te laat: 1." in timeline().summary


def test_a_long_line_names_one_month_in_three() -> None:
    named = {tick.label for tick in timeline(last_day=date(2029, 2, 1)).months if tick.label}
    assert named == {"apr", "jul", "okt", "2027", "2028", "2029"}
    assert "feb" in {tick.label for tick in timeline().months}


def test_a_dossier_without_anything_yet_has_a_line() -> None:
    picture = timeline(milestones=(), percentages=(), uncounted=())
    assert [*picture.marks, *picture.bands, *picture.hatches] == []
    assert picture.weeks[-1].label == "104"
