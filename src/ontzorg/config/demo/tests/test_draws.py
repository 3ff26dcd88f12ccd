"""What is drawn looks like the figures it is drawn from, and the same seed draws the same."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db.models import Model

from ontzorg.access.actors import SYSTEM
from ontzorg.access.models import Organisation
from ontzorg.config.demo.bulk.copying import IdSource
from ontzorg.config.demo.bulk.figures import load_absence
from ontzorg.config.demo.bulk.firms import Firm, Serving, make_firm
from ontzorg.config.demo.bulk.seeded import random_of
from ontzorg.config.demo.bulk.spells import Leave, Spell, draw_spells
from ontzorg.config.demo.life import Cast

TODAY = date(2026, 6, 15)
YEARS = 5
START = TODAY - timedelta(days=365 * YEARS)
PEOPLE = 4_000
LEAVE = Leave(start=date(2024, 3, 1), eind=date(2024, 6, 20))


def people(number: int, *, leaves: tuple[Leave, ...] = ()) -> list[tuple[Spell, ...]]:
    random = random_of(1, 1)
    return [
        draw_spells(random, load_absence(), start=START, until=TODAY, weight=1.0, leaves=leaves)
        for _ in range(number)
    ]


@pytest.fixture(scope="module")
def drawn() -> list[tuple[Spell, ...]]:
    return people(PEOPLE)


def test_spells_per_year_and_people_ever_ill_are_as_published(
    drawn: list[tuple[Spell, ...]],
) -> None:
    spells = sum(len(each) for each in drawn)
    year = range(date(2025, 1, 1).toordinal(), date(2026, 1, 1).toordinal())
    ill = sum(any(spell.start.toordinal() in year for spell in each) for each in drawn)
    assert spells / PEOPLE / YEARS == pytest.approx(1.4, abs=0.1)
    assert ill / PEOPLE == pytest.approx(0.508, abs=0.03)


def test_absence_is_near_the_published_share(drawn: list[tuple[Spell, ...]]) -> None:
    days = sum(((spell.fit or TODAY) - spell.start).days for each in drawn for spell in each)
    assert days / PEOPLE / YEARS / 365 == pytest.approx(0.058, abs=0.008)


def test_the_lengths_fall_in_the_published_classes(drawn: list[tuple[Spell, ...]]) -> None:
    classes = Counter[int]()
    ended = [(spell.fit - spell.start).days for each in drawn for spell in each if spell.fit]
    for days in ended:
        classes[sum(days * 5 / 7 > limit for limit in (5.9, 20.9, 210.9))] += 1
    shares = [classes[number] / len(ended) for number in range(4)]
    assert shares == pytest.approx([0.69, 0.207, 0.092, 0.011], abs=0.02)


def test_january_is_the_busiest_month(drawn: list[tuple[Spell, ...]]) -> None:
    months = Counter(spell.start.month for each in drawn for spell in each)
    assert months.most_common(1)[0][0] == 1


def test_spells_stand_in_order_and_never_overlap(drawn: list[tuple[Spell, ...]]) -> None:
    for each in drawn:
        for earlier, later in pairwise(each):
            assert earlier.fit is not None
            assert earlier.fit < later.start
        for spell in each:
            days = [spell.start, *(day for day, _ in spell.changes), spell.fit or TODAY]
            assert days == sorted(days)
            assert START <= spell.start <= TODAY


def test_nobody_is_ill_and_on_leave_at_once() -> None:
    for each in people(1_000, leaves=(LEAVE,)):
        for spell in each:
            assert spell.start > LEAVE.eind or (spell.fit or TODAY) <= LEAVE.start


class CountedIds(IdSource):
    """Numbers without a database."""

    def __init__(self) -> None:
        super().__init__()
        self._last = 0

    def take(self, model: type[Model]) -> int:
        self._last += 1
        return self._last


def firm(seed: int, index: int) -> Firm:
    arbodienst = Organisation(pk=9000, kind="arbodienst", name="Arbodienst", variant="arboned")
    cast = Cast(
        werkgever=SYSTEM, ontzorgmanager=SYSTEM, bedrijfsarts=SYSTEM, verzuimbegeleider=SYSTEM
    )
    serving = Serving(organisations=(arbodienst,), variant="arboned", cast=cast)
    now = datetime(2026, 6, 15, tzinfo=UTC)
    return make_firm(
        index, serving, today=TODAY, now=now, random=random_of(seed, index), ids=CountedIds()
    )


def content(made: Firm) -> list[tuple[object, ...]]:
    return [
        (one.werknemer.name, one.werknemer.geboortedatum, one.dienstverband.begint_op)
        for one in made.staff
    ]


def test_the_same_seed_gives_the_same_firm() -> None:
    assert content(firm(1, 5)) == content(firm(1, 5))


@pytest.mark.parametrize(("seed", "index"), [(2, 5), (1, 6)])
def test_another_seed_or_number_gives_another_firm(seed: int, index: int) -> None:
    assert content(firm(1, 5)) != content(firm(seed, index))


def test_ten_thousand_firms_have_names_of_their_own() -> None:
    from ontzorg.config.demo import names

    assert len({names.firm("Bakkerij", number) for number in range(500)}) == 500
