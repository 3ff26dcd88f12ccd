"""The dossiers and tasks of one employment, derived by the functions of the product itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ontzorg.config.demo.bulk.facts import Told
from ontzorg.config.demo.bulk.figures import load_absence
from ontzorg.config.demo.bulk.seeded import make_uuid
from ontzorg.config.demo.life import ONLY_UWV, Cast
from ontzorg.rules.wet.mijlpaal import Mijlpaal
from ontzorg.rules.wet.tijdlijn import DossierTijdlijn, compute_tijdlijn
from ontzorg.rules.wet.verloop import fold_verloop
from ontzorg.verzuim.derivation.course import (
    DerivedDossier,
    derive_cases,
    outline_course,
    zaak_without_feiten,
)
from ontzorg.verzuim.derivation.facts import CaseFacts
from ontzorg.verzuim.derivation.links import case_of
from ontzorg.verzuim.derivation.marks import marks_of
from ontzorg.verzuim.derivation.states import (
    FEIT_OF_MILESTONE,
    Phase,
    done_by,
    duties_of,
    phase_of,
    state_values,
    task_values,
)
from ontzorg.verzuim.models import Feit, FeitCode, Task, TaskOwner, Verzuimdossier
from ontzorg.verzuim.services.dossier_plan import dossier_values
from ontzorg.verzuim.services.handing_on import HANDED_ON
from ontzorg.verzuim.services.tasks import ASSIGNING

HOUR_OF_WORK = 11
ASSIGNED_TO_DOCTOR = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The dossiers of one employment and their tasks."""

    dossiers: tuple[Verzuimdossier, ...]
    tasks: tuple[Task, ...]


def work_off(told: Told, cast: Cast, variant: str, today: date) -> None:
    """Let the people of the cast do most of what came due, and record it as feiten."""
    for case in _cases_without_feiten(told.case_facts(variant), today):
        until = min(case.tijdlijn.hersteld_op or today, today)
        duties = duties_of(case).values()
        for duty in sorted(duties, key=lambda each: (each.taakdatum or today, each.code)):
            if _is_done(duty, until, case.tijdlijn, told.random, today):
                _do(told, cast, case, duty, until)


def derive(told: Told, cast: Cast, variant: str, today: date) -> Kept:
    """Return what planning gives for these facts, and link the meldingen to it."""
    dienstverband = told.employee.dienstverband
    outline = outline_course(told.case_facts(variant), peildatum=None)
    marks, cases = marks_of(outline.cases), derive_cases(outline.cases)
    dossiers: list[Verzuimdossier] = []
    tasks: list[Task] = []
    for number, case in cases.items():
        row = Verzuimdossier(
            pk=told.ids.take(Verzuimdossier),
            public_id=make_uuid(told.random),
            dienstverband_id=dienstverband.pk,
            planned_at=told.now,
            **_manager_of(case, cast),
            **told.parties,
            **dossier_values(dienstverband, case, today),
        )
        row.planned_from = marks[number] if row.closed_on else ""
        dossiers.append(row)
        tasks.extend(_tasks(told, row, case, cast, today))
    _link(told, cases.values(), dossiers, outline.parked)
    return Kept(dossiers=tuple(dossiers), tasks=tuple(tasks))


def _cases_without_feiten(facts: CaseFacts, today: date) -> Iterable[DerivedDossier]:
    periods = fold_verloop(facts.counting_meldingen).ziekteperioden
    if not periods:
        return
    zaak = zaak_without_feiten(facts, periods, today)
    for tijdlijn in compute_tijdlijn(zaak, trace=False).dossiers:
        own = tuple(pk for period in tijdlijn.ziekteperioden for pk in period.melding_ids)
        yield DerivedDossier(tijdlijn=tijdlijn, melding_ids=own, feiten=())


