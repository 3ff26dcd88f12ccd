"""The dagloon scenarios hold, and more wage or a later day never gives a lower dagloon."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.dates import add_months
from ontzorg.rules.tests.money import check_money
from ontzorg.rules.tests.recompute import assert_recomputes
from ontzorg.rules.tests.scenario import Row, load_scenarios, scenario_name
from ontzorg.rules.wet.dagloon import Dagloon, DagloonVraag, compute_dagloon
from ontzorg.rules.wet.dagloon_loon import Loon, Loonopgave
from ontzorg.rules.wet.dagloon_maximum import MAXIMUM
from ontzorg.rules.wet.dagloon_periode import (
    Dagen,
    Regeling,
    Tijdvakken,
    count_weekdays,
    find_tijdvak,
)


@pytest.mark.parametrize("row", load_scenarios("dagloon"), ids=scenario_name)
def test_dagloon(row: Row) -> None:
    given = row.get("invoer", {})
    if "reeks" in row:
        given = {**given, "tijdvakken": expand(row["reeks"], given)}
    check_money("dagloon", {**row, "invoer": given})


def expand(series: Row, given: Row) -> list[Row]:
    """Return one row per aangiftetijdvak of the series."""
    row = dict(series)
    start, number, except_for = row.pop("vanaf"), row.pop("aantal"), row.pop("behalve", {})
    four_weeks = given.get("tijdvak") == "vier_weken"
    starts = [
        start + timedelta(weeks=4 * i) if four_weeks else add_months(start, i)
        for i in range(number)
    ]
    return [{"vanaf": day, **row, **except_for.get(day, {})} for day in starts]


MONEY = st.decimals(0, 15_000, places=2)
FIRST_DAYS = st.dates(date(2024, 3, 1), date(2026, 12, 28))


def months_of_wage(wages: list[Decimal], eerste_ziektedag: date) -> DagloonVraag:
    first = add_months(eerste_ziektedag.replace(day=1), -13)
    starts = [add_months(first, number) for number in range(12)]
    return DagloonVraag(
        regeling=Regeling.ZW,
        eerste_ziektedag=eerste_ziektedag,
        eerste_uitkeringsdag=eerste_ziektedag + timedelta(days=2),
        soort=Tijdvakken.MAAND,
        opgaven=tuple(
            Loonopgave(
                dagen=find_tijdvak(start, Tijdvakken.MAAND, None),
                loon=Loon(met_reservering=wage),
            )
            for start, wage in zip(starts, wages, strict=True)
        ),
        overeengekomen=Loon(),
    )


def dagloon_of(wages: list[Decimal], eerste_ziektedag: date) -> Dagloon:
    outcome = compute_dagloon(months_of_wage(wages, eerste_ziektedag))
    assert_recomputes(outcome.steps)
    return outcome.value


YEARS = st.lists(MONEY, min_size=12, max_size=12)


@given(YEARS, FIRST_DAYS)
def test_a_dagloon_is_never_above_its_maximum(wages: list[Decimal], day: date) -> None:
    found = dagloon_of(wages, day)
    assert 0 <= found.dagloon <= MAXIMUM.on(day + timedelta(days=2)).value
    assert found.dagloon <= found.ongemaximeerd


@given(st.lists(st.decimals(1, 15_000, places=2), min_size=12, max_size=12), FIRST_DAYS, MONEY)
def test_more_wage_never_gives_a_lower_dagloon(
    wages: list[Decimal], day: date, more: Decimal
) -> None:
    raised = [wages[0] + more, *wages[1:]]
    assert dagloon_of(raised, day).ongemaximeerd >= dagloon_of(wages, day).ongemaximeerd


DAYS = st.dates(date(1999, 1, 1), date(2030, 12, 31))


@given(DAYS, DAYS, DAYS)
def test_weekdays_of_two_parts_make_the_whole(one: date, two: date, three: date) -> None:
    start, middle, end = sorted((one, two, three))
    parts = count_weekdays(start, middle) + count_weekdays(middle + timedelta(days=1), end)
    assert parts == count_weekdays(start, end)
    days = [start + timedelta(days=n) for n in range(min(40, (end - start).days + 1))]
    assert count_weekdays(start, days[-1]) == sum(day.weekday() < 5 for day in days)


@given(DAYS, st.dates(date(2024, 1, 1), date(2024, 1, 28)))
def test_every_day_lies_in_its_own_tijdvak(day: date, known: date) -> None:
    for soort in Tijdvakken:
        tijdvak = find_tijdvak(day, soort, known)
        assert tijdvak.start <= day <= tijdvak.eind
        following = find_tijdvak(tijdvak.eind + timedelta(days=1), soort, known)
        assert following.start == tijdvak.eind + timedelta(days=1)


def test_four_weeks_need_a_known_start() -> None:
    with pytest.raises(ValueError, match="eerste dag van een tijdvak"):
        find_tijdvak(date(2026, 1, 1), Tijdvakken.VIER_WEKEN, None)


def test_days_without_overlap_hold_no_dagloondag() -> None:
    january = Dagen(date(2026, 1, 1), date(2026, 1, 31))
    march = Dagen(date(2026, 3, 1), date(2026, 3, 31))
    assert january.overlap(march).dagloondagen == 0
