"""The real group of processes, whose members can be killed one by one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import psycopg

from ontzorg.config.embedded.places import data_dir, socket_dir
from tests.faults.mail_sink import MailSink
from tests.faults.people import Patient, read_people
from tests.harness.server import NOT_FOR_A_DEMO, READY, NotStartedError, Server, free_port

TICK_SECONDS = 0.05
CLI = "ontzorg.config.cli"


class Target(StrEnum):
    """What can be killed."""

    WEB = "granian"
    WORKER = "worker"
    DATABASE = "database"


@dataclass
class Product:
    """A running demo with its mail."""

    server: Server
    mail_sink: MailSink
    kills: int = 0

    @property
    def var(self) -> Path:
        """The directory with the data."""
        return self.server.var

    def kill(self, target: Target) -> None:
        """End it by force, as soon as it is there."""
        while True:
            found = self._database() if target is Target.DATABASE else self._member(target)
            if found:
                with suppress(ProcessLookupError):
                    os.kill(found, signal.SIGKILL)
                    self.kills += 1
                    return
            self.let_pass()

    def wait_for_database(self) -> None:
        """Wait until the database takes in work again."""
        while True:
            with suppress(psycopg.OperationalError):
                self.rows("SELECT 1")
                return
            self.let_pass()

    def let_pass(self) -> None:
        """Give the product a moment, and refuse to go on when it has ended."""
        try:
            code = self.server.process.wait(TICK_SECONDS)
        except subprocess.TimeoutExpired:
            return
        raise AssertionError(f"The product ended with {code}: {''.join(self.server.said)}")

    def command(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run one of the product's own commands on these data."""
        return self._program(CLI, *arguments)

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """Start one of the product's own commands and do not wait for it."""
        return subprocess.Popen(
            [sys.executable, "-m", CLI, *map(str, arguments)],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def add_people(self, count: int) -> list[Patient]:
        """Add people who can be reported sick."""
        done = self._program("tests.faults.people", str(count))
        assert done.returncode == 0, done.stderr
        return read_people(done.stdout)

    def replan(self) -> str:
        """Return how many rows would change when all dossiers are computed again."""
        done = self._program("tests.faults.replanning")
        return done.stdout.strip() if done.returncode == 0 else done.stderr

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Read, or break, what is stored, as no login of the product can."""
        host = str(socket_dir(data_dir(self.var)))
        with psycopg.connect(
            host=host, user="postgres", dbname="ontzorg", autocommit=True
        ) as connection:
            cursor = connection.execute(query.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    def count(self, query: str, *values: Any) -> int:
        """Return the number that a query gives."""
        return int(self.rows(query, *values)[0][0])

    def _program(self, module: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", module, *map(str, arguments)],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def _environment(self) -> dict[str, str]:
        return environment(self.var, self.mail_sink) | {"ONTZORG_PROCESS": "jobs"}

    def _database(self) -> int:
        try:
            lines = (self.var / "postgres" / "postmaster.pid").read_text("utf-8").splitlines()
        except FileNotFoundError:
            return 0
        is_ready = len(lines) > 7 and lines[7].strip() == "ready"
        return int(lines[0]) if is_ready else 0

    def _member(self, target: Target) -> int:
        for pid, words in _children(self.server.process.pid):
            if target.value in words:
                return pid
        return 0


def environment(var: Path, mail_sink: MailSink) -> dict[str, str]:
    """Return the settings of the product under test."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_A_DEMO}
    return kept | {
        "ONTZORG_VAR": str(var),
        "EMAIL_URL": mail_sink.url,
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "ontzorg.config.settings",
    }


@contextmanager
def running_product(var: Path, mail_sink: MailSink) -> Iterator[Product]:
    """Run a small demo on the data in `var` within the block."""
    port = free_port()
    server = Server(var=var, port=port, process=_start(var, port, mail_sink))
    listener = threading.Thread(target=server.listen, daemon=True)
    listener.start()
    try:
        server.came_up.wait()
        if not any(READY in line for line in server.said):
            raise NotStartedError("".join(server.said))
        yield Product(server, mail_sink)
    finally:
        server.process.terminate()
        server.process.wait()
        listener.join()


def _start(var: Path, port: int, mail_sink: MailSink) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", CLI, "demo", "--port", str(port), "--werkgevers", "1"]
    return subprocess.Popen(
        command,
        env=environment(var, mail_sink),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _children(parent: int) -> Iterator[tuple[int, list[str]]]:
    for directory in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (directory / "stat").read_text("utf-8").rpartition(")")[2].split()
            if int(fields[1]) == parent and fields[0] != "Z":
                words = (directory / "cmdline").read_bytes().decode().split("\0")
                yield int(directory.name), words
