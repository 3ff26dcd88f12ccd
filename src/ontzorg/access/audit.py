"""Writes the audit log: hash chains in the database, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connections

from ontzorg.access.actors import Actor
from ontzorg.access.errors import NotAllowedError

ALLOWED, REFUSED = "toegestaan", "geweigerd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """That an actor saw these people; `werkgever_id` is empty when they have several employers."""

    actor: Actor
    action: str
    object_type: str
    object_id: int | None = None
    werkgever_id: int | None
    werknemer_ids: Sequence[int]
    reason: str = ""


_waiting: ContextVar[list[Reading] | None] = ContextVar("waiting_readings", default=None)


def record(
    *,
    actor: Actor,
    action: str,
    object_type: str = "",
    object_id: int | None = None,
    werkgever_id: int | None = None,
    werknemer_ids: Sequence[int] = (),
    fields: Sequence[str] = (),
    purpose: str = "",
    reason: str = "",
    result: str = ALLOWED,
    using: str = "default",
) -> None:
    """Append one event: who did what to whose data, why and from where; never a value."""
    origin = actor.origin
    values = (
        chain_of(werkgever_id, using),
        action,
        result,
        actor.account_id,
        actor.role.value,
        actor.organisation_id,
        actor.label,
        werkgever_id,
        list(werknemer_ids),
        object_type,
        object_id,
        list(fields),
        purpose,
        reason,
        origin.channel,
        origin.ip,
        origin.request_id,
    )
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT audit.append({_PLACES})", values)


def record_reading(reading: Reading) -> None:
    """Append a reading: now, or at the end of the page that is being made."""
    waiting = _waiting.get()
    if waiting is None:
        _append_reading(reading)
    else:
        waiting.append(reading)


@contextmanager
def readings_at_the_end() -> Iterator[None]:
    """Append the readings of this block at its end, in the same transaction.

    Who appends to a chain holds it until his transaction ends, and people of several employers
    share one: appended at once, all pages that list people would wait for each other (ADR 0020).
    Nothing of the block may reach its reader before the block has ended.
    """
    waiting: list[Reading] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    if not connections["default"].needs_rollback:
        for reading in sorted(waiting, key=_shared_chain_last):
            _append_reading(reading)


def log_refusal(error: NotAllowedError, *, using: str = "default") -> None:
    """Append that an actor was refused something, once. Call it where the error stops."""
    if error.is_logged:
        return
    error.is_logged = True
    action = f"geweigerd.{error.privilege.value}"
    record(actor=error.actor, action=action, result=REFUSED, using=using)


def log_refusal_when_alone(error: NotAllowedError) -> None:
    """Append the refusal at once when no transaction is open that could take it along."""
    if not connections["default"].in_atomic_block:
        log_refusal(error)


def chain_of(werkgever_id: int | None, using: str) -> str:
    """Return the chain of an event: one per werkgever, and others for the medical login.

    That login commits while the page's own transaction is still open. In one chain the two
    would wait for each other.
    """
    if using == "medical":
        return f"medisch:{werkgever_id}" if werkgever_id else "medisch"
    return f"werkgever:{werkgever_id}" if werkgever_id else "platform"


def _shared_chain_last(reading: Reading) -> tuple[bool, int]:
    """Order the chains, so that no two pages wait for each other's."""
    return reading.werkgever_id is None, reading.werkgever_id or 0


def _append_reading(reading: Reading) -> None:
    record(
        actor=reading.actor,
        action=reading.action,
        object_type=reading.object_type,
        object_id=reading.object_id,
        werkgever_id=reading.werkgever_id,
        werknemer_ids=reading.werknemer_ids,
        reason=reading.reason,
    )


_TYPES = (
    "text", "text", "text", "bigint", "text", "bigint", "text", "bigint", "bigint[]",
    "text", "bigint", "text[]", "text", "text", "text", "text", "text",
)  # fmt: skip
_PLACES = ", ".join(f"%s::{name}" for name in _TYPES)
