"""A disk that is soon full: a mount of a few megabytes, where the machine allows that."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(size: str) -> Iterator[Path]:
    """Give a directory on a disk of this size; skip the test where mounting is not allowed."""
    place = Path(tempfile.mkdtemp(prefix="ontzorg-small-"))
    mounted = _run("mount", "-t", "tmpfs", "-o", f"size={size},mode=0777", "tmpfs", str(place))
    if mounted:
        place.rmdir()
        pytest.skip(f"No disk can be filled here, because mounting is not allowed: {mounted}")
    try:
        yield place
    finally:
        _run("umount", "--lazy", str(place))
        place.rmdir()


def fill(place: Path) -> Path:
    """Write until nothing fits any more; return the file that takes the room."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        for chunk in (b"x" * 65_536, b"x"):
            try:
                while file.write(chunk):
                    pass
            except OSError:
                continue
    assert shutil.disk_usage(place).free == 0
    return filler


def _run(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        return str(error)
    return done.stderr.strip() if done.returncode else ""
