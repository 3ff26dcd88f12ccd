"""The small world made wide: people whose right has ended, and cases that changed hands or ended.

Employer C changed from arbodienst C to arbodienst A today. The people whose role is over, has not
begun or whose account is shut sign in all the same, and are nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ontzorg.access.actors import SYSTEM, Actor, Origin
from ontzorg.access.context import acting_as
from ontzorg.access.emergency import open_in_emergency
from ontzorg.access.models import Account, Mandate, Membership, Organisation
from ontzorg.access.roles import Role
from ontzorg.access.selectors import actor_of
from ontzorg.access.services import end_mandate, give_mandate, name_deputy
from ontzorg.parties.models import Afdeling, Dienstverband, Werkgever, Werknemer
from ontzorg.parties.staff_import.merge_services import start_merge
from ontzorg.parties.staff_import.services import start_import
from ontzorg.verzuim.services import NewMelding, close_due_dossiers, record_melding
from ontzorg.verzuim.services.feiten import record_feit
from ontzorg.verzuim.services.verlof import record_verlof
from tests.harness import world
from tests.harness.database import as_login
from tests.harness.world import Person, actor, dienstverband_of
from tests.security.cases import Case, make_case
from tests.security.crawl import EVERYBODY, Visitor, visitor_of

WERKGEVER_C, ARBODIENST_C, AFDELING_C1, WERKNEMER_C = 103, 203, 1004, 5201
FIRST_NUMBER = 101
MOVED, CLOSED = 3, 4
# Numbers for what is no case: an import or merge of employer A, and a deputy of one person.
OF_A, OF_ONE = 100, 101
PAST = DateRange(date(2020, 1, 1), date(2026, 11, 1))
COMING = DateRange(date(2027, 1, 1), None)
BOTH_OF_A = frozenset({0, 2, CLOSED})

EXTRA = (
    Person("leidinggevende_2", Role.LEIDINGGEVENDE, world.WERKGEVER_A, (world.AFDELING_A2,)),
    Person("werkgever_beheerder_c", Role.WERKGEVER_BEHEERDER, WERKGEVER_C),
    Person("arts_c", Role.BEDRIJFSARTS, ARBODIENST_C),
    Person("vervanger", Role.ONTZORGMANAGER, world.REINTEGRATIE),
    Person("begeleider_nood", Role.VERZUIMBEGELEIDER, world.ARBODIENST_A),
    Person("oud_medewerker", Role.MEDEWERKER, world.WERKGEVER_A, werknemer=5002),
    Person("oud_ontzorgmanager", Role.ONTZORGMANAGER, world.REINTEGRATIE),
    Person("nog_niet", Role.PLANNER, world.ARBODIENST_A),
    Person("gesloten", Role.BEHEERDER, world.BEHEER),
)
PERIODS = {"oud_medewerker": PAST, "oud_ontzorgmanager": PAST, "nog_niet": COMING}
NOBODY_HERE = frozenset({*PERIODS, "gesloten"})
SEES_MORE: dict[str, frozenset[int]] = {
    "werkgever_beheerder": frozenset({CLOSED, OF_A}),
    "leidinggevende": frozenset({CLOSED}),
    "ontzorgmanager": frozenset({CLOSED, OF_ONE}),
    "ontzorgmanager_2": frozenset({CLOSED}),
    "bedrijfsarts": frozenset({MOVED, CLOSED}),
    "verzuimbegeleider": frozenset({MOVED, CLOSED}),
    "verzuimbegeleider_zonder": frozenset({MOVED, CLOSED}),
    "planner": frozenset({MOVED, CLOSED}),
    "verzekeraar_claims": frozenset({CLOSED}),
    "leidinggevende_2": frozenset({2}),
    "werkgever_beheerder_c": frozenset({MOVED}),
    "vervanger": BOTH_OF_A,
    "begeleider_nood": BOTH_OF_A | {MOVED},
}


IMPORT_PAGES = (
    *("detail", "columns", "progress", "rows"),
    *("faults", "confirm", "cancel", "undo", "bsn"),
)
STAFF_FILE = b"Personeelsnummer;Achternaam;Geboortedatum\n1;Boterbloem;14-03-1990\n"
BEHEERDER_A = actor("werkgever_beheerder")


@dataclass(frozen=True)
class Wide:
    """Everyone, every case, and the objects that the small world does not have."""

    visitors: tuple[Visitor, ...]
    cases: tuple[Case, ...]
    more: dict[str, Sequence[tuple[int, object]]]


def widen(cases: tuple[Case, ...]) -> Wide:
    """Add the people and the cases to the small world, through the services."""
    with as_login("jobs"), acting_as(SYSTEM):
        _employer_c()
        for number, person in enumerate(EXTRA, FIRST_NUMBER):
            _account(number, person)
    moved = make_case(
        actor_of_extra("werkgever_beheerder_c"), actor_of_extra("arts_c"), 5201, bsn="100000009"
    )
    everything = (*cases, moved, _closed_case())
    more = _more_objects(everything)
    _change_hands()
    _emergency(everything[2])
    return Wide(visitors=_visitors(), cases=everything, more=more)


def actor_of_extra(key: str) -> Actor:
    """Return the actor of one of the extra people."""
    number, person = next((n, p) for n, p in enumerate(EXTRA, FIRST_NUMBER) if p.key == key)
    membership = _membership(number, person)
    names = {pk: (kind, name) for pk, kind, name in world.ORGANISATIONS}
    kind, name = names.get(person.organisation, ("", ""))
    membership.organisation = Organisation(pk=person.organisation, kind=kind, name=name)
    return actor_of(membership, name=key, origin=Origin(channel="test"))


def _visitors() -> tuple[Visitor, ...]:
    known = [visitor_of(key) for key in EVERYBODY]
    small = [
        Visitor(v.key, v.account_id, v.actor, v.sees | SEES_MORE.get(v.key, frozenset()))
        for v in known
    ]
    extra = [
        Visitor(
            person.key,
            number,
            None if person.key in NOBODY_HERE else actor_of_extra(person.key),
            SEES_MORE.get(person.key, frozenset()),
        )
        for number, person in enumerate(EXTRA, FIRST_NUMBER)
    ]
    return (*small, *extra)


def _employer_c() -> None:
    Organisation.objects.create(pk=WERKGEVER_C, kind="werkgever", name="Weverij Onderweg B.V.")
    Organisation.objects.create(pk=ARBODIENST_C, kind="arbodienst", name="Arbodienst Oost")
    Mandate.objects.create(
        werkgever_id=WERKGEVER_C, organisation_id=ARBODIENST_C, kind="arbodienst", period=world.EVER
    )
    columns = {"arbodienst_id": ARBODIENST_C}
    Werkgever.objects.create(organisation_id=WERKGEVER_C, **columns)
    Afdeling.objects.create(pk=AFDELING_C1, name="Weverij", werkgever_id=WERKGEVER_C, **columns)
    Werknemer.objects.create(
        pk=WERKNEMER_C,
        werkgever_id=WERKGEVER_C,
        voorletters="L.",
        roepnaam="Lotte",
        achternaam="Garenspoel",
        geboortedatum=date(1988, 8, 8),
        email="lotte@voorbeeld.example",
        **columns,
    )
    Dienstverband.objects.create(
        pk=dienstverband_of(WERKNEMER_C),
        werkgever_id=WERKGEVER_C,
        werknemer_id=WERKNEMER_C,
        afdeling_id=AFDELING_C1,
        functie="Wever",
        uren_per_week=32,
        begint_op=world.START,
        **columns,
    )


def _account(number: int, person: Person) -> None:
    account = Account(pk=number, email=f"{person.key}@voorbeeld.example", name=person.key)
    account.is_active = person.key != "gesloten"
    account.set_unusable_password()
    account.save(force_insert=True, using="default")
    _membership(number, person).save(force_insert=True)


def _membership(number: int, person: Person) -> Membership:
    return Membership(
        pk=number,
        account_id=number,
        organisation_id=person.organisation,
        role=person.role,
        period=PERIODS.get(person.key, world.EVER),
        afdeling_ids=list(person.afdelingen),
        werknemer_id=person.werknemer,
    )


def _closed_case() -> Case:
    """Report someone sick and better again so long ago that the file is shut."""
    beheerder, person = actor("werkgever_beheerder"), world.WERKNEMERS_A[1]
    case = make_case(beheerder, actor("bedrijfsarts"), person, bsn="100000010")
    with acting_as(beheerder):
        record_melding(
            actor=beheerder,
            dienstverband_id=dienstverband_of(person),
            new=NewMelding(soort="herstelmelding", day=date(2026, 10, 1)),
            today=timezone.localdate(),
        )
    with as_login("jobs"), acting_as(SYSTEM):
        close_due_dossiers(actor=SYSTEM, today=timezone.localdate())
    return case


def _more_objects(cases: tuple[Case, ...]) -> dict[str, Sequence[tuple[int, object]]]:
    """Make a feit, a leave, an import, a merge and a deputy; name the pages about each."""
    feit, verlof = _feit(cases[0]), _verlof(cases[2])
    imported, merge = _import(), _merge(cases[0])
    return {
        "fact-correct": [(0, feit)],
        "fact-withdraw": [(0, feit)],
        "leave-withdraw": [(2, verlof)],
        **{f"werkgever:import-{page}": [(OF_A, imported)] for page in IMPORT_PAGES},
        "werkgever:merge": [(OF_A, merge)],
        "werkgever:merge-undo": [(OF_A, merge)],
        "deputy-end": [(OF_ONE, _deputy())],
    }


def _feit(case: Case) -> int:
    with acting_as(BEHEERDER_A):
        return record_feit(
            actor=BEHEERDER_A,
            dossier=UUID(case.dossier),
            code="plan_van_aanpak",
            day=date(2026, 10, 20),
            today=timezone.localdate(),
        ).pk


def _verlof(case: Case) -> int:
    with acting_as(BEHEERDER_A):
        return record_verlof(
            actor=BEHEERDER_A,
            dienstverband_id=dienstverband_of(case.werknemer_id),
            start=date(2027, 1, 4),
            eind=date(2027, 4, 25),
            today=timezone.localdate(),
        ).pk


def _import() -> UUID:
    with acting_as(BEHEERDER_A):
        return start_import(
            actor=BEHEERDER_A,
            werkgever_id=world.WERKGEVER_A,
            file=BytesIO(STAFF_FILE),
            file_name="personeel.csv",
            byte_count=len(STAFF_FILE),
        ).public_id


def _merge(case: Case) -> UUID:
    with acting_as(BEHEERDER_A):
        return start_merge(actor=BEHEERDER_A, kept_id=case.werknemer_id, gone_id=5003).public_id


def _deputy() -> int:
    manager = actor("ontzorgmanager")
    deputy = next(n for n, p in enumerate(EXTRA, FIRST_NUMBER) if p.key == "vervanger")
    with acting_as(manager):
        return name_deputy(
            actor=manager,
            deputy=Membership.objects.get(pk=deputy),
            start=timezone.localdate(),
            end=date(2027, 1, 1),
        ).pk


def _change_hands() -> None:
    """Let employer C leave its arbodienst for another one, as of today."""
    beheerder, today = actor("beheerder"), timezone.localdate()
    with acting_as(beheerder):
        old = Mandate.objects.get(werkgever_id=WERKGEVER_C)
        end_mandate(actor=beheerder, mandate=old, end=today, today=today)
        give_mandate(
            actor=beheerder,
            werkgever=Organisation.objects.get(pk=WERKGEVER_C),
            organisation=Organisation.objects.get(pk=world.ARBODIENST_A),
            start=today,
            today=today,
        )


def _emergency(case: Case) -> None:
    who = actor_of_extra("begeleider_nood")
    with acting_as(who):
        open_in_emergency(
            actor=who,
            dossier_id=case.dossier_id,
            werknemer_id=case.werknemer_id,
            werkgever_id=case.werkgever_id,
            reason="arts_onbereikbaar",
            now=timezone.now(),
        )
