"""T06 behind a real PgBouncer: 200 visitors on a few connections, lent by transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.conf import LazySettings
from django.db import connections

from ontzorg.access.context import acting_as
from ontzorg.verzuim.models import Verzuimdossier
from tests.harness.results import Tell, is_long
from tests.harness.world import actor
from tests.security.cases import Case
from tests.security.pooler import MISSING, PROGRAM, running_pooler
from tests.security.session import Session
from tests.security.turns import EMPLOYER, FAULTS_PLANTED, PEOPLE, open_portal, take_turns

VISITORS, SERVERS = 200, 4
NUMBER, LONG, PLANTED, BY_THE_PRODUCT = 40_000, 200_000, 2_000, 400
pytestmark = [
    pytest.mark.walls,
    pytest.mark.skipif(PROGRAM is None, reason=MISSING),
]


def visitor(port: int) -> Callable[[], Session]:
    return partial(open_portal, "127.0.0.1", port)


@pytest.fixture
def port(cases: tuple[Case, ...]) -> Iterator[int]:
    with running_pooler(servers=SERVERS) as port:
        yield port


def test_nobody_sees_what_the_one_before_saw(port: int, settings: LazySettings, tell: Tell) -> None:
    number = LONG if is_long() else NUMBER
    outcome = take_turns(visitor(port), number, connections=VISITORS)
    tell("T06", tried=outcome.requests, unit="via PgBouncer", found=len(outcome.foreign))
    assert outcome.foreign == []
    assert outcome.requests >= number
    assert outcome.own > number // 2
    assert outcome.mishaps > number // 50


@pytest.mark.planted("T06")
@pytest.mark.parametrize("plant", FAULTS_PLANTED)
def test_a_connection_that_is_not_clean_is_seen(port: int, plant: str) -> None:
    assert take_turns(visitor(port), PLANTED, connections=VISITORS, plant=plant).foreign


@pytest.fixture
def behind(port: int, settings: LazySettings) -> Iterator[None]:
    """Let the product itself go through the pooler."""
    connection = connections["default"]
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(HOST="127.0.0.1", PORT=str(port))
    settings.POOLER = True
    yield
    connection.close()
    connection.settings_dict.update(before)


@pytest.mark.usefixtures("behind")
def test_the_product_works_through_it(tell: Tell) -> None:
    for number in range(BY_THE_PRODUCT):
        who = PEOPLE[number % len(PEOPLE)]
        with acting_as(actor(who)):
            seen = set(Verzuimdossier.objects.values_list("werkgever_id", flat=True))
        assert seen == {EMPLOYER[who]}
    tell("T06", tried=BY_THE_PRODUCT, unit="via PgBouncer door het product")


@pytest.mark.planted("T06")
@pytest.mark.usefixtures("behind")
def test_the_number_of_the_pooler_itself_opens_nothing(settings: LazySettings) -> None:
    settings.POOLER = False
    with pytest.raises(Exception, match="not sealed by us"), acting_as(actor(PEOPLE[0])):
        Verzuimdossier.objects.exists()
