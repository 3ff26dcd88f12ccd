"""T24: whatever is done to the log, the check finds it and says where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontzorg.access.audit_chain.anchors import Anchor, read_anchors, write_anchors
from ontzorg.access.audit_chain.breaches import Fault
from ontzorg.access.audit_chain.verify import verify_log
from tests.security import tampering
from tests.security.admin import superuser
from tests.security.tampering import LINES, Line

TEXT = st.text(st.characters(exclude_characters="\0\ud7ff", exclude_categories=["Cs"]), max_size=40)
LINE = st.builds(
    Line, st.sampled_from(["platform", "werkgever:101", "werkgever:102"]), st.integers(1, LINES)
)
INNER_LINE = LINE.filter(lambda line: line.seq < LINES)
SHARED = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
Tamper = Callable[[psycopg.Connection, Line], None]


@pytest.fixture
def server(committed: None) -> Iterator[psycopg.Connection]:
    """Give a superuser with triggers off, and a filled log that can be put back."""
    tampering.fill()
    with superuser() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("CREATE TEMP TABLE events AS TABLE audit.event")
        connection.execute("CREATE TEMP TABLE heads AS TABLE audit.head")
        yield connection


@pytest.fixture
def anchors(server: psycopg.Connection, tmp_path: Path) -> list[Anchor]:
    write_anchors(tmp_path)
    return read_anchors(tmp_path)[0]


@pytest.mark.usefixtures("committed")
@settings(SHARED, max_examples=25)
@given(texts=st.lists(st.tuples(TEXT, TEXT, st.lists(TEXT, max_size=3)), min_size=1, max_size=8))
def test_an_honest_log_raises_no_alarm(texts: list[tuple[str, str, list[str]]]) -> None:
    for reason, purpose, fields in texts:
        tampering.write_event(reason=reason, purpose=purpose, fields=fields, werknemer_ids=[])
    assert verify_log().breaches == ()


@settings(SHARED, max_examples=300)
@given(line=LINE, number=st.integers(0, 22), bit=st.integers(0, 31))
def test_a_change_in_any_column_is_found(
    server: psycopg.Connection, line: Line, number: int, bit: int
) -> None:
    column, kind = list(tampering.columns(server).items())[number]
    with _restored(server):
        tampering.change(server, line, column, kind, bit)
        assert line in _places()


@pytest.mark.parametrize("tamper", [tampering.remove, tampering.forge], ids=lambda f: f.__name__)
@SHARED
@given(line=INNER_LINE)
def test_a_removed_or_forged_line_is_found(
    server: psycopg.Connection, tamper: Tamper, line: Line
) -> None:
    with _restored(server):
        tamper(server, line)
        assert _places() & {line, Line(line.chain, line.seq + 1)}


@pytest.mark.parametrize("tamper", [tampering.insert, tampering.swap], ids=lambda f: f.__name__)
@SHARED
@given(line=INNER_LINE)
def test_an_inserted_line_and_swapped_lines_are_found(
    server: psycopg.Connection, tamper: Tamper, line: Line
) -> None:
    with _restored(server):
        tamper(server, line)
        assert _places() & {line, Line(line.chain, line.seq + 1), Line(line.chain, line.seq + 2)}


@SHARED
@given(line=LINE)
def test_only_an_anchor_sees_a_tail_cut_off(
    server: psycopg.Connection, anchors: list[Anchor], line: Line
) -> None:
    with _restored(server):
        tampering.cut_tail(server, Line(line.chain, max(line.seq, 2)))
        assert verify_log().breaches == ()
        assert [(b.chain, b.seq, b.fault) for b in verify_log(anchors).breaches] == [
            (line.chain, max(line.seq, 2), Fault.CUT)
        ]


@SHARED
@given(line=LINE)
def test_only_an_anchor_sees_a_log_written_anew(
    server: psycopg.Connection, anchors: list[Anchor], line: Line
) -> None:
    with _restored(server):
        tampering.rewrite(server, line)
        assert verify_log().breaches == ()
        assert [(b.chain, b.fault) for b in verify_log(anchors).breaches] == [
            (line.chain, Fault.REWRITTEN)
        ]


def test_a_chain_that_is_gone_is_missed(server: psycopg.Connection, anchors: list[Anchor]) -> None:
    server.execute("DELETE FROM audit.event WHERE chain = 'platform'")
    assert [(b.seq, b.fault) for b in verify_log().breaches] == [(1, Fault.REMOVED)]
    server.execute("DELETE FROM audit.head WHERE chain = 'platform'")
    assert verify_log().breaches == ()
    assert [(b.seq, b.fault) for b in verify_log(anchors).breaches] == [(1, Fault.CUT)]


def test_a_changed_head_is_found(server: psycopg.Connection) -> None:
    server.execute("UPDATE audit.head SET hash = '\\x00' WHERE chain = 'platform'")
    assert [(b.chain, b.seq, b.fault) for b in verify_log().breaches] == [
        ("platform", LINES, Fault.HEAD)
    ]


@contextmanager
def _restored(server: psycopg.Connection) -> Iterator[None]:
    try:
        yield
    finally:
        server.execute("DELETE FROM audit.event")
        server.execute("INSERT INTO audit.event TABLE events")
        server.execute("DELETE FROM audit.head")
        server.execute("INSERT INTO audit.head TABLE heads")


def _places() -> set[Line]:
    return {Line(breach.chain, breach.seq) for breach in verify_log().breaches}
