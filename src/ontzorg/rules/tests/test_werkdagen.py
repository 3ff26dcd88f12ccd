"""Working days follow the Algemene termijnenwet."""

from __future__ import annotations

from datetime import date

import pytest

from ontzorg.rules.werkdagen import (
    add_werkdagen,
    first_werkdag_from,
    is_werkdag,
    last_werkdag_until,
)

FREE_DAYS = [
    date(2025, 1, 1),
    date(2025, 4, 18),
    date(2025, 4, 21),
    date(2026, 4, 27),
    date(2026, 5, 5),
    date(2025, 5, 5),
    date(2025, 5, 29),
    date(2025, 6, 9),
    date(2025, 12, 25),
    date(2025, 12, 26),
    date(2025, 1, 4),
    date(2025, 1, 5),
]


@pytest.mark.parametrize("day", FREE_DAYS, ids=str)
def test_nobody_need_work(day: date) -> None:
    assert not is_werkdag(day)


@pytest.mark.parametrize("day", [date(2025, 4, 17), date(2025, 12, 31), date(2025, 5, 30)], ids=str)
def test_an_ordinary_day_is_a_working_day(day: date) -> None:
    assert is_werkdag(day)


def test_looking_back_and_forward_passes_easter() -> None:
    assert last_werkdag_until(date(2025, 4, 21)) == date(2025, 4, 17)
    assert first_werkdag_from(date(2025, 4, 18)) == date(2025, 4, 22)
    assert add_werkdagen(date(2025, 4, 16), 3) == date(2025, 4, 23)
