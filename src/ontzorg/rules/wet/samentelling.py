"""Which sickness periods count as one, and which days in between do not count.

Law: Burgerlijk Wetboek boek 7 art. 629 lid 10, Wet WIA art. 23 lid 3 and 5, Ziektewet art. 29
lid 5: periods are added when they follow each other "met een onderbreking van minder dan vier
weken", or when they directly precede and follow zwangerschaps- of bevallingsverlof, "tenzij" the
two cannot reasonably be held to have the same cause.
Reading: the gap is counted in calendar days from the first fit day up to the next first sick
day, leave days included; 27 is added, 28 is not (INT-031, INT-016). The days between are not
counted, so every later date moves by them. The eerste_ziektedag stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from ontzorg.rules.dates import DAY, DAYS_IN_WEEK
from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet import samentelling_uitleg as uitleg
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.zaak import Zwangerschapsverlof

ONDERBREKING = load_parameter("wet/bw/samentelling_weken")

HERSTELD = "hersteld"
VERLOF = "verlof"


@dataclass(frozen=True, slots=True, kw_only=True)
class NietMeetellend:
    """Days [start, end) that do not count; `soort` is `hersteld` or `verlof`."""

    start: date
    end: date
    soort: str

    @property
    def days(self) -> int:
        """Return the number of days."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Samentelling:
    """Sickness periods that count as one, from one eerste_ziektedag."""

    ziekteperioden: tuple[Ziekteperiode, ...]
    niet_meetellend: tuple[NietMeetellend, ...] = ()
    vlaggen: tuple[str, ...] = ()
    stappen: tuple[Step, ...] = ()

    @property
    def eerste_ziektedag(self) -> date:
        """Return the first day of the first period; a relapse never moves it."""
        return self.ziekteperioden[0].start

    @property
    def hersteld_op(self) -> date | None:
        """Return the first fit day after the last period, if there is one."""
        return self.ziekteperioden[-1].hersteld_op

    def last_day_of_weeks(self, weeks: int) -> date:
        """Return the last day on which `weeks` weeks have been counted."""
        start = self.ziekteperioden[0].start
        return walk(start, weeks * DAYS_IN_WEEK, self.niet_meetellend)

    def first_day_after_weeks(self, weeks: int) -> date:
        """Return the first counted day after `weeks` full weeks."""
        start = self.ziekteperioden[0].start
        return walk(start, weeks * DAYS_IN_WEEK + 1, self.niet_meetellend)

    def counted_day(self, start: date, number: int) -> date:
        """Return the `number`-th counted day, `start` being the first if it counts."""
        return walk(start, number, self.niet_meetellend)

    def uncounted_until(self, day: date) -> tuple[NietMeetellend, ...]:
        """Return the parts that lie before `day`."""
        return tuple(part for part in self.niet_meetellend if part.start <= day)


def walk(start: date, number: int, uncounted: tuple[NietMeetellend, ...]) -> date:
    """Return the `number`-th day from `start` outside the uncounted parts, which are in order."""
    first = start.toordinal()
    day = first + number - 1
    for part in uncounted:
        begin, end = part.start.toordinal(), part.end.toordinal()
        if begin > day:
            break
        if end > first:
            day += end - max(begin, first)
    return date.fromordinal(day)


def chain_perioden(
    ziekteperioden: tuple[Ziekteperiode, ...],
    zwangerschapsverlof: tuple[Zwangerschapsverlof, ...],
    *,
    trace: bool,
) -> tuple[Samentelling, ...]:
    """Return the legal dossiers, oldest first.

    Raises ValueError when sickness periods overlap, NoValueError for a day outside the table.
    """
    verloven = join_verlof(zwangerschapsverlof)
    perioden = split_by_verlof(_in_order(ziekteperioden), verloven)
    chains: list[Samentelling] = []
    for periode in perioden:
        if chains:
            chains[-1:] = _follow(chains[-1], periode, verloven, trace=trace)
        else:
            chains.append(Samentelling(ziekteperioden=(periode,)))
    return tuple(chains)


def join_verlof(verloven: tuple[Zwangerschapsverlof, ...]) -> tuple[Zwangerschapsverlof, ...]:
    """Join leaves that touch: together they are one leave between two sickness periods."""
    joined: list[Zwangerschapsverlof] = []
    for verlof in sorted(verloven, key=lambda verlof: verlof.start):
        if joined and verlof.start == joined[-1].eind + DAY:
            answer = verlof.zelfde_oorzaak
            if answer is None:
                answer = joined[-1].zelfde_oorzaak
            joined[-1] = replace(joined[-1], eind=verlof.eind, zelfde_oorzaak=answer)
        else:
            joined.append(verlof)
    return tuple(joined)


