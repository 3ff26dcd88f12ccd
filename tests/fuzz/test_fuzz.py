"""T07: whatever is sent to whichever form or address, nothing breaks, leaks or is half saved."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.attack import EVERYBODY, Attacker
from tests.fuzz.forms import FoundForm
from tests.fuzz.strategies import each_field_with_each_value, hostile_addresses, hostile_forms
from tests.security.cases import Case
from tests.security.crawl import crawl

QUICK, LONG = 250, 10_000
SIGN_IN = (
    "/account/login/",
    "/account/password/reset/",
    "/account/reauthenticate/",
    "/account/2fa/",
)
IN_SHORT = (
    "niemand",
    "werkgever_beheerder",
    "medewerker",
    "ontzorgmanager",
    "bedrijfsarts",
    "beheerder",
)


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
    """Return the forms that the people of the short run find."""
    return attacker.forms(cases, IN_SHORT)


@pytest.fixture(scope="module")
def urls(attacker: Attacker, cases: tuple[Case, ...]) -> list[str]:
    """Return all addresses, with the objects of everyone."""
    return [*dict.fromkeys(v.url for v in crawl(cases, people=("bedrijfsarts",))), *SIGN_IN]


def test_forms_are_found(forms: list[FoundForm]) -> None:
    assert len({form.url for form in forms if form.method == "POST"}) > 40
    assert {form.who for form in forms} >= set(IN_SHORT[1:])


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


@pytest.mark.walls
def test_no_field_breaks_on_any_value(attacker: Attacker, forms: list[FoundForm]) -> None:
    requests = [*each_field_with_each_value(forms)]
    found = [fault for request in requests for fault in attacker.faults_of(request)]
    print(f"{len(requests)} requests, {attacker.refused} refused")  # noqa: T201 - the result
    assert found == []
