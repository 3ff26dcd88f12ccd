"""The figures behind the made-up book: how firms look and how people are absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A class of spells: its share, and its shortest and longest length in working days."""

    share: float
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """How often, when and how long people are ill; rates are per year."""

    chance_per_year: float
    spread_over_people: float
    durations: tuple[Duration, ...]
    duration_skew: float
    months: tuple[float, ...]
    weekdays: tuple[float, ...]
    relapse: Mapping[str, Any]
    build_up: Mapping[str, Any]
    maternity: Mapping[str, Any]
    reporting_delay_days: tuple[int, ...]
    late_duties: Mapping[str, Any]
    doors: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A kind of firm. `absence` multiplies the number of spells."""

    name: str
    departments: tuple[str, ...]
    jobs: tuple[str, ...]
    absence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Firms:
    """How large firms are, how long people stay, and which kinds there are."""

    size: Mapping[str, Any]
    tenure_years: int
    ends: Mapping[str, Any]
    werkgevers_per: Mapping[str, int]
    sectors: tuple[Sector, ...]


@cache
def load_absence() -> Absence:
    """Read the figures of absence."""
    raw = _newest("verzuim.yaml")
    values = {name: each["value"] for name, each in raw.items() if isinstance(each, dict)}
    return Absence(
        durations=tuple(
            Duration(share=one["share"], shortest=one["from"], longest=one["to"])
            for one in values.pop("durations")
        ),
        months=tuple(values.pop("months")),
        weekdays=tuple(values.pop("weekdays")),
        reporting_delay_days=tuple(values.pop("reporting_delay_days")),
        **values,
    )


@cache
def load_firms() -> Firms:
    """Read the kinds of firms."""
    raw = _newest("bedrijven.yaml")
    return Firms(
        size=raw["size"],
        tenure_years=raw["tenure_years"],
        ends=raw["ends"],
        werkgevers_per=raw["werkgevers_per"],
        sectors=tuple(
            Sector(
                name=one["name"],
                departments=tuple(one["departments"]),
                jobs=tuple(one["jobs"]),
                absence=one["absence"],
            )
            for one in raw["sectors"]
        ),
    )


def _newest(name: str) -> dict[str, Any]:
    text = (resources.files("ontzorg.config.demo.bulk") / "data" / name).read_text("utf-8")
    values: list[dict[str, Any]] = yaml.safe_load(text)["figures"]
    return max(values, key=lambda value: value["valid_from"])
