"""The hash of one event, computed from its columns without help of the database."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

_SIGNED = (
    "id", "chain", "seq", "at", "action", "result", "account_id", "role", "organisation_id",
    "actor_label", "werkgever_id", "werknemer_ids", "object_type", "object_id", "fields",
    "purpose", "reason", "channel", "ip", "request_id", "login",
)  # fmt: skip
_AT = """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
COLUMNS = ", ".join([*(_AT if c == "at" else c for c in _SIGNED), "prev_hash", "hash"])
_CHAIN, _SEQ = _SIGNED.index("chain"), _SIGNED.index("seq")


@dataclass(frozen=True, slots=True)
class Link:
    """One event as a link of its chain."""

    chain: str
    seq: int
    previous: bytes
    stored: bytes
    computed: bytes

    @property
    def is_untouched(self) -> bool:
        """True when the row is still what its hash says."""
        return self.stored == self.computed


def link_of(row: tuple[Any, ...]) -> Link:
    """Return the link of a row that was read with COLUMNS."""
    *signed, previous, stored = row
    text = json.dumps([*signed, bytes(previous).hex()], ensure_ascii=False)
    computed = hashlib.sha256(text.encode()).digest()
    return Link(signed[_CHAIN], signed[_SEQ], bytes(previous), bytes(stored), computed)
