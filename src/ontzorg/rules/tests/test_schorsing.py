"""The scenarios of schorsing.yaml hold, and paying more never suspends longer."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.tests.onderwerp import assert_explained
from ontzorg.rules.tests.scenario import Row, load_scenarios, scenario_name
from ontzorg.rules.voorwaarden.schorsing import OpenBedrag, determine_schorsing

FIRST = date(2025, 1, 1)
NEAR = st.integers(min_value=0, max_value=60).map(lambda number: FIRST + timedelta(days=number))
CENTS = st.integers(min_value=1, max_value=20_000).map(lambda cents: Decimal(cents) / 100)


@pytest.mark.parametrize("row", load_scenarios("schorsing"), ids=scenario_name)
def test_scenario_holds(row: Row) -> None:
    amounts = {**row["bedrag"], "bedrag": Decimal(row["bedrag"]["bedrag"])}
    paid = tuple((day, Decimal(amount)) for day, amount in row.get("betalingen", ()))
    outcome = determine_schorsing(OpenBedrag(**amounts, betalingen=paid), row["peildatum"])
    found = {key: getattr(outcome.value, key) for key in row["uitkomst"]}
    assert {key: str(value) for key, value in found.items()} == {
        key: str(value) for key, value in row["uitkomst"].items()
    }
    assert_explained(outcome.steps, row)


@given(
    payments=st.lists(st.tuples(NEAR, CENTS), max_size=4),
    due=NEAR,
    notice=st.none() | NEAR,
    since=st.none() | NEAR,
    day=NEAR,
)
def test_a_suspension_has_a_notice_an_open_amount_and_no_services(
    payments: list[tuple[date, Decimal]],
    due: date,
    notice: date | None,
    since: date | None,
    day: date,
) -> None:
    case = OpenBedrag(
        vervaldag=due,
        bedrag=Decimal("100.00"),
        betalingen=tuple(payments),
        bericht_op=notice,
        schorsing_vanaf=since,
    )
    found = determine_schorsing(case, day).value
    if found.geschorst:
        assert found.openstaand > 0
        assert notice is not None
        assert found.vanaf is not None
        assert max(due, notice) <= found.vanaf <= day
    assert found.diensten == found.interventies == found.garantie == (not found.geschorst)
