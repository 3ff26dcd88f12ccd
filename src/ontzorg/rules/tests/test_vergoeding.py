"""An invoice is paid back without btw, when paid, approved and inside the SEPA area."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ontzorg.rules.tests.recompute import assert_recomputes
from ontzorg.rules.voorwaarden.vergoeding import (
    Factuur,
    compute_vergoeding,
    is_iban,
    sepa_landen,
)

DAY = date(2025, 3, 1)
GOOD = Factuur(
    bedrag=Decimal("1210.00"),
    btw=Decimal("210.00"),
    iban="NL91 ABNA 0417 1643 00",
    betaald_op=DAY,
    goedgekeurd_op=DAY,
)


def test_the_costs_come_back_without_btw() -> None:
    outcome = compute_vergoeding(GOOD)
    assert outcome.value.uitbetaling == Decimal("1000.00")
    assert outcome.value.bezwaren == ()
    assert_recomputes(outcome.steps)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"betaald_op": None}, "Betaal eerst"),
        ({"goedgekeurd_op": None}, "goedgekeurd"),
        ({"iban": "NL91ABNA0417164301"}, "IBAN"),
        ({"iban": ""}, "IBAN"),
        ({"iban": "BR1800360305000010009795493C1"}, "SEPA"),
        ({"btw": Decimal("1210.01")}, "btw"),
    ],
    ids=str,
)
def test_a_fault_stops_the_payment_and_says_what_to_do(
    change: dict[str, object], word: str
) -> None:
    outcome = compute_vergoeding(replace(GOOD, **change))  # type: ignore[arg-type]
    assert outcome.value.uitbetaling == 0
    assert any(word in text for text in outcome.value.bezwaren)
    assert {step.rule for step in outcome.steps} <= {"M138", "M139"}


def test_a_part_is_rounded_once() -> None:
    part = replace(GOOD, bedrag=Decimal("0.03"), btw=Decimal("0.00"), percentage=Decimal(50))
    assert compute_vergoeding(part).value.uitbetaling == Decimal("0.02")


@pytest.mark.parametrize(
    ("iban", "good"),
    [
        ("NL91ABNA0417164300", True),
        ("nl91 abna 0417 1643 00", True),
        ("GB82WEST12345698765432", True),
        ("NL91ABNA041716430", False),
        ("NL91ABNA04171643000", False),
        ("9191ABNA0417164300", False),
        ("NL91ABNA04171643é0", False),
    ],
)
def test_check_digits(*, iban: str, good: bool) -> None:
    assert is_iban(iban) is good


def test_the_area_has_41_countries() -> None:
    assert len(sepa_landen()) == 41
    assert {"NL", "NO", "CH", "GB", "RS"} <= sepa_landen()
    assert not {"BR", "US", "TR"} & sepa_landen()
