"""An employee is invited once, at his own address, and the first visit answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F
from tests.harness import world
from tests.harness.world import actor, dienstverband_of

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import NotAllowedError, UserError
from ontzorg.access.models import Account, Membership, OutboxMessage
from ontzorg.access.roles import Role
from ontzorg.parties import services
from ontzorg.parties.models import Dienstverband, Invitation, Werknemer
from ontzorg.parties.selectors import Admission, admission_of

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]

TODAY = world.TODAY
SANNE, KARIM, MIEKE = world.WERKNEMERS_A
ADDRESS = "karim@voorbeeld.example"


def invite(email: str = ADDRESS, *, werknemer: int = KARIM) -> Invitation:
    """Invite as the employer would; the login for jobs may take his place in tests."""
    with acting_as(SYSTEM):
        return services.invite_werknemer(
            actor=SYSTEM, werknemer_id=werknemer, email=email, today=TODAY
        )


def admit(werknemer: int = KARIM) -> None:
    """Do what the worker does."""
    with acting_as(SYSTEM):
        services.admit_werknemer(actor=SYSTEM, werknemer_id=werknemer, today=TODAY)


def state(werknemer: int = KARIM) -> Admission:
    """Return how far he is."""
    with acting_as(SYSTEM):
        return admission_of(werknemer).state


def members(werknemer: int = KARIM) -> list[str]:
    """Return the addresses with which someone comes in as this employee."""
    with acting_as(SYSTEM):
        found = Membership.objects.filter(role=Role.MEDEWERKER, werknemer_id=werknemer)
        return list(found.values_list("account__email", flat=True))


def test_from_not_invited_to_a_role_and_a_mail() -> None:
    assert state() is Admission.NONE
    invite(" Karim@Voorbeeld.example ")
    assert state() is Admission.INVITED
    assert members() == []
    admit()
    assert members() == [ADDRESS]
    assert _topics() == ["parties.werknemer.invited", "account.invited"]


def test_the_address_becomes_the_one_that_is_kept() -> None:
    invite("karim.thuis@voorbeeld.example")
    with acting_as(SYSTEM):
        kept = Werknemer.objects.get(pk=KARIM)
    assert (kept.email, kept.version) == ("karim.thuis@voorbeeld.example", 2)


def test_another_address_takes_the_place_of_a_wrong_one() -> None:
    invite("fout@voorbeeld.example")
    admit()
    invite()
    admit()
    assert members() == [ADDRESS]


def test_sent_again_it_mails_again_and_makes_nothing_double() -> None:
    for _ in range(2):
        invite()
        admit()
    assert members() == [ADDRESS]
    assert _topics().count("account.invited") == 2


def test_the_account_of_another_name_is_not_used() -> None:
    invite("bedrijfsarts@voorbeeld.example")
    admit()
    assert members() == []
    assert state() is Admission.STOPPED
    invite()
    assert state() is Admission.INVITED


def test_the_account_that_someone_already_has_gets_the_role() -> None:
    with acting_as(SYSTEM):
        Account(email=ADDRESS, name="K. Zonneveld").save(using="default")
    invite()
    admit()
    assert members() == [ADDRESS]


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", "Vul het e-mailadres"),
        ("nergens", "naam@bedrijf.nl"),
        ("SANNE@voorbeeld.example", "ook bij een andere medewerker"),
    ],
)
def test_an_address_that_cannot_be_is_refused(email: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        invite(email)
    assert state() is Admission.NONE


def test_an_address_of_another_invitation_is_refused() -> None:
    invite()
    with acting_as(SYSTEM):
        Werknemer.objects.filter(pk=KARIM).update(email="")
    with pytest.raises(UserError, match="ook bij een andere medewerker"):
        invite(werknemer=MIEKE)


def test_who_left_is_not_invited() -> None:
    with acting_as(SYSTEM):
        job = Dienstverband.objects.filter(pk=dienstverband_of(KARIM))
        job.update(eindigt_op=TODAY - timedelta(days=1), version=F("version") + 1)
    with pytest.raises(UserError, match="niet meer in dienst"):
        invite()


def test_who_has_an_account_is_not_invited() -> None:
    assert state(SANNE) is Admission.OPEN
    with pytest.raises(UserError, match="heeft al een account"):
        invite("sanne@voorbeeld.example", werknemer=SANNE)


def test_a_late_message_changes_nothing_for_who_came() -> None:
    invite()
    admit()
    with acting_as(SYSTEM):
        Invitation.objects.filter(pk=KARIM).update(accepted_on=TODAY)
    admit()
    assert _topics().count("account.invited") == 1


def _topics() -> list[str]:
    with acting_as(SYSTEM):
        return list(OutboxMessage.objects.order_by("pk").values_list("topic", flat=True))


@pytest.mark.login("web_portal")
@pytest.mark.parametrize("key", ["leidinggevende", "ontzorgmanager", "bedrijfsarts", "medewerker"])
def test_only_who_manages_staff_invites(key: str) -> None:
    who = actor(key)
    with acting_as(who), pytest.raises(NotAllowedError):
        services.invite_werknemer(actor=who, werknemer_id=KARIM, email=ADDRESS, today=TODAY)
