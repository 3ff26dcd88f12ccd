"""The wire between the product and its database: it can be cut, be slow, or see someone killed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

NAME, CHUNK = ".s.PGSQL.5432", 65_536


@dataclass
class Wire:
    """Passes on what the product says and what the database answers.

    At the `cut_at`th thing that is said the wire breaks, before it is passed on or, with
    `answer_is_lost`, just after. At the `kill_at`th the `child` is killed.
    """

    real: Path
    place: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="ontzorg-wire-")))
    said: int = 0
    cut_at: int = 0
    answer_is_lost: bool = False
    kill_at: int = 0
    child: int = 0
    pause: float = 0
    is_cut: bool = False
    tick: threading.Event = field(default_factory=threading.Event)

    def heal(self) -> None:
        """Pass everything on again."""
        self.said = self.cut_at = self.kill_at = self.child = 0
        self.pause, self.is_cut, self.answer_is_lost = 0, False, False

    def serve(self, listener: socket.socket) -> None:
        """Take in connections until the listener is closed."""
        with suppress(OSError):
            while True:
                product, _ = listener.accept()
                if self.is_cut:
                    product.close()
                    continue
                database = socket.socket(socket.AF_UNIX)
                database.connect(str(self.real / NAME))
                for pump in (self._up, self._down):
                    threading.Thread(target=pump, args=(product, database), daemon=True).start()

    def _up(self, product: socket.socket, database: socket.socket) -> None:
        with suppress(OSError):
            while data := product.recv(CHUNK):
                if not self._passes():
                    if self.answer_is_lost:
                        _end(product)
                        database.sendall(data)
                        database.recv(CHUNK)
                    break
                database.sendall(data)
        _end(product, database)

    def _down(self, product: socket.socket, database: socket.socket) -> None:
        with suppress(OSError):
            while data := database.recv(CHUNK):
                product.sendall(data)
        _end(product, database)

    def _passes(self) -> bool:
        """Count what is said; tell whether it may pass."""
        self.said += 1
        if self.pause:
            self.tick.wait(self.pause)
        if self.kill_at and self.said >= self.kill_at:
            with suppress(ProcessLookupError):
                os.kill(self.child, signal.SIGKILL)
            return False
        if self.cut_at and self.said >= self.cut_at:
            self.is_cut = True
        return not self.is_cut


@contextmanager
def open_wire(real: Path) -> Iterator[Wire]:
    """Give a wire to the database whose socket is in this directory."""
    wire = Wire(real)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(wire.place / NAME))
    listener.listen()
    threading.Thread(target=wire.serve, args=(listener,), daemon=True).start()
    try:
        yield wire
    finally:
        listener.close()
        shutil.rmtree(wire.place)


def _end(*sockets: socket.socket) -> None:
    for each in sockets:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
