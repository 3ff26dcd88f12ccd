"""The small world of the tests: two employers, two arbodiensten, everyone with a role.

Numbers are fixed so that tests can name them: employer A is served by arbodienst A and the
re-integratiebedrijf, employer B by arbodienst B. The people are made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from ontzorg.access.actors import SYSTEM, Actor, Origin
from ontzorg.access.context import acting_as
from ontzorg.access.models import Account, Mandate, Membership, Organisation
from ontzorg.access.roles import Role
from ontzorg.access.selectors import actor_of
from ontzorg.parties.models import Afdeling, Dienstverband, Werkgever, Werknemer

TODAY = date(2026, 11, 22)
START = date(2020, 1, 1)
EVER = DateRange(START, None)

WERKGEVER_A, WERKGEVER_B = 101, 102
ARBODIENST_A, ARBODIENST_B = 201, 202
REINTEGRATIE, VERZEKERAAR, ADVISEUR, BEHEER, AUDIT = 301, 401, 501, 601, 602
AFDELING_A1, AFDELING_A2, AFDELING_B1 = 1001, 1002, 1003
WERKNEMERS_A, WERKNEMERS_B = (5001, 5002, 5003), (5101, 5102)

ORGANISATIONS = (
    (WERKGEVER_A, "werkgever", "Bakkerij De Vroege Vogel B.V."),
    (WERKGEVER_B, "werkgever", "Metaalbewerking Halverwege B.V."),
    (ARBODIENST_A, "arbodienst", "Arbodienst Noord"),
    (ARBODIENST_B, "arbodienst", "Arbodienst Zuid"),
    (REINTEGRATIE, "reintegratie", "Re-integratie Midden"),
    (VERZEKERAAR, "verzekeraar", "Verzekeraar De Haven"),
    (ADVISEUR, "adviseur", "Advieskantoor Oever"),
    (BEHEER, "beheer", "Ontzorg beheer"),
    (AUDIT, "beheer", "Onafhankelijke controle"),
)


@dataclass(frozen=True)
class Person:
    """One account of the small world."""

    key: str
    role: Role
    organisation: int
    afdelingen: tuple[int, ...] = ()
    werknemer: int | None = None
    taakdelegatie: bool = False


PEOPLE = (
    Person("werkgever_beheerder", Role.WERKGEVER_BEHEERDER, WERKGEVER_A),
    Person("leidinggevende", Role.LEIDINGGEVENDE, WERKGEVER_A, (AFDELING_A1,)),
    Person("medewerker", Role.MEDEWERKER, WERKGEVER_A, werknemer=WERKNEMERS_A[0]),
    Person("werkgever_beheerder_b", Role.WERKGEVER_BEHEERDER, WERKGEVER_B),
    Person("medewerker_b", Role.MEDEWERKER, WERKGEVER_B, werknemer=WERKNEMERS_B[0]),
    Person("ontzorgmanager", Role.ONTZORGMANAGER, REINTEGRATIE),
    Person("ontzorgmanager_2", Role.ONTZORGMANAGER, REINTEGRATIE),
    Person("bedrijfsarts", Role.BEDRIJFSARTS, ARBODIENST_A),
    Person("bedrijfsarts_b", Role.BEDRIJFSARTS, ARBODIENST_B),
    Person("verzuimbegeleider", Role.VERZUIMBEGELEIDER, ARBODIENST_A, taakdelegatie=True),
    Person("verzuimbegeleider_zonder", Role.VERZUIMBEGELEIDER, ARBODIENST_A),
    Person("planner", Role.PLANNER, ARBODIENST_A),
    Person("verzekeraar_polis", Role.VERZEKERAAR_POLIS, VERZEKERAAR),
    Person("verzekeraar_claims", Role.VERZEKERAAR_CLAIMS, VERZEKERAAR),
    Person("verzekeraar_financien", Role.VERZEKERAAR_FINANCIEN, VERZEKERAAR),
    Person("adviseur", Role.ADVISEUR, ADVISEUR),
    Person("auditor", Role.AUDITOR, AUDIT),
    Person("beheerder", Role.BEHEERDER, BEHEER),
)

# key, employer, afdeling, voorletters, roepnaam, achternaam, birth date
STAFF = (
    (5001, WERKGEVER_A, AFDELING_A1, "S.", "Sanne", "Boterbloem", date(1990, 3, 14)),
    (5002, WERKGEVER_A, AFDELING_A1, "K.", "Karim", "Zonneveld", date(1979, 7, 2)),
    (5003, WERKGEVER_A, AFDELING_A2, "M.", "Mieke", "Overduin", date(1965, 11, 30)),
    (5101, WERKGEVER_B, AFDELING_B1, "J.", "Joris", "Klinkhamer", date(1985, 1, 9)),
    (5102, WERKGEVER_B, AFDELING_B1, "F.", "Fatma", "Wolkenveld", date(1998, 5, 21)),
)
MANDATES = (
    (WERKGEVER_A, ARBODIENST_A, "arbodienst"),
    (WERKGEVER_B, ARBODIENST_B, "arbodienst"),
    (WERKGEVER_A, REINTEGRATIE, "reintegratie"),
    (WERKGEVER_A, VERZEKERAAR, "verzekeraar"),
    (WERKGEVER_B, VERZEKERAAR, "verzekeraar"),
    (WERKGEVER_A, ADVISEUR, "adviseur"),
)
COLUMN_OF_KIND = {
    "arbodienst": "arbodienst_id",
    "reintegratie": "reintegratiebedrijf_id",
    "verzekeraar": "verzekeraar_id",
    "adviseur": "adviseur_id",
}


def build() -> None:
    """Store the small world. Run with the login for jobs."""
    with acting_as(SYSTEM):
        for pk, kind, name in ORGANISATIONS:
            Organisation.objects.create(pk=pk, kind=kind, name=name)
        _mandates()
        _staff()
        for person in PEOPLE:
            _account(person)


def actor(key: str) -> Actor:
    """Return the actor of this person."""
    person = next(p for p in PEOPLE if p.key == key)
    index = PEOPLE.index(person)
    membership = Membership(
        pk=index + 1,
        account_id=index + 1,
        organisation=_organisation(person.organisation),
        role=person.role,
        afdeling_ids=list(person.afdelingen),
        werknemer_id=person.werknemer,
        taakdelegatie=person.taakdelegatie,
    )
    return actor_of(membership, name=key, origin=Origin(channel="test"))


def mandate_columns(werkgever: int) -> dict[str, int]:
    """Return the mandate columns that rows of this employer carry."""
    return {COLUMN_OF_KIND[kind]: org for holder, org, kind in MANDATES if holder == werkgever}


def dienstverband_of(werknemer_id: int) -> int:
    """Return the number of the employment of a werknemer."""
    return werknemer_id + 1000


def _organisation(pk: int) -> Organisation:
    found = next(entry for entry in ORGANISATIONS if entry[0] == pk)
    return Organisation(pk=pk, kind=found[1], name=found[2])


def _mandates() -> None:
    for werkgever, organisation, kind in MANDATES:
        Mandate.objects.create(
            werkgever_id=werkgever, organisation_id=organisation, kind=kind, period=EVER
        )


def _staff() -> None:
    for werkgever in (WERKGEVER_A, WERKGEVER_B):
        Werkgever.objects.create(organisation_id=werkgever, **mandate_columns(werkgever))
    for pk, name, werkgever in (
        (AFDELING_A1, "Bakkerij", WERKGEVER_A),
        (AFDELING_A2, "Winkel", WERKGEVER_A),
        (AFDELING_B1, "Werkplaats", WERKGEVER_B),
    ):
        columns = mandate_columns(werkgever)
        Afdeling.objects.create(pk=pk, name=name, werkgever_id=werkgever, **columns)
    for entry in STAFF:
        _employee(*entry)


def _employee(
    pk: int, werkgever: int, afdeling: int, letters: str, roepnaam: str, name: str, born: date
) -> None:
    columns = mandate_columns(werkgever)
    Werknemer.objects.create(
        pk=pk,
        werkgever_id=werkgever,
        voorletters=letters,
        roepnaam=roepnaam,
        achternaam=name,
        geboortedatum=born,
        email=f"{roepnaam.lower()}@voorbeeld.example",
        **columns,
    )
    Dienstverband.objects.create(
        pk=dienstverband_of(pk),
        werkgever_id=werkgever,
        werknemer_id=pk,
        afdeling_id=afdeling,
        functie="Medewerker",
        uren_per_week=36,
        begint_op=START + timedelta(days=31),
        **columns,
    )


def _account(person: Person) -> None:
    index = PEOPLE.index(person) + 1
    account = Account(pk=index, email=f"{person.key}@voorbeeld.example", name=person.key)
    account.set_unusable_password()
    account.save(force_insert=True, using="default")
    Membership.objects.create(
        pk=index,
        account=account,
        organisation_id=person.organisation,
        role=person.role,
        period=EVER,
        afdeling_ids=list(person.afdelingen),
        werknemer_id=person.werknemer,
        taakdelegatie=person.taakdelegatie,
    )
