"""Tells the facts of a case in words, in the order in which they became known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.wet.taken import taak_codes, taak_tekst
from ontzorg.verzuim.derivation.course import CourseOutline, DerivedDossier
from ontzorg.verzuim.derivation.fact_needs import LASTING
from ontzorg.verzuim.derivation.facts import CaseFacts
from ontzorg.verzuim.derivation.links import case_of
from ontzorg.verzuim.models import Door, Feit, FeitCode, Melding, Soort, Verlof
from ontzorg.verzuim.selectors.status import write_hours
from ontzorg.verzuim.selectors.views import FactLine

WAITS_FOR_EMPLOYER = "Wacht op bevestiging door de werkgever."
REJECTED = "Afgewezen door de werkgever."


def fact_lines(
    facts: CaseFacts, course: CourseOutline, case: DerivedDossier | None, row_id: int
) -> tuple[FactLine, ...]:
    """Return the facts of one case: those that count, those taken back, and those that wait."""
    gone = _replaced(facts)
    lines = [
        _melding_line(each, facts, course, gone)
        for each in _meldingen_of(facts, course, case, row_id)
    ]
    lines.extend(_feit_line(each, gone) for each in _feiten_of(facts, case))
    lines.extend(_verlof_line(each, gone) for each in _verloven_of(facts, case))
    return tuple(sorted(lines, key=lambda line: line.recorded_at))


def _meldingen_of(
    facts: CaseFacts, course: CourseOutline, case: DerivedDossier | None, row_id: int
) -> list[Melding]:
    """Keep the meldingen of this case, and those that belong to no case yet."""
    known = {melding.pk: melding for melding in facts.meldingen}
    cases = {
        melding_id: each.melding_ids[0] for each in course.cases for melding_id in each.melding_ids
    }
    own = case.first_melding_id if case else None
    kept = []
    for melding in facts.meldingen:
        found = case_of(melding, known, cases)
        stored_here = found is None and melding.dossier_id in (row_id, None)
        if stored_here or (found is not None and found == own):
            kept.append(melding)
    return kept


def _feiten_of(facts: CaseFacts, case: DerivedDossier | None) -> list[Feit]:
    if case is None:
        return []
    standing = {feit.pk for feit in case.feiten}
    return [
        each
        for each in facts.statements
        if isinstance(each, Feit)
        and (each.pk in standing or each.first_melding_id in case.melding_ids)
    ]


def _verloven_of(facts: CaseFacts, case: DerivedDossier | None) -> list[Verlof]:
    """Keep the leaves that touch the days of this case."""
    if case is None:
        return []
    start = case.tijdlijn.eerste_ziektedag
    end = case.tijdlijn.sluit_op or date.max
    leaves = (each for each in facts.statements if isinstance(each, Verlof))
    return [each for each in leaves if each.start <= end and start <= each.eind]


def _replaced(facts: CaseFacts) -> frozenset[tuple[str, int]]:
    """Return what a later fact took the place of, by kind and number."""
    gone = {(type(each).__name__, each.replaces_id or 0) for each in facts.statements}
    gone |= {("Melding", each.refers_to_id or 0) for each in facts.meldingen}
    return frozenset(gone)


def _melding_line(
    melding: Melding, facts: CaseFacts, course: CourseOutline, gone: frozenset[tuple[str, int]]
) -> FactLine:
    return FactLine(
        kind="melding",
        recorded_at=melding.recorded_at,
        day=melding.day,
        title=str(Soort(melding.soort).label),
        detail=_melding_detail(melding),
        by=melding.recorded_by_label,
        door=str(Door(melding.door).label),
        is_out=("Melding", melding.pk) in gone or facts.answers.get(melding.pk) is False,
        waits_for=_waits_for(melding, facts, course.parked),
        melding=melding.public_id,
        soort=melding.soort,
    )


def _waits_for(melding: Melding, facts: CaseFacts, parked: Mapping[int, str]) -> str:
    if facts.counts(melding):
        return parked.get(melding.pk, "")
    return REJECTED if melding.pk in facts.answers else WAITS_FOR_EMPLOYER


def _melding_detail(melding: Melding) -> str:
    parts: list[str] = []
    if melding.percentage is not None and melding.soort != Soort.HERSTELMELDING:
        parts.append(f"{melding.percentage}% ziek")
    if melding.arbeidstherapeutisch_uren is not None:
        hours = write_hours(melding.arbeidstherapeutisch_uren)
        parts.append(f"{hours} uur per week arbeidstherapeutisch")
    if melding.verwacht_hersteld_op is not None:
        parts.append(f"naar verwachting hersteld op {dutch_date(melding.verwacht_hersteld_op)}")
    return ", ".join(parts)


def _feit_line(feit: Feit, gone: Iterable[tuple[str, int]]) -> FactLine:
    is_step = feit.code == FeitCode.STAP and feit.value in taak_codes()
    title = taak_tekst(feit.value).official_term if is_step else str(FeitCode(feit.code).label)
    return _statement_line(feit, "feit", feit.day, title, _feit_detail(feit), gone)


def _feit_detail(feit: Feit) -> str:
    if feit.code not in LASTING:
        return ""
    return f"tot en met {dutch_date(feit.eind)}" if feit.eind else "loopt nog"


def _verlof_line(verlof: Verlof, gone: Iterable[tuple[str, int]]) -> FactLine:
    detail = f"tot en met {dutch_date(verlof.eind)}"
    if verlof.flexibel_vanaf:
        detail += f", kon ingaan vanaf {dutch_date(verlof.flexibel_vanaf)}"
    return _statement_line(verlof, "verlof", verlof.start, "Verlof", detail, gone)


def _statement_line(
    fact: Feit | Verlof,
    kind: str,
    day: date,
    title: str,
    detail: str,
    gone: Iterable[tuple[str, int]],
) -> FactLine:
    return FactLine(
        kind=kind,
        recorded_at=fact.recorded_at,
        day=day,
        title=f"Ingetrokken: {title}" if fact.is_withdrawn else title,
        detail=detail,
        by=fact.recorded_by_label,
        door="",
        is_out=fact.is_withdrawn or (type(fact).__name__, fact.pk) in gone,
        waits_for="",
        number=fact.pk,
        soort=fact.code if isinstance(fact, Feit) else "",
    )
