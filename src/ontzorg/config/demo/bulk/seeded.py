"""Values that come from the seed, so that the same seed gives the same book."""

from __future__ import annotations

from random import Random
from uuid import UUID

VERSION = 4
BITS = 128


def random_of(seed: int, index: int) -> Random:
    """Return the random of one employer: the same, whoever makes it and in whatever order."""
    return Random(f"{seed}:{index}")  # noqa: S311 - made-up people, no secrets


def make_uuid(random: Random) -> UUID:
    """Return a name for the outside."""
    return UUID(int=random.getrandbits(BITS), version=VERSION)
