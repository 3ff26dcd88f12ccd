"""Premiums are computed over the year so far, and never on the worker."""

from __future__ import annotations

from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.parameters import NoValueError
from ontzorg.rules.tests.scenario import load_scenarios, scenario_name
from ontzorg.rules.tests.trace_check import check_trace
from ontzorg.rules.wet.loonheffing_tabel import Tijdvak
from ontzorg.rules.wet.premies import (
    Premies,
    compute_premies,
    is_kleine_werkgever,
    whk_gemiddeld,
    whk_percentage,
)
from ontzorg.rules.wet.premies_tabel import Premiekeuze, Premiesoort, load_maximum
from ontzorg.rules.wet.premies_vraag import PremieVraag

NIL = Decimal("0.00")
lonen = st.lists(st.decimals(0, 20_000, places=2), min_size=1, max_size=13)


def vraag_of(raw: dict[str, Any], keuze: dict[str, Any]) -> PremieVraag:
    if "soort" in keuze:
        keuze = {**keuze, "soort": Premiesoort(keuze["soort"])}
    return PremieVraag(
        jaar=raw["jaar"],
        tijdvak=Tijdvak(raw["tijdvak"]),
        loon=Decimal(raw["loon"]),
        eerdere_lonen=tuple(Decimal(loon) for loon in raw["eerdere_lonen"]),
        whk_percentage=Decimal(raw["whk_percentage"]),
        aow=raw["aow"],
        keuze=Premiekeuze(**keuze),
    )


def month(loon: Decimal, earlier: list[Decimal], *, aow: bool = False) -> Premies:
    vraag = PremieVraag(
        jaar=2026,
        tijdvak=Tijdvak.MAAND,
        loon=loon,
        eerdere_lonen=tuple(earlier),
        whk_percentage=Decimal("0.96"),
        aow=aow,
    )
    return compute_premies(vraag, trace=False).value


@pytest.mark.parametrize("row", load_scenarios("premies"), ids=scenario_name)
def test_scenario(row: dict[str, Any]) -> None:
    outcome = compute_premies(vraag_of(row["invoer"], row["keuze"]))
    expected = {name: Decimal(text) for name, text in row["uitkomst"].items()}
    assert {name: amount for name, amount in asdict(outcome.value).items() if amount} == {
        name: amount for name, amount in expected.items() if amount
    }
    check_trace(outcome.steps)


@given(lonen)
def test_the_months_together_are_the_premium_over_the_year(lonen: list[Decimal]) -> None:
    slips = [month(loon, lonen[:number]) for number, loon in enumerate(lonen)]
    maximum = load_maximum(2026, Tijdvak.MAAND).cents * len(lonen)
    counted = min(int(sum(lonen) * 100), maximum)
    assert sum(slip.premieloon for slip in slips) * 100 == counted
    assert sum(slip.aof for slip in slips) * 100 == counted * 763 // 10_000
    assert all(amount >= 0 for slip in slips for amount in asdict(slip).values())


@given(lonen, st.decimals(0, 500, places=2))
def test_more_pay_never_gives_less_premium_over_the_year(
    lonen: list[Decimal], more: Decimal
) -> None:
    def total(rows: list[Decimal]) -> Decimal:
        return sum((month(loon, rows[:n]).werkgeverslasten for n, loon in enumerate(rows)), NIL)

    assert total([lonen[0] + more, *lonen[1:]]) >= total(lonen)


def test_the_worker_pays_nothing_and_the_total_is_the_sum() -> None:
    slip = month(Decimal("1400.00"), [])
    assert slip.werknemersverzekeringen == Decimal("165.62")
    assert slip.werkgeverslasten == Decimal("251.02")
    government = replace(slip, ufo=Decimal("1.00"))
    assert government.werknemersverzekeringen == Decimal("166.62")
    assert slip.zvw_inhouding == 0


@pytest.mark.parametrize(
    ("own_wga", "own_zw", "percentage"),
    [(False, False, "1.52"), (True, False, "0.56"), (False, True, "0.96"), (True, True, "0")],
)
def test_a_risk_carried_oneself_costs_no_whk(
    *, own_wga: bool, own_zw: bool, percentage: str
) -> None:
    wga, zw = whk_gemiddeld(2026)
    found = whk_percentage(
        wga=wga, zw=zw, eigenrisicodrager_wga=own_wga, eigenrisicodrager_zw=own_zw
    )
    assert found.value == Decimal(percentage)
    assert found.steps[0].result == str(found.value)


@pytest.mark.parametrize(
    ("jaar", "loonsom", "small"),
    [
        (2026, "0.00", True),
        (2026, "1082500.00", True),
        (2026, "1082500.01", False),
        (2023, "905000.00", True),
        (2022, "882500.01", False),
    ],
)
def test_a_small_employer_has_at_most_25_average_wages(
    jaar: int, loonsom: str, *, small: bool
) -> None:
    outcome = is_kleine_werkgever(jaar, Decimal(loonsom))
    assert outcome.value is small
    assert outcome.steps[0].result == ("ja" if small else "nee")


@pytest.mark.parametrize(
    ("jaar", "tijdvak", "cents"),
    [
        (2026, Tijdvak.MAAND, 661_741),
        (2026, Tijdvak.VIER_WEKEN, 610_838),
        (2026, Tijdvak.WEEK, 152_709),
        (2026, Tijdvak.DAG, 30_541),
        (2023, Tijdvak.MAAND, 557_966),
        (2024, Tijdvak.DAG, 27_549),
        (2025, Tijdvak.VIER_WEKEN, 583_569),
    ],
)
def test_the_maximum_of_a_tijdvak_is_rounded_down(jaar: int, tijdvak: Tijdvak, cents: int) -> None:
    assert load_maximum(jaar, tijdvak).cents == cents


@pytest.mark.parametrize("jaar", [2022, 2027])
def test_a_year_without_maximum_is_refused(jaar: int) -> None:
    vraag = PremieVraag(
        jaar=jaar,
        tijdvak=Tijdvak.MAAND,
        loon=NIL,
        whk_percentage=Decimal(0),
        aow=False,
    )
    with pytest.raises(NoValueError, match="wet/premies/maximum_premieloon"):
        compute_premies(vraag)


def test_pay_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="not below zero"):
        month(Decimal("-0.01"), [])


def test_what_is_not_read_in_the_law_says_so() -> None:
    row = next(r for r in load_scenarios("premies") if r["keuze"] == {})
    steps = compute_premies(vraag_of(row["invoer"], {})).steps
    marked = {step.rule for step in steps if "Let op" in step.text}
    assert marked == {"premies.wko", "premies.awf"}
