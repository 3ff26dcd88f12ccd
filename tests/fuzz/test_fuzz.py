"""T07: whatever is sent to whichever form or address, nothing breaks, leaks or is half saved."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.attack import EVERYBODY, LONGEST_SECONDS, Attacker, Request
from tests.fuzz.forms import FoundForm
from tests.fuzz.strategies import (
    each_field_with_each_value,
    each_form_as_no_form,
    each_question_by_everyone,
    each_typed_field_beyond_its_end,
    hostile_addresses,
    hostile_forms,
    one_of_each_kind,
)
from tests.harness.results import Tell, is_long
from tests.security.cases import Case
from tests.security.crawl import crawl

QUICK, LONG = 250, 10_000 if is_long() else 1_500
SIGN_IN = (
    "/account/login/",
    "/account/password/reset/",
    "/account/reauthenticate/",
    "/account/2fa/",
)
# One of each role; the second one of a role finds the same forms.
ONE_OF_EACH = (
    "niemand",
    "werkgever_beheerder",
    "leidinggevende",
    "medewerker",
    "ontzorgmanager",
    "bedrijfsarts",
    "verzuimbegeleider",
    "verzuimbegeleider_zonder",
    "planner",
    "verzekeraar_polis",
    "verzekeraar_claims",
    "verzekeraar_financien",
    "adviseur",
    "auditor",
    "beheerder",
)
CHECK_EACH = 25  # so many refusals before what is stored is looked at
STEP = 16  # of all requests, one in so many in the shorter of the two long forms


def runs(examples: int) -> settings:
    """Return the settings of a run that is the same every time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module")
def forms(attacker: Attacker, cases: tuple[Case, ...]) -> list[FoundForm]:
    """Return the forms that people find, one of each role."""
    return attacker.forms(cases, ONE_OF_EACH)


@pytest.fixture(scope="module")
def urls(attacker: Attacker, cases: tuple[Case, ...]) -> list[str]:
    """Return all addresses, with the objects of everyone."""
    return [*dict.fromkeys(v.url for v in crawl(cases, people=("bedrijfsarts",))), *SIGN_IN]


def test_forms_are_found(forms: list[FoundForm]) -> None:
    assert len({form.url for form in forms if form.method == "POST"}) > 40
    assert {form.who for form in forms} >= set(ONE_OF_EACH[1:])


@runs(QUICK)
@given(data=st.data())
def test_no_form_breaks(attacker: Attacker, forms: list[FoundForm], data: st.DataObject) -> None:
    assert attacker.faults_of(data.draw(hostile_forms(forms))) == []


@runs(QUICK)
@given(data=st.data())
def test_no_address_breaks(attacker: Attacker, urls: list[str], data: st.DataObject) -> None:
    assert attacker.faults_of(data.draw(hostile_addresses(EVERYBODY, urls))) == []


@pytest.mark.walls
@runs(LONG)
@given(data=st.data())
def test_no_form_breaks_at_length(
    attacker: Attacker, forms: list[FoundForm], data: st.DataObject
) -> None:
    assert attacker.faults_of(data.draw(hostile_forms(forms))) == []


@pytest.mark.walls
@runs(LONG)
@given(data=st.data())
def test_no_address_breaks_at_length(
    attacker: Attacker, urls: list[str], data: st.DataObject
) -> None:
    assert attacker.faults_of(data.draw(hostile_addresses(EVERYBODY, urls))) == []


def test_no_question_of_another_breaks(attacker: Attacker, forms: list[FoundForm]) -> None:
    asked = list(each_question_by_everyone(forms, ONE_OF_EACH))
    assert len(asked) > 5 * len(ONE_OF_EACH)
    assert [fault for request in asked for fault in attacker.faults_of(request)] == []


def test_no_field_breaks_beyond_its_end(attacker: Attacker, forms: list[FoundForm]) -> None:
    asked = list(each_typed_field_beyond_its_end(forms))
    assert len(asked) > 100
    assert [fault for request in asked for fault in attacker.faults_of(request)] == []


@pytest.mark.walls
def test_no_field_breaks_on_any_value(attacker: Attacker, forms: list[FoundForm]) -> None:
    assert _all_faults(attacker, each_field_with_each_value(forms)) == []


@pytest.mark.walls
def test_no_form_breaks_on_what_is_no_form(attacker: Attacker, forms: list[FoundForm]) -> None:
    assert _all_faults(attacker, each_form_as_no_form(forms)) == []


def test_the_attacks_were_sent(attacker: Attacker, forms: list[FoundForm], tell: Tell) -> None:
    kinds = len(one_of_each_kind(forms))
    tell("T07", tried=attacker.sent, unit=f"verzoeken aan {kinds} formulieren en alle adressen")
    assert attacker.sent >= 2 * QUICK
    assert attacker.slowest < LONGEST_SECONDS
    assert 0 < attacker.refused < attacker.sent


def _all_faults(attacker: Attacker, requests: Iterable[Request]) -> list[str]:
    chosen = islice(requests, 0, None, 1 if is_long() else STEP)
    attacker.check_each = CHECK_EACH
    try:
        found = [fault for request in chosen for fault in attacker.faults_of(request)]
        return found + attacker.half_saved()
    finally:
        attacker.check_each = 1
