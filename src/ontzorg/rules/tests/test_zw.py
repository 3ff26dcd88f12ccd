"""The Ziektewet scenarios hold, and days and amounts stay within their limits."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.tests.money import check_money
from ontzorg.rules.tests.recompute import assert_recomputes
from ontzorg.rules.tests.scenario import Row, load_scenarios, scenario_name
from ontzorg.rules.wet.dagloon_periode import Dagen
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tijdvak
from ontzorg.rules.wet.samentelling import Samentelling
from ontzorg.rules.wet.strook_uitkering import compute_uitkering
from ontzorg.rules.wet.strook_vraag import StrookVraag
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.ziektewet import ZiekengeldVraag, ziekengeld
from ontzorg.rules.wet.zw_dagen import uitkeringsdagen
from ontzorg.rules.wet.zw_slot import Dagbedrag, compare_payments
from ontzorg.rules.wet.zw_toerekening import Grond
from ontzorg.rules.wet.zw_uitkering import Inkomsten, uitkering_per_dag, ziekengeld_percentage
from ontzorg.rules.wet.zw_zaak import ZiektewetZaak


@pytest.mark.parametrize("row", load_scenarios("zw"), ids=scenario_name)
def test_zw(row: Row) -> None:
    check_money("zw", row)


STARTS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
LENGTHS = st.integers(1, 900)
MONEY = st.decimals(0, 800, places=2)


def sick(start: date, days: int | None, grond: Grond = Grond.NAWERKING) -> ZiektewetZaak:
    hersteld_op = None if days is None else start + timedelta(days=days)
    periode = Ziekteperiode(start=start, hersteld_op=hersteld_op)
    return ZiektewetZaak(grond=grond, samentelling=Samentelling(ziekteperioden=(periode,)))


def days_of(zaak: ZiektewetZaak, start: date, eind: date) -> tuple[date, ...]:
    return uitkeringsdagen(zaak, start, eind).value


@given(STARTS, LENGTHS, LENGTHS)
def test_a_longer_sickness_never_gives_fewer_days(start: date, one: int, other: int) -> None:
    shorter, longer = sorted((one, other))
    end = start + timedelta(days=1200)
    assert set(days_of(sick(start, shorter), start, end)) <= set(
        days_of(sick(start, longer), start, end)
    )


@given(STARTS, st.integers(0, 800), st.integers(0, 800))
def test_two_parts_of_a_period_have_the_days_of_the_whole(
    start: date, first: int, second: int
) -> None:
    zaak = sick(start, None)
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=1 + second)
    parts = days_of(zaak, start, middle) + days_of(zaak, middle + timedelta(days=1), end)
    assert parts == days_of(zaak, start, end)


@given(STARTS, LENGTHS)
def test_no_week_has_more_than_five_days(start: date, length: int) -> None:
    days = days_of(sick(start, length), start, start + timedelta(days=1200))
    weeks = [day.isocalendar()[:2] for day in days]
    assert all(weeks.count(week) <= 5 for week in set(weeks))
    assert len(days) <= 104 * 5


@given(MONEY, MONEY, MONEY)
def test_ziekengeld_is_never_above_its_share_nor_below_zero(
    one: Decimal, other: Decimal, income: Decimal
) -> None:
    dagloon, uncapped = sorted((one, other))
    outcome = uitkering_per_dag(Decimal(70), dagloon, uncapped, income)
    assert 0 <= outcome.value <= Decimal("0.7") * dagloon + Decimal("0.005")
    assert_recomputes(outcome.steps)


@given(st.dates(date(2026, 3, 4), date(2026, 12, 1)), st.integers(0, 27), MONEY, MONEY)
def test_the_parts_make_the_period(
    day: date, length: int, dagloon: Decimal, income: Decimal
) -> None:
    vraag = ZiekengeldVraag(
        zaak=sick(date(2026, 3, 2), None),
        periode=Dagen(day, day + timedelta(days=length)),
        dagloon=dagloon,
        ongemaximeerd=dagloon,
        inkomsten=Inkomsten(bedrag=income),
    )
    outcome = ziekengeld(vraag)
    days = [day for deel in outcome.value for day in deel.dagen]
    assert days == list(vraag.periode.weekdays())
    assert all(deel.bruto == len(deel.dagen) * deel.per_dag for deel in outcome.value)
    assert_recomputes(outcome.steps)


def test_the_high_percentage_of_no_risk_lasts_52_weeks() -> None:
    chain = sick(date(2025, 1, 6), None).samentelling
    days = {date(2026, 1, 4): 100, date(2026, 1, 5): 70}
    for day, share in days.items():
        found = ziekengeld_percentage(Grond.NO_RISK, chain, day, hoog_gevraagd=True)
        assert found.value == share
    assert ziekengeld_percentage(Grond.NO_RISK, chain, date(2025, 2, 1)).value == 70


def test_payments_over_one_day_add_up() -> None:
    monday = Dagen(date(2026, 3, 2), date(2026, 3, 2))
    paid = [Dagbedrag(dagen=monday, per_dag=Decimal("40.00"))] * 2
    found = compare_payments(paid, {date(2026, 3, 2): Decimal("70.00")}).value
    assert (found.terug, found.nabetaling) == (Decimal("10.00"), Decimal("0.00"))


@given(MONEY.filter(bool), st.integers(0, 100).map(Decimal), MONEY)
def test_the_strook_gives_the_same_amount_per_day(
    dagloon: Decimal, maatregel: Decimal, income: Decimal
) -> None:
    capped = min(dagloon, Decimal("304.25"))
    vraag = StrookVraag(
        jaar=2026,
        tijdvak=Tijdvak.DAG,
        peildatum=date(2026, 1, 1),
        dagloon=capped,
        percentage=Decimal(70),
        uitkeringsdagen=1,
        inkomsten_per_dag=income,
        maatregel_percentage=maatregel,
        loonheffingskorting=True,
        groep=GeboortejaarGroep.JONGER_DAN_AOW,
        whk_percentage=Decimal(0),
    )
    found = uitkering_per_dag(Decimal(70), capped, capped, income, maatregel=maatregel)
    assert found.value == compute_uitkering(vraag).bruto
