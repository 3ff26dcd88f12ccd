"""The AOW age follows the birth date, and a day outside the table is an error."""

from __future__ import annotations

from datetime import date

import pytest

from ontzorg.rules.parameters import NoValueError
from ontzorg.rules.wet.aow_leeftijd import aow_datum


@pytest.mark.parametrize(
    ("geboortedatum", "day"),
    [
        (date(1947, 12, 31), date(2012, 12, 31)),
        (date(1952, 12, 31), date(2018, 12, 31)),
        (date(1956, 6, 1), date(2023, 4, 1)),
        (date(1957, 2, 28), date(2023, 12, 28)),
        (date(1957, 3, 1), date(2024, 3, 1)),
        (date(1960, 12, 31), date(2027, 12, 31)),
        (date(1961, 1, 1), date(2028, 4, 1)),
        (date(1964, 9, 30), date(2031, 12, 30)),
        (date(1964, 10, 1), None),
    ],
)
def test_the_day_of_the_aow_age(geboortedatum: date, day: date | None) -> None:
    assert aow_datum(geboortedatum) == day


def test_a_birth_date_before_the_table_is_refused() -> None:
    with pytest.raises(NoValueError, match="the table starts 1900-01-01"):
        aow_datum(date(1899, 12, 31))
