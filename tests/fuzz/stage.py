"""What the lives of cases play on: a clock of their own, both logins, and an empty book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from ontzorg.access.keys import login_password_from
from ontzorg.access.walls.declare import Login
from ontzorg.config.database_setup import admin_conninfo
from tests.harness.database import live_name

HOME = ZoneInfo("Europe/Amsterdam")
FIRST_DAY = date(2026, 1, 5)
OPENING = time(8)
SECOND = timedelta(seconds=1)
EMPTIED = (
    "verzuim_task, verzuim_meldingintake, verzuim_meldingbesluit, verzuim_feit, verzuim_verlof,"
    " verzuim_melding, verzuim_verzuimdossier, access_idempotencykey, access_outboxmessage,"
    " access_mandate, procrastinate_jobs, procrastinate_events, audit.event, audit.head"
)


@dataclass
class Clock:
    """The time of a life: every look is a second later, and days pass when told."""

    moment: datetime = field(default_factory=lambda: datetime.combine(FIRST_DAY, OPENING, HOME))

    def __call__(self) -> datetime:
        """Return the moment of now."""
        self.moment += SECOND
        return self.moment

    @property
    def today(self) -> date:
        """The day of now."""
        return self.moment.date()

    def let_pass(self, days: int) -> None:
        """Let days pass."""
        self.moment = datetime.combine(self.today + timedelta(days=days), OPENING, HOME)


class Stage:
    """Where one life is played at a time."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.steps = self.sequences = self.refusals = 0
        self.portal: BaseDatabaseWrapper = connections["default"]
        self.jobs = self.portal.copy("default")
        password = login_password_from(settings.MASTER_KEY, Login.JOBS.value)
        self.jobs.settings_dict.update(USER=Login.JOBS.value, PASSWORD=password)
        self.admin = psycopg.connect(
            admin_conninfo(settings.ENVIRONMENT), dbname=live_name(), autocommit=True
        )

    def clear(self) -> None:
        """Begin a new life: at the first day, with nothing in the book."""
        self.clock.moment = datetime.combine(FIRST_DAY, OPENING, HOME)
        self.break_rules(f"TRUNCATE {EMPTIED} CASCADE")
        self.sequences += 1

    @contextmanager
    def as_jobs(self) -> Iterator[None]:
        """Use the login of the worker within the block."""
        connections["default"] = self.jobs
        try:
            yield
        finally:
            connections["default"] = self.portal

    def rows(self, query: str, *values: Any) -> Sequence[tuple[Any, ...]]:
        """Return what is stored, as no login of the product can see it."""
        return self.admin.execute(query.encode(), values or None).fetchall()

    def break_rules(self, statement: str) -> None:
        """Change what is stored past all rules of the database."""
        self.admin.execute(f"SET session_replication_role = replica; {statement}".encode())
        self.admin.execute("SET session_replication_role = DEFAULT")

    def close(self) -> None:
        """Let go of the database."""
        self.admin.close()
        self.jobs.close()
