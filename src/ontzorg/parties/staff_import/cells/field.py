"""What is known of one column that a staff file can have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class About(StrEnum):
    """What a column tells about."""

    PERSON = "persoon"
    WORK = "werk"
    CHECK = "controle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column. `others` are names that packages give it, in small letters without signs."""

    code: str
    label: str
    about: About
    read: Callable[[str], Any]
    limit: int
    example: str
    others: tuple[str, ...] = ()
    is_required: bool = False
    help: str = ""
