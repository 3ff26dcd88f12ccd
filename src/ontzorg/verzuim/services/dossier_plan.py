"""Brings the dossiers of employments in line with their legal cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from ontzorg.parties.selectors import Dienstverband, parties_of
from ontzorg.verzuim.derivation.course import Course, DerivedDossier
from ontzorg.verzuim.derivation.facts import CaseFacts
from ontzorg.verzuim.derivation.snapshot import snapshot
from ontzorg.verzuim.derivation.states import phase_of
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.services.matching import match_rows, reason_gone
from ontzorg.verzuim.services.rows import Changed, apply_changes, store_changes
from ontzorg.verzuim.services.task_plan import Case, end_tasks


@dataclass(kw_only=True)
class Plan:
    """One employment while it is planned: its facts, what follows, and the rows that are there.

    `stored` gets the row of each case, by the place of the case in the course.
    """

    dienstverband: Dienstverband
    facts: CaseFacts
    course: Course
    rows: tuple[Verzuimdossier, ...]
    stored: dict[int, Verzuimdossier] = field(default_factory=dict)

    @cached_property
    def matched(self) -> list[Verzuimdossier | None]:
        """The row that each case has already, in the order of the cases."""
        return match_rows(self.course.dossiers, self.rows)

    @property
    def gone(self) -> list[Verzuimdossier]:
        """The rows that stand for no case any more."""
        return [row for row in self.rows if row not in self.matched]

    @property
    def cases(self) -> list[Case]:
        """The stored cases with their rows."""
        numbered = enumerate(self.course.dossiers)
        return [(self.dienstverband, self.stored[number], case) for number, case in numbered]


def withdraw_dossiers(plans: Iterable[Plan], today: date) -> int:
    """Withdraw the dossiers that no longer stand, and their tasks; return how many rows changed."""
    gone = [(row, reason_gone(row, plan.course.dossiers)) for plan in plans for row in plan.gone]
    moved = []
    for row, reason in gone:
        values = {"withdrawn_on": row.withdrawn_on or today, "withdrawn_reason": reason}
        moved += _moved(row, values)
    store_changes(moved)
    return len(moved) + end_tasks(gone, today)


def store_dossiers(plans: Sequence[Plan], today: date) -> int:
    """Store each case; return how many rows changed.

    Recovered ones first, as only one of an employment may be open at any moment.
    """
    return sum(_store(plans, today, is_open=is_open) for is_open in (False, True))


def _store(plans: Iterable[Plan], today: date, *, is_open: bool) -> int:
    made: list[Verzuimdossier] = []
    moved: list[Changed] = []
    for plan in plans:
        for number, case in enumerate(plan.course.dossiers):
            if (case.tijdlijn.hersteld_op is None) is not is_open:
                continue
            values = dossier_values(plan.dienstverband, case, today)
            row = plan.matched[number]
            if row is None:
                row = _new_dossier(plan.dienstverband, values)
                made.append(row)
            else:
                moved += _moved(row, values)
            plan.stored[number] = row
    Verzuimdossier.objects.bulk_create(made)
    store_changes(moved)
    return len(made) + len(moved)


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


def _new_dossier(dienstverband: Dienstverband, values: dict[str, Any]) -> Verzuimdossier:
    return Verzuimdossier(
        dienstverband=dienstverband,
        planned_at=timezone.now(),
        **parties_of(dienstverband),
        **values,
    )


def _moved(row: Verzuimdossier, values: dict[str, Any]) -> list[Changed]:
    """Set the values on the row; return the row with what changed, if anything did."""
    changed = apply_changes(row, values)
    if not changed:
        return []
    row.planned_at = timezone.now()
    return [(row, changed | {"planned_at"})]
