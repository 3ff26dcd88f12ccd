"""Made-up firms with their departments, people and employments, as rows not yet written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import log
from random import Random

from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model

from ontzorg.access.actors import Actor, Origin
from ontzorg.access.models import Account, Mandate, Membership, Organisation, OrganisationKind
from ontzorg.access.roles import Role
from ontzorg.access.selectors import actor_of
from ontzorg.config.demo import names
from ontzorg.config.demo.bulk.copying import IdSource
from ontzorg.config.demo.bulk.figures import Sector, load_firms
from ontzorg.config.demo.bulk.seeded import make_uuid
from ontzorg.config.demo.life import Cast
from ontzorg.config.demo.organisations import DOMAIN
from ontzorg.parties.models import (
    Afdeling,
    Dienstverband,
    Geslacht,
    Identificatie,
    Naamgebruik,
    Werkgever,
    Werknemer,
)
from ontzorg.parties.selectors import bsn_index
from ontzorg.parties.services.identificatie import seal_bsn
from ontzorg.parties.services.mandates import COLUMN_OF_KIND

HOURS = (Decimal(16), Decimal(24), Decimal(32), Decimal(36), Decimal(40))
DAYS_PER_YEAR = 365
YOUNGEST, OLDEST, OF_AGE = 22, 66, 18
SIGN_INS_EVERY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """One person of a firm with his employment."""

    werknemer: Werknemer
    dienstverband: Dienstverband

    @property
    def may_bear(self) -> bool:
        """Whether a pregnancy can be drawn for this person."""
        return self.werknemer.geslacht == Geslacht.VROUW


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """One employer, who acts there, and all its rows in the order in which they are written."""

    werkgever_id: int
    sector: Sector
    cast: Cast
    staff: tuple[Employee, ...]
    rows: tuple[Model, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """The organisations that hold a mandate of one employer, and the people who act for them."""

    organisations: tuple[Organisation, ...]
    variant: str
    cast: Cast


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A firm in the making."""

    index: int
    today: date
    random: Random
    ids: IdSource
    served: dict[str, int | None]
    rows: list[Model] = field(default_factory=list)


def make_firm(
    index: int, serving: Serving, *, today: date, now: datetime, random: Random, ids: IdSource
) -> Firm:
    """Return employer number `index` with its people; the same random gives the same firm."""
    figures = load_firms()
    sector = figures.sectors[index % len(figures.sectors)]
    kinds = {COLUMN_OF_KIND[each.kind]: each.pk for each in serving.organisations}
    draft = _Draft(index=index, today=today, random=random, ids=ids, served=dict(kinds))
    werkgever = _employer(draft, sector, serving)
    afdelingen = _departments(draft, werkgever, sector)
    taken: set[str] = set()
    staff = tuple(
        _employee(draft, werkgever, afdelingen, sector, number, taken)
        for number in range(_size(random))
    )
    beheerder = _sign_in(draft, werkgever, Role.WERKGEVER_BEHEERDER, "werkgever", now)
    if index % SIGN_INS_EVERY == 0:
        _sign_in(
            draft, werkgever, Role.LEIDINGGEVENDE, "leidinggevende", now, afdeling=afdelingen[0]
        )
        _sign_in(draft, werkgever, Role.MEDEWERKER, "medewerker", now, employee=staff[0])
    cast = replace(serving.cast, werkgever=beheerder)
    return Firm(
        werkgever_id=werkgever.pk, sector=sector, cast=cast, staff=staff, rows=tuple(draft.rows)
    )


def _size(random: Random) -> int:
    size = load_firms().size
    drawn = random.lognormvariate(log(size["mean"]) - size["sigma"] ** 2 / 2, size["sigma"])
    return int(min(max(round(drawn), size["smallest"]), size["largest"]))


