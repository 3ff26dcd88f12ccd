"""A database session of one login, as an attacker with injected SQL would have it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from ontzorg.access.actors import Actor
from ontzorg.access.context import sign
from ontzorg.access.keys import login_password_from
from ontzorg.access.walls.declare import Login
from tests.harness.database import live_name

LATER = 600


@dataclass(frozen=True)
class Context:
    """What a session claims to act for, and how the claim is sealed."""

    role: str
    organisation: int | None = None
    werknemer: int | None = None
    account: int | None = None
    expires_in: int = LATER
    sealed_for_role: str = ""
    pid_off_by: int = 0
    seal: str = ""

    @property
    def payload(self) -> str:
        """The claim itself."""
        numbers = (self.organisation, self.werknemer, self.account)
        expires = int(time.time()) + self.expires_in
        return "|".join(
            [*("" if n is None else str(n) for n in numbers), str(expires), self.sealed_role]
        )

    @property
    def sealed_role(self) -> str:
        """The role that the claim names."""
        return self.sealed_for_role or self.role


def context_of(actor: Actor, role: str = "") -> Context:
    """Return the honest claim of this actor."""
    return Context(
        role=role or actor.party.database_role,
        organisation=actor.organisation_id,
        werknemer=actor.werknemer_id,
        account=actor.account_id,
    )


@dataclass
class Session:
    """Runs statements in a transaction that is never kept, and counts them."""

    connection: psycopg.Connection
    statements: int = field(default=0)

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]] | None:
        """Return the rows, or None when the database refuses."""
        try:
            return self._run(statement, values)
        except psycopg.Error:
            return None

    def is_denied(self, statement: str) -> bool:
        """Tell whether the right itself is missing, not merely a value."""
        try:
            self._run(statement, ())
        except psycopg.errors.InsufficientPrivilege:
            return True
        except psycopg.Error:
            return False
        return False

    def _run(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        self.statements += 1
        with self.connection.transaction(), self.connection.cursor() as cursor:
            if statement.startswith("COPY"):
                with cursor.copy(statement.encode()) as copy:
                    return [(row,) for row in copy] if statement.endswith("TO STDOUT") else []
            cursor.execute(statement.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def acting(self, context: Context | None, role: str = "") -> Iterator[None]:
        """Take a role, with or without a claim, and lose all of it at the end."""
        with self.connection.transaction(force_rollback=True):
            name = context.role if context else role
            if name:
                self.connection.execute("SELECT set_config('role', %s, true)", [name])
            if context:
                self._claim(context)
            yield

    def _claim(self, context: Context) -> None:
        pid = self.connection.info.backend_pid + context.pid_off_by
        payload = context.payload
        seal = context.seal or sign(payload, backend_pid=pid)
        self.connection.execute(
            "SELECT set_config('ontzorg.context', %s, true), set_config('ontzorg.seal', %s, true)",
            [payload, seal],
        )


@contextmanager
def session(login: Login) -> Iterator[Session]:
    """Sign in as one of our logins."""
    place = connections["default"].settings_dict
    with psycopg.connect(
        host=place["HOST"],
        port=place["PORT"] or None,
        user=login.value,
        password=login_password_from(settings.MASTER_KEY, login.value),
        dbname=live_name(),
        autocommit=True,
    ) as connection:
        yield Session(connection)
