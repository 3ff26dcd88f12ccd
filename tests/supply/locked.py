"""What the product is made of, as the lock files pin it: Python packages and shipped scripts."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.project import ROOT

PINNED = re.compile(
    r"^([\w.-]+)==(\S+?)(?: ; (.+?))?(?: \\)?$((?:\n    --hash=sha256:\w+(?: \\)?)+)", re.M
)
HASH = re.compile(r"sha256:(\w+)")
NODE = "node_modules/"
# Build the frontend, and end up nowhere in it.
NOT_SHIPPED = frozenset({"lightningcss", "purgecss", "vite"})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Part:
    """One package of the product: where it is from, which version, and what its files hash to."""

    ecosystem: str
    name: str
    version: str
    algorithm: str
    hashes: tuple[str, ...]
    marker: str = ""
    licence: str = ""

    @property
    def purl(self) -> str:
        """The address that every tool knows this package by."""
        kind = {"PyPI": "pypi", "npm": "npm"}[self.ecosystem]
        return f"pkg:{kind}/{self.name.replace('@', '%40')}@{self.version}"


def parts(root: Path = ROOT) -> list[Part]:
    """Return every package that the product runs with, or brings along in its pages."""
    return sorted([*_python(root), *_shipped(root)])


def _python(root: Path) -> Iterator[Part]:
    text = (root / "requirements" / "runtime.lock").read_text("utf-8")
    for name, version, marker, hashes in PINNED.findall(text):
        yield Part(
            ecosystem="PyPI",
            name=name,
            version=version,
            algorithm="SHA-256",
            hashes=tuple(HASH.findall(hashes)),
            marker=marker,
        )


def _shipped(root: Path) -> Iterator[Part]:
    wanted = json.loads((root / "frontend" / "package.json").read_text("utf-8"))["devDependencies"]
    locked = json.loads((root / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    for name in sorted(set(wanted) - NOT_SHIPPED):
        entry = locked[NODE + name]
        algorithm, _, digest = entry["integrity"].partition("-")
        yield Part(
            ecosystem="npm",
            name=name,
            version=entry["version"],
            algorithm=algorithm.upper().replace("SHA", "SHA-"),
            hashes=(base64.b64decode(digest).hex(),),
            licence=entry.get("license", ""),
        )
