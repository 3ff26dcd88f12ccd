"""An outcome of a rule, with the steps that led to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a derivation: what was applied to what, and what came out.

    `text` is a Dutch sentence for people, `source` the text of law or practice.
    """

    rule: str
    source: str
    inputs: Mapping[str, str]
    result: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[T]):
    """A value and the steps that explain it; without trace the steps are empty."""

    value: T
    steps: tuple[Step, ...] = ()
