"""The whole product as its users meet it: started by its own command, on data of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

READY = "Ontzorg draait op"
WERKGEVERS = 2
# The demo refuses to run on real keys, and the tests around it have keys of their own.
NOT_FOR_A_DEMO = ("SECRET_KEY", "ONTZORG_MASTER_KEY", "DATABASE_URL", "ONTZORG_VAR")


class NotStartedError(RuntimeError):
    """The product did not come up; the message holds what it said."""


@dataclass
class Server:
    """A running product."""

    var: Path
    port: int
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    came_up: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """The address of the start page, without the last slash."""
        return f"http://localhost:{self.port}"

    def listen(self) -> None:
        """Keep what the product says, until it says no more."""
        for line in self.process.stdout or ():
            self.said.append(line)
            if READY in line:
                self.came_up.set()
        self.came_up.set()

    @contextmanager
    def without_database(self) -> Iterator[None]:
        """Take the database away, and keep the product from starting it again meanwhile."""
        os.kill(self.process.pid, signal.SIGSTOP)
        try:
            lines = (self.var / "postgres" / "postmaster.pid").read_text("utf-8").splitlines()
            os.kill(int(lines[0]), signal.SIGQUIT)
            yield
        finally:
            os.kill(self.process.pid, signal.SIGCONT)


@contextmanager
def running_demo(var: Path, **environment: str) -> Iterator[Server]:
    """Run `ontzorg demo` on the data in `var` within the block."""
    port = free_port()
    server = Server(var=var, port=port, process=_start(var, port, environment))
    listener = threading.Thread(target=server.listen, daemon=True)
    listener.start()
    try:
        server.came_up.wait()
        if not any(READY in line for line in server.said):
            raise NotStartedError("".join(server.said))
        yield server
    finally:
        server.process.terminate()
        server.process.wait()
        listener.join()


def free_port() -> int:
    """Return a port that the system gives out: two runs at once get two."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(var: Path, port: int, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_A_DEMO}
    command = [sys.executable, "-m", "ontzorg.config.cli", "demo"]
    command += ["--port", str(port), "--werkgevers", str(WERKGEVERS)]
    return subprocess.Popen(
        command,
        env={**kept, "ONTZORG_VAR": str(var), "PYTHONUNBUFFERED": "1", **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
