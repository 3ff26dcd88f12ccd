"""The product as one group of processes: web server, worker and, if need be, PostgreSQL.

The group runs in the foreground. Ctrl-C and SIGTERM end all of it in order; a member
that falls over is started again, and so is the embedded database server.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ontzorg.config import embedded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import FrameType

END_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TICK_SECONDS = 0.2
END_SECONDS = 15
# A member that falls over again and again is started less and less often.
LONGEST_PAUSE = 30
# A member that lived this long has started well: its next fall is a new one.
STEADY_SECONDS = 60


class PortBusyError(RuntimeError):
    """Another program listens on the port; the message tells what to do."""


@dataclass(frozen=True, slots=True)
class Member:
    """One program of the group."""

    name: str
    command: tuple[str, ...]


def web_member(host: str, port: int, *, workers: int = 1, threads: int = 4) -> Member:
    """Return the web server."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--host", host, "--port", str(port), "--no-ws"]
    command += ["--workers", str(workers), "--blocking-threads", str(threads)]
    command += ["--respawn-failed-workers", "--log-level", "warning"]
    return Member("web", (*command, "ontzorg.config.wsgi:application"))


def worker_member() -> Member:
    """Return the job worker."""
    return Member("worker", (sys.executable, "-m", "ontzorg.config.cli", "worker"))


def check_port_free(host: str, port: int) -> None:
    """Refuse a port on which another program listens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortBusyError(
                f"Poort {port} op {host} is niet vrij ({error.strerror}). Stop het programma "
                f"dat daar draait, of kies een andere poort: --port {port + 1}"
            ) from None


def run_group(
    members: Sequence[Member],
    *,
    var: Path | None = None,
    address: tuple[str, int] | None = None,
    on_ready: Callable[[], None] = lambda: None,
) -> int:
    """Run all members until Ctrl-C or SIGTERM; return the exit code of the group.

    `var` is the directory of the embedded database, None with a server of your own.
    `on_ready` is called once, when something answers on `address`.
    """
    if address is not None:
        check_port_free(*address)
    group = Group(members, var)
    with ExitStack() as stack:
        stack.enter_context(_signals_end(group))
        if var is not None:
            stack.enter_context(embedded.in_use(var))
        stack.callback(group.end)
        group.watch(address, on_ready)
    return 0


@dataclass(slots=True)
class Runner:
    """One member and the process that now carries it."""

    member: Member
    process: subprocess.Popen[bytes]
    started_at: float
    falls: int = 0


@dataclass
class Group:
    """The running members."""

    members: Sequence[Member]
    var: Path | None
    runners: list[Runner] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def watch(self, address: tuple[str, int] | None, on_ready: Callable[[], None]) -> None:
        """Start the members and keep them running until the end is asked for."""
        waiting = address is not None
        self.runners = [Runner(m, _spawn(m), time.monotonic()) for m in self.members]
        while not self.ended.wait(TICK_SECONDS):
            if waiting and address is not None and _answers(*address):
                waiting = False
                on_ready()
            if self.var is not None:
                embedded.ensure_running(self.var)
            for runner in self.runners:
                _restart_fallen(runner)

    def end(self) -> None:
        """Ask every member to stop; who does not listen is stopped by force."""
        for runner in self.runners:
            runner.process.terminate()
        deadline = time.monotonic() + END_SECONDS
        for runner in self.runners:
            try:
                runner.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(runner.process.pid, signal.SIGKILL)
                runner.process.wait()


def _spawn(member: Member) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches the group, and the group ends its members in order.
    return subprocess.Popen(  # noqa: S603 - our own programs, no shell
        member.command, stdin=subprocess.DEVNULL, start_new_session=True
    )


def _restart_fallen(runner: Runner) -> None:
    """Start a fallen member again, after a pause that grows with every fall."""
    if runner.process.poll() is None:
        return
    lived = time.monotonic() - runner.started_at
    falls = 0 if lived > STEADY_SECONDS + LONGEST_PAUSE else runner.falls
    if lived < min(2.0**falls, LONGEST_PAUSE):
        return
    code = runner.process.returncode
    print(  # noqa: T201 - the operator's console
        f"{runner.member.name} stopte onverwacht (code {code}) en start opnieuw.", file=sys.stderr
    )
    runner.process = _spawn(runner.member)
    runner.started_at = time.monotonic()
    runner.falls = falls + 1


def _answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared only
    try:
        socket.create_connection((reachable, port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def _signals_end(group: Group) -> Iterator[None]:
    """Let the end signals end the group, as long as the block lasts."""

    def ask_end(_number: int, _frame: FrameType | None) -> None:
        group.ended.set()

    before = {number: signal.signal(number, ask_end) for number in END_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
