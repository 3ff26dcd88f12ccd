"""What ends with what, on which day, and who may end it.

Source: conditions Ontzorgmanager - Re-integratie art. 1.8, 2.1-2.5 and 5.3 (M030-M040, M153),
conditions a.s.r. re-integratie art. 4 (M041-M043). Reading: the day is the first day without the
module; everything that cannot stand without it ends on the same day, also where the papers only
say that it is sold together (INT-082). Running guidance follows the text that the agreement names
(INT-004, INT-022).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.values import Period
from ontzorg.rules.voorwaarden.catalogus import Catalogus, Koppeling
from ontzorg.rules.voorwaarden.koppeling import (
    SAMEN,
    Bezwaar,
    Polis,
    PolisModule,
    is_within,
    koppelingen_of,
)
from ontzorg.rules.voorwaarden.regels import step_of


class Grond(StrEnum):
    """Why a module ends."""

    OPZEGGING_WERKGEVER = "opzegging_werkgever"
    GEKOPPELDE_MODULE = "gekoppelde_module"
    FRAUDE = "fraude"
    WANBETALING = "wanbetaling"
    OPZEGGING_UITVOERDER = "opzegging_uitvoerder"
    WANBETALING_NA_SCHORSING = "wanbetaling_na_schorsing"
    PLICHTEN_GESCHONDEN = "plichten_geschonden"


GRONDREGEL = {
    Grond.OPZEGGING_WERKGEVER: "M034",
    Grond.GEKOPPELDE_MODULE: "M035",
    Grond.FRAUDE: "M036",
    Grond.WANBETALING: "M037",
    Grond.OPZEGGING_UITVOERDER: "M038",
    Grond.WANBETALING_NA_SCHORSING: "M153",
    Grond.PLICHTEN_GESCHONDEN: "M042",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Einde:
    """A module that someone wants to end from this day on, and why."""

    module: str
    per: date
    grond: Grond
    herinnering_op: date | None = None
    geschorst_vanaf: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleEinde:
    """A module, its first day without cover and the rule that ends it."""

    module: str
    per: date
    regel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beeindiging:
    """What becomes of the polis: nothing when there are objections."""

    toegestaan: bool
    bezwaren: tuple[Bezwaar, ...]
    eindes: tuple[ModuleEinde, ...]
    polis: Polis


def end_module(catalogus: Catalogus, polis: Polis, einde: Einde) -> Outcome[Beeindiging]:
    """Return which modules end with this one; raises KeyError for a module not in the catalogue."""
    objections = tuple(_objections(catalogus, polis, einde))
    if objections:
        steps = [step_of(b.regel, b.tekst, "niet toegestaan", module=b.module) for b in objections]
        refused = Beeindiging(toegestaan=False, bezwaren=objections, eindes=(), polis=polis)
        return Outcome(value=refused, steps=tuple(steps))
    first = ModuleEinde(module=einde.module, per=einde.per, regel=GRONDREGEL[einde.grond])
    ends = {einde.module: first}
    after = _cut(polis, einde.module, einde.per)
    while (found := _next_orphan(catalogus, after)) is not None:
        ends.setdefault(found.module, found)
        after = _cut(after, found.module, found.per)
    done = Beeindiging(toegestaan=True, bezwaren=(), eindes=tuple(ends.values()), polis=after)
    return Outcome(value=done, steps=tuple(_steps(catalogus, done)))


def _objections(catalogus: Catalogus, polis: Polis, einde: Einde) -> Iterator[Bezwaar]:
    code = einde.module
    name = catalogus.modules[code].naam
    if not any(line.module == code and einde.per in line.periode for line in polis.modules):
        text = f"{name} is op {dutch_date(einde.per)} niet verzekerd. Kies een andere dag."
        yield Bezwaar(regel="M031", module=code, tekst=text)
    match einde.grond:
        case Grond.OPZEGGING_WERKGEVER if code == "ONTZORGMANAGER_REINTEGRATIE":
            text = f"{name} is niet los op te zeggen. Zeg de basismodule op."
            yield Bezwaar(regel="M034", module=code, tekst=text)
        case Grond.WANBETALING if not _is_before(einde.herinnering_op, einde.per):
            text = "Beëindigen wegens wanbetaling kan pas na een herinnering. Stuur die eerst."
            yield Bezwaar(regel="M037", module=code, tekst=text)
        case Grond.WANBETALING_NA_SCHORSING if not _is_before(einde.geschorst_vanaf, einde.per):
            text = "Deze grond vraagt dat de dienstverlening al is geschorst. Schors eerst."
            yield Bezwaar(regel="M153", module=code, tekst=text)


def _is_before(day: date | None, per: date) -> bool:
    return day is not None and day < per


def _cut(polis: Polis, module: str, per: date) -> Polis:
    lines = tuple(_cut_lines(polis.modules, module, per))
    return replace(polis, modules=lines)


def _cut_lines(lines: tuple[PolisModule, ...], module: str, per: date) -> Iterator[PolisModule]:
    for line in lines:
        period = line.periode
        if line.module != module or (period.end is not None and period.end <= per):
            yield line
        elif period.start < per:
            yield replace(line, periode=Period(period.start, per))


def _next_orphan(catalogus: Catalogus, polis: Polis) -> ModuleEinde | None:
    for koppeling in koppelingen_of(catalogus, polis):
        for line in polis.modules:
            if line.module in koppeling.modules:
                per = _alone_from(polis, line, koppeling)
                if per is not None:
                    return ModuleEinde(module=line.module, per=per, regel=koppeling.regel)
    return None


def _alone_from(polis: Polis, line: PolisModule, koppeling: Koppeling) -> date | None:
    """Return the first day on which this line stands without what it needs."""
    groups: list[tuple[str, ...]] = [koppeling.een_van]
    if koppeling.soort == SAMEN:
        groups = [(code,) for code in koppeling.modules if code != line.module]
    days = [_uncovered_from(polis, line.periode, codes) for codes in groups]
    return min((day for day in days if day is not None), default=None)


def _uncovered_from(polis: Polis, period: Period, codes: tuple[str, ...]) -> date | None:
    others = [other.periode for other in polis.modules if other.module in codes]
    if is_within(period, others):
        return None
    day = period.start
    for other in sorted(others, key=lambda period: period.start):
        if other.start <= day and other.end is not None:
            day = max(day, other.end)
    return day


def _steps(catalogus: Catalogus, done: Beeindiging) -> Iterator[Step]:
    for end in done.eindes:
        name = catalogus.modules[end.module].naam
        text = f"{name} eindigt: {dutch_date(end.per)} is de eerste dag zonder deze module."
        yield step_of(end.regel, text, end.per.isoformat(), module=end.module)
    if any(end.module == "ONTZORGMANAGER_REINTEGRATIE" for end in done.eindes):
        text = (
            "De begeleiding en de poortwachtergarantie eindigen mee. Overleg over lopende zieken."
        )
        yield step_of("M039", text, "garantie vervalt")
