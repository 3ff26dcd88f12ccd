"""The WIA scenarios hold, an uitkering stays within its limits, and a trace gives it again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.tests.money import check_money
from ontzorg.rules.tests.recompute import assert_recomputes
from ontzorg.rules.tests.scenario import Row, load_scenarios, scenario_name
from ontzorg.rules.wet.samentelling import Samentelling
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.wia_bijzonder import verkorte_wachttijd_einde
from ontzorg.rules.wet.wia_duur import (
    einde_na_verbetering,
    inkomenseis_vanaf,
    loongerelateerd_maanden,
)
from ontzorg.rules.wet.wia_fasen import WiaZaak, wia_fasen
from ontzorg.rules.wet.wia_wat_als import wat_als

SICK = Samentelling(ziekteperioden=(Ziekteperiode(start=date(2025, 1, 6)),))


@pytest.mark.parametrize("row", load_scenarios("wia"), ids=scenario_name)
def test_wia(row: Row) -> None:
    check_money("wia", row)


MONEY = st.decimals(0, 20_000, places=2)
# Half of the capacity is counted exactly, so totals around it may differ by a cent (INT-060).
CENT = Decimal("0.01")
POSITIVE = st.decimals("0.01", 20_000, places=2)
DAGLOON = st.decimals(0, 600, places=2)


@st.composite
def zaken(draw: st.DrawFn) -> WiaZaak:
    uncapped = draw(DAGLOON)
    return WiaZaak(
        peildatum=draw(st.dates(date(2023, 1, 1), date(2026, 12, 31))),
        dagloon=min(uncapped, draw(DAGLOON)),
        dagloon_ongemaximeerd=uncapped,
        maatman_maand=draw(POSITIVE),
        resterende_verdiencapaciteit_maand=draw(MONEY),
        duurzaam=draw(st.booleans()),
        arbeidsverleden_jaren=draw(st.integers(0, 50)),
        meets_wekeneis=draw(st.booleans()),
        aow_datum=draw(st.none() | st.dates(date(2023, 1, 1), date(2060, 1, 1))),
    )


@given(zaken(), MONEY)
def test_an_uitkering_stays_within_its_limits(zaak: WiaZaak, inkomen: Decimal) -> None:
    outcome = wia_fasen(zaak, inkomen)
    cap = Decimal("0.75") * outcome.value.maandloon + Decimal("0.01")
    for fase in outcome.value.fasen:
        assert 0 <= fase.uitkering <= cap
        assert fase.totaal_inkomen == fase.uitkering + inkomen
    assert_recomputes(outcome.steps)


@given(zaken(), MONEY)
def test_phases_follow_each_other_without_a_gap(zaak: WiaZaak, inkomen: Decimal) -> None:
    fasen = wia_fasen(zaak, inkomen).value.fasen
    ends = [0, *(fase.tot_maand for fase in fasen)]
    assert [fase.van_maand for fase in fasen] == [end + 1 for end in ends[:-1] if end is not None]
    assert not fasen or zaak.aow_datum is not None or ends[-1] is None


@given(zaken(), MONEY, MONEY)
def test_who_earns_more_has_more_while_loongerelateerd(
    zaak: WiaZaak, one: Decimal, other: Decimal
) -> None:
    poorer, richer = sorted((one, other))
    less, more = wia_fasen(zaak, poorer).value.fasen, wia_fasen(zaak, richer).value.fasen
    if less and less[0].soort == "LGU":
        assert less[0].totaal_inkomen <= more[0].totaal_inkomen + CENT
        assert less[0].uitkering >= more[0].uitkering


@given(st.dates(date(2023, 1, 1), date(2026, 12, 31)), st.integers(0, 60), st.integers(0, 60))
def test_a_longer_arbeidsverleden_never_gives_less(day: date, one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    assert loongerelateerd_maanden(day, fewer).value <= loongerelateerd_maanden(day, more).value


@pytest.mark.parametrize(
    ("gedaald_op", "share", "loongerelateerd_tot", "last"),
    [
        (date(2026, 3, 1), "30", date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 3, 1), "30", date(2026, 8, 31), date(2026, 8, 31)),
        (date(2026, 3, 1), "65", date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 3, 1), "65.01", date(2026, 1, 31), date(2027, 2, 28)),
        (date(2025, 12, 31), "0", date(2025, 1, 31), date(2026, 2, 27)),
    ],
)
def test_the_right_runs_out_after_improvement(
    gedaald_op: date, share: str, loongerelateerd_tot: date, last: date
) -> None:
    outcome = einde_na_verbetering(gedaald_op, Decimal(share), loongerelateerd_tot)
    assert outcome.value == last


def test_the_inkomenseis_comes_after_24_months() -> None:
    assert inkomenseis_vanaf(date(2024, 2, 29)).value == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("aanvraag_op", "last"),
    [
        (date(2025, 1, 26), date(2025, 4, 6)),
        (date(2025, 3, 1), date(2025, 5, 10)),
        (date(2026, 4, 26), date(2026, 7, 5)),
    ],
)
def test_a_verkorte_wachttijd_ends_ten_weeks_after_the_aanvraag(
    aanvraag_op: date, last: date
) -> None:
    assert verkorte_wachttijd_einde(SICK, aanvraag_op).value == last


@pytest.mark.parametrize("aanvraag_op", [date(2025, 1, 25), date(2026, 4, 27)])
def test_a_verkorte_wachttijd_outside_its_window_is_refused(aanvraag_op: date) -> None:
    with pytest.raises(ValueError, match="week 3"):
        verkorte_wachttijd_einde(SICK, aanvraag_op)


def test_net_is_gross_without_the_tax_of_both_tables() -> None:
    zaak = WiaZaak(
        peildatum=date(2026, 7, 1),
        dagloon=Decimal("148.97"),
        dagloon_ongemaximeerd=Decimal("148.97"),
        maatman_maand=Decimal("3240.10"),
        resterende_verdiencapaciteit_maand=Decimal("1620.05"),
        duurzaam=False,
        arbeidsverleden_jaren=20,
    )
    outcome = wat_als(zaak, 1)
    taxes = [Decimal(s.result) for s in outcome.steps if s.rule == "wia.loonheffing"]
    months = [answer.maanden[0] for answer in outcome.value]
    assert all(month.netto < month.bruto for month in months)
    assert {month.bruto - month.netto for month in months} <= set(taxes)
