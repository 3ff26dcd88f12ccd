"""T24: whatever is done to the log, the check finds it and says where."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontzorg.access.audit_chain.anchors import Anchor, read_anchors, write_anchors
from ontzorg.access.audit_chain.breaches import Breach, Fault
from ontzorg.access.audit_chain.verify import verify_log
from tests.harness.results import Tell
from tests.security import tampering
from tests.security.admin import superuser
from tests.security.tampering import LINES, Line

TEXT = st.text(st.characters(exclude_characters="\0\ud7ff", exclude_categories=["Cs"]), max_size=40)
ODD_TEXTS = (
    "",
    "é",
    'reden " \\',
    "\u2028",
    "\x01",
    "𝕏",
    "' OR 1=1",
    "a\nb\tc",
    "x" * 2_000,
    "\ufeff",
)
CHAINS, DAMAGES, CLEAN_RUNS = 500, 10_000, 1_000
UNTOUCHED = 5  # each fifth chain stays as it is
Tamper = Callable[[psycopg.Connection, Line], None]


@dataclass(frozen=True)
class Way:
    """A way to damage a chain, and the lines that the check may name for it."""

    name: str
    tamper: Tamper
    named: Callable[[Line], Iterable[int]]
    first: int = 1
    last: int = LINES
    only_by_anchor: bool = False


def here(line: Line) -> Iterable[int]:
    return (line.seq,)


def here_or_next(line: Line) -> Iterable[int]:
    return (line.seq, line.seq + 1)


def around(line: Line) -> Iterable[int]:
    return (line.seq, line.seq + 1, line.seq + 2)


def at_the_start(line: Line) -> Iterable[int]:
    return (1,)


def at_the_end(line: Line) -> Iterable[int]:
    return (LINES,)


WHOLE = (
    Way("remove", tampering.remove, here),
    Way("forge", tampering.forge, here_or_next),
    Way("clock", tampering.turn_clock, here_or_next),
    Way("insert", tampering.insert, around, last=LINES - 1),
    Way("swap", tampering.swap, around, last=LINES - 1),
    Way("head", tampering.change_head, at_the_end),
    Way("cut tail", tampering.cut_tail, here, first=2, only_by_anchor=True),
    Way("rewrite", tampering.rewrite, at_the_start, only_by_anchor=True),
    Way("wipe", tampering.wipe, at_the_start, only_by_anchor=True),
)


def ways(server: psycopg.Connection, chance: random.Random) -> list[Way]:
    """Return every way: a random bit in each column, and the others."""
    return [*(_changing(*column, chance) for column in tampering.columns(server).items()), *WHOLE]


def _changing(column: str, kind: str, chance: random.Random) -> Way:
    def change(server: psycopg.Connection, line: Line) -> None:
        tampering.change(server, line, column, kind, chance.randrange(32))

    return Way(f"change {column}", change, here)


@pytest.fixture
def server(committed: None) -> Iterator[psycopg.Connection]:
    """Give a superuser with triggers off, and a filled log that can be put back."""
    with superuser() as connection:
        tampering.fill_chains(connection, CHAINS)
        connection.execute("SET session_replication_role = replica")
        connection.execute("CREATE TEMP TABLE events AS TABLE audit.event")
        connection.execute("CREATE TEMP TABLE heads AS TABLE audit.head")
        yield connection


@pytest.fixture
def anchors(server: psycopg.Connection, tmp_path: Path) -> list[Anchor]:
    write_anchors(tmp_path)
    return read_anchors(tmp_path)[0]


@dataclass
class Round:
    """What was done to each chain, and what the check said of it."""

    done: dict[str, tuple[Way, Line]]
    with_anchors: tuple[Breach, ...]
    without: tuple[Breach, ...]

    def missed(self) -> list[str]:
        """Return what was not found, or not at its place."""
        named = {(breach.chain, breach.seq) for breach in self.with_anchors}
        return [
            f"{way.name} in {line}"
            for way, line in self.done.values()
            if not named & {(line.chain, seq) for seq in way.named(line)}
        ]

    def false_alarms(self) -> list[Breach]:
        """Return what was said of a chain that nobody touched."""
        untouched = {f"werkgever:{n}" for n in range(UNTOUCHED, CHAINS + 1, UNTOUCHED)}
        return [breach for breach in self.with_anchors if breach.chain in untouched]

    def unseen_without_anchor(self) -> set[str]:
        """Return the ways of which a chain alone shows nothing."""
        seen = {breach.chain for breach in self.without}
        return {way.name for chain, (way, _) in self.done.items() if chain not in seen}


def tamper_all(server: psycopg.Connection, anchors: list[Anchor], seed: int) -> Round:
    """Damage four of five chains, each in one way, check, and put the log back."""
    chance = random.Random(seed)  # noqa: S311 - a test that is the same every time
    known = ways(server, chance)
    done: dict[str, tuple[Way, Line]] = {}
    for number in range(1, CHAINS + 1):
        if number % UNTOUCHED:
            way = known[(number + seed) % len(known)]
            line = Line(f"werkgever:{number}", chance.randint(way.first, way.last))
            way.tamper(server, line)
            done[line.chain] = (way, line)
    found = Round(done, verify_log(anchors).breaches, verify_log().breaches)
    _put_back(server)
    return found


def test_every_damage_is_found_at_its_place(
    server: psycopg.Connection, anchors: list[Anchor]
) -> None:
    found = tamper_all(server, anchors, seed=0)
    assert {way.name for way, _ in found.done.values()} == {w.name for w in ways(server, _any())}
    assert (found.missed(), found.false_alarms()) == ([], [])


@pytest.mark.walls
def test_ten_thousand_damages_are_found_at_their_place(
    server: psycopg.Connection, anchors: list[Anchor], tell: Tell
) -> None:
    tried, missed, alarms = 0, list[str](), list[Breach]()
    for seed in range(1, DAMAGES // (CHAINS - CHAINS // UNTOUCHED) + 1):
        found = tamper_all(server, anchors, seed)
        tried += len(found.done)
        missed += found.missed()
        alarms += found.false_alarms()
    tell("T24", tried=tried, unit="vervalsingen", found=len(missed))
    assert tried >= DAMAGES
    assert (missed, alarms) == ([], [])


def test_without_an_anchor_some_damage_would_not_be_seen(
    server: psycopg.Connection, anchors: list[Anchor], tell: Tell
) -> None:
    only_by_anchor = {way.name for way in WHOLE if way.only_by_anchor}
    found = tamper_all(server, anchors, seed=0)
    tell("T24", planted=len(only_by_anchor), seen=len(found.unseen_without_anchor()))
    assert found.unseen_without_anchor() == only_by_anchor


@pytest.mark.walls
@pytest.mark.usefixtures("committed")
def test_a_thousand_honest_logs_raise_no_alarm(tell: Tell) -> None:
    chance = random.Random(24)  # noqa: S311 - a test that is the same every time
    alarms = 0
    for _ in range(CLEAN_RUNS):
        tampering.write_event(
            reason=chance.choice(ODD_TEXTS),
            purpose=chance.choice(ODD_TEXTS),
            fields=chance.sample(ODD_TEXTS, chance.randint(0, 3)),
            werkgever_id=chance.choice((None, 101, 102)),
            werknemer_ids=[chance.randrange(2**40) for _ in range(chance.randint(0, 3))],
        )
        alarms += len(verify_log().breaches)
    tell("T24", tried=CLEAN_RUNS, unit="gave logboeken", found=alarms)
    assert alarms == 0


@pytest.mark.usefixtures("committed")
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(st.tuples(TEXT, TEXT, st.lists(TEXT, max_size=3)), min_size=1, max_size=8))
def test_an_honest_log_raises_no_alarm(texts: list[tuple[str, str, list[str]]]) -> None:
    for reason, purpose, fields in texts:
        tampering.write_event(reason=reason, purpose=purpose, fields=fields, werknemer_ids=[])
    assert verify_log().breaches == ()


@pytest.mark.parametrize(
    ("tamper", "place", "fault"),
    [
        (tampering.cut_tail, 4, Fault.CUT),
        (tampering.rewrite, 1, Fault.REWRITTEN),
        (tampering.wipe, 1, Fault.CUT),
        (tampering.change_head, LINES, Fault.HEAD),
    ],
)
def test_the_damage_is_named(
    server: psycopg.Connection, anchors: list[Anchor], tamper: Tamper, place: int, fault: Fault
) -> None:
    tamper(server, Line("werkgever:7", 4))
    found = [(breach.chain, breach.seq, breach.fault) for breach in verify_log(anchors).breaches]
    assert found == [("werkgever:7", place, fault)]


def _any() -> random.Random:
    return random.Random(0)  # noqa: S311 - a test that is the same every time


def _put_back(server: psycopg.Connection) -> None:
    server.execute("DELETE FROM audit.event")
    server.execute("INSERT INTO audit.event TABLE events")
    server.execute("DELETE FROM audit.head")
    server.execute("INSERT INTO audit.head TABLE heads")
