"""When one person is ill or on leave, drawn from the figures. Dates only, no law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from random import Random

from ontzorg.config.demo.bulk.figures import Absence

DAYS_PER_YEAR = 365
WORKDAYS, WEEK = 5, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """One sickness [start, fit) with the percentages after its first day; `fit` None: still ill."""

    start: date
    fit: date | None
    changes: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """A zwangerschaps- and bevallingsverlof, both days included."""

    start: date
    eind: date


def draw_leaves(
    random: Random, figures: Absence, *, start: date, until: date, born: date
) -> tuple[Leave, ...]:
    """Return the leaves of someone who may bear children."""
    maternity = figures.maternity
    youngest, oldest = maternity["ages"]
    leaves = []
    day = start + timedelta(days=_wait(random, maternity["per_year"]))
    while day < until:
        if youngest <= (day - born).days // DAYS_PER_YEAR <= oldest:
            leaves.append(Leave(start=day, eind=day + timedelta(days=maternity["days"] - 1)))
        day += timedelta(days=DAYS_PER_YEAR + _wait(random, maternity["per_year"]))
    return tuple(leaves)


def draw_spells(
    random: Random,
    figures: Absence,
    *,
    start: date,
    until: date,
    weight: float,
    leaves: Sequence[Leave] = (),
) -> tuple[Spell, ...]:
    """Return the spells of one person between two days, oldest first; none overlap.

    A spell that runs into a leave ends on its first day; none begins in a leave. One that is
    not over at `until` is still running.
    """
    spread = figures.spread_over_people
    per_year = random.gammavariate(spread, figures.chance_per_year / spread) * weight
    found = _all_spells(random, figures, start, until, per_year)
    outside = (_outside(spell, leaves) for spell in found)
    return tuple(_known(spell, until) for spell in outside if spell is not None)


def _all_spells(
    random: Random, figures: Absence, start: date, until: date, per_year: float
) -> Iterator[Spell]:
    """Draw with the busiest month as the measure, and keep of each day what its month is worth."""
    busiest = max(figures.months)
    average = sum(figures.months) / len(figures.months)
    day = start
    while (day := day + timedelta(days=_wait(random, per_year * busiest / average))) <= until:
        if random.random() > figures.months[day.month - 1] / busiest:
            continue
        spell, workdays = _spell(random, figures, _weekday(random, figures, day))
        while spell.start <= until:
            yield spell
            day = spell.fit or until
            if workdays < figures.relapse["from_workdays"]:
                break
            if random.random() > figures.relapse["share"]:
                break
            again = day + timedelta(days=random.randint(*figures.relapse["days"]))
            spell, workdays = _spell(random, figures, again)


def _wait(random: Random, per_year: float) -> int:
    days = random.expovariate(per_year / DAYS_PER_YEAR) if per_year > 0 else DAYS_PER_YEAR * 99
    return min(ceil(days), DAYS_PER_YEAR * 99)


def _weekday(random: Random, figures: Absence, day: date) -> date:
    """Return a working day in the week of `day`, on or after it."""
    monday = day - timedelta(days=day.weekday())
    drawn = monday + timedelta(days=random.choices(range(WORKDAYS), figures.weekdays)[0])
    return drawn if drawn >= day else drawn + timedelta(days=WEEK)


def _spell(random: Random, figures: Absence, start: date) -> tuple[Spell, int]:
    """Return a spell from `start` and its length in working days."""
    (kind,) = random.choices(figures.durations, [one.share for one in figures.durations])
    ratio = kind.longest / kind.shortest
    workdays = round(kind.shortest * ratio ** (random.random() ** figures.duration_skew))
    days = ceil(workdays * WEEK / WORKDAYS)
    changes: tuple[tuple[date, int], ...] = ()
    build_up = figures.build_up
    if workdays >= build_up["from_workdays"] and random.random() < build_up["share"]:
        changes = _build_up(start, days, build_up["percentages"], random)
    return Spell(start=start, fit=start + timedelta(days=days), changes=changes), workdays


def _build_up(
    start: date, days: int, percentages: Sequence[int], random: Random
) -> tuple[tuple[date, int], ...]:
    """Spread one to three steps over the second half of the spell."""
    steps = percentages[random.randrange(len(percentages)) :]
    half, part = days // 2, days // 2 // (len(steps) + 1)
    return tuple(
        (start + timedelta(days=half + number * part), percentage)
        for number, percentage in enumerate(steps)
    )


def _outside(spell: Spell, leaves: Sequence[Leave]) -> Spell | None:
    for leave in leaves:
        if leave.start <= spell.start <= leave.eind:
            return None
        if spell.start < leave.start and (spell.fit is None or spell.fit > leave.start):
            changes = tuple(each for each in spell.changes if each[0] < leave.start)
            return replace(spell, fit=leave.start, changes=changes)
    return spell


def _known(spell: Spell, until: date) -> Spell:
    fit = spell.fit if spell.fit is not None and spell.fit <= until else None
    return replace(spell, fit=fit, changes=tuple(one for one in spell.changes if one[0] <= until))