def _employer(draft: _Draft, sector: Sector, serving: Serving) -> Werkgever:
    organisation = Organisation(
        pk=draft.ids.take(Organisation),
        public_id=make_uuid(draft.random),
        kind=OrganisationKind.WERKGEVER.value,
        name=names.firm(sector.name, draft.index // len(load_firms().sectors)),
        kvk_number=f"9{draft.index:07d}",
    )
    werkgever = Werkgever(
        organisation=organisation,
        loonheffingennummer=f"{800000000 + draft.index}L01",
        aansluitnummer=f"AANSL-{draft.index + 1:04d}",
        **draft.served,
    )
    since = DateRange(draft.today - timedelta(days=DAYS_PER_YEAR * 6), None)
    mandates = (
        Mandate(
            pk=draft.ids.take(Mandate),
            werkgever=organisation,
            organisation=each,
            kind=each.kind,
            period=since,
        )
        for each in serving.organisations
    )
    draft.rows += [organisation, *mandates, werkgever]
    return werkgever


def _departments(draft: _Draft, werkgever: Werkgever, sector: Sector) -> Sequence[Afdeling]:
    made = [
        Afdeling(pk=draft.ids.take(Afdeling), werkgever=werkgever, name=name, **draft.served)
        for name in sector.departments
    ]
    draft.rows += made
    return made


def _employee(
    draft: _Draft,
    werkgever: Werkgever,
    afdelingen: Sequence[Afdeling],
    sector: Sector,
    number: int,
    taken: set[str],
) -> Employee:
    random = draft.random
    born = draft.today - timedelta(
        days=random.randrange(YOUNGEST * DAYS_PER_YEAR, OLDEST * DAYS_PER_YEAR)
    )
    werknemer = _person(draft, werkgever, number, born)
    begint_op, eindigt_op = _employment_days(draft, born)
    dienstverband = Dienstverband(
        pk=draft.ids.take(Dienstverband),
        werkgever=werkgever,
        werknemer=werknemer,
        afdeling=random.choice(afdelingen),
        personeelsnummer=f"P{1000 + number}",
        functie=random.choice(sector.jobs),
        uren_per_week=random.choice(HOURS),
        begint_op=begint_op,
        eindigt_op=eindigt_op,
        **draft.served,
    )
    draft.rows += [werknemer, _bsn_of(draft, werknemer, taken), dienstverband]
    return Employee(werknemer=werknemer, dienstverband=dienstverband)


def _person(draft: _Draft, werkgever: Werkgever, number: int, born: date) -> Werknemer:
    random = draft.random
    geslacht = random.choice((Geslacht.VROUW, Geslacht.MAN))
    roepnaam = names.roepnaam_of(geslacht, random)
    tussenvoegsel, achternaam = names.achternaam(random)
    return Werknemer(
        pk=draft.ids.take(Werknemer),
        public_id=make_uuid(random),
        werkgever=werkgever,
        voorletters=f"{roepnaam[0]}.",
        roepnaam=roepnaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        naamgebruik=Naamgebruik.EIGEN.value,
        partner_tussenvoegsel="",
        partner_achternaam="",
        geslacht=geslacht.value,
        geboortedatum=born,
        email=f"{roepnaam}.{achternaam}{number}@medewerker.example".lower(),
        telefoon=f"06 5550 {random.randrange(1000, 9999)}",
        **draft.served,
    )


def _bsn_of(draft: _Draft, werknemer: Werknemer, taken: set[str]) -> Identificatie:
    number = names.bsn(draft.random)
    while number in taken:
        number = names.bsn(draft.random)
    taken.add(number)
    return Identificatie(
        werknemer=werknemer,
        werkgever_id=werknemer.werkgever_id,
        bsn_sealed=seal_bsn(number, werknemer_id=werknemer.pk),
        bsn_index=bsn_index(number, werkgever_id=werknemer.werkgever_id),
        **draft.served,
    )


def _employment_days(draft: _Draft, born: date) -> tuple[date, date | None]:
    figures, random, today = load_firms(), draft.random, draft.today
    longest = (today - born).days - OF_AGE * DAYS_PER_YEAR
    days = min(random.randrange(30, figures.tenure_years * DAYS_PER_YEAR), longest)
    begint_op, ends = today - timedelta(days=days), figures.ends
    if random.random() > ends["share"]:
        return begint_op, None
    last = today + timedelta(days=random.randrange(-ends["since_days"], ends["ahead_days"]))
    return begint_op, max(last, begint_op)


def _sign_in(
    draft: _Draft,
    werkgever: Werkgever,
    role: Role,
    key: str,
    now: datetime,
    *,
    afdeling: Afdeling | None = None,
    employee: Employee | None = None,
) -> Actor:
    """Add someone who can sign in with this role; return him as an actor."""
    name = employee.werknemer.name if employee else names.full_name(draft.random)
    account = Account(
        pk=draft.ids.take(Account),
        email=f"{key}{draft.index + 1}@{DOMAIN}",
        name=name,
        password=make_password(None),
        created_at=now,
    )
    membership = Membership(
        pk=draft.ids.take(Membership),
        account=account,
        organisation=werkgever.organisation,
        role=role.value,
        period=DateRange(draft.today - timedelta(days=DAYS_PER_YEAR * 5), None),
        afdeling_ids=[afdeling.pk] if afdeling else [],
        werknemer_id=employee.werknemer.pk if employee else None,
    )
    draft.rows += [account, membership]
    return actor_of(membership, name=name, origin=Origin(channel="demo"))
