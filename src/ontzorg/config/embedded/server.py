"""Start and stop the embedded server; harmless from several processes at once."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from ontzorg.config.embedded import places
from ontzorg.config.embedded.errors import EmbeddedServerError
from ontzorg.config.embedded.owner import Owner, owner_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PORT = 5432
SUPERUSER = "postgres"
START_SECONDS = 300
STOP_SECONDS = 60
# After a crash the last sessions of the old server need a moment to end.
CRASH_TRIES = 40
CRASH_PAUSE = 0.25

CONFIGURATION = """\
# Written at every start; changes made here are lost.
listen_addresses = ''
unix_socket_directories = '"{socket_dir}"'
unix_socket_permissions = 0700
port = {port}
max_connections = 100
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}
"""


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """How to reach a running server: give `host` and `port` to any client."""

    host: Path
    port: int
    user: str = SUPERUSER


def ensure_running(var: Path, *, durable: bool = True) -> ServerInfo:
    """Return the running server on the data in `var`; make and start it when needed.

    `durable=False` skips the waits for the disk: for data that may be lost, as in tests.
    """
    info = running_info(var)
    if info is not None:
        return info
    with _lock(var):
        return running_info(var) or _start(var, durable=durable)


def running_info(var: Path) -> ServerInfo | None:
    """Return how to reach the server, or None when it does not run."""
    lines = _pid_lines(places.data_dir(var))
    if len(lines) < 8 or lines[7].strip() != "ready":
        return None
    info = ServerInfo(Path(lines[4]), int(lines[3]))
    return info if _lives(int(lines[0])) and _answers(info) else None


def stop(var: Path) -> bool:
    """Stop the server and wait until it is gone; tell whether there was one to stop."""
    if running_info(var) is None:
        return False
    with _lock(var):
        info = running_info(var)
        if info is None:
            return False
        data = places.data_dir(var)
        _stop(data, owner_of(data))
        info.host.rmdir()
        return True


@contextmanager
def _lock(var: Path) -> Iterator[None]:
    """Let one process at a time start or stop the server; a dead process lets go."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        lock = (var / "postgres.lock").open("a")
    except PermissionError:
        raise EmbeddedServerError(
            f"U mag niet schrijven in {var}. Zet ONTZORG_VAR op een map van uzelf."
        ) from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(var: Path, *, durable: bool) -> ServerInfo:
    owner = owner_of(places.data_dir(var))
    programs = places.usable_programs(owner)
    if not (places.data_dir(var) / "PG_VERSION").exists():
        _create(var, owner, programs)
    data = places.data_dir(var)
    _clear_stale_server(data, owner)
    _configure(data, owner, durable=durable)
    _launch(data, owner, programs)
    info = running_info(var)
    if info is None:
        raise EmbeddedServerError(_failure(data))
    return info


def _create(var: Path, owner: Owner, programs: Path) -> None:
    """Make the data directory beside its place and move it there when it is whole."""
    fresh = var / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    owner.take(fresh)
    reachable = owner.is_me or owner.can_enter(fresh)
    target = fresh.resolve() if reachable else owner.new_state_dir()
    options = ["--username", SUPERUSER, "--auth", "trust", "--data-checksums"]
    options += ["--encoding", "UTF8", "--locale", "C"]
    options += ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    done = owner.run(programs / "initdb", "--pgdata", target, *options)
    if done.returncode != 0:
        raise EmbeddedServerError(f"PostgreSQL kan in {var} geen gegevens maken:\n{done.stderr}")
    if reachable:
        fresh.rename(var / "postgres")
    else:
        fresh.rmdir()
        (var / "postgres").symlink_to(target)


def _clear_stale_server(data: Path, owner: Owner) -> None:
    """Deal with the process number that a crash left behind.

    The number may since belong to another program, and PostgreSQL would then refuse to
    start. With our own number in its place it knows that the old server is gone, and
    still checks that no session of the old server is using the data.
    """
    lines = _pid_lines(data)
    if not lines:
        return
    if _works_in(int(lines[0]), data):
        _stop(data, owner)
        return
    pid_file = data / "postmaster.pid"
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n", "utf-8")
    owner.take(pid_file)
    socket_file = _socket_file(ServerInfo(places.socket_dir(data), PORT))
    socket_file.unlink(missing_ok=True)
    socket_file.with_name(socket_file.name + ".lock").unlink(missing_ok=True)


def _works_in(pid: int, data: Path) -> bool:
    """Tell whether the process is a server on this data, which always works inside it."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
    except OSError:
        return False


def _configure(data: Path, owner: Owner, *, durable: bool) -> None:
    text = CONFIGURATION.format(
        socket_dir=places.ready_socket_dir(data, owner),
        port=PORT,
        durable="on" if durable else "off",
    )
    (data / "postgresql.conf").write_text(text, "utf-8")


def _launch(data: Path, owner: Owner, programs: Path) -> None:
    command = [str(programs / "pg_ctl"), "start", "-D", ".", "-l", "server.log"]
    command += ["-w", "-t", str(START_SECONDS)]
    for _ in range(CRASH_TRIES):
        if owner.run(*command, cwd=data).returncode == 0:
            return
        if "shared memory block" not in _log_tail(data):
            break
        time.sleep(CRASH_PAUSE)
    raise EmbeddedServerError(_failure(data))


def _stop(data: Path, owner: Owner) -> None:
    """Stop in the fast way: sessions are cut off, and nothing is lost."""
    pg_ctl = places.usable_programs(owner) / "pg_ctl"
    for mode in ("fast", "immediate"):
        command = [str(pg_ctl), "stop", "-D", ".", "-m", mode, "-w", "-t", str(STOP_SECONDS)]
        if owner.run(*command, cwd=data).returncode == 0 or _is_gone(data):
            return
    raise EmbeddedServerError(_failure(data))


def _is_gone(data: Path) -> bool:
    """Tell whether the server ended by itself, while it was being asked to."""
    lines = _pid_lines(data)
    return not lines or not _works_in(int(lines[0]), data)


def _pid_lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    except PermissionError:
        owner_of(data)
        raise


def _lives(pid: int) -> bool:
    """Tell whether the process has not ended.

    Just after a crash a session that was about to begin may still hold the socket of the
    old server open, so an open socket alone proves nothing.
    """
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _answers(info: ServerInfo) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        try:
            client.connect(str(_socket_file(info)))
        except OSError:
            return False
    return True


def _socket_file(info: ServerInfo) -> Path:
    return info.host / f".s.PGSQL.{info.port}"


def _failure(data: Path) -> str:
    return f"PostgreSQL start niet. Het eind van {data / 'server.log'}:\n{_log_tail(data)}"


def _log_tail(data: Path) -> str:
    log = data / "server.log"
    lines = log.read_text("utf-8", "replace").splitlines() if log.exists() else []
    return "\n".join(lines[-8:])
