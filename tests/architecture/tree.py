"""What must not stand in any file: where the project happens to be built or downloaded from."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.architecture.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://\S+")
HOME = re.compile(r"(?<![\w.])/(?:home|Users|root|work|builds|workspace)/[\w.-]+/")
LOCAL = re.compile(r"//(?:localhost|127\.0\.0\.1)\b")
# The files that tell a client what to install: it brings its own registry.
INSTALL_FILES = {"Makefile", "run", ".npmrc", "Containerfile", "package.json", "vite.config.js"}
PICTURES = {".png", ".ico", ".woff2", ".webp", ".jpg", ".pdf"}


def tree_faults(paths: Iterable[Path], root: Path = ROOT) -> list[str]:
    """Return every machine path, and every registry address in a file that installs."""
    return [fault for path in paths if _is_text(path) for fault in _faults_of(path, root)]


def _is_text(path: Path) -> bool:
    return path.suffix not in PICTURES


def _faults_of(path: Path, root: Path) -> Iterator[str]:
    place = path.relative_to(root).as_posix()
    text = path.read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if HOME.search(line) or str(root) in line:
            yield f"{place}:{number} names a directory of one machine"
        if _installs(path) and ADDRESS.search(LOCAL.sub("", line)):
            yield f"{place}:{number} names an address to download from"
    if path.name == "package-lock.json":
        yield from (f"{place}: {name}" for name in _lock_faults(json.loads(text)))


def _installs(path: Path) -> bool:
    return path.name in INSTALL_FILES or path.suffix == ".lock"


def _lock_faults(lock: dict[str, dict[str, dict[str, str]]]) -> Iterator[str]:
    for name, package in lock["packages"].items():
        if "resolved" in package:
            yield f"{name} names an address to download from"
        if name and not package.get("link") and "integrity" not in package:
            yield f"{name} has no hash"
