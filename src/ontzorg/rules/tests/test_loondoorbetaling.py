"""The scenarios of the wage during sickness hold, and more wage or work never gives less pay."""

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
from ontzorg.rules.wet.loondoorbetaling import Loonperiode, loon_bij_ziekte
from ontzorg.rules.wet.loondoorbetaling_afspraak import (
    Loonafspraak,
    Loontijdvak,
    Loonvraag,
    Loonwaarde,
    pay_period,
)
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.zaak import Zaak


@pytest.mark.parametrize("row", load_scenarios("loondoorbetaling"), ids=scenario_name)
def test_loondoorbetaling(row: Row) -> None:
    check_money("loondoorbetaling", row)


MONEY = st.decimals(0, 12_000, places=2)
SHARE = st.integers(0, 100).map(Decimal)
PROMISED = st.integers(70, 100).map(Decimal)
MONTHS = st.builds(date, st.integers(2024, 2026), st.integers(1, 12), st.just(1))
LENGTHS = st.integers(1, 60)


def wage_of(
    month: date,
    loon: Decimal,
    *,
    worked: Decimal = Decimal(0),
    promised: Decimal = Decimal(70),
    days: int | None = None,
) -> Loonperiode:
    start = add_months(month, -3)
    fit = None if days is None else start + timedelta(days=days)
    vraag = Loonvraag(
        periode=pay_period(month, Loontijdvak.MAAND),
        afspraak=Loonafspraak(
            loon=loon,
            tijdvak=Loontijdvak.MAAND,
            uren_per_week=Decimal(24),
            procent_jaar_1=promised,
            procent_jaar_2=promised,
        ),
        zaak=Zaak(ziekteperioden=(Ziekteperiode(start=start, hersteld_op=fit),)),
        loonwaarden=(Loonwaarde(start, worked),),
    )
    outcome = loon_bij_ziekte(vraag)
    assert_recomputes(outcome.steps)
    return outcome.value


@given(MONTHS, MONEY, MONEY)
def test_more_wage_never_gives_less_pay(month: date, one: Decimal, other: Decimal) -> None:
    less, more = sorted((one, other))
    assert wage_of(month, less).bruto <= wage_of(month, more).bruto


@given(MONTHS, MONEY, SHARE, SHARE, PROMISED)
def test_more_work_never_gives_less_pay(
    month: date, loon: Decimal, one: Decimal, other: Decimal, promised: Decimal
) -> None:
    less, more = sorted((one, other))
    first = wage_of(month, loon, worked=less, promised=promised)
    assert first.bruto <= wage_of(month, loon, worked=more, promised=promised).bruto


@given(MONTHS, MONEY, SHARE, PROMISED)
def test_pay_is_never_above_the_wage_or_the_minimum(
    month: date, loon: Decimal, worked: Decimal, promised: Decimal
) -> None:
    found = wage_of(month, loon, worked=worked, promised=promised)
    floor = wage_of(month, Decimal(0)).bruto
    assert 0 <= found.bruto <= max(loon, floor)


@given(MONTHS, st.decimals(2500, 12_000, places=2), st.integers(80, 140))
def test_the_parts_hold_every_weekday_of_the_month(month: date, loon: Decimal, days: int) -> None:
    found = wage_of(month, loon, days=days)
    weekdays = list(pay_period(month, Loontijdvak.MAAND).weekdays())
    assert sum(deel.dagen for deel in found.delen) == len(weekdays)
    assert found.bruto == sum(deel.bedrag for deel in found.delen)
    assert found.bruto >= wage_of(month, loon).bruto - Decimal("0.02")
