"""The product as one group of processes: web server, worker and, if need be, PostgreSQL.

The group runs in the foreground. Ctrl-C and SIGTERM end all of it in order; a member
that falls over is started again, and so is the embedded database server. When the group
itself is killed by force, its members stop too, and the last one stops that server.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from ontzorg.config import embedded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import FrameType

END_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TICK_SECONDS = 0.2
END_SECONDS = 15
# For prctl of Linux: the signal to get when the parent dies.
DEATH_SIGNAL = 1
# A member that falls over again and again is started less and less often.
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 30
# A member that lived this long has started well: its next fall is a new one.
STEADY_SECONDS = 60
# A member that ends with this code refuses to start, and has said why.
REFUSED = 2
# So often may a member fall before the group has ever been ready.
FALLS_BEFORE_READY = 3


class PortBusyError(RuntimeError):
    """The web server cannot listen there; the message tells what to do."""


@dataclass(frozen=True, slots=True)
class Member:
    """One program of the group."""

    name: str
    command: tuple[str, ...]


def web_member(host: str, port: int, *, workers: int = 1, threads: int = 64) -> Member:
    """Return the web server."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--host", _address(host), "--port", str(port), "--no-ws"]
    command += ["--workers", str(workers), "--blocking-threads", str(threads)]
    command += ["--respawn-failed-workers", "--log-level", "error"]
    return Member("web", (*command, "ontzorg.config.wsgi:application"))


def worker_member() -> Member:
    """Return the job worker."""
    return Member("worker", (sys.executable, "-m", "ontzorg.config.cli", "worker"))


def check_port_free(host: str, port: int) -> None:
    """Refuse a port on which another program listens."""
    address = _address(host)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
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

    That code is 0 after a signal, and the code of a member that cannot start otherwise.
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
        return group.watch(address, on_ready)


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
    end_asked: SimpleQueue[int] = field(default_factory=SimpleQueue)

    def watch(self, address: tuple[str, int] | None, on_ready: Callable[[], None]) -> int:
        """Start the members and keep them running until the end; return the exit code."""
        ready = address is None
        self.runners = [Runner(m, _spawn(m), time.monotonic()) for m in self.members]
        while not self._is_end_asked():
            if self.var is not None:
                embedded.ensure_running(self.var)
            if not ready and address is not None and _answers(*address):
                ready = True
                on_ready()
            for runner in self.runners:
                if _cannot_start(runner, ready=ready):
                    return runner.process.returncode
                _restart_fallen(runner)
        return 0

    def end(self) -> None:
        """Ask every member to stop; who does not listen is stopped by force."""
        for runner in self.runners:
            runner.process.terminate()
        deadline = time.monotonic() + END_SECONDS
        for runner in self.runners:
            with suppress(subprocess.TimeoutExpired):
                runner.process.wait(max(0.0, deadline - time.monotonic()))
            _end_rest(runner)
            runner.process.wait()

    def _is_end_asked(self) -> bool:
        """Wait a tick for a signal to end."""
        with suppress(Empty):
            self.end_asked.get(timeout=TICK_SECONDS)
            return True
        return False


def _address(host: str) -> str:
    """Return the number behind a name such as localhost: the web server takes no names."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror:
        raise PortBusyError(f"Het adres {host} bestaat niet. Kies een ander: --host") from None
    return str(min(found, key=lambda entry: entry[0] != socket.AF_INET)[4][0])


def _spawn(member: Member) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches the group, and the group ends its members in order.
    return subprocess.Popen(  # noqa: S603 - our own programs, no shell
        member.command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with(os.getpid()),
    )


def _end_with(group: int) -> Callable[[], None] | None:
    """Return what makes a new member stop when the group is killed by force; Linux only."""
    if sys.platform != "linux":
        return None
    call = ctypes.CDLL(None).prctl

    def follow() -> None:
        call(DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != group:  # killed before the line above
            os.kill(os.getpid(), signal.SIGTERM)

    return follow


def _cannot_start(runner: Runner, *, ready: bool) -> bool:
    """Tell whether a member keeps the group from ever being ready.

    Later a member that refuses is started again too: the database may be coming back.
    """
    code = runner.process.poll()
    if ready or code is None:
        return False
    return code == REFUSED or runner.falls >= FALLS_BEFORE_READY


def _restart_fallen(runner: Runner) -> None:
    """Start a fallen member again, after a pause that grows with every fall."""
    if runner.process.poll() is None:
        return
    lived = time.monotonic() - runner.started_at
    falls = 0 if lived > STEADY_SECONDS + LONGEST_PAUSE else runner.falls
    if lived < min(FIRST_PAUSE * 2**falls, LONGEST_PAUSE):
        return
    code = runner.process.returncode
    print(  # noqa: T201 - the operator's console
        f"{runner.member.name} stopte onverwacht (code {code}) en start opnieuw.", file=sys.stderr
    )
    _end_rest(runner)
    runner.process = _spawn(runner.member)
    runner.started_at = time.monotonic()
    runner.falls = falls + 1


def _end_rest(runner: Runner) -> None:
    """End what a member left behind: the children of a killed web server keep its port."""
    with suppress(ProcessLookupError):
        os.killpg(runner.process.pid, signal.SIGKILL)


def _answers(host: str, port: int) -> bool:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared only
    try:
        socket.create_connection((everywhere.get(host, host), port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def _signals_end(group: Group) -> Iterator[None]:
    """Let the end signals end the group, as long as the block lasts.

    By a queue that may be used from a handler; an event would lock out the loop that waits for it.
    """

    def ask_end(number: int, _frame: FrameType | None) -> None:
        group.end_asked.put(number)

    before = {number: signal.signal(number, ask_end) for number in END_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
