"""People who can report themselves sick, for the tests that break the product meanwhile.

Run as a program beside a running demo: `python -m tests.faults.people 30`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import django

OWN_EMPLOYER, FUNCTIE = "werkgever", "Proef"


@dataclass(frozen=True, slots=True)
class Patient:
    """Someone whose sickness will be reported: by his employer, or by himself."""

    key: str
    dienstverband: int
    reports_himself: bool


def read_people(text: str) -> list[Patient]:
    """Return the people that the program printed."""
    return [Patient(*entry) for entry in json.loads(text)]


def main(count: int) -> None:
    """Add the people and print them."""
    django.setup()
    from django.utils import timezone

    from ontzorg.access.actors import SYSTEM
    from ontzorg.access.context import acting_as
    from ontzorg.parties.models import Dienstverband

    with acting_as(SYSTEM):
        first = Dienstverband.objects.filter(functie=FUNCTIE).count()
        made = [_add(number, timezone.localdate()) for number in range(first, first + count)]
    print(json.dumps(made))  # noqa: T201 - read by the test


def _add(number: int, today: date) -> tuple[str, int, bool]:
    from ontzorg.access.actors import SYSTEM
    from ontzorg.access.models import Account, Membership
    from ontzorg.access.roles import Role
    from ontzorg.config.demo.organisations import DOMAIN, make_person
    from ontzorg.parties import services as parties
    from ontzorg.parties.services import WerknemerData

    boss = Account.objects.get(email=f"{OWN_EMPLOYER}@{DOMAIN}")
    employer = Membership.objects.select_related("organisation").get(account=boss).organisation
    start = today - timedelta(days=1000)
    werknemer = parties.register_werknemer(
        actor=SYSTEM,
        werkgever_id=employer.pk,
        data=WerknemerData(
            voorletters="P.", achternaam=f"Proefpersoon {number}", geboortedatum=date(1985, 2, 28)
        ),
        today=today,
    )
    dienstverband = parties.register_dienstverband(
        actor=SYSTEM,
        werknemer_id=werknemer.pk,
        data=parties.DienstverbandData(
            begint_op=start,
            functie=FUNCTIE,
            uren_per_week=Decimal(36),
            personeelsnummer=f"P{number}",
        ),
    )
    key, reports_himself = f"proef-{number}", bool(number % 2)
    if reports_himself:
        make_person(key, key, Role.MEDEWERKER, employer, start, werknemer_id=werknemer.pk)
    return (key if reports_himself else OWN_EMPLOYER), dienstverband.pk, reports_himself


if __name__ == "__main__":
    main(int(sys.argv[1]))
