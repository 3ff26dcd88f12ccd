"""The scenarios of the maatregelen hold, and a maatregel takes its minimum and no more than all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.parameters import NoValueError, read_table
from ontzorg.rules.tests.recompute import assert_recomputes
from ontzorg.rules.tests.scenario import Row, load_scenarios, scenario_name
from ontzorg.rules.wet.maatregelen import (
    Maatregel,
    Overtreding,
    Verwijtbaarheid,
    choose_highest,
    decide_maatregel,
    maatregel_bedrag,
)

JUNE = date(2026, 6, 1)


def overtreding(categorie: int, **given: Any) -> Overtreding:
    values: dict[str, Any] = {"vastgesteld_op": date(2026, 5, 20), "ingang": JUNE, **given}
    if "verwijtbaarheid" in values:
        values["verwijtbaarheid"] = Verwijtbaarheid(values["verwijtbaarheid"])
    if "gekozen_procent" in values:
        values["gekozen_procent"] = Decimal(values["gekozen_procent"])
    return Overtreding(categorie=categorie, **values)


@pytest.mark.parametrize("row", load_scenarios("maatregelen"), ids=scenario_name)
def test_maatregel(row: Row) -> None:
    outcome = decide_maatregel(overtreding(**row["overtreding"]))
    assert outcome.value.percentage == Decimal(row["percentage"])
    assert str(outcome.value.minimum) == row.get("minimum", str(outcome.value.minimum))
    for name in ("laatste_dag", "waarschuwing"):
        assert getattr(outcome.value, name) == row.get(name, getattr(outcome.value, name))
    assert outcome.steps


def test_category_5_needs_one_of_its_choices() -> None:
    with pytest.raises(ValueError, match="25, 50, 100"):
        decide_maatregel(overtreding(5, gekozen_procent="30"))


def test_a_day_before_the_table_is_refused() -> None:
    with pytest.raises(NoValueError, match="wet/maatregelen/categorieen"):
        decide_maatregel(overtreding(1, vastgesteld_op=date(2008, 4, 30)))


def maatregel(percentage: str, laatste_dag: date | None = JUNE) -> Maatregel:
    return Maatregel(
        percentage=Decimal(percentage),
        ingang=JUNE,
        laatste_dag=laatste_dag,
        minimum=Decimal("25.00"),
    )


@pytest.mark.parametrize(
    ("percentage", "ziekengeld", "amount"),
    [
        ("5", "1400.00", "70.00"),
        ("5", "400.00", "25.00"),
        ("5", "499.90", "25.00"),
        ("5", "500.10", "25.01"),
        ("5", "20.00", "20.00"),
        ("100", "1400.00", "1400.00"),
        ("0", "1400.00", "0"),
        ("5", "0.00", "0.00"),
    ],
)
def test_a_maatregel_takes_its_minimum(percentage: str, ziekengeld: str, amount: str) -> None:
    outcome = maatregel_bedrag(maatregel(percentage), Decimal(ziekengeld))
    assert outcome.value == Decimal(amount)
    assert_recomputes(outcome.steps)


def test_of_several_the_highest_counts_and_then_the_longest() -> None:
    rows = [maatregel("10"), maatregel("25"), maatregel("25", None)]
    assert choose_highest(rows) is rows[2]
    assert choose_highest([]) is None


def test_a_maatregel_holds_from_its_first_to_its_last_day() -> None:
    row = maatregel("10", date(2026, 6, 30))
    held = [row.holds_on(date(2026, *day)) for day in ((5, 31), (6, 1), (6, 30), (7, 1))]
    assert held == [False, True, True, False]
    assert not maatregel("0").holds_on(JUNE)


@given(st.integers(1, 4), st.integers(0, 400), st.integers(0, 400))
def test_later_is_never_milder(categorie: int, one: int, other: int) -> None:
    sooner, later = (
        decide_maatregel(overtreding(categorie, dagen_te_laat=days)).value
        for days in sorted((one, other))
    )
    assert sooner.percentage <= later.percentage
    assert (sooner.laatste_dag or date.max) <= (later.laatste_dag or date.max)


def test_every_percentage_lies_within_the_range_of_its_category() -> None:
    for row in read_table("wet/maatregelen/categorieen")["categorieen"].values():
        late = [step["percentage"] for step in row.get("te_laat_procent", [])]
        named = [row.get("percentage"), row.get("verhoogd"), *row.get("keuzes", []), *late]
        shares = [
            Decimal(share) for share in [*named, *row.get("verminderd", {}).values()] if share
        ]
        assert all(Decimal(row["minimum"]) <= share <= Decimal(row["maximum"]) for share in shares)
