"""Hold the embedded server for as long as someone uses it; the last one out stops it."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ontzorg.config.embedded.server import ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ontzorg.config.embedded.server import ServerInfo


@contextmanager
def in_use(var: Path, *, durable: bool = True) -> Iterator[ServerInfo]:
    """Keep the server running inside the block, and stop it after its last user."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "postgres.users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield ensure_running(var, durable=durable)
        finally:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                stop(var)
