"""Fills every place that is sealed, by the services of the product, and reads it back."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.crypto import SealBrokenError
from ontzorg.access.walls.apply import apply_walls
from ontzorg.medical.selectors import read_consult_notes
from ontzorg.parties.models import Bankrekening, Identificatie, Werknemer
from ontzorg.parties.selectors import find_werknemer_by_bsn
from ontzorg.parties.services.bankrekening import open_iban
from ontzorg.parties.services.identificatie import open_bsn
from ontzorg.parties.staff_import import merge_services, merging
from ontzorg.parties.staff_import.models import StaffImport
from ontzorg.parties.staff_import.selectors import samples_of
from ontzorg.parties.staff_import.tests.files import GOOD, OTHER, csv_of
from ontzorg.parties.staff_import.tests.steps import WHO, bring_in, fresh, read
from tests.harness.database import as_login
from tests.harness.world import actor
from tests.security.cases import Case, build_cases
from tests.security.signing_in import SECRET, account_of, give_app

OLD = settings.MASTER_KEY
NEW = base64.b64encode(b"another-key-for-tests-another-12").decode()
DOCTORS = ("bedrijfsarts", "bedrijfsarts_b", "bedrijfsarts")
SOMEONE = GOOD | {"BSN": "999990317"}
LATER_IBAN = "NL02ABNA0123456789"
TWICE = SOMEONE | {"Personeelsnummer": "7", "BSN": "", "Voorletters": "X.", "Roepnaam": "Xi"}
WAITS = OTHER | {"BSN": "999990391", "IBAN": "NL91ABNA0417164300"}
CHANGED_BSN = "999990433"
WRONG = WAITS | {"Personeelsnummer": "1044", "BSN": "", "Geboortedatum": "99-99-1979"}


@dataclass(frozen=True)
class Kept:
    """What was stored, to be read back later."""

    cases: tuple[Case, ...]
    waiting: StaffImport
    codes: list[str]


def fill() -> Kept:
    """Store something in every place that is sealed, under the key of now."""
    with as_login("jobs"):
        bring_in(csv_of(SOMEONE))
        bring_in(csv_of(SOMEONE | {"IBAN": LATER_IBAN}))
        bring_in(csv_of(TWICE))
        _merge()
        read(csv_of(SOMEONE | {"BSN": CHANGED_BSN}))
        waiting = read(csv_of(WAITS, WRONG))
    return Kept(build_cases(), waiting, give_app(account_of("bedrijfsarts")))


def run_with(patch: pytest.MonkeyPatch, now: str, *older: str) -> None:
    """Run from here on with these keys, as after `ontzorg migrate` and a restart."""
    patch.setattr(settings, "MASTER_KEY", now)
    patch.setattr(settings, "OLD_MASTER_KEYS", older)
    apply_walls("migrator")


def misread(kept: Kept) -> list[str]:
    """Return what cannot be opened or found."""
    checks: dict[str, Callable[[Kept], bool]] = {
        "consulten": _notes_open,
        "nummers": _numbers_open,
        "zoeken op BSN": _people_are_found,
        "tweede stap": _codes_open,
        "bestand": _file_opens,
    }
    return [name for name, check in checks.items() if not _holds(check, kept)]


def _holds(check: Callable[[Kept], bool], kept: Kept) -> bool:
    try:
        return check(kept)
    except SealBrokenError:
        return False


def _merge() -> None:
    with acting_as(SYSTEM):
        people = Werknemer.objects.filter(achternaam="Waterlander").order_by("pk")
        kept_id, gone_id = people.values_list("pk", flat=True)
        made = merge_services.start_merge(actor=actor(WHO), kept_id=kept_id, gone_id=gone_id)
    merging.merge_persons(made.pk)


def _notes_open(kept: Kept) -> bool:
    for doctor, case in zip(DOCTORS, kept.cases, strict=True):
        notes = read_consult_notes(actor=actor(doctor), dossier=case.ref)
        if not all(any(s in note.text for note in notes) for s in case.secrets.notes):
            return False
    return True


def _numbers_open(kept: Kept) -> bool:
    with as_login("jobs"), acting_as(SYSTEM):
        numbers = {open_bsn(one) for one in Identificatie.objects.all()}
        ibans = {open_iban(one) for one in Bankrekening.objects.all()}
    return numbers >= {SOMEONE["BSN"], *(c.secrets.bsn for c in kept.cases)} and LATER_IBAN in ibans


def _people_are_found(kept: Kept) -> bool:
    with as_login("jobs"), acting_as(SYSTEM):
        return all(
            find_werknemer_by_bsn(SYSTEM, werkgever_id=c.werkgever_id, bsn=c.secrets.bsn)
            for c in kept.cases
        )


def _codes_open(kept: Kept) -> bool:
    mine = Authenticator.objects.filter(user_id=account_of("bedrijfsarts").pk)
    app, codes = mine.get(type="totp"), mine.get(type="recovery_codes")
    opened = (decrypt(app.data["secret"]), codes.wrap().get_unused_codes())
    return bool(opened == (SECRET, kept.codes))


def _file_opens(kept: Kept) -> bool:
    with as_login("jobs"):
        return any(samples_of(fresh(kept.waiting)))
