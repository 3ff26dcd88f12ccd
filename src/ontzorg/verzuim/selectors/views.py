"""What the pages show of an absence: plain values, ready to be put on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHeader:
    """Whose dossier it is, and who works on it. Empty text: not known, or not for this reader."""

    werknemer_id: int
    werknemer_public_id: UUID
    name: str
    functie: str
    uren_per_week: str
    personeelsnummer: str
    dienstverband_id: int
    werkgever_id: int
    werkgever_name: str
    afdeling_name: str
    arbodienst_name: str
    reintegratiebedrijf_name: str
    ontzorgmanager_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of "waarom deze datum?": the sentence for people, then rule, source and values."""

    rule: str
    source: str
    inputs: tuple[tuple[str, str], ...]
    result: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodLine:
    """One sickness period [start, hersteld_op) with its percentages, each from its day on."""

    start: date
    hersteld_op: date | None
    percentages: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UncountedLine:
    """Days [start, end) that do not count; `soort` is `hersteld` or `verlof`."""

    start: date
    end: date
    soort: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDates:
    """The last days that follow from the count; None when a duty does not apply."""

    loondoorbetaling_laatste_dag: date | None
    wachttijd_laatste_dag: date | None
    wia_eerste_dag: date | None
    opzegverbod_laatste_dag: date | None
    loonsanctie_laatste_dag: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagLine:
    """One signal: its code and what it says to a reader, in Dutch."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The outcome of the rules for one dossier.

    `explanations` holds the steps of the end dates, by the name of the date.
    """

    eerste_ziektedag: date
    niet_meetellende_dagen: int
    periods: tuple[PeriodLine, ...]
    uncounted: tuple[UncountedLine, ...]
    end_dates: EndDates
    flags: tuple[FlagLine, ...]
    hersteld_op: date | None
    sluit_op: date | None
    explanations: Mapping[str, tuple[StepLine, ...]] = field(default_factory=dict)

    @property
    def percentages(self) -> tuple[tuple[date, int], ...]:
        """All percentages, oldest first, with 0 from each first fit day."""
        changes: list[tuple[date, int]] = []
        for period in self.periods:
            changes.extend(period.percentages)
            if period.hersteld_op:
                changes.append((period.hersteld_op, 0))
        return tuple(changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskItem:
    """One duty in a list or on a dossier page.

    `state` is `open`, `done`, `suspended` or `withdrawn`; `days_left` is negative when late.
    `assigned_to` is a membership. `steps` explain the date; they are empty in lists.
    """

    public_id: UUID
    dossier_public_id: UUID
    version: int
    code: str
    volgnummer: int
    title: str
    official_term: str
    who: str
    why: str
    consequence: str
    source_label: str
    source_url: str
    owner: str
    owner_label: str
    soort: str
    bron: str
    state: str
    due_on: date
    legal_due_on: date | None
    grace_on: date | None
    from_on: date | None
    days_left: int
    week: int
    completed_on: date | None
    completed_by: str
    withdrawn_reason: str
    assigned_to: int | None
    assigned_name: str
    werknemer_id: int
    werkgever_id: int
    person_name: str
    werkgever_name: str
    eerste_ziektedag: date
    can_complete: bool
    can_undo: bool
    can_assign: bool
    steps: tuple[StepLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact in the order of knowing; `kind` is `melding`, `feit` or `verlof`.

    `is_out` says that a later fact withdrew or replaced it. `waits_for` is the reason why a
    melding does not count yet. `melding` names it for a correction or withdrawal, `number` does
    so for another fact. `soort` is that of the melding, or the code of the feit.
    """

    kind: str
    recorded_at: datetime
    day: date
    title: str
    detail: str
    by: str
    door: str
    is_out: bool
    waits_for: str
    melding: UUID | None = None
    number: int = 0
    soort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """All of the dossier page. `as_known_on` is set when it shows an earlier state of knowing."""

    public_id: UUID
    version: int
    person: PersonHeader
    status: str
    status_label: str
    percentage: int
    closed_on: date | None
    withdrawn_on: date | None
    withdrawn_reason: str
    timeline: TimelineView
    tasks: tuple[TaskItem, ...]
    facts: tuple[FactLine, ...]
    today: date
    as_known_on: date | None = None
    verwacht_hersteld_op: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierItem:
    """One dossier in a list."""

    public_id: UUID
    werknemer_public_id: UUID
    person_name: str
    werkgever_name: str
    afdeling_name: str
    eerste_ziektedag: date
    week: int
    percentage: int
    hersteld_op: date | None
    closed_on: date | None
    status: str
    status_label: str
    next_due_on: date | None
    open_tasks: int
    late_tasks: int
    ontzorgmanager_id: int | None
    ontzorgmanager_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingItem:
    """A melding that does not count yet: parked, or waiting for the employer's answer."""

    public_id: UUID
    soort: str
    soort_label: str
    day: date
    percentage: int | None
    reason: str
    reported_at: datetime
    by: str
    door_label: str
    dienstverband_id: int
    werknemer_public_id: UUID
    person_name: str
    werkgever_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WerknemerView:
    """The employee's own page: the running dossiers first, and what is asked of him."""

    name: str
    dossiers: tuple[DossierView, ...]
    tasks: tuple[TaskItem, ...]
    waiting: tuple[WaitingItem, ...]
    dienstverband_ids: tuple[int, ...]
