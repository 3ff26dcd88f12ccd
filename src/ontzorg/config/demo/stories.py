"""The lives of the demo: each story is what people reported and did, in days before today."""

from __future__ import annotations

from dataclasses import dataclass

SICK, CHANGE, FIT = "ziekmelding", "wijziging", "herstelmelding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that was reported: how long ago, and the percentage from then on."""

    days_ago: int
    soort: str
    percentage: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One course of absence. `neglected` says how many duties nobody did."""

    name: str
    events: tuple[Event, ...]
    leave: tuple[int, int] | None = None
    ends_in: int | None = None
    neglected: int = 0
    vangnet: bool | None = None


def _sick(days_ago: int, percentage: int = 100) -> Event:
    return Event(days_ago=days_ago, soort=SICK, percentage=percentage)


def _change(days_ago: int, percentage: int) -> Event:
    return Event(days_ago=days_ago, soort=CHANGE, percentage=percentage)


def _fit(days_ago: int) -> Event:
    return Event(days_ago=days_ago, soort=FIT)


STORIES = (
    Story(name="week 43, bouwt op", events=(_sick(297), _change(180, 80), _change(90, 60))),
    Story(name="net ziek", events=(_sick(3),)),
    Story(name="week 3, halve dagen", events=(_sick(18), _change(6, 50))),
    Story(name="week 7, plan nodig", events=(_sick(46),), neglected=1),
    Story(name="kort en hersteld", events=(_sick(120), _fit(114))),
    Story(name="hersteld, telt nog 28 dagen", events=(_sick(70), _change(30, 50), _fit(9))),
    Story(name="terugval", events=(_sick(150), _fit(95), _sick(74), _change(20, 70))),
    Story(name="bijna AOW", events=(_sick(210), _change(60, 75))),
    Story(name="eerste jaar voorbij", events=(_sick(382), _change(200, 70)), neglected=2),
    Story(name="week 90, op weg naar de WIA", events=(_sick(628), _change(400, 80))),
    Story(
        name="verlof tussen twee ziekteperioden",
        events=(_sick(250), _fit(190), _sick(78)),
        leave=(190, 79),
        vangnet=True,
    ),
    Story(name="contract loopt af", events=(_sick(60),), ends_in=12),
    Story(name="week 103", events=(_sick(718), _change(500, 60), _change(300, 50))),
    Story(
        name="drie keer in een jaar",
        events=(_sick(300), _fit(296), _sick(200), _fit(195), _sick(1)),
    ),
)
QUIET = 3
