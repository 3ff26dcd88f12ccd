"""Workers that share one queue, and are killed and replaced while they work."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import Random

from django.db import connections

from ontzorg.config import worker
from tests.faults.mail_sink import MailSink
from tests.security.admin import superuser

TICK_SECONDS = 0.05
DOING = "SELECT id FROM procrastinate_jobs WHERE status = 'doing'"
DELIVERED = "SELECT count(*) FROM access_outboxmessage WHERE delivered_at IS NOT NULL"


@dataclass
class Farm:
    """The workers, and how long the jobs of those that were killed had to wait."""

    mail_sink: MailSink
    random: Random
    workers: list[int] = field(default_factory=list)
    kills: int = 0
    waiting: dict[int, float] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    tick: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start one more worker."""
        child = os.fork()
        if child == 0:
            _work(self.mail_sink)
        self.workers.append(child)

    def kill(self) -> None:
        """Kill a worker by force, and start another."""
        self.look()
        victim = self.workers.pop(self.random.randrange(len(self.workers)))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        self.kills += 1
        now = time.monotonic()
        self.waiting = dict.fromkeys(self._doing(), now) | self.waiting
        self.start()

    def look(self) -> None:
        """Note which jobs that were cut off have been taken up and ended."""
        busy, now = self._doing(), time.monotonic()
        for job in self.waiting.keys() - busy:
            self.delays.append(now - self.waiting.pop(job))

    def delivered(self) -> int:
        """Return how many messages have been delivered."""
        with superuser() as connection:
            row = connection.execute(DELIVERED).fetchone()
        return int(row[0]) if row else 0

    def work_until(self, wanted: int, patience: float, *, to_the_end: bool = False) -> bool:
        """Wait for so many deliveries, and at the end for the jobs that were cut off.

        False when nothing moved for so many seconds.
        """
        known, since = self.delivered(), time.monotonic()
        while known < wanted or (to_the_end and self.waiting):
            self.look()
            self.tick.wait(TICK_SECONDS)
            if (now := self.delivered()) > known:
                known, since = now, time.monotonic()
            if time.monotonic() - since > patience:
                return False
        return True

    def end(self) -> None:
        """End all workers."""
        for child in self.workers:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)

    def _doing(self) -> set[int]:
        with superuser() as connection:
            return {job for (job,) in connection.execute(DOING)}


@contextmanager
def running_farm(mail_sink: MailSink, *, workers: int, seed: int) -> Iterator[Farm]:
    """Let so many workers work within the block."""
    connections.close_all()
    farm = Farm(mail_sink, Random(seed))  # noqa: S311 - to play again
    for _ in range(workers):
        farm.start()
    try:
        yield farm
    finally:
        farm.end()


def _work(mail_sink: MailSink) -> None:
    """Be a worker, as `ontzorg worker` is one, until the end."""
    from django.conf import settings

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_sink.port
    try:
        worker.run_worker()
    finally:
        os._exit(1)
