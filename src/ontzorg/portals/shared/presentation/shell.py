"""What stands around a page: navigation, filters, paging, facts and state words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One place in the navigation. `count` shows how many things wait there."""

    label: str
    url: str
    icon: str
    current: bool = False
    count: int | None = None


class Tone(StrEnum):
    """The meaning behind a colour; the tag `status` adds the icon."""

    DONE = "done"
    SOON = "soon"
    LATE = "late"
    INFO = "info"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in one or two words. The word carries the meaning, not the colour."""

    label: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One chip. `url` turns it on, or off when it is active."""

    label: str
    url: str
    active: bool = False
    count: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysetPage:
    """Where a keyset list goes on. An empty URL means: no further page on that side."""

    shown: str
    next_url: str = ""
    previous_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact in `_facts.html`: what it is, its value, and a help line when useful."""

    label: str
    value: str
    help: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRole:
    """One role card on the start page of a demonstration."""

    key: str
    label: str
    description: str
    icon: str
