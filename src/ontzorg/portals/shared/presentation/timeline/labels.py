"""Where the labels of the line go, so that none covers another.

A label hangs like a flag on a thin pole above its mark, and points to the right. A flag
takes the lowest tier where it covers no other flag and no pole goes through it. The last
day chooses first: each earlier flag then finds its room above, like a stair. What does not
fit before the right edge points to the left. The line of today goes through no flag: it points
away from that line, or has its words behind it, with a thread to its pole.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ontzorg.portals.shared.presentation.timeline.scale import WIDTH

if TYPE_CHECKING:
    from collections.abc import Collection

TIERS = 5
LETTER = 6.8
SMALL_LETTER = 5.9
GAP = 12
SPARE = 4
CLEAR = 6


class Way(Enum):
    """How a flag may hang, the nicest way first."""

    RIGHT = "right"
    BEHIND = "behind"
    LEFT = "left"
    FAR_BEHIND = "far_behind"
    ACROSS_RIGHT = "across_right"
    ACROSS_LEFT = "across_left"


FLIPPED = frozenset({Way.LEFT, Way.ACROSS_LEFT})
CROSSING = frozenset({Way.ACROSS_RIGHT, Way.ACROSS_LEFT})
LONGEST_THREAD = {Way.RIGHT: 10, Way.BEHIND: 60, Way.FAR_BEHIND: 280}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A label that wants a place: its pole, the pixels its words take, and what it names."""

    key: int
    x: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The place of one label: tier 0 is nearest to the line; `flipped` flags point left.

    `x` is its pole, `edge` where its words hang: elsewhere when they stand behind today.
    """

    key: int
    x: int
    left: int
    right: int
    tier: int
    flipped: bool
    edge: int


def text_width(name: str, when: str = "") -> int:
    """Estimate the pixels of a label: its name, and under it a smaller line."""
    return round(max(len(name) * LETTER, len(when) * SMALL_LETTER))


def place_flags(wishes: list[Wish], today: int | None = None) -> dict[int, Place]:
    """Give each wish a place, free of the line of today when that can be; without room none."""
    taken: dict[int, Place] = {}
    for way in Way:
        for wish in sorted(wishes, key=lambda one: one.x, reverse=True):
            place = _first_free(wish, taken.values(), way, today)
            if wish.key not in taken and place is not None:
                taken[wish.key] = place
    return taken


def place_short(wishes: list[Wish], today: int | None = None) -> set[int]:
    """Return the wishes that fit in one row under the line, centred, in the order given."""
    taken: list[tuple[int, int]] = [] if today is None else [(today, today + 1)]
    placed: set[int] = set()
    for wish in wishes:
        half = wish.width // 2 + 4
        box = (wish.x - half, wish.x + half)
        if all(box[1] <= left or box[0] >= right for left, right in taken):
            taken.append(box)
            placed.add(wish.key)
    return placed


def _first_free(wish: Wish, taken: Collection[Place], way: Way, today: int | None) -> Place | None:
    edge = _edge(wish, way, today)
    if edge is None:
        return None
    line = None if way in CROSSING else today
    tiers = (_candidate(wish, edge, tier, flipped=way in FLIPPED) for tier in range(TIERS))
    free = (place for place in tiers if not is_touched(place, line))
    return next((place for place in free if _is_free(place, taken)), None)


def _edge(wish: Wish, way: Way, today: int | None) -> int | None:
    """Return where the words hang; None when this way is not for this wish."""
    longest = LONGEST_THREAD.get(way, 0)
    if today is not None and 0 < today - wish.x <= longest:
        return today
    return None if way in (Way.BEHIND, Way.FAR_BEHIND) else wish.x


def is_touched(place: Place, today: int | None) -> bool:
    """Tell whether a line at `today` goes through the words, or nearly."""
    if today is None:
        return False
    if place.flipped:
        return place.left - CLEAR < today < place.right
    return place.edge < today < place.right + CLEAR


def _candidate(wish: Wish, edge: int, tier: int, *, flipped: bool) -> Place:
    width = wish.width + GAP
    left, right = (edge - width, edge) if flipped else (min(edge, wish.x), edge + width)
    return Place(
        key=wish.key, x=wish.x, left=left, right=right, tier=tier, flipped=flipped, edge=edge
    )


def _is_free(place: Place, taken: Collection[Place]) -> bool:
    if place.left < 0 or place.right > WIDTH:
        return False
    return not any(_collide(place, other) for other in taken)


def _collide(one: Place, other: Place) -> bool:
    if one.tier == other.tier:
        return one.left < other.right and other.left < one.right
    low, high = (one, other) if one.tier < other.tier else (other, one)
    return low.left - SPARE < high.x < low.right - SPARE
