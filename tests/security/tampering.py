"""Ways to damage the audit log, as someone with every right on the server could."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import psycopg
from psycopg import sql

from ontzorg.access import audit
from ontzorg.access.actors import SYSTEM, Origin

CHAINS = (None, 101, 102)
LINES = 6

_KINDS = {
    "bigint": "coalesce({c}, 0) # (1::bigint << (24 + %(bit)s))",
    "text": "CASE {c} WHEN '' THEN 'x' ELSE chr(ascii({c}) + 1) || substr({c}, 2) END",
    "timestamp with time zone": "{c} + interval '1 microsecond' * (1 + %(bit)s)",
    "bigint[]": "array_append({c}, 7)",
    "text[]": "array_append({c}, 'x')",
    "bytea": "CASE {c} WHEN '' THEN '\\x01' ELSE"
    " set_byte({c}, %(bit)s, get_byte({c}, %(bit)s) # (1 << (%(bit)s %% 8))) END",
}


@dataclass(frozen=True)
class Line:
    """The place of one event."""

    chain: str
    seq: int


def fill() -> None:
    """Write a few chains, each with a few lines."""
    for number in range(LINES * len(CHAINS)):
        write_event(werkgever_id=CHAINS[number % len(CHAINS)], reason=f'reden {number} é " \\')


def write_event(**values: Any) -> None:
    """Write one event as the product does."""
    who = replace(SYSTEM, account_id=7, origin=Origin(channel="test", ip="203.0.113.9"))
    given = {"action": "dossier.gelezen", "werknemer_ids": [5001], "fields": ["naam"], **values}
    audit.record(actor=who, object_type="dossier", object_id=3, **given)


def fill_chains(server: psycopg.Connection, amount: int) -> list[str]:
    """Write so many chains by the function of the product; return their names."""
    server.execute(
        "SELECT audit.append('werkgever:' || chain, 'dossier.gelezen', 'toegestaan', 7, 'planner',"
        " 9, 'Planner', chain, ARRAY[5001], 'dossier', 3, ARRAY['naam'], '', 'reden ' || line,"
        " 'web', '203.0.113.9', 'x')"
        " FROM generate_series(1, %s) line, generate_series(1, %s) chain",
        [LINES, amount],
    )
    return [f"werkgever:{number}" for number in range(1, amount + 1)]


def columns(server: psycopg.Connection) -> dict[str, str]:
    """Return each column of the log with its type."""
    found = server.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
        " WHERE attrelid = 'audit.event'::regclass AND attnum > 0"
    )
    return dict(found.fetchall())


def change(server: psycopg.Connection, line: Line, column: str, kind: str, bit: int) -> None:
    """Flip something in one column of one line."""
    expression = sql.SQL(_KINDS[kind]).format(c=sql.Identifier(column))
    _update(server, sql.SQL("{} = {}").format(sql.Identifier(column), expression), line, bit=bit)


def remove(server: psycopg.Connection, line: Line) -> None:
    """Take one line out."""
    server.execute("DELETE FROM audit.event WHERE chain = %s AND seq = %s", [line.chain, line.seq])


def forge(server: psycopg.Connection, line: Line) -> None:
    """Give one line another reason, and the hash that belongs to it."""
    _update(server, sql.SQL("reason = 'vervalst'"), line)
    _rehash(server, line)


def insert(server: psycopg.Connection, line: Line) -> None:
    """Push a made-up line in after this one, with a hash of its own."""
    server.execute(
        "UPDATE audit.event SET seq = seq + 1000 WHERE chain = %s AND seq > %s",
        [line.chain, line.seq],
    )
    server.execute(
        "INSERT INTO audit.event (chain, seq, at, action, result, account_id, role,"
        " organisation_id, actor_label, werkgever_id, werknemer_ids, object_type, object_id,"
        " fields, purpose, reason, channel, ip, request_id, login, prev_hash, hash)"
        " SELECT chain, seq + 1, at, 'verzonnen', result, account_id, role, organisation_id,"
        " actor_label, werkgever_id, werknemer_ids, object_type, object_id, fields, purpose,"
        " reason, channel, ip, request_id, login, hash, '' FROM audit.event"
        " WHERE chain = %s AND seq = %s",
        [line.chain, line.seq],
    )
    server.execute(
        "UPDATE audit.event SET seq = seq - 999 WHERE chain = %s AND seq > 1000", [line.chain]
    )
    _rehash(server, Line(line.chain, line.seq + 1))


def swap(server: psycopg.Connection, line: Line) -> None:
    """Let this line and the next change places."""
    for old, new in ((line.seq, 0), (line.seq + 1, line.seq), (0, line.seq + 1)):
        server.execute(
            "UPDATE audit.event SET seq = %s WHERE chain = %s AND seq = %s", [new, line.chain, old]
        )


def turn_clock(server: psycopg.Connection, line: Line) -> None:
    """Let one line have happened an hour earlier, with the hash that belongs to it."""
    _update(server, sql.SQL("at = at - interval '1 hour'"), line)
    _rehash(server, line)


def change_head(server: psycopg.Connection, line: Line) -> None:
    """Let the head of the chain name another hash."""
    server.execute("UPDATE audit.head SET hash = '\\x00' WHERE chain = %s", [line.chain])


def wipe(server: psycopg.Connection, line: Line) -> None:
    """Let the whole chain be gone, its head too."""
    server.execute("DELETE FROM audit.event WHERE chain = %s", [line.chain])
    server.execute("DELETE FROM audit.head WHERE chain = %s", [line.chain])


def cut_tail(server: psycopg.Connection, line: Line) -> None:
    """Remove this line and all after it, and set the head as if they never were."""
    server.execute("DELETE FROM audit.event WHERE chain = %s AND seq >= %s", [line.chain, line.seq])
    _mend_head(server, line.chain)


def rewrite(server: psycopg.Connection, line: Line) -> None:
    """Forge a line, then compute all hashes after it and the head anew."""
    forge(server, line)
    for seq in range(line.seq + 1, LINES + 1):
        server.execute(
            "UPDATE audit.event e SET prev_hash = p.hash FROM audit.event p WHERE e.chain = %s"
            " AND p.chain = e.chain AND e.seq = %s AND p.seq = %s",
            [line.chain, seq, seq - 1],
        )
        _rehash(server, Line(line.chain, seq))
    _mend_head(server, line.chain)


def _update(server: psycopg.Connection, what: sql.Composable, line: Line, **values: int) -> None:
    query = sql.SQL("UPDATE audit.event SET {} WHERE chain = %(chain)s AND seq = %(seq)s")
    server.execute(query.format(what), {"chain": line.chain, "seq": line.seq, **values})


def _rehash(server: psycopg.Connection, line: Line) -> None:
    _update(server, sql.SQL("hash = audit.digest(event)"), line)


def _mend_head(server: psycopg.Connection, chain: str) -> None:
    server.execute(
        "UPDATE audit.head h SET seq = e.seq, hash = e.hash FROM audit.event e WHERE h.chain = %s"
        " AND e.chain = h.chain AND e.seq = (SELECT max(seq) FROM audit.event WHERE chain = %s)",
        [chain, chain],
    )
