"""The days before a leave on which it could have begun, and whether someone was ill then."""

from __future__ import annotations

from datetime import date

import pytest

from ontzorg.rules.values import Period
from ontzorg.rules.wet.flexibele_periode import flexibele_periode, is_ziek_in_flexibele_periode
from ontzorg.rules.wet.verloop import Ziekteperiode

START = date(2026, 11, 30)


def test_a_leave_can_be_put_off_for_two_weeks() -> None:
    assert flexibele_periode(START) == Period(date(2026, 11, 16), START)


@pytest.mark.parametrize(
    ("start", "hersteld_op", "is_ziek"),
    [
        (date(2026, 11, 1), None, True),
        (date(2026, 11, 1), date(2026, 11, 16), False),
        (date(2026, 11, 1), date(2026, 11, 17), True),
        (date(2026, 11, 29), None, True),
        (date(2026, 11, 30), None, False),
    ],
)
def test_only_sickness_in_those_days_matters(
    start: date, hersteld_op: date | None, *, is_ziek: bool
) -> None:
    periode = Ziekteperiode(start=start, hersteld_op=hersteld_op)
    assert is_ziek_in_flexibele_periode([periode], START) is is_ziek
