"""Sets, for one transaction, the database role and the signed context of an actor."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from ontzorg.access import audit, keys
from ontzorg.access.actors import Actor
from ontzorg.access.errors import NotAllowedError
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.walls.declare import MedicalParty

LIFETIME_SECONDS = 900
NO_ROLE = "none"


@contextmanager
def acting_as(actor: Actor, *, using: str = "default") -> Iterator[None]:
    """Open a transaction in which the walls of this actor's party hold.

    Leaving the block ends the role and the context with the transaction.
    A nested block takes its own role and gives the outer one back at its end.
    A refusal that leaves the outermost block is logged, although its transaction is undone.
    """
    connection = connections[using]
    outer = _current(connection) if connection.in_atomic_block else None
    try:
        role = _role(actor, using)
        with transaction.atomic(using=using):
            _enter(connection, role, _payload(actor, role))
            yield
            if outer and not connection.needs_rollback:
                _restore(connection, outer)
    except NotAllowedError as error:
        if outer is None or outer[0] == NO_ROLE:
            audit.log_refusal(error, using=using)
        raise


@contextmanager
def without_party(*, using: str = "default") -> Iterator[None]:
    """Be no party but the login itself within the block, in the same transaction.

    For the queue of jobs, which belongs to no party.
    """
    connection = connections[using]
    outer = _current(connection)
    _restore(connection, (NO_ROLE, "", ""))
    yield
    if not connection.needs_rollback:
        _restore(connection, outer)


def sign(payload: str, *, backend_pid: int) -> str:
    """Return the seal that the database checks: bound to one connection."""
    message = f"{backend_pid}|{payload}".encode()
    return hmac.new(keys.derive("context"), message, hashlib.sha256).hexdigest()


def _role(actor: Actor, using: str) -> str:
    if using != "medical":
        return actor.party.database_role
    own = actor.role is Role.MEDEWERKER
    actor.require(Privilege.READ_OWN_MEDICAL if own else Privilege.READ_MEDICAL)
    return MedicalParty[actor.party.name].value


def _payload(actor: Actor, role: str) -> str:
    expires = int(time.time()) + LIFETIME_SECONDS
    ids = (actor.organisation_id, actor.werknemer_id, actor.account_id)
    return "|".join([*("" if i is None else str(i) for i in ids), str(expires), role])


def _current(connection: BaseDatabaseWrapper) -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('role'), current_setting('ontzorg.context', true),"
            " current_setting('ontzorg.seal', true)"
        )
        row = cursor.fetchone()
    return row[0], row[1] or "", row[2] or ""


def _enter(connection: BaseDatabaseWrapper, role: str, payload: str) -> None:
    connection.ensure_connection()
    seal = sign(payload, backend_pid=_backend_pid(connection))
    _restore(connection, (role, payload, seal))


def _backend_pid(connection: BaseDatabaseWrapper) -> int:
    """Return which server process runs this transaction; behind a pooler only that one knows."""
    if not settings.POOLER:
        return int(connection.connection.info.backend_pid)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _restore(connection: BaseDatabaseWrapper, state: tuple[str, str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('ontzorg.context', %s, true),"
            " set_config('ontzorg.seal', %s, true)",
            state,
        )
