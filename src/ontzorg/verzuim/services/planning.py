"""Brings the dossiers and tasks of one employment in line with its facts. Safe to repeat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from ontzorg.access.errors import UserError
from ontzorg.parties.selectors import Dienstverband, parties_of
from ontzorg.rules.parameters import NoValueError
from ontzorg.verzuim.derivation.course import Course, DerivedDossier, derive_course
from ontzorg.verzuim.derivation.facts import CaseFacts, read_facts
from ontzorg.verzuim.derivation.snapshot import snapshot
from ontzorg.verzuim.derivation.states import phase_of
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.services.linking import link_meldingen
from ontzorg.verzuim.services.matching import match_rows, reason_gone
from ontzorg.verzuim.services.rows import apply_changes
from ontzorg.verzuim.services.task_plan import end_tasks, plan_tasks


def plan_dienstverband(dienstverband: Dienstverband, *, today: date) -> int:
    """Compute everything again and store the difference; return how many rows changed.

    The caller holds the lock on the employment and has checked the privilege.
    """
    facts = read_facts(dienstverband)
    course = derive_course(facts, today)
    rows = list(Verzuimdossier.objects.filter(dienstverband=dienstverband).order_by("pk"))
    matched = match_rows(course.dossiers, rows)
    gone = [row for row in rows if row not in matched]
    changed = _withdraw(gone, course, today)
    kept = _store_dossiers(dienstverband, course, matched, today)
    changed += sum(was_changed for _, was_changed in kept)
    stored = [row for row, _ in kept]
    changed += plan_tasks(dienstverband, list(zip(stored, course.dossiers, strict=True)), today)
    return changed + _link(facts, course, stored)


def plan_or_refuse(dienstverband: Dienstverband, today: date) -> int:
    """Plan again; a day that no law table knows is an answer for the user, not a fault."""
    try:
        return plan_dienstverband(dienstverband, today=today)
    except NoValueError as error:
        raise UserError(
            "Deze datum ligt te ver in het verleden: de regels van toen kennen wij niet. "
            "Vul een latere datum in.",
            field="day",
        ) from error


def _withdraw(gone: Sequence[Verzuimdossier], course: Course, today: date) -> int:
    changed = 0
    for row in gone:
        reason = reason_gone(row, course.dossiers)
        values = {"withdrawn_on": row.withdrawn_on or today, "withdrawn_reason": reason}
        changed += _save(row, values)
        changed += end_tasks(row, reason, today)
    return changed


def _store_dossiers(
    dienstverband: Dienstverband,
    course: Course,
    matched: Sequence[Verzuimdossier | None],
    today: date,
) -> list[tuple[Verzuimdossier, bool]]:
    """Store each case. Recovered ones first, as only one may be open at any moment."""
    stored: dict[int, tuple[Verzuimdossier, bool]] = {}
    order = sorted(
        range(len(matched)), key=lambda n: course.dossiers[n].tijdlijn.hersteld_op is None
    )
    for number in order:
        values = dossier_values(dienstverband, course.dossiers[number], today)
        row = matched[number]
        if row is None:
            made = Verzuimdossier.objects.create(
                dienstverband=dienstverband,
                planned_at=timezone.now(),
                **parties_of(dienstverband),
                **values,
            )
            stored[number] = (made, True)
        else:
            stored[number] = (row, _save(row, values))
    return [stored[number] for number in range(len(matched))]


def dossier_values(
    dienstverband: Dienstverband, case: DerivedDossier, today: date
) -> dict[str, Any]:
    """Return the columns of a dossier that follow from the rules and the facts."""
    phase = phase_of(case, today)
    return {
        "afdeling_id": dienstverband.afdeling_id,
        "first_melding_id": case.first_melding_id,
        "eerste_ziektedag": case.tijdlijn.eerste_ziektedag,
        "percentage": case.percentage,
        "hersteld_op": case.tijdlijn.hersteld_op,
        "closes_on": case.tijdlijn.sluit_op,
        "closed_on": phase.ended_on,
        "withdrawn_on": None,
        "withdrawn_reason": "",
        "tijdlijn": snapshot(case.tijdlijn),
    }


def _save(row: Verzuimdossier, values: dict[str, Any]) -> bool:
    changed = apply_changes(row, values)
    if not changed:
        return False
    row.version += 1
    row.planned_at = timezone.now()
    row.save(update_fields=[*changed, "version", "planned_at"])
    return True


def _link(facts: CaseFacts, course: Course, stored: Sequence[Verzuimdossier]) -> int:
    dossier_of = {
        melding_id: row.pk
        for row, case in zip(stored, course.dossiers, strict=True)
        for melding_id in case.melding_ids
    }
    return link_meldingen(facts.meldingen, dossier_of, course.parked)
