"""T23: the same request twice, crossed, after a crash or with other answers counts once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial
from types import SimpleNamespace
from uuid import UUID, uuid4, uuid5

import pytest

from ontzorg.access import idempotency
from ontzorg.access.context import acting_as
from ontzorg.access.idempotency import KeyReusedError, once
from ontzorg.access.models import IdempotencyKey, Organisation, OrganisationKind
from ontzorg.access.services import register_organisation
from ontzorg.verzuim.models import Melding, Task, Verzuimdossier
from ontzorg.verzuim.services import NewMelding, record_melding
from tests.concurrency.at_once import at_once
from tests.concurrency.crash import run_and_die
from tests.harness import world
from tests.harness.results import Tell

pytestmark = pytest.mark.usefixtures("committed")
PROCESSES, QUICK, LONG = 20, 8, 2_500
EMPLOYER, ADMIN = "werkgever_beheerder", "beheerder"
DIENSTVERBAND = world.dienstverband_of(world.WERKNEMERS_A[1])
PAIRS = UUID("2b8f0a52-94f6-4c1e-9a37-3f6f0c6a7d10")
# The statements of one request, and one more: killed when all is done and nobody has heard.
STATEMENTS = 12


def report(key: UUID, day: date = date(2026, 11, 2)) -> int:
    """Report someone sick as his employer; return the number of the melding."""
    actor = world.actor(EMPLOYER)
    with acting_as(actor):
        return record_melding(
            actor=actor,
            dienstverband_id=DIENSTVERBAND,
            new=NewMelding(soort="ziekmelding", day=day, percentage=100),
            today=world.TODAY,
            key=key,
        ).pk


def counts() -> tuple[int, int, int]:
    """Return how many meldingen, dossiers and repeated tasks there are."""
    with acting_as(world.actor(EMPLOYER)):
        kinds = Counter(Task.objects.values_list("dossier", "code", "volgnummer"))
        doubles = sum(number - 1 for number in kinds.values())
        return Melding.objects.count(), Verzuimdossier.objects.count(), doubles


def register(key: UUID, name: str) -> int:
    """Add an organisation, as the page of beheer does it; return its number."""
    actor = world.actor(ADMIN)

    def perform() -> Organisation:
        return register_organisation(actor=actor, kind=OrganisationKind.ADVISEUR, name=name)

    with acting_as(actor):
        return once(actor, key, perform, model=Organisation, content=[name]).pk


def key_of(kind: str, number: int) -> UUID:
    return uuid5(PAIRS, f"{kind} {number}")


def registered(kind: str) -> Counter[str]:
    """Return how often each organisation of this kind is there."""
    with acting_as(world.actor(ADMIN)):
        named = Organisation.objects.filter(name__startswith=f"{kind} ")
        return Counter(named.values_list("name", flat=True))


def wrong_pairs(kind: str, count: int) -> list[str]:
    """Send so many pairs; return each of them that did not count once."""
    found = {
        "twice": _twice, "crossed": _crossed, "crashed": _crashed, "other": _with_other_answers,
    }[kind](count)  # fmt: skip
    there = registered(kind)
    names = {f"{kind} {number}" for number in range(count)}
    return [*found, *(name for name in names | there.keys() if there[name] != (name in names))]


def _twice(count: int) -> list[str]:
    pairs = ((key_of("twice", number), f"twice {number}") for number in range(count))
    return [name for key, name in pairs if register(key, name) != register(key, name)]


def _crossed(count: int) -> list[str]:
    rounds = at_once(
        lambda number: register(key_of("crossed", number), f"crossed {number}"),
        processes=2,
        rounds=count,
    )
    return [f"{one} {other}" for one, other in rounds if one != other or isinstance(one, str)]


def _crashed(count: int) -> list[str]:
    for number in range(count):
        send = partial(register, key_of("crashed", number), f"crashed {number}")
        moment, after = divmod(number % (2 * STATEMENTS), 2)
        assert run_and_die(send, statement=moment + 1, after=bool(after))
        send()
    return []


def _with_other_answers(count: int) -> list[str]:
    return [f"answered {number}" for number in range(count) if not _is_refused(number)]


def _is_refused(number: int) -> bool:
    key = key_of("other", number)
    register(key, f"other {number}")
    try:
        register(key, f"unwanted {number}")
    except KeyReusedError:
        return True
    return False


@pytest.mark.parametrize("kind", ["twice", "crossed", "crashed", "other"])
def test_a_pair_counts_once(kind: str, tell: Tell) -> None:
    found = wrong_pairs(kind, QUICK)
    tell("T23", tried=QUICK, unit="paren", found=len(found))
    assert found == []
    assert registered("unwanted") == {}


@pytest.mark.walls
@pytest.mark.parametrize("kind", ["twice", "crossed", "crashed", "other"])
def test_thousands_of_pairs_count_once(kind: str, tell: Tell) -> None:
    found = wrong_pairs(kind, LONG)
    tell("T23", tried=LONG, unit="paren", found=len(found))
    assert found == []
    assert registered("unwanted") == {}


def test_one_key_makes_one_melding(tell: Tell) -> None:
    key = uuid4()
    (found,) = at_once(lambda _: report(key), processes=PROCESSES)
    assert len(set(found)) == 1
    assert isinstance(found[0], int), found[0]
    assert counts() == (1, 1, 0)
    with pytest.raises(KeyReusedError, match="al verwerkt, met andere antwoorden"):
        report(key, date(2026, 11, 3))
    assert counts() == (1, 1, 0)
    tell("T23", tried=PROCESSES, unit="paren")


def test_other_keys_make_one_melding_too_and_say_so() -> None:
    (found,) = at_once(lambda _: report(uuid4()), processes=PROCESSES)
    assert sum(isinstance(each, int) for each in found) == 1
    assert all("UserError" in each for each in found if isinstance(each, str))
    assert counts() == (1, 1, 0)


def test_a_first_time_comes_once() -> None:
    key = uuid4()
    (found,) = at_once(lambda _: first_time(key), processes=PROCESSES)
    assert Counter(found) == {1: 1, 0: PROCESSES - 1}


def first_time(key: UUID) -> int:
    actor = world.actor(EMPLOYER)
    with acting_as(actor):
        return int(idempotency.is_first_time(actor, key, content="today"))


def test_the_table_tells_nothing_of_the_answers() -> None:
    keys = [uuid4(), uuid4()]
    for key in keys:
        register(key, "Zelfde antwoord")
    with acting_as(world.actor(ADMIN)):
        rows = IdempotencyKey.objects.filter(key__in=keys)
        digests = {bytes(row.content_digest) for row in rows}
    assert len(digests) == len(keys)
    assert {len(digest) for digest in digests} == {32}


@pytest.mark.planted("T23")
def test_keys_that_are_not_kept_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "_take", lambda *_all: (IdempotencyKey(pk=0), True))
    assert len(wrong_pairs("twice", QUICK)) == 2 * QUICK


@pytest.mark.planted("T23")
def test_answers_that_are_not_compared_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    blind = SimpleNamespace(compare_digest=lambda *_all: True)
    monkeypatch.setattr(idempotency, "hmac", blind)
    assert len(wrong_pairs("other", QUICK)) == QUICK
