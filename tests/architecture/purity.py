"""Where the clock and the network may be touched."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

CLOCK_CALLS = {"today", "now", "utcnow", "localdate", "localtime", "time", "monotonic"}
CLOCK_OWNERS = {"date", "datetime", "timezone", "time"}
# These rooms are told what day it is.
WITHOUT_CLOCK = ("rules",)
WITHOUT_CLOCK_FILES = ("selectors",)
NETWORK = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "imaplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "urllib.request",
    "urllib3",
}
WITH_NETWORK = ("integrations", "config")


def purity_faults(paths: Iterable[Path], package: Path) -> list[str]:
    """Return every place that reads the clock or reaches the network and may not."""
    faults: list[str] = []
    for path in paths:
        place = path.relative_to(package)
        tree = ast.parse(path.read_text("utf-8"))
        if place.parts[0] in WITHOUT_CLOCK or _is_selector(place):
            faults += [f"{place}:{line} reads the clock" for line in _clock_lines(tree)]
        if place.parts[0] not in WITH_NETWORK:
            faults += [f"{place}:{line} reaches the network" for line in _network_lines(tree)]
    return faults


def _is_selector(place: Path) -> bool:
    return any(part.removesuffix(".py") in WITHOUT_CLOCK_FILES for part in place.parts)


def _clock_lines(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or node.attr not in CLOCK_CALLS:
            continue
        owner = node.value
        name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        if name in CLOCK_OWNERS:
            yield node.lineno


def _network_lines(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        if any(
            name == known or name.startswith(known + ".") for name in names for known in NETWORK
        ):
            yield node.lineno
