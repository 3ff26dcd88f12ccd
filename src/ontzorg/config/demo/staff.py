"""The employers of the demo book with their departments and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ontzorg.access import services as access
from ontzorg.access.actors import SYSTEM
from ontzorg.access.models import Organisation, OrganisationKind
from ontzorg.config.demo import names
from ontzorg.config.demo.organisations import Organisations
from ontzorg.parties import services as parties
from ontzorg.parties.models import Afdeling, Dienstverband

HOURS = (Decimal(16), Decimal(24), Decimal(32), Decimal(36), Decimal(40))


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """One employer of the demo and the employments there."""

    organisation: Organisation
    afdelingen: tuple[Afdeling, ...]
    staff: tuple[Dienstverband, ...]


def make_employer(
    index: int, size: int, serving: Organisations, today: date, random: Random
) -> Employer:
    """Add employer number `index` with `size` people and the mandates it gave."""
    name, department_names = names.werkgever(index)
    kvk_number = f"9{index:07d}"
    organisation = access.register_organisation(
        actor=SYSTEM, kind=OrganisationKind.WERKGEVER, name=name, kvk_number=kvk_number
    )
    _give_mandates(organisation, index, serving, today)
    parties.register_werkgever(
        actor=SYSTEM,
        organisation_id=organisation.pk,
        today=today,
        loonheffingennummer=f"{800000000 + index}L01",
        aansluitnummer=f"AANSL-{index + 1:04d}",
    )
    afdelingen = tuple(
        parties.register_afdeling(actor=SYSTEM, werkgever_id=organisation.pk, name=n)
        for n in department_names
    )
    staff = tuple(
        _employee(organisation.pk, afdelingen[i % 2], i, today, random) for i in range(size)
    )
    return Employer(organisation=organisation, afdelingen=afdelingen, staff=staff)


def _give_mandates(
    werkgever: Organisation, index: int, serving: Organisations, today: date
) -> None:
    start = today - timedelta(days=365 * 6)
    arbodienst = serving.arbodiensten[index % len(serving.arbodiensten)]
    for organisation in (
        arbodienst,
        serving.reintegratie,
        serving.verzekeraar,
        serving.adviseur,
    ):
        access.give_mandate(
            actor=SYSTEM, werkgever=werkgever, organisation=organisation, start=start, today=today
        )


def _employee(
    werkgever_id: int, afdeling: Afdeling, index: int, today: date, random: Random
) -> Dienstverband:
    born = _birth_date(today, random, is_oldest=index == 7)
    werknemer = parties.register_werknemer(
        actor=SYSTEM,
        werkgever_id=werkgever_id,
        data=_person(index, born, random),
        today=today,
    )
    parties.set_bsn(actor=SYSTEM, werknemer_id=werknemer.pk, bsn=names.bsn(random))
    return parties.register_dienstverband(
        actor=SYSTEM,
        werknemer_id=werknemer.pk,
        data=parties.DienstverbandData(
            begint_op=today - timedelta(days=random.randrange(900, 2100)),
            afdeling_id=afdeling.pk,
            functie=random.choice(names.FUNCTIES),
            uren_per_week=random.choice(HOURS),
            personeelsnummer=f"P{1000 + index}",
        ),
    )


def _person(index: int, born: date, random: Random) -> parties.WerknemerData:
    roepnaam = names.roepnaam(random)
    tussenvoegsel, achternaam = names.achternaam(random)
    return parties.WerknemerData(
        voorletters=f"{roepnaam[0]}.",
        roepnaam=roepnaam,
        tussenvoegsel=tussenvoegsel,
        achternaam=achternaam,
        geboortedatum=born,
        email=f"{roepnaam}.{achternaam}{index}@medewerker.example".lower(),
        telefoon=f"06 5550 {index:02d}{random.randrange(10, 99)}",
    )


def _birth_date(today: date, random: Random, *, is_oldest: bool) -> date:
    age = 66 if is_oldest else random.randrange(21, 62)
    return today - timedelta(days=age * 365 + random.randrange(300))
