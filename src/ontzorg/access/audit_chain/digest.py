"""The hash of one event, computed here from its columns: no function of the database decides."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

_SIGNED = (
    "id", "chain", "seq", "at", "action", "result", "account_id", "role", "organisation_id",
    "actor_label", "werkgever_id", "werknemer_ids", "object_type", "object_id", "fields",
    "purpose", "reason", "channel", "ip", "request_id", "login",
)  # fmt: skip
_AT = """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
_PARTS = ", ".join([*(_AT if c == "at" else c for c in _SIGNED), "encode(prev_hash, 'hex')"])
# Put in order before anything is written out, so that lines come in while later ones are made.
EVENTS = (
    f"SELECT chain, seq, prev_hash, hash, jsonb_build_array({_PARTS})::text"  # noqa: S608 - constants
    " FROM (SELECT * FROM audit.event ORDER BY chain, seq, id OFFSET 0) e"
)
_TYPES = ("text", "int8", "bytea", "bytea", "text")


class Link(NamedTuple):
    """One event as a link of its chain."""

    chain: str
    seq: int
    previous: bytes
    stored: bytes
    signed: str

    @property
    def is_untouched(self) -> bool:
        """True when the row is still what its hash says."""
        return hashlib.sha256(self.signed.encode()).digest() == self.stored


def read_links(connection: BaseDatabaseWrapper) -> Iterator[Link]:
    """Return every event in the order of its chain, as it streams in from the database."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        query = f"COPY ({EVENTS}) TO STDOUT (FORMAT BINARY)"
        with cursor.copy(query) as copy:
            copy.set_types(_TYPES)
            yield from map(Link._make, copy.rows())
