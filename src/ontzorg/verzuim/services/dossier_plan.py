"""Brings the dossiers of employments in line with their legal cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from ontzorg.parties.selectors import Dienstverband, parties_of
from ontzorg.verzuim.derivation.course import DerivedDossier, Outline, derive_cases
from ontzorg.verzuim.derivation.facts import CaseFacts
from ontzorg.verzuim.derivation.marks import marks_of
from ontzorg.verzuim.derivation.snapshot import snapshot
from ontzorg.verzuim.derivation.states import phase_of
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.services.matching import match_rows, reason_gone
from ontzorg.verzuim.services.rows import Changed, apply_changes, store_changes
from ontzorg.verzuim.services.settled import is_settled
from ontzorg.verzuim.services.task_plan import Case, end_tasks


@dataclass(kw_only=True)
class Plan:
    """One employment while it is planned: its facts, what follows, and the rows that are there.

    `stored` gets the row of each case, by the place of the case in the course. With `anew` also
    what is settled is planned.
    """

    dienstverband: Dienstverband
    facts: CaseFacts
    outlines: tuple[Outline, ...]
    parked: Mapping[int, str]
    rows: tuple[Verzuimdossier, ...]
    today: date
    anew: bool
    stored: dict[int, Verzuimdossier] = field(default_factory=dict)

    @cached_property
    def matched(self) -> list[Verzuimdossier | None]:
        """The row that each case has already, in the order of the cases."""
        return match_rows(self.outlines, self.rows)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The mark of each case: what its plan follows from."""
        return marks_of(self.outlines)

    @cached_property
    def moving(self) -> tuple[Outline, ...]:
        """The cases that must be planned; the others are closed, and settled."""
        return tuple(case for case in self.outlines if not self._is_settled(case))

    @cached_property
    def derived(self) -> dict[int, DerivedDossier]:
        """The cases that must be planned, computed, by their number."""
        return derive_cases(self.moving)

    @property
    def gone(self) -> list[Verzuimdossier]:
        """The rows that stand for no case any more."""
        kept = {row.pk for row in self.matched if row}
        return [row for row in self.rows if row.pk not in kept]

    @property
    def cases(self) -> list[Case]:
        """The planned cases with their rows."""
        numbered = self.derived.items()
        return [(self.dienstverband, self.stored[number], case) for number, case in numbered]

    @property
    def older(self) -> list[Verzuimdossier]:
        """The rows of the planned cases that were there before."""
        found = (self.matched[case.number] for case in self.moving)
        return [row for row in found if row is not None]

    def _is_settled(self, case: Outline) -> bool:
        row = self.matched[case.number]
        if row is None or self.anew or not row.planned_from:
            return False
        return is_settled(row, self.marks[case.number], self.dienstverband, self.today)


def withdraw_dossiers(plans: Iterable[Plan], today: date) -> int:
    """Withdraw the dossiers that no longer stand, and their tasks; return how many rows changed."""
    gone = [(row, reason_gone(row, plan.outlines)) for plan in plans for row in plan.gone]
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
    for plan in plans:
        plan.stored.update(
            (number, row) for number, row in enumerate(plan.matched) if row is not None
        )
    return sum(_store(plans, today, is_open=is_open) for is_open in (False, True))


def _store(plans: Iterable[Plan], today: date, *, is_open: bool) -> int:
    made: list[Verzuimdossier] = []
    moved: list[Changed] = []
    for plan in plans:
        for number, case in plan.derived.items():
            if (case.tijdlijn.hersteld_op is None) is not is_open:
                continue
            values = dossier_values(plan.dienstverband, case, today)
            if (row := plan.matched[number]) is None:
                plan.stored[number] = _new_dossier(plan.dienstverband, values)
                made.append(plan.stored[number])
            else:
                moved += _moved(row, values)
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
