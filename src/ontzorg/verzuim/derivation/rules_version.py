"""Which rules made a plan: a change of any rule or table gives another version, by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

# All that decides on the rows of a plan: the law with its tables, and how they become rows.
MADE_BY = ("ontzorg.rules", "ontzorg.verzuim.derivation", "ontzorg.verzuim.services")
COUNTED = (".py", ".yaml")
LEFT_OUT = ("tests", "scenarios")
DIGEST_BYTES = 16


@cache
def rules_version() -> str:
    """Return the digest of everything that makes a plan, holidays included."""
    return digest_of([files(package) for package in MADE_BY], version("holidays"))


def digest_of(folders: Iterable[Traversable], *others: str) -> str:
    """Return what changes with every rule and table in these folders."""
    found = blake2b(" ".join(others).encode(), digest_size=DIGEST_BYTES)
    for folder in folders:
        for part in _files_in(folder):
            found.update(part.name.encode())
            found.update(part.read_bytes())
    return found.hexdigest()


def _files_in(folder: Traversable) -> Iterator[Traversable]:
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        if part.is_dir():
            if part.name not in LEFT_OUT:
                yield from _files_in(part)
        elif part.name.endswith(COUNTED):
            yield part
