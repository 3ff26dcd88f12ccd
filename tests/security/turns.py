"""Clients of two employers take turns on few connections, with mishaps, and look for what leaks."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial

import psycopg
from django.conf import settings
from django.db import connections

from ontzorg.access.context import sign
from ontzorg.access.keys import login_password_from
from ontzorg.access.walls.declare import Login
from tests.harness.database import live_name
from tests.harness.world import WERKGEVER_A, WERKGEVER_B, actor
from tests.security.session import Session, context_of

PEOPLE = ("werkgever_beheerder", "werkgever_beheerder_b", "bedrijfsarts", "bedrijfsarts_b")
EMPLOYER = {
    "werkgever_beheerder": WERKGEVER_A,
    "werkgever_beheerder_b": WERKGEVER_B,
    "bedrijfsarts": WERKGEVER_A,
    "bedrijfsarts_b": WERKGEVER_B,
}
WORKERS = 8
TABLES = ("parties_werknemer", "verzuim_verzuimdossier", "verzuim_task")
FAULTS_PLANTED = (
    "a context of the session",
    "no context for some",
    "a context that outlives the transaction",
)
Open = Callable[[], Session]
Mishap = Callable[[psycopg.Connection], object]


def open_portal(host: str = "", port: int = 0) -> Session:
    """Sign in as the portal, at the database itself or at a pooler before it."""
    place = connections["default"].settings_dict
    return Session(
        psycopg.connect(
            host=host or place["HOST"],
            port=port or place["PORT"] or None,
            user=Login.WEB_PORTAL.value,
            password=login_password_from(settings.MASTER_KEY, Login.WEB_PORTAL.value),
            dbname=live_name(),
            autocommit=True,
            prepare_threshold=None,
        )
    )


def statement(text: str) -> Mishap:
    """Return the mishap of sending this."""
    return lambda connection: connection.execute(text.encode())


def cancel(connection: psycopg.Connection) -> None:
    """Let the visitor go away while the database still works for him."""
    timer = threading.Timer(0.01, connection.cancel)
    timer.start()
    try:
        connection.execute("SELECT pg_sleep(1)")
    finally:
        timer.join()


def die(connection: psycopg.Connection) -> None:
    """Break the line in the middle of a transaction, as the end of a killed process does."""
    with socket.socket(fileno=socket.dup(connection.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)


MISHAPS: tuple[Mishap, ...] = (
    statement("SELECT 1 / 0"),
    statement("SELECT pg_terminate_backend(pg_backend_pid())"),
    statement("SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)"),
    statement("ROLLBACK AND CHAIN"),
    statement("SELECT set_config('ontzorg.context', '', true)"),
    cancel,
    die,
)


@dataclass
class Pool:
    """Lends a connection for one transaction, and never cleans it."""

    open: Open
    size: int
    free: list[Session] = field(default_factory=list)
    lock: threading.Condition = field(default_factory=threading.Condition)

    def __enter__(self) -> Pool:
        self.free = [self.open() for _ in range(self.size)]
        return self

    def __exit__(self, *_: object) -> None:
        for one in self.free:
            one.connection.close()

    @contextmanager
    def lend(self) -> Iterator[Session]:
        """Lend a connection, and take it back as it is; a broken one makes place for a new one."""
        with self.lock:
            self.lock.wait_for(lambda: bool(self.free))
            lent = self.free.pop(random.randrange(len(self.free)))  # noqa: S311 - chance, no secret
        try:
            yield lent
        finally:
            if lent.connection.broken or lent.connection.closed:
                lent = self.open()
            with self.lock:
                self.free.append(lent)
                self.lock.notify()


@dataclass
class Outcome:
    """How many transactions there were, and what was seen that is of another."""

    requests: int = 0
    own: int = 0
    mishaps: int = 0
    foreign: list[str] = field(default_factory=list)


def take_turns(open_one: Open, number: int, *, connections: int, plant: str = "") -> Outcome:
    """Let clients of two employers take turns, with mishaps in between."""
    outcome = Outcome()
    with Pool(open_one, connections) as pool, ThreadPoolExecutor(WORKERS) as workers:
        work = partial(_work, pool, number // WORKERS, plant)
        for result in workers.map(work, range(WORKERS)):
            outcome.requests += result.requests
            outcome.own += result.own
            outcome.mishaps += result.mishaps
            outcome.foreign += result.foreign
    return outcome


def _work(pool: Pool, number: int, plant: str, seed: int) -> Outcome:
    chance, outcome = random.Random(seed), Outcome()  # noqa: S311 - the same every time
    for _ in range(number):
        with pool.lend() as lent:
            _one_request(lent, chance, outcome, plant)
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
                outcome.mishaps += 1
                chance.choice(MISHAPS)(lent.connection)
    except psycopg.Error:
        return


def _acting(lent: Session, who: str, plant: str) -> AbstractContextManager[None]:
    """Say who acts, in the transaction; or badly, as a fault to be found."""
    if plant == "a context of the session":
        return _outside(lent, who)
    if plant == "no context for some":
        return _for_some(lent, who)
    return _inside(lent, who, is_local=plant != "a context that outlives the transaction")


@contextmanager
def _inside(lent: Session, who: str, *, is_local: bool) -> Iterator[None]:
    with lent.connection.transaction():
        say(lent, who, is_local=is_local)
        yield


@contextmanager
def _outside(lent: Session, who: str) -> Iterator[None]:
    say(lent, who, is_local=False)
    yield


@contextmanager
def _for_some(lent: Session, who: str) -> Iterator[None]:
    lent.connection.execute("SELECT set_config('role', 'party_werkgever', false)")
    if not who.endswith("_b"):
        say(lent, "werkgever_beheerder", is_local=False)
    yield


def say(lent: Session, who: str, *, is_local: bool) -> None:
    """Take the role and the sealed context of this person, on whichever session one is now."""
    context = context_of(actor(who))
    payload = context.payload
    (pid,) = lent.connection.execute("SELECT pg_backend_pid()").fetchone() or (0,)
    seal = sign(payload, backend_pid=pid)
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
