"""No label covers another, and no pole goes through a label."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ontzorg.portals.shared.presentation.timeline.labels import (
    SPARE,
    Place,
    Wish,
    is_touched,
    place_flags,
    place_short,
)
from ontzorg.portals.shared.presentation.timeline.scale import LEFT, RIGHT, WIDTH

WISHES = st.lists(
    st.tuples(st.integers(LEFT, WIDTH - RIGHT), st.integers(20, 180)), max_size=30
).map(lambda pairs: [Wish(key=n, x=x, width=w) for n, (x, w) in enumerate(pairs)])


def faults(places: list[Place]) -> list[tuple[int, int]]:
    """Return the pairs of labels that cover each other or whose pole cuts the other."""
    return [(a.key, b.key) for a, b in combinations(places, 2) if _covers(a, b) or _cuts(a, b)]


def _covers(a: Place, b: Place) -> bool:
    return a.tier == b.tier and a.left < b.right and b.left < a.right


def _cuts(a: Place, b: Place) -> bool:
    low, high = sorted((a, b), key=lambda place: place.tier)
    return low.tier < high.tier and low.left < high.x < low.right - SPARE


def place(key: int, x: int, tier: int) -> Place:
    return Place(key=key, x=x, left=x, right=x + 100, tier=tier, flipped=False, edge=x)


def test_the_search_for_faults_finds_planted_ones() -> None:
    assert faults([place(1, 200, 0), place(2, 250, 0)]) == [(1, 2)]
    assert faults([place(1, 200, 0), place(2, 250, 3)]) == [(1, 2)]
    assert faults([place(1, 200, 1), place(2, 250, 0)]) == []


@given(WISHES)
def test_labels_never_hide_each_other(wishes: list[Wish]) -> None:
    places = list(place_flags(wishes).values())
    assert faults(places) == []
    assert all(one.left >= 0 and one.right <= WIDTH for one in places)


@given(WISHES)
def test_short_labels_keep_apart(wishes: list[Wish]) -> None:
    shown = sorted((w.x, w.width) for w in wishes if w.key in place_short(wishes))
    for (x, width), (next_x, next_width) in combinations(shown, 2):
        assert x + width / 2 <= next_x - next_width / 2


def test_neighbours_climb_like_a_stair() -> None:
    wishes = [Wish(key=n, x=200 + 20 * n, width=90) for n in range(3)]
    assert [place_flags(wishes)[n].tier for n in range(3)] == [2, 1, 0]


def test_a_label_at_the_right_edge_points_left() -> None:
    wish = Wish(key=7, x=WIDTH - RIGHT, width=140)
    assert place_flags([wish])[7].flipped


def test_the_line_of_today_that_cuts_a_label_is_found() -> None:
    assert is_touched(place(1, 200, 0), 250)
    assert not is_touched(place(1, 200, 0), 200)
    assert is_touched(place(1, 200, 0), 302)
    assert not is_touched(place(1, 200, 0), 310)


@given(st.integers(LEFT, WIDTH - RIGHT), st.integers(LEFT, WIDTH - RIGHT), st.integers(20, 180))
def test_the_line_of_today_goes_through_no_label(x: int, today: int, width: int) -> None:
    found = place_flags([Wish(key=1, x=x, width=width)], today)[1]
    has_room = x + width + 12 <= WIDTH and x - width - 12 >= 0
    assert not (has_room and is_touched(found, today))


def test_words_of_a_mark_just_before_today_stand_behind_the_line() -> None:
    found = place_flags([Wish(key=1, x=105, width=180)], 109)[1]
    assert (found.x, found.edge) == (105, 109)
    assert not is_touched(found, 109)
