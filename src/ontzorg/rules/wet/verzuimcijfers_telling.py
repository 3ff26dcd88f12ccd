"""Count days of service and days of absence, exactly, for the figures of absence.

Source: Standaard voor verzuimregistratie 1996. Reading: calendar days; a day of absence weighs the
part of the work that someone cannot do times the part-time factor of that day; sickness stops when
maternity leave begins, and is a new case after it; a relapse is a case of its own. Periods are
half-open; all sums are exact, so that parts of a period add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ontzorg.rules.values import Period

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dienst:
    """Service of a medewerker over a period with one part-time factor; several may run together."""

    medewerker: str
    periode: Period
    deeltijdfactor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verzuim:
    """One case of absence: `hersteld_op` is the first fit day.

    `percentages` holds from which day which part of the work cannot be done; without it 100.
    """

    medewerker: str
    eerste_ziektedag: date
    hersteld_op: date | None = None
    percentages: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verlofperiode:
    """Zwangerschaps- or bevallingsverlof of a medewerker."""

    medewerker: str
    periode: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Gegevens:
    """Everything the figures are made of."""

    diensten: tuple[Dienst, ...]
    verzuim: tuple[Verzuim, ...]
    verlof: tuple[Verlofperiode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Geval:
    """A case as the figures see it: cut by leave, with the service of its medewerker."""

    medewerker: str
    periode: Period
    percentages: tuple[tuple[date, int], ...]
    diensten: tuple[Dienst, ...]


def gevallen_of(gegevens: Gegevens) -> tuple[Geval, ...]:
    """Return all cases, cut where leave begins, oldest first."""
    leave: dict[str, list[Period]] = defaultdict(list)
    for verlof in gegevens.verlof:
        leave[verlof.medewerker].append(verlof.periode)
    service = diensten_by_medewerker(gegevens)
    found = (
        case
        for row in gegevens.verzuim
        for case in _cut(row, leave[row.medewerker], service.get(row.medewerker, ()))
    )
    return tuple(sorted(found, key=lambda case: (case.periode.start, case.medewerker)))


def days_in_service(gegevens: Gegevens, periode: Period) -> Decimal:
    """Return the days in service in the period, times the part-time factor."""
    return sum(
        (_shared(dienst.periode, periode) * dienst.deeltijdfactor for dienst in gegevens.diensten),
        ZERO,
    )


def heads_in_service(gegevens: Gegevens, periode: Period) -> Decimal:
    """Return the days on which each person was in service, whatever the number of contracts."""
    people = diensten_by_medewerker(gegevens).values()
    return sum((Decimal(_union(rows, periode)) for rows in people), ZERO)


def weighed_absence(case: Geval, periode: Period) -> Decimal:
    """Return the days of absence of one case in the period, weighed by part and contract."""
    total = ZERO
    for part, percentage in _parts(case):
        for dienst in case.diensten:
            days = _shared3(part, dienst.periode, periode)
            total += days * dienst.deeltijdfactor * percentage / 100
    return total


def weighed_leave(gegevens: Gegevens, periode: Period) -> Decimal:
    """Return the days of leave in the period, times the part-time factor."""
    service = diensten_by_medewerker(gegevens)
    return sum(
        (
            _shared3(row.periode, dienst.periode, periode) * dienst.deeltijdfactor
            for row in gegevens.verlof
            for dienst in service.get(row.medewerker, ())
        ),
        ZERO,
    )


def always_in_service(gegevens: Gegevens, periode: Period) -> set[str]:
    """Return who was in service on every day of the period."""
    people = diensten_by_medewerker(gegevens).items()
    return {who for who, rows in people if _union(rows, periode) == periode.days}


def diensten_by_medewerker(gegevens: Gegevens) -> Mapping[str, tuple[Dienst, ...]]:
    """Return the service of each medewerker."""
    found: dict[str, list[Dienst]] = defaultdict(list)
    for dienst in gegevens.diensten:
        found[dienst.medewerker].append(dienst)
    return {who: tuple(rows) for who, rows in found.items()}


def _cut(row: Verzuim, leave: list[Period], diensten: tuple[Dienst, ...]) -> Iterator[Geval]:
    """Yield the parts of a case outside the leave."""
    start = row.eerste_ziektedag
    for period in sorted(leave, key=lambda period: period.start):
        if _ends_before(row.hersteld_op, period.start) or _ends_before(period.end, start):
            continue
        if start < period.start:
            yield _case(row, start, period.start, diensten)
        if period.end is None:
            return
        start = max(start, period.end)
    if row.hersteld_op is None or start < row.hersteld_op:
        yield _case(row, start, row.hersteld_op, diensten)


def _ends_before(end: date | None, day: date) -> bool:
    return end is not None and end <= day


def _case(row: Verzuim, start: date, end: date | None, diensten: tuple[Dienst, ...]) -> Geval:
    return Geval(
        medewerker=row.medewerker,
        periode=Period(start, end),
        percentages=row.percentages,
        diensten=diensten,
    )


def _parts(case: Geval) -> Iterator[tuple[Period, int]]:
    """Yield the stretches of a case with one percentage; before the first it is 100."""
    changes = [(case.periode.start, 100), *sorted(case.percentages)]
    for index, (day, percentage) in enumerate(changes):
        following = changes[index + 1][0] if index + 1 < len(changes) else case.periode.end
        end = _earliest(following, case.periode.end)
        start = max(day, case.periode.start)
        if end is None or start < end:
            yield Period(start, end), percentage


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _shared(period: Period, other: Period) -> int:
    return _shared3(period, other, other)


def _shared3(first: Period, second: Period, third: Period) -> int:
    """Count the days that three periods share; one of them has an end."""
    start = max(first.start, second.start, third.start)
    end = _earliest(first.end, second.end, third.end)
    if end is None:
        raise ValueError("de periode heeft een laatste dag nodig")
    return max(0, (end - start).days)


def _union(diensten: tuple[Dienst, ...], periode: Period) -> int:
    """Count the days of `periode` that lie in at least one of these services."""
    days, reached = 0, periode.start
    rows = (dienst.periode for dienst in diensten)
    for row in sorted(rows, key=lambda period: period.start):
        rest = Period(reached, max(reached, periode.end or reached))
        days += _shared(row, rest)
        reached = max(reached, min(row.end or rest.end or reached, rest.end or reached))
    return days
