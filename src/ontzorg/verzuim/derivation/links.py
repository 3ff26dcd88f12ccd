"""Which case a melding belongs to when it does not count itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from ontzorg.verzuim.models import Melding

T = TypeVar("T")


def case_of(melding: Melding, known: Mapping[int, Melding], cases: Mapping[int, T]) -> T | None:
    """Return the case that the melding counts in, else that of the melding it refers to."""
    seen: set[int] = set()
    current: Melding | None = melding
    while current is not None and current.pk not in seen:
        if current.pk in cases:
            return cases[current.pk]
        seen.add(current.pk)
        current = known.get(current.refers_to_id or 0)
    return None