def split_by_verlof(
    ziekteperioden: tuple[Ziekteperiode, ...], verloven: tuple[Zwangerschapsverlof, ...]
) -> tuple[Ziekteperiode, ...]:
    """Cut the leave out of the sickness: a day of leave is no day of sickness (INT-032)."""
    if not verloven:
        return ziekteperioden
    rest = list(ziekteperioden)
    for verlof in verloven:
        rest = [part for periode in rest for part in _cut(periode, verlof)]
    return tuple(rest)


def _in_order(ziekteperioden: tuple[Ziekteperiode, ...]) -> tuple[Ziekteperiode, ...]:
    ordered = tuple(sorted(ziekteperioden, key=lambda periode: periode.start))
    for earlier, later in pairwise(ordered):
        if earlier.hersteld_op is None or earlier.hersteld_op > later.start:
            raise ValueError(f"sickness from {earlier.start} overlaps that from {later.start}")
    return ordered


def _cut(periode: Ziekteperiode, verlof: Zwangerschapsverlof) -> list[Ziekteperiode]:
    after = verlof.eind + DAY
    if periode.start >= after:
        return [periode]
    if periode.hersteld_op is not None and periode.hersteld_op <= verlof.start:
        return [periode]
    parts = []
    if periode.start < verlof.start:
        parts.append(replace(periode, hersteld_op=verlof.start))
    if periode.hersteld_op is None or periode.hersteld_op > after:
        parts.append(replace(periode, start=after))
    return parts


def _follow(
    chain: Samentelling,
    periode: Ziekteperiode,
    verloven: tuple[Zwangerschapsverlof, ...],
    *,
    trace: bool,
) -> tuple[Samentelling, ...]:
    """Return the chain with the period added, or the chain and a new one."""
    fit = _fit_day(chain)
    for verlof in verloven:
        if verlof.start == fit and verlof.eind + DAY == periode.start:
            return _follow_verlof(chain, periode, verlof, trace=trace)
    between = (periode.start - fit).days
    limit = ONDERBREKING.on(chain.eerste_ziektedag).number * DAYS_IN_WEEK
    inside = [v for v in verloven if fit <= v.start and v.eind < periode.start]
    if between < limit:
        flags = ("SAMENGETELD", *(("VERLOF_HANDMATIG_BEOORDELEN",) if inside else ()))
        step = uitleg.gap_step(fit, periode.start, limit) if trace else None
        return (_add(chain, periode, HERSTELD, flags, step),)
    leave_days = sum((v.eind - v.start).days + 1 for v in inside)
    doubtful = bool(inside) and between - leave_days < limit
    flags = ("HERHAALD_VERZUIM", *(("VERLOF_HANDMATIG_BEOORDELEN",) if doubtful else ()))
    step = uitleg.reset_step(fit, periode.start, limit) if trace else None
    return chain, _new(periode, flags, step)


def _follow_verlof(
    chain: Samentelling, periode: Ziekteperiode, verlof: Zwangerschapsverlof, *, trace: bool
) -> tuple[Samentelling, ...]:
    if verlof.zelfde_oorzaak is False:
        step = uitleg.other_cause_step(verlof) if trace else None
        return chain, _new(periode, ("HERHAALD_VERZUIM",), step)
    asked = () if verlof.zelfde_oorzaak else ("ZELFDE_OORZAAK_VRAGEN",)
    step = uitleg.verlof_step(verlof) if trace else None
    return (_add(chain, periode, VERLOF, ("VERLOF_SAMENGETELD", *asked), step),)


def _add(
    chain: Samentelling,
    periode: Ziekteperiode,
    soort: str,
    flags: tuple[str, ...],
    step: Step | None,
) -> Samentelling:
    fit = _fit_day(chain)
    part = NietMeetellend(start=fit, end=periode.start, soort=soort)
    parts = (*chain.niet_meetellend, part) if part.days else chain.niet_meetellend
    return Samentelling(
        ziekteperioden=(*chain.ziekteperioden, periode),
        niet_meetellend=parts,
        vlaggen=tuple(dict.fromkeys((*chain.vlaggen, *flags))),
        stappen=chain.stappen if step is None else (*chain.stappen, step),
    )


def _new(periode: Ziekteperiode, flags: tuple[str, ...], step: Step | None) -> Samentelling:
    steps = () if step is None else (step,)
    return Samentelling(ziekteperioden=(periode,), vlaggen=flags, stappen=steps)


def _fit_day(chain: Samentelling) -> date:
    if chain.hersteld_op is None:
        raise ValueError(f"sickness from {chain.eerste_ziektedag} has not ended")
    return chain.hersteld_op
