"""The claim scenarios hold, and a claim follows days, sickness and coverage."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.reken.claim import SUBJECT
from ontzorg.rules.tests.money import check_money
from ontzorg.rules.tests.recompute import assert_recomputes
from ontzorg.rules.tests.scenario import Row, load_scenarios, scenario_name
from ontzorg.rules.voorwaarden.claim import Claim, compute_claim
from ontzorg.rules.voorwaarden.claim_polis import (
    Claimvraag,
    Verzuimpolis,
    Ziektepercentage,
    keuzes,
)
from ontzorg.rules.wet.dagloon_periode import Dagen
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.zaak import Zaak


@pytest.mark.parametrize("row", load_scenarios("claim"), ids=scenario_name)
def test_claim(row: Row) -> None:
    polis = {**SUBJECT.example["polis"], **row.get("polis", {})}
    check_money("claim", {**row, "invoer": {"polis": polis, **row.get("invoer", {})}})


START = date(2025, 3, 3)
LENGTHS = st.integers(1, 800)
OWN_RISK = st.sampled_from(keuzes()["eigen_risico_dagen"])
DIVISOR = st.sampled_from(keuzes()["dagdelers"])
SHARE = st.integers(0, 100).map(Decimal)
WAGE = st.decimals(0, 150_000, places=2)


def claim_of(
    periode: Dagen,
    *,
    length: int | None = None,
    own_risk: int = 10,
    divisor: int = 261,
    wage: Decimal = Decimal(48_000),
    share: Decimal = Decimal(100),
) -> Claim:
    fit = None if length is None else START + timedelta(days=length)
    vraag = Claimvraag(
        polis=Verzuimpolis(
            ingang=date(2020, 1, 1),
            eigen_risico_dagen=own_risk,
            dekking_jaar_1=Decimal(100),
            dekking_jaar_2=Decimal(70),
            dagdeler=divisor,
            maximum_loon=Decimal(110_000),
        ),
        jaarloon=wage,
        zaak=Zaak(ziekteperioden=(Ziekteperiode(start=START, hersteld_op=fit),)),
        periode=periode,
        percentages=(Ziektepercentage(START, share),),
    )
    outcome = compute_claim(vraag)
    assert_recomputes(outcome.steps)
    return outcome.value


def days(first: int, last: int) -> Dagen:
    return Dagen(START + timedelta(days=first), START + timedelta(days=last))


@given(LENGTHS, LENGTHS, OWN_RISK, DIVISOR)
def test_a_longer_sickness_never_gives_fewer_days(
    one: int, other: int, own_risk: int, divisor: int
) -> None:
    shorter, longer = (
        claim_of(days(0, 800), length=length, own_risk=own_risk, divisor=divisor)
        for length in sorted((one, other))
    )
    assert shorter.dagen <= longer.dagen
    assert shorter.bedrag <= longer.bedrag


@given(st.integers(0, 400), st.integers(0, 400), OWN_RISK, DIVISOR)
def test_two_parts_of_a_period_have_the_days_of_the_whole(
    first: int, second: int, own_risk: int, divisor: int
) -> None:
    last = first + 1 + second
    claim = partial(claim_of, own_risk=own_risk, divisor=divisor)
    parts = claim(days(0, first)).dagen + claim(days(first + 1, last)).dagen
    assert parts == claim(days(0, last)).dagen


@given(WAGE, SHARE, SHARE, DIVISOR)
def test_a_claim_is_never_above_the_insured_wage(
    wage: Decimal, one: Decimal, other: Decimal, divisor: int
) -> None:
    lesser, greater = sorted((one, other))
    less = claim_of(days(0, 27), wage=wage, share=lesser, divisor=divisor)
    more = claim_of(days(0, 27), wage=wage, share=greater, divisor=divisor)
    assert 0 <= less.bedrag <= more.bedrag
    assert more.bedrag <= min(wage, Decimal(110_000)) * 28 / 260 + Decimal("0.01")


def test_the_choices_of_a_policy_are_whole() -> None:
    found = keuzes()
    assert set(found["dagdelers"]) > {found["kalenderdagdeler"]}
    totals = [Decimal(row["jaar_1"]) + Decimal(row["jaar_2"]) for row in found["dekkingen"]]
    assert totals == [140, 170, 200]
    assert Decimal(found["totaal_maximum_voorbeeld"]) in totals
    assert found["opslagen"][0] == "0"
