"""T06: connections that parties take turns on never show the one what is of the other."""

from __future__ import annotations

import pytest

from tests.harness.results import Tell
from tests.security.cases import Case
from tests.security.turns import FAULTS_PLANTED, Outcome, open_portal, take_turns

CONNECTIONS = 3
QUICK, LONG = 4_000, 200_000
pytestmark = pytest.mark.usefixtures("cases_stored")


@pytest.fixture
def cases_stored(cases: tuple[Case, ...]) -> None:
    """Have cases of both employers stored."""


def turns(number: int, *, plant: str = "") -> Outcome:
    """Take turns on our own pool, which gives a connection for one transaction."""
    return take_turns(open_portal, number, connections=CONNECTIONS, plant=plant)


def test_nobody_sees_what_the_one_before_saw(tell: Tell) -> None:
    outcome = turns(QUICK)
    tell("T06", tried=outcome.requests, unit="transacties", found=len(outcome.foreign))
    assert outcome.requests >= QUICK
    assert outcome.own > QUICK // 2, "people do see what is theirs"
    assert outcome.foreign == []


@pytest.mark.walls
def test_nobody_sees_what_the_one_before_saw_at_length(tell: Tell) -> None:
    outcome = turns(LONG)
    tell("T06", tried=outcome.requests, unit="transacties", found=len(outcome.foreign))
    assert outcome.requests >= LONG
    assert outcome.foreign == []


@pytest.mark.planted("T06")
@pytest.mark.parametrize("plant", FAULTS_PLANTED)
def test_a_connection_that_is_not_clean_is_seen(plant: str) -> None:
    assert turns(QUICK // 4, plant=plant).foreign