def _is_done(
    duty: Mijlpaal, until: date, tijdlijn: DossierTijdlijn, random: Random, today: date
) -> bool:
    """Tell whether someone did this: it came due, is not of UWV, and was not let go."""
    figures = load_absence().late_duties
    due_on = duty.taakdatum or today
    if due_on >= until or duty.code in (ONLY_UWV, HANDED_ON):
        return False
    if random.random() < figures["never"]:
        return False
    is_recent = due_on >= today - timedelta(days=figures["backlog_days"])
    runs = tijdlijn.hersteld_op is None
    return not (runs and is_recent and random.random() < figures["backlog"])


def _do(told: Told, cast: Cast, case: DerivedDossier, duty: Mijlpaal, until: date) -> None:
    first = case.tijdlijn.eerste_ziektedag
    earliest = max(duty.vanaf or first, first)
    early = timedelta(days=told.random.choice(load_absence().late_duties["days_early"]))
    day = min(max((duty.taakdatum or until) - early, earliest), until)
    code = FEIT_OF_MILESTONE.get(duty.code, FeitCode.STAP)
    told.store_feit(
        cast.of(duty.voor, told.employee.dienstverband),
        code,
        day,
        "" if duty.code in FEIT_OF_MILESTONE else duty.code,
        case.first_melding_id,
        recorded_at=told.moment(day, HOUR_OF_WORK),
        volgnummer=duty.volgnummer,
    )


def _manager_of(case: DerivedDossier, cast: Cast) -> dict[str, object]:
    """Return who has the dossier: the one who said that there is an Ontzorgmanager now."""
    if (ASSIGNING, 1) not in done_by(case.feiten):
        return {}
    manager = cast.ontzorgmanager
    return {"ontzorgmanager_id": manager.membership_id, "ontzorgmanager_name": manager.name}


def _tasks(
    told: Told, row: Verzuimdossier, case: DerivedDossier, cast: Cast, today: date
) -> Iterable[Task]:
    """Yield the tasks of a case. A closed one keeps what was done and what had come due."""
    phase, done = phase_of(case, today), done_by(case.feiten)
    for key, duty in duties_of(case).items():
        feit = done.get(key)
        if not _is_kept(duty, feit, phase):
            continue
        code, volgnummer = key
        yield Task(
            pk=told.ids.take(Task),
            public_id=make_uuid(told.random),
            dossier_id=row.pk,
            afdeling_id=row.afdeling_id,
            code=code,
            volgnummer=volgnummer,
            **_assigned(told, row, duty, feit, cast),
            **told.parties,
            **task_values(duty, feit, phase),
        )


def _is_kept(duty: Mijlpaal, feit: Feit | None, phase: Phase) -> bool:
    if not state_values(duty.code, feit, phase)["withdrawn_reason"] or phase.ended_on is None:
        return True
    return duty.taakdatum is not None and duty.taakdatum <= phase.ended_on


def _assigned(
    told: Told, row: Verzuimdossier, duty: Mijlpaal, feit: Feit | None, cast: Cast
) -> dict[str, object]:
    """Return who has the task: the Ontzorgmanager of the dossier, or a doctor picked by hand."""
    owner = duty.voor
    if owner == TaskOwner.ONTZORGMANAGER and row.ontzorgmanager_id:
        return {"assigned_to": row.ontzorgmanager_id, "assigned_name": row.ontzorgmanager_name}
    if owner != TaskOwner.BEDRIJFSARTS or feit is not None:
        return {}
    if told.random.random() > ASSIGNED_TO_DOCTOR:
        return {}
    return {"assigned_to": cast.bedrijfsarts.membership_id, "assigned_name": cast.bedrijfsarts.name}


def _link(
    told: Told,
    cases: Iterable[DerivedDossier],
    dossiers: Iterable[Verzuimdossier],
    parked: Mapping[int, str],
) -> None:
    dossier_of = {
        pk: row for row, case in zip(dossiers, cases, strict=True) for pk in case.melding_ids
    }
    known = {melding.pk: melding for melding in told.meldingen}
    for melding in told.meldingen:
        melding.dossier = case_of(melding, known, dossier_of)
        melding.parked_reason = parked.get(melding.pk, "")
