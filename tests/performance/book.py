"""The large book of the benchmark: made once, then read by one server process after another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.harness.server import READY, NotStartedError, free_port

PRODUCT = (sys.executable, "-m", "ontzorg.config.cli")
SETTINGS = "tests.performance.settings"
# The book is of the demo, with keys of its own in its own directory.
NOT_FOR_A_DEMO = ("SECRET_KEY", "ONTZORG_MASTER_KEY", "DATABASE_URL")
WEB_PROCESSES = 2
NOTE = "bench-book.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Where the book is, for how many employers, and how long it took to make."""

    var: Path
    werkgevers: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A running product: its port, and the processes at the top of it and of its database."""

    port: int
    roots: tuple[int, ...]


def environment(var: Path) -> dict[str, str]:
    """Return the environment of every process of the benchmark."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_A_DEMO}
    paths = [str(Path.cwd()), os.environ.get("PYTHONPATH", "")]
    return kept | {
        "ONTZORG_VAR": str(var),
        "ONTZORG_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "PYTHONUNBUFFERED": "1",
    }


def ready_book(var: Path, werkgevers: int) -> Book:
    """Return the book; makes it when this directory has none of this size yet."""
    note = var / NOTE
    if note.exists():
        known = json.loads(note.read_text("utf-8"))
        if known["werkgevers"] != werkgevers:
            sys.exit(
                f"In {var} staat een boek van {known['werkgevers']} werkgevers. Verwijder het."
            )
        return Book(var=var, **known)
    begin = time.perf_counter()
    command = [*PRODUCT, "demo", "--alleen-data", "--werkgevers", str(werkgevers)]
    subprocess.run(command, env=environment(var), check=True)
    made: Mapping[str, Any] = {
        "werkgevers": werkgevers,
        "seconds": round(time.perf_counter() - begin, 1),
    }
    note.write_text(json.dumps(made), "utf-8")
    return Book(var=var, **made)


@contextmanager
def running_product(book: Book) -> Iterator[Product]:
    """Run website and worker on the book within the block."""
    port = free_port()
    command = [*PRODUCT, "demo", "--port", str(port), "--workers", str(WEB_PROCESSES)]
    process = subprocess.Popen(
        command,
        env=environment(book.var),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[str] = []
    came_up = threading.Event()
    listener = threading.Thread(target=_listen, args=(process, said, came_up), daemon=True)
    listener.start()
    try:
        came_up.wait()
        if not any(READY in line for line in said):
            raise NotStartedError("".join(said))
        yield Product(port=port, roots=(process.pid, _database(book)))
    finally:
        process.terminate()
        process.wait()


def _database(book: Book) -> int:
    return int((book.var / "postgres" / "postmaster.pid").read_text("utf-8").split()[0])


def _listen(process: subprocess.Popen[str], said: list[str], came_up: threading.Event) -> None:
    for line in process.stdout or ():
        said.append(line)
        if READY in line:
            came_up.set()
    came_up.set()
