"""What was reported of one employment: spells and leaves as meldingen and verlof, with moments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import Model
from django.utils import timezone

from ontzorg.access.actors import Actor
from ontzorg.config.demo.bulk.copying import IdSource
from ontzorg.config.demo.bulk.figures import load_absence
from ontzorg.config.demo.bulk.firms import Employee
from ontzorg.config.demo.bulk.seeded import make_uuid
from ontzorg.config.demo.bulk.spells import Leave, Spell
from ontzorg.config.demo.life import as_employee
from ontzorg.parties.selectors import parties_of
from ontzorg.rules.wet.huisnormen import load_huisnormen
from ontzorg.rules.wet.melding import FULLY_SICK
from ontzorg.verzuim.derivation.facts import CaseFacts
from ontzorg.verzuim.models import (
    Door,
    Feit,
    FeitCode,
    Melding,
    MeldingBesluit,
    MeldingIntake,
    Soort,
    Verlof,
)
from ontzorg.verzuim.services.handing_on import BY_ITSELF, HANDED_ON

MINUTE = timedelta(minutes=1)
LEAVE_KNOWN = timedelta(days=60)
OPENING, MOST_MINUTES = 8, 240


@dataclass(slots=True, kw_only=True)
class Told:
    """Everything that was recorded of one employment, as rows not yet written."""

    employee: Employee
    werkgever: Actor
    random: Random
    ids: IdSource
    now: datetime
    meldingen: list[Melding] = field(default_factory=list)
    intakes: list[MeldingIntake] = field(default_factory=list)
    besluiten: list[MeldingBesluit] = field(default_factory=list)
    verloven: list[Verlof] = field(default_factory=list)
    feiten: list[Feit] = field(default_factory=list)
    last_at: datetime | None = None

    @property
    def parties(self) -> dict[str, int | None]:
        """The party columns of every row."""
        return parties_of(self.employee.dienstverband)

    @property
    def statements(self) -> list[Model]:
        """The rows that need no dossier to be written."""
        return [*self.intakes, *self.besluiten, *self.verloven, *self.feiten]

    def case_facts(self, variant: str) -> CaseFacts:
        """Return the facts as the rules of the product take them."""
        return CaseFacts(
            geboortedatum=self.employee.werknemer.geboortedatum,
            einde_dienstverband=self.employee.dienstverband.eindigt_op,
            meldingen=tuple(self.meldingen),
            answers={each.melding_id: each.is_confirmed for each in self.besluiten},
            verloven=tuple(sorted(self.verloven, key=lambda each: (each.start, each.pk))),
            feiten=tuple(sorted(self.feiten, key=lambda each: (each.day, each.pk))),
            statements=(*self.feiten, *self.verloven),
            huisnormen=load_huisnormen(variant),
        )

    def at(self, day: date, hour: int = OPENING) -> datetime:
        """Return a moment on a day, after the one before it and not after now."""
        moment = self.moment(day, hour)
        if self.last_at is not None:
            moment = max(moment, self.last_at + MINUTE)
        self.last_at = min(moment, self.now)
        return self.last_at

    def moment(self, day: date, hour: int) -> datetime:
        """Return a moment on a day, from this hour on and not after now."""
        start = timezone.make_aware(datetime.combine(day, time(hour)))
        return min(start + self.random.randrange(MOST_MINUTES) * MINUTE, self.now)

    def store_feit(
        self, actor: Actor, code: FeitCode, day: date, value: str, first_melding_id: int,
        *, recorded_at: datetime, volgnummer: int = 1,
    ) -> None:  # fmt: skip
        """Keep a feit, with the columns that the service gives it."""
        self.feiten.append(
            Feit(
                pk=self.ids.take(Feit),
                dienstverband_id=self.employee.dienstverband.pk,
                code=code.value,
                day=day,
                value=value,
                volgnummer=volgnummer,
                first_melding_id=first_melding_id,
                recorded_at=recorded_at,
                recorded_by=actor.account_id,
                recorded_by_label=actor.label,
                **self.parties,
            )
        )


def tell(told: Told, spells: Sequence[Spell], leaves: Sequence[Leave], today: date) -> None:
    """Let the people involved report these spells and leaves, in the order of their days."""
    for leave in leaves:
        _tell_leave(told, leave)
    for spell in spells:
        first = _report(told, Soort.ZIEKMELDING, spell.start, FULLY_SICK)
        for day, percentage in spell.changes:
            _report(told, Soort.WIJZIGING, day, percentage)
        if spell.fit is not None:
            _report(told, Soort.HERSTELMELDING, spell.fit, None)
        _add_intake(told, first)
    _leave_waiting(told, spells, today)


def _tell_leave(told: Told, leave: Leave) -> None:
    known_at = timezone.make_aware(datetime.combine(leave.start - LEAVE_KNOWN, time(OPENING)))
    told.verloven.append(
        Verlof(
            pk=told.ids.take(Verlof),
            dienstverband_id=told.employee.dienstverband.pk,
            start=leave.start,
            eind=leave.eind,
            recorded_at=min(known_at, told.now),
            recorded_by=told.werkgever.account_id,
            recorded_by_label=told.werkgever.label,
            **told.parties,
        )
    )


def _report(told: Told, soort: Soort, day: date, percentage: int | None) -> Melding:
    """Record a melding; a part of the ziekmeldingen comes from the employee himself."""
    figures = load_absence()
    is_own = soort is Soort.ZIEKMELDING and told.random.random() < figures.doors["employee"]
    actor = as_employee(told.employee.dienstverband) if is_own else told.werkgever
    recorded_at = told.at(day + timedelta(days=told.random.choice(figures.reporting_delay_days)))
    door = Door.WERKNEMER if is_own else Door.WERKGEVER
    melding = _melding(told, actor, soort, day, percentage, door, recorded_at)
    if is_own:
        _confirm(told, melding)
    if soort is Soort.ZIEKMELDING:
        _hand_on(told, melding)
    return melding


def _melding(
    told: Told,
    actor: Actor,
    soort: Soort,
    day: date,
    percentage: int | None,
    door: Door,
    recorded_at: datetime,
) -> Melding:
    melding = Melding(
        pk=told.ids.take(Melding),
        public_id=make_uuid(told.random),
        dienstverband_id=told.employee.dienstverband.pk,
        soort=soort.value,
        day=day,
        percentage=percentage,
        door=door.value,
        reported_at=recorded_at,
        recorded_at=recorded_at,
        recorded_by=actor.account_id,
        recorded_by_label=actor.label,
        **told.parties,
    )
    told.meldingen.append(melding)
    return melding


def _confirm(told: Told, melding: Melding) -> None:
    told.besluiten.append(
        MeldingBesluit(
            melding_id=melding.pk,
            is_confirmed=True,
            decided_at=told.at(timezone.localdate(melding.recorded_at), OPENING + 4),
            decided_by=told.werkgever.account_id,
            **told.parties,
        )
    )


def _hand_on(told: Told, melding: Melding) -> None:
    """Record what the product does by itself: the arbodienst has the ziekmelding."""
    if told.employee.dienstverband.arbodienst_id is None:
        return
    at = told.last_at or told.now
    day = max(melding.day, timezone.localdate(at))
    told.store_feit(BY_ITSELF, FeitCode.STAP, day, HANDED_ON, melding.pk, recorded_at=at)


def _add_intake(told: Told, melding: Melding) -> None:
    if told.random.random() > load_absence().doors["intake"]:
        return
    telefoon = told.employee.werknemer.telefoon
    told.intakes.append(
        MeldingIntake(
            melding_id=melding.pk, telefoon=telefoon, arbeidsongeval=False, **told.parties
        )
    )


def _leave_waiting(told: Told, spells: Sequence[Spell], today: date) -> None:
    """Let a few report themselves today, and a few recoveries come in without a ziekmelding."""
    is_ill = bool(spells) and spells[-1].fit is None
    if is_ill or not told.employee.dienstverband.runs_on(today):
        return
    doors = load_absence().doors
    if told.random.random() < doors["waiting"]:
        actor = as_employee(told.employee.dienstverband)
        at = told.at(today)
        _melding(told, actor, Soort.ZIEKMELDING, today, FULLY_SICK, Door.WERKNEMER, at)
    elif not spells and told.random.random() < doors["parked"]:
        day = today - timedelta(days=2)
        _melding(
            told, told.werkgever, Soort.HERSTELMELDING, day, None, Door.WERKGEVER, told.at(day)
        )
