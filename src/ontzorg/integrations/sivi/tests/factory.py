"""Messages and known meldingen for the tests; nobody in them exists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from ontzorg.integrations.sivi.berichten import (
    Berichtkop,
    Communicatie,
    Contactpersoon,
    Dienstverband,
    Verzuim,
    Verzuimmeldingen,
    Werkgever,
    Werknemer,
)
from ontzorg.integrations.sivi.betekenis import load_betekenis
from ontzorg.integrations.sivi.known import KnownMelding
from ontzorg.integrations.sivi.plan import IncomingMelding, plan_meldingen
from ontzorg.integrations.sivi.releases import message_of
from ontzorg.integrations.sivi.writer import write_message
from ontzorg.rules.wet.melding import MeldingSoort

FIRST = date(2026, 10, 5)
CASE = "VZ-2026-0001"

KOP = Berichtkop(
    berichtcode="00100",
    versienummer="00013",
    aanmaakdatum=date(2026, 10, 6),
    aanmaaktijd=time(9, 30),
    inzender="WG-PROEF",
    softwarepakket="Proefpakket",
    ontvanger="ARBO-PROEF",
    berichtreferentienummer="REF-0001",
    test=True,
    ontvangstbevestiging=False,
)
CONTACT = Contactpersoon(
    achternaam="Proefleider",
    voorletters="A",
    geslacht="O",
    rol="01",
    communicatie=(Communicatie(soort="10", waarde="proefleider@voorbeeld.example"),),
)
DIENSTVERBAND = Dienstverband(
    identificatie="DV-0001",
    ingangsdatum=date(2020, 1, 1),
    code_organisatie_eenheid="AFD-01",
    contracturen_per_week=Decimal("32.00"),
    verzuim=(),
    contactpersonen=(CONTACT,),
)
WERKNEMER = Werknemer(
    geboortedatum=date(1985, 2, 28),
    achternaam="Proefpersoon",
    voorletters="T",
    naamvoorkeur="01",
    geslacht="V",
    identificatie="WN-0001",
    dienstverbanden=(),
)
WERKGEVER = Werkgever(
    handelsnaam="Proefbedrijf",
    identificatie_bij_arbodienst="WG-0001",
    aansluitnummer="AANSL-0001",
    werknemers=(),
)


def verzuim(**changes: Any) -> Verzuim:
    """Return a ziekmelding for FIRST, with these values changed."""
    ziekmelding = Verzuim(
        verwerking="01",
        ingangsdatum_mutatie=FIRST,
        verzuimgeval=CASE,
        volgnummer=1,
        einde_verzuim=False,
        eerste_verzuimdag=FIRST,
        percentage_verzuim=Decimal("100.00"),
        vangnetgeval="N",
        contactpersonen=(CONTACT,),
    )
    return replace(ziekmelding, **changes)


def bericht(*meldingen: Verzuim, **of_dienstverband: Any) -> Verzuimmeldingen:
    """Return a message with these meldingen on one employment."""
    dienstverband = replace(DIENSTVERBAND, verzuim=meldingen, **of_dienstverband)
    werknemer = replace(WERKNEMER, dienstverbanden=(dienstverband,))
    return Verzuimmeldingen(kop=KOP, werkgevers=(replace(WERKGEVER, werknemers=(werknemer,)),))


def as_bytes(message: Verzuimmeldingen) -> bytes:
    """Return the message as it goes over the wire."""
    return write_message(message, message_of("Verzuimmeldingen"))


def incoming(*meldingen: Verzuim, **of_dienstverband: Any) -> list[IncomingMelding]:
    """Return the plan for these meldingen, with the meanings of the house."""
    return plan_meldingen(bericht(*meldingen, **of_dienstverband), load_betekenis())


def ziekmelding(**changes: Any) -> KnownMelding:
    """Return the known ziekmelding of CASE, with these values changed."""
    known = KnownMelding(
        id=1,
        soort=MeldingSoort.ZIEKMELDING,
        day=FIRST,
        percentage=100,
        verzuimgevallen=frozenset({CASE}),
        volgnummers=frozenset({1}),
    )
    return replace(known, **changes)


def wijziging(**changes: Any) -> KnownMelding:
    """Return the known change to 50 percent, number 2 of CASE."""
    change = ziekmelding(
        id=2,
        soort=MeldingSoort.WIJZIGING,
        day=date(2026, 10, 19),
        percentage=50,
        volgnummers=frozenset({2}),
    )
    return replace(change, **changes)


def herstelmelding(**changes: Any) -> KnownMelding:
    """Return the known recovery, number 3 of CASE."""
    recovery = ziekmelding(
        id=3,
        soort=MeldingSoort.HERSTELMELDING,
        day=date(2026, 11, 16),
        percentage=0,
        volgnummers=frozenset({3}),
    )
    return replace(recovery, **changes)
