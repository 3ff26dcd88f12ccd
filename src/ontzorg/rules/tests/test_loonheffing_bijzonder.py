"""Special rates: payments beside the wage, and workers without data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.parameters import NoValueError
from ontzorg.rules.tests.scenario import load_scenarios, scenario_name
from ontzorg.rules.wet.loonheffing_bijzonder import (
    BijzondereBeloning,
    NoSpecialRateError,
    compute_anoniementarief,
    compute_bijzonder_tarief,
)
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tabel


def beloning(raw: dict[str, Any]) -> BijzondereBeloning:
    return BijzondereBeloning(
        jaar=raw["jaar"],
        tabel=Tabel(raw["tabel"]),
        bedrag=Decimal(raw["bedrag"]),
        jaarloon_vorig_jaar=Decimal(raw["jaarloon_vorig_jaar"]),
        groep=GeboortejaarGroep(raw["geboortejaar_groep"]),
        loonheffingskorting=raw["loonheffingskorting"],
    )


ROWS = load_scenarios("loonheffing_bijzonder")


@pytest.mark.parametrize("row", ROWS, ids=scenario_name)
def test_scenario(row: dict[str, Any]) -> None:
    outcome = compute_bijzonder_tarief(beloning(row["invoer"]))
    assert str(outcome.value) == row["inhouding"]
    (step,) = outcome.steps
    again = Decimal(step.inputs["bedrag"]) * Decimal(step.inputs["procent"]) / 100
    assert 0 <= again - outcome.value < Decimal("0.01")


@given(
    st.sampled_from(ROWS),
    st.decimals(0, 100_000, places=2),
    st.decimals(0, 100_000, places=2),
)
def test_tax_and_rest_are_the_payment(
    row: dict[str, Any], bedrag: Decimal, jaarloon: Decimal
) -> None:
    raw = {**row["invoer"], "bedrag": str(bedrag), "jaarloon_vorig_jaar": str(jaarloon)}
    tax = compute_bijzonder_tarief(beloning(raw), trace=False).value
    assert 0 <= tax <= bedrag


@pytest.mark.parametrize("jaar", [2023, 2024, 2025])
def test_derived_tables_say_so(jaar: int) -> None:
    raw = {**ROWS[0]["invoer"], "jaar": jaar, "tabel": "wit"}
    (step,) = compute_bijzonder_tarief(beloning(raw)).steps
    assert step.text.endswith("Let op: dit cijfer is afgeleid, niet gepubliceerd.")


def test_the_white_table_has_no_column_for_the_aow() -> None:
    raw = {**ROWS[0]["invoer"], "tabel": "wit", "geboortejaar_groep": "aow_1946_of_later"}
    with pytest.raises(NoSpecialRateError, match="wit, aow_1946_of_later, 2026"):
        compute_bijzonder_tarief(beloning(raw))


def test_a_year_outside_the_tables_is_refused() -> None:
    with pytest.raises(NoValueError, match="bijzonder_tarief_groen"):
        compute_bijzonder_tarief(beloning({**ROWS[0]["invoer"], "jaar": 2028}))
    with pytest.raises(NoValueError, match="anoniementarief"):
        compute_anoniementarief(2022, Decimal(1))


@pytest.mark.parametrize(
    ("loon", "tax"),
    [("0.00", "0.00"), ("0.01", "0.01"), ("1400.00", "728.00"), ("99.99", "51.99")],
)
def test_without_data_the_flat_rate_holds(loon: str, tax: str) -> None:
    outcome = compute_anoniementarief(2026, Decimal(loon))
    assert str(outcome.value) == tax
    assert outcome.steps[0].inputs["procent"] == "52"
