"""How long processors worked for a group of processes: other work on the machine hardly counts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PROCESSES = Path("/proc")
PARENT = 1  # places in /proc/<pid>/stat, counted after the name
USED = slice(11, 15)  # by itself and by children that have ended, for user and for system


def processor_seconds(*roots: int) -> float | None:
    """Return what these processes and all below them have used; None where there is no /proc."""
    if not PROCESSES.is_dir():
        return None
    found = dict(_processes())
    return sum(ticks for pid, (_, ticks) in found.items() if _is_below(pid, roots, found)) / TICKS


TICKS = os.sysconf("SC_CLK_TCK")


def _processes() -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield each process with its parent and the ticks it has used."""
    for place in PROCESSES.iterdir():
        if not place.name.isdigit():
            continue
        try:
            parts = (place / "stat").read_text("utf-8").rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        yield int(place.name), (int(parts[PARENT]), sum(map(int, parts[USED])))


def _is_below(pid: int, roots: tuple[int, ...], found: dict[int, tuple[int, int]]) -> bool:
    while pid in found:
        if pid in roots:
            return True
        pid = found[pid][0]
    return False
