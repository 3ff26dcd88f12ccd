"""One life: an employer with two people, and everything that can happen to their cases.

Each deed goes through the real services, and is noted when the service took it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from ontzorg.access import services as access
from ontzorg.access.actors import Actor, Origin
from ontzorg.access.context import acting_as
from ontzorg.access.errors import NotAllowedError, UserError
from ontzorg.access.models import Mandate, Organisation, OrganisationKind
from ontzorg.access.roles import Role
from ontzorg.config import jobs
from ontzorg.parties import services as parties
from ontzorg.verzuim import services
from ontzorg.verzuim.models import Melding
from tests.fuzz.stage import Stage
from tests.harness import world

T = TypeVar("T")
REFUSALS = (UserError, NotAllowedError, ObjectDoesNotExist)
HELPERS = {"arbodienst": world.ARBODIENST_A, "reintegratie": world.REINTEGRATIE}
EMPLOYED_FOR = timedelta(days=1000)
COUNTS = (
    "SELECT (SELECT count(*) FROM verzuim_melding), (SELECT count(*) FROM verzuim_feit),"
    " (SELECT count(*) FROM verzuim_verlof), (SELECT count(*) FROM verzuim_meldingbesluit),"
    " (SELECT count(*) FROM access_outboxmessage), (SELECT count(*) FROM access_idempotencykey),"
    " (SELECT count(*) FROM verzuim_task), (SELECT count(*) FROM access_mandate)"
)
OPEN_TASKS = (
    "SELECT t.public_id, t.version, t.id FROM verzuim_task t JOIN verzuim_verzuimdossier d"
    " ON d.id = t.dossier_id WHERE t.completed_on IS NULL AND t.withdrawn_on IS NULL"
    " AND t.suspended_on IS NULL AND d.closed_on IS NULL AND d.withdrawn_on IS NULL"
    " ORDER BY t.due_on, t.id"
)
VERSION_OF_TASK = "SELECT public_id, version FROM verzuim_task WHERE id = %s"


@dataclass(frozen=True)
class Told:
    """A melding as it was acknowledged."""

    soort: str
    day: date
    percentage: int | None
    person: int
    refers_to: int | None


@dataclass
class Known:
    """What must be there, by everything that was acknowledged."""

    meldingen: dict[int, Told] = field(default_factory=dict)
    waiting: dict[int, UUID] = field(default_factory=dict)
    answers: dict[int, bool] = field(default_factory=dict)
    done: dict[int, date] = field(default_factory=dict)
    feiten: dict[int, str] = field(default_factory=dict)
    verloven: dict[int, tuple[date, date]] = field(default_factory=dict)
    mandates: dict[str, tuple[date, date | None]] = field(default_factory=dict)


class Life:
    """The employer, his people and what is known of them."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.known = stage, Known()
        self.beheer = world.actor("beheerder")
        stage.clear()
        with acting_as(self.beheer):
            kind = OrganisationKind.WERKGEVER
            self.employer = access.register_organisation(
                actor=self.beheer, kind=kind, name=f"Levensloop {stage.sequences}"
            )
            parties.register_werkgever(
                actor=self.beheer, organisation_id=self.employer.pk, today=self.today
            )
        for kind_of_helper in HELPERS:
            self.give_mandate(kind_of_helper)
        self.boss = self._actor(Role.WERKGEVER_BEHEERDER, 1)
        self.people = [self._employ(number) for number in range(2)]
        self.employees = [self._actor(Role.MEDEWERKER, 3, who) for who, _ in self.people]

    @property
    def today(self) -> date:
        """The day of now."""
        return self.stage.clock.today

    def employment(self, person: int) -> int:
        """Return the number of the employment of a person."""
        return self.people[person][1]

    def report(
        self,
        soort: str,
        person: int,
        day: date,
        percentage: int | None = None,
        refers_to: int | None = None,
        *,
        himself: bool = False,
        key: UUID | None = None,
    ) -> int | None:
        """Report something of a person; return the number of the melding."""
        who = self.employees[person] if himself else self.boss
        new = services.NewMelding(
            soort=soort, day=day, percentage=percentage, refers_to=refers_to,
            door="werknemer" if himself else "werkgever",
        )  # fmt: skip
        made = self._attempt(
            who,
            lambda: services.record_melding(
                actor=who, dienstverband_id=self.employment(person), new=new,
                today=self.today, key=key,
            ),
        )  # fmt: skip
        if made is None:
            return None
        self.known.meldingen[made.pk] = Told(soort, day, percentage, person, refers_to)
        if himself:
            self.known.waiting[made.pk] = made.public_id
        return made.pk

    def answer(self, melding: int, *, is_yes: bool) -> None:
        """Let the employer answer what an employee reported himself."""
        asked: dict[str, Any] = {
            "actor": self.boss, "melding": self.known.waiting[melding], "today": self.today,
        }  # fmt: skip
        made: Melding | None = self._attempt(
            self.boss,
            lambda: (
                services.confirm_melding(**asked)
                if is_yes
                else services.reject_melding(**asked, reason="Klopt niet")
            ),
        )
        if made is not None:
            self.known.answers[melding] = is_yes
            del self.known.waiting[melding]

    def complete(self, number: int, back: int, *, by_helper: bool) -> None:
        """Mark one of the open tasks as done, some days ago."""
        tasks = self.stage.rows(OPEN_TASKS)
        if not tasks:
            return
        public_id, version, task = tasks[number % len(tasks)]
        who = world.actor("bedrijfsarts") if by_helper else self.boss
        day = self.today - timedelta(days=back)
        if self._attempt(
            who,
            lambda: services.complete_task(
                actor=who, task=public_id, completed_on=day, version=version, today=self.today
            ),
        ):
            self.known.done[task] = day

    def undo(self, task: int) -> None:
        """Take back that a task was done."""
        public_id, version = self.stage.rows(VERSION_OF_TASK, task)[0]
        if self._attempt(
            self.boss,
            lambda: services.undo_task(
                actor=self.boss, task=public_id, version=version, today=self.today
            ),
        ):
            del self.known.done[task]

    def record_feit(self, person: int, code: str, back: int, *, by_helper: bool) -> None:
        """Record a fact in the last dossier of a person."""
        dossiers = self.stage.rows(
            "SELECT public_id FROM verzuim_verzuimdossier WHERE dienstverband_id = %s"
            " AND withdrawn_on IS NULL ORDER BY eerste_ziektedag DESC LIMIT 1",
            self.employment(person),
        )
        if not dossiers:
            return
        who = world.actor("bedrijfsarts") if by_helper else self.boss
        made = self._attempt(
            who,
            lambda: services.record_feit(
                actor=who, dossier=dossiers[0][0], code=code,
                day=self.today - timedelta(days=back), today=self.today,
                value="no_risk" if code == "vangnet" else "",
            ),
        )  # fmt: skip
        if made is not None:
            self.known.feiten[made.pk] = code

    def withdraw_feit(self, feit: int) -> None:
        """Take back a fact."""
        made = self._attempt(
            self.boss,
            lambda: services.withdraw_feit(actor=self.boss, feit_id=feit, today=self.today),
        )
        if made is not None:
            del self.known.feiten[feit]

    def record_verlof(self, person: int, ahead: int, days: int) -> None:
        """Record a leave."""
        start = self.today + timedelta(days=ahead)
        eind = start + timedelta(days=days)
        made = self._attempt(
            self.boss,
            lambda: services.record_verlof(
                actor=self.boss, dienstverband_id=self.employment(person), start=start,
                eind=eind, today=self.today,
            ),
        )  # fmt: skip
        if made is not None:
            self.known.verloven[made.pk] = (start, eind)

    def withdraw_verlof(self, verlof: int) -> None:
        """Take back a leave."""
        if self._attempt(
            self.boss,
            lambda: services.withdraw_verlof(actor=self.boss, verlof_id=verlof, today=self.today),
        ):
            del self.known.verloven[verlof]

    def give_mandate(self, kind: str) -> None:
        """Let an arbodienst or re-integratiebedrijf work for the employer from today."""
        helper = Organisation(pk=HELPERS[kind], kind=kind)
        if self._attempt(
            self.beheer,
            lambda: access.give_mandate(
                actor=self.beheer, werkgever=self.employer, organisation=helper,
                start=self.today, today=self.today,
            ),
        ):  # fmt: skip
            self.known.mandates[kind] = (self.today, None)

    def end_mandate(self, kind: str, ahead: int) -> None:
        """End a mandate, today or on a day to come."""
        start, end = self.known.mandates[kind][0], self.today + timedelta(days=ahead)

        def perform() -> bool:
            mandate = Mandate.objects.get(
                werkgever=self.employer, kind=kind, period__startswith=start
            )
            access.end_mandate(actor=self.beheer, mandate=mandate, end=end, today=self.today)
            return True

        if self._attempt(self.beheer, perform):
            self.known.mandates[kind] = (start, end)

    def end_employment(self, person: int, ahead: int) -> None:
        """End an employment."""
        employment, last = self.employment(person), self.today + timedelta(days=ahead)
        (version,) = self.stage.rows(
            "SELECT version FROM parties_dienstverband WHERE id = %s", employment
        )[0]

        def perform() -> bool:
            parties.end_dienstverband(
                actor=self.boss, dienstverband_id=employment, eindigt_op=last, version=version
            )
            services.replan_dienstverband(
                actor=self.boss, dienstverband_id=employment, today=self.today
            )
            return True

        self._attempt(self.boss, perform)

    def let_pass(self, days: int) -> None:
        """Let days pass; the worker catches up as it does every hour."""
        self.stage.clock.let_pass(days)
        with self.stage.as_jobs():
            jobs.new_day(0)

    def _attempt(self, who: Actor, perform: Callable[[], T]) -> T | None:
        """Carry it out; whoever is refused leaves nothing behind."""
        before = self.stage.rows(COUNTS)
        try:
            with acting_as(who):
                return perform()
        except REFUSALS:
            self.stage.refusals += 1
            assert self.stage.rows(COUNTS) == before, "half saved"
            return None

    def _actor(self, role: Role, account: int, werknemer: int | None = None) -> Actor:
        return Actor(
            role=role,
            account_id=account,
            membership_id=account,
            organisation_id=self.employer.pk,
            werknemer_id=werknemer,
            name=role.label,
            origin=Origin(channel="test"),
        )

    def _employ(self, number: int) -> tuple[int, int]:
        data = parties.WerknemerData(
            voorletters="L.", achternaam=f"Levensloop {number}", geboortedatum=date(1985, 2, 28)
        )
        with acting_as(self.boss):
            person = parties.register_werknemer(
                actor=self.boss, werkgever_id=self.employer.pk, data=data, today=self.today
            )
            employment = parties.register_dienstverband(
                actor=self.boss,
                werknemer_id=person.pk,
                data=parties.DienstverbandData(begint_op=self.today - EMPLOYED_FOR),
            )
        return person.pk, employment.pk
