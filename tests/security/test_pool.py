"""T06: connections that parties take turns on never show the one what is of the other."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
import pytest

from ontzorg.access.context import sign
from ontzorg.access.walls.declare import Login
from tests.harness.world import WERKGEVER_A, WERKGEVER_B, actor
from tests.security.cases import Case
from tests.security.session import Session, context_of, session

PEOPLE = ("werkgever_beheerder", "werkgever_beheerder_b", "bedrijfsarts", "bedrijfsarts_b")
EMPLOYER = {
    "werkgever_beheerder": WERKGEVER_A,
    "werkgever_beheerder_b": WERKGEVER_B,
    "bedrijfsarts": WERKGEVER_A,
    "bedrijfsarts_b": WERKGEVER_B,
}
CLIENTS, CONNECTIONS = 8, 3
QUICK, LONG = 4_000, 200_000
TABLES = ("parties_werknemer", "verzuim_verzuimdossier", "verzuim_task")
MISHAPS = (
    "SELECT 1 / 0",
    "SELECT pg_terminate_backend(pg_backend_pid())",
    "SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)",
    "ROLLBACK AND CHAIN",
    "SELECT set_config('ontzorg.context', '', true)",
)


@dataclass
class Pool:
    """Gives a connection for one transaction, as a pooler does, and never cleans it."""

    free: list[Session] = field(default_factory=list)
    lock: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def lend(self) -> Iterator[Session]:
        """Lend a connection, and take it back as it is."""
        with self.lock:
            self.lock.wait_for(lambda: bool(self.free))
            lent = self.free.pop(random.randrange(len(self.free)))  # noqa: S311 - chance, no secret
        try:
            yield lent
        finally:
            with self.lock:
                self.free.append(lent)
                self.lock.notify()


@dataclass
class Outcome:
    """How many transactions there were, and what was seen that is of another."""

    requests: int = 0
    own: int = 0
    foreign: list[str] = field(default_factory=list)


def take_turns(number: int, *, plant: str = "") -> Outcome:
    """Let clients of two employers take turns, with mishaps in between."""
    outcome, pool = Outcome(), Pool()
    with _connections(pool), ThreadPoolExecutor(CLIENTS) as clients:
        for result in clients.map(
            lambda seed: _work(pool, seed, number // CLIENTS, plant), range(CLIENTS)
        ):
            outcome.requests += result.requests
            outcome.own += result.own
            outcome.foreign += result.foreign
    return outcome


@contextmanager
def _connections(pool: Pool) -> Iterator[None]:
    opened = [session(Login.WEB_PORTAL) for _ in range(CONNECTIONS)]
    pool.free = [one.__enter__() for one in opened]
    try:
        yield
    finally:
        for one in pool.free:
            one.connection.close()


def _work(pool: Pool, seed: int, number: int, plant: str) -> Outcome:
    chance, outcome = random.Random(seed), Outcome()  # noqa: S311 - the same every time
    for _ in range(number):
        with pool.lend() as lent:
            _one_request(lent, chance, outcome, plant)
            if lent.connection.broken or lent.connection.closed:
                lent.connection = session(Login.WEB_PORTAL).__enter__().connection
        outcome.requests += 1
    return outcome


def _one_request(lent: Session, chance: random.Random, outcome: Outcome, plant: str) -> None:
    who = chance.choice(PEOPLE)
    try:
        if chance.random() < 0.1:  # someone forgot to say who acts
            _look(lent, "niemand", 0, chance, outcome)
            return
        with _acting(lent, who, plant):
            _look(lent, who, EMPLOYER[who], chance, outcome)
            if chance.random() < 0.05:
                lent.connection.execute(chance.choice(MISHAPS).encode())
    except psycopg.Error:
        return


@contextmanager
def _acting(lent: Session, who: str, plant: str) -> Iterator[None]:
    """Say who acts, in the transaction; or badly, as a fault to be found."""
    if plant == "a context of the session":
        _say(lent, who, is_local=False)
        yield
    elif plant == "no context for some":
        lent.connection.execute("SELECT set_config('role', 'party_werkgever', false)")
        if not who.endswith("_b"):
            _say(lent, "werkgever_beheerder", is_local=False)
        yield
    else:
        with lent.connection.transaction():
            _say(lent, who, is_local=plant != "a context that outlives the transaction")
            yield


def _say(lent: Session, who: str, *, is_local: bool) -> None:
    context = context_of(actor(who))
    payload = context.payload
    seal = sign(payload, backend_pid=lent.connection.info.backend_pid)
    lent.connection.execute(
        "SELECT set_config('role', %s, %s), set_config('ontzorg.context', %s, %s),"
        " set_config('ontzorg.seal', %s, %s)",
        [context.role, is_local, payload, is_local, seal, is_local],
    )


def _look(lent: Session, who: str, own: int, chance: random.Random, outcome: Outcome) -> None:
    table = chance.choice(TABLES)
    rows = lent.run(f"SELECT DISTINCT werkgever_id FROM {table}") or []  # noqa: S608 - constants
    outcome.own += sum(row[0] == own for row in rows)
    outcome.foreign += [f"{who} ziet {row[0]} in {table}" for row in rows if row[0] != own]


@pytest.fixture
def unblocked(cases: tuple[Case, ...]) -> None:
    """Have cases of both employers stored."""


@pytest.mark.usefixtures("unblocked")
def test_nobody_sees_what_the_one_before_saw() -> None:
    outcome = take_turns(QUICK)
    print(f"T06: {outcome.requests} transactions, {len(outcome.foreign)} foreign rows")  # noqa: T201
    assert outcome.requests >= QUICK
    assert outcome.own > QUICK // 2, "people do see what is theirs"
    assert outcome.foreign == []


@pytest.mark.walls
@pytest.mark.usefixtures("unblocked")
def test_nobody_sees_what_the_one_before_saw_at_length() -> None:
    outcome = take_turns(LONG)
    print(f"T06: {outcome.requests} transactions, {len(outcome.foreign)} foreign rows")  # noqa: T201
    assert outcome.requests >= LONG
    assert outcome.foreign == []


@pytest.mark.usefixtures("unblocked")
@pytest.mark.parametrize(
    "plant",
    [
        "a context of the session",
        "no context for some",
        "a context that outlives the transaction",
    ],
)
def test_a_connection_that_is_not_clean_is_seen(plant: str) -> None:
    assert take_turns(QUICK // 4, plant=plant).foreign
