"""What state each milestone of a case is in: done, resting, obsolete or open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from ontzorg.rules.wet.mijlpaal import Mijlpaal
from ontzorg.verzuim.derivation.course import DerivedDossier
from ontzorg.verzuim.derivation.snapshot import steps_json
from ontzorg.verzuim.models import Feit, FeitCode

Key = tuple[str, int]

FEIT_OF_MILESTONE: Mapping[str, FeitCode] = {
    "PROBLEEMANALYSE": FeitCode.PROBLEEMANALYSE,
    "PLAN_VAN_AANPAK": FeitCode.PLAN_VAN_AANPAK,
    "EVALUATIE": FeitCode.EVALUATIE,
    "EERSTEJAARSEVALUATIE": FeitCode.EERSTEJAARSEVALUATIE,
    "MELDING_42_WEKEN": FeitCode.MELDING_42_WEKEN,
    "UWV_BRIEF_WIA": FeitCode.WIA_BRIEF,
    "WIA_AANVRAAG": FeitCode.WIA_AANVRAAG,
}
MILESTONE_OF_FEIT = {feit: code for code, feit in FEIT_OF_MILESTONE.items()}

# Duties that begin with the recovery, so that they do not rest after it.
AFTER_RECOVERY = frozenset({"TERUGVALPREVENTIE", "VANGNET_HERSTELMELDING_UWV"})

CLOSED = "Het dossier is gesloten: vier weken na het herstel kwam er geen nieuwe ziekte."
OBSOLETE = "Deze stap hoort niet meer bij dit dossier, omdat de gegevens zijn veranderd."


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Where a case stands on a day: running, resting after recovery, closed or withdrawn."""

    suspended_on: date | None = None
    ended_on: date | None = None
    ended_reason: str = ""


def phase_of(case: DerivedDossier, today: date) -> Phase:
    """Return the phase of a case that still stands."""
    tijdlijn = case.tijdlijn
    if tijdlijn.sluit_op is not None and tijdlijn.sluit_op <= today:
        return Phase(ended_on=tijdlijn.sluit_op, ended_reason=CLOSED)
    return Phase(suspended_on=tijdlijn.hersteld_op)


def duties_of(case: DerivedDossier) -> dict[Key, Mijlpaal]:
    """Return the milestones of a case that someone must act on."""
    return {
        (each.code, each.volgnummer): each
        for each in case.tijdlijn.mijlpalen
        if each.taakdatum is not None
    }


def done_by(feiten: Iterable[Feit]) -> dict[Key, Feit]:
    """Return which feit did which milestone; of two the earliest counts."""
    done: dict[Key, Feit] = {}
    for feit in feiten:
        code = MILESTONE_OF_FEIT.get(FeitCode(feit.code))
        if feit.code == FeitCode.STAP:
            code = feit.value
        if code:
            done.setdefault((code, feit.volgnummer), feit)
    return done


def task_values(
    mijlpaal: Mijlpaal, feit: Feit | None, phase: Phase, *, obsolete: str = ""
) -> dict[str, Any]:
    """Return the columns of a task that follow from the rules and the facts."""
    return {
        "owner": mijlpaal.voor,
        "soort": mijlpaal.soort,
        "legal_due_on": mijlpaal.wettelijk_uiterlijk,
        "due_on": mijlpaal.taakdatum,
        "grace_on": mijlpaal.coulancedatum,
        "from_on": mijlpaal.vanaf,
        "bron": mijlpaal.bron,
        "trace": steps_json(mijlpaal.stappen),
        **state_values(mijlpaal.code, feit, phase, obsolete=obsolete),
    }


def state_values(
    code: str, feit: Feit | None, phase: Phase, *, obsolete: str = ""
) -> dict[str, Any]:
    """Return the columns that tell whether a task is done, resting, withdrawn or open."""
    values: dict[str, Any] = {
        "completed_on": None,
        "completed_at": None,
        "completed_by": None,
        "completed_by_label": "",
        "suspended_on": None,
        "withdrawn_on": None,
        "withdrawn_reason": "",
    }
    if feit is not None:
        values.update(
            completed_on=feit.day,
            completed_at=feit.recorded_at,
            completed_by=feit.recorded_by,
            completed_by_label=feit.recorded_by_label,
        )
    elif obsolete:
        values["withdrawn_reason"] = obsolete
    elif code not in AFTER_RECOVERY:
        values["withdrawn_reason"] = phase.ended_reason
        values["withdrawn_on"] = phase.ended_on
        values["suspended_on"] = None if phase.ended_on else phase.suspended_on
    return values


def was_on(moment: datetime | None, day: date) -> bool:
    """Tell whether a moment lies on a day, as the clock here shows it."""
    return moment is not None and timezone.localdate(moment) == day
