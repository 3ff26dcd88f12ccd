"""The group starts together, mends itself and ends together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from ontzorg.config import embedded, processes

GROUP = """
import sys
from pathlib import Path
from ontzorg.config.processes import Member, run_group
port = int(sys.argv[1])
web = Member("web", (sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)))
other = Member("worker", (sys.executable, "-c", sys.argv[3]))
ready = lambda: print("ready", flush=True)
listen = ("127.0.0.1", port)
sys.exit(run_group([web, other], var=Path(sys.argv[2]), address=listen, on_ready=ready))
"""
WAIT = "import signal; print('started', flush=True); signal.pause()"
USES_DATABASE = """
import sys
from pathlib import Path
from ontzorg.config import embedded
import signal
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
with embedded.in_use(Path({var!r})):
    print('started', flush=True)
    signal.pause()
"""
LEFT_BEHIND = "from ontzorg.config import processes; processes._end_with = lambda group: None"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {WAIT}"
REFUSE = """
import os, signal, sys
signal.signal(signal.SIGUSR1, lambda *_: sys.exit(2))
print(os.getpid(), flush=True)
signal.pause()
"""
# So many that one of them comes at each moment at which it could do harm.
SIGNALS = 300
FALL = "import sys; print('started', flush=True); sys.exit(3)"


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def start(port: int, var: Path, worker: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", GROUP, str(port), str(var), worker]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    )


def read_until(group: subprocess.Popen[str], *lines: str) -> None:
    """Read what the group says until it has said all these lines."""
    assert group.stdout is not None
    missing = list(lines)
    while missing:
        line = group.stdout.readline().strip()
        assert line or group.poll() is None, group.communicate()[1]
        if line in missing:
            missing.remove(line)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_everything(tmp_path: Path, port: int, number: signal.Signals) -> None:
    group = start(port, tmp_path, WAIT)
    read_until(group, "ready", "started")
    assert embedded.running_info(tmp_path) is not None
    group.send_signal(number)
    _, said = group.communicate()
    assert (group.returncode, said) == (0, "")
    assert is_free(port)
    assert embedded.running_info(tmp_path) is None


def test_a_signal_ends_it_whatever_it_is_doing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "END_SIGNALS", (signal.SIGVTALRM,))
    monkeypatch.setattr(processes, "TICK_SECONDS", 0)
    for _ in range(SIGNALS):
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.001)
        assert processes.run_group([]) == 0


def test_a_member_that_does_not_listen_is_stopped_by_force(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(processes, "END_SECONDS", 0.5)
    group = processes.Group([processes.Member("deaf", (sys.executable, "-c", DEAF))], None)
    read, write = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", DEAF], stdout=write, stdin=subprocess.DEVNULL, start_new_session=True
    )
    os.read(read, 1)
    group.runners = [processes.Runner(group.members[0], process, 0.0)]
    group.end()
    assert process.returncode == -signal.SIGKILL


def test_a_fallen_member_is_started_again(tmp_path: Path, port: int) -> None:
    group = start(port, tmp_path, FALL)
    read_until(group, "started", "started")
    group.terminate()
    _, said = group.communicate()
    assert "worker stopte onverwacht (code 3) en start opnieuw." in said


def test_a_member_that_refuses_later_is_started_again(tmp_path: Path, port: int) -> None:
    group = start(port, tmp_path, REFUSE)
    assert group.stdout is not None
    member = int(next(line for line in group.stdout if line.strip().isdigit()))
    read_until(group, "ready")
    os.kill(member, signal.SIGUSR1)
    assert int(next(line for line in group.stdout if line.strip().isdigit())) != member
    group.terminate()
    _, said = group.communicate()
    assert group.returncode == 0
    assert "worker stopte onverwacht (code 2) en start opnieuw." in said


def test_members_stop_with_a_group_that_is_killed(tmp_path: Path, port: int) -> None:
    group = start(port, tmp_path, USES_DATABASE.format(var=str(tmp_path)))
    read_until(group, "ready", "started")
    group.kill()
    group.communicate()  # ends when the last member has let go of the console
    assert is_free(port)
    assert embedded.running_info(tmp_path) is None


def test_members_that_stay_behind_are_found_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, port: int
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "GROUP", LEFT_BEHIND + GROUP)
    tell_who = f"import os; print(os.getpid(), flush=True); {WAIT}"
    group = start(port, tmp_path, tell_who)
    assert group.stdout is not None
    member = int(next(line for line in group.stdout if line.strip().isdigit()))
    read_until(group, "ready")
    group.kill()
    group.wait()
    os.kill(member, 0)
    assert not is_free(port)
    os.kill(member, signal.SIGKILL)
    os.kill(listener_on(port), signal.SIGKILL)
    embedded.stop(tmp_path)


def listener_on(port: int) -> int:
    """Return the process that listens on this port."""
    for directory in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (directory / "cmdline").read_bytes().decode().split("\0")
            if "http.server" in words and str(port) in words:
                return int(directory.name)
    raise AssertionError("nothing listens")


@pytest.mark.parametrize(("code", "falls"), [(2, 1), (3, 4)])
def test_a_member_that_cannot_start_ends_the_group(
    tmp_path: Path, port: int, code: int, falls: int
) -> None:
    log = tmp_path / "log"
    fall = f"open({str(log)!r}, 'a').write('x'); raise SystemExit({code})"
    member = processes.Member("web", (sys.executable, "-c", fall))
    assert processes.run_group([member], address=("localhost", port)) == code
    assert log.read_text() == "x" * falls


def test_the_database_comes_back_by_itself(tmp_path: Path, port: int) -> None:
    group = start(port, tmp_path, WAIT)
    read_until(group, "ready")
    assert embedded.stop(tmp_path)
    while embedded.running_info(tmp_path) is None:
        assert group.poll() is None
    group.terminate()
    group.communicate()
    assert embedded.running_info(tmp_path) is None


def test_a_busy_port_is_refused_with_advice(port: int) -> None:
    advice = f"--port {port + 1}"
    with (
        socket.create_server(("127.0.0.1", port)),
        pytest.raises(processes.PortBusyError, match=advice),
    ):
        processes.run_group([], address=("127.0.0.1", port))
    processes.check_port_free("127.0.0.1", port)
