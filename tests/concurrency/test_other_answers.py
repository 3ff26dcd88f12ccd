"""T23: a form whose key was used, sent again with other answers, says that it was not saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ontzorg.access.context import acting_as
from ontzorg.parties.models import Werknemer
from ontzorg.verzuim.tests.play import dossiers, report
from tests.harness import world
from tests.harness.results import Tell
from tests.harness.web import hidden, sign_in, text_of

pytestmark = pytest.mark.django_db
EMPLOYER, EMPLOYEE, ADMIN = "werkgever_beheerder", "medewerker", "beheerder"
REFUSED = "Dit formulier is al verwerkt, met andere antwoorden."


def ago(days: int) -> str:
    """Return a day as people type it."""
    return f"{timezone.localdate() - timedelta(days=days):%d-%m-%Y}"


@dataclass(frozen=True)
class Sent:
    """A form with answers, and one answer that is another the second time."""

    who: str
    url: Callable[[], str]
    answers: Callable[[], dict[str, str]]
    other: Callable[[], dict[str, str]]


def staff_page(more: str) -> str:
    """Return a page about Karim."""
    with acting_as(world.actor(EMPLOYER)):
        person = Werknemer.objects.get(pk=world.WERKNEMERS_A[1])
    return f"/werkgever/medewerkers/{person.public_id}/{more}"


def dossier_page(name: str) -> str:
    """Return a page about the dossier of Sanne, who is ill."""
    day = timezone.localdate() - timedelta(days=60)
    report("ziekmelding", day, today=timezone.localdate())
    return reverse(name, args=[dossiers()[0].public_id])


def sick() -> dict[str, str]:
    """Return all answers of an employer about Karim."""
    person = world.dienstverband_of(world.WERKNEMERS_A[1])
    more = {"is_full": "ja", "is_home": "ja", "has_handover": "nee", "had_accident": "nee"}
    first = {"step": "save", "dienstverband": str(person), "eerste_ziektedag": ago(3)}
    return {**first, **more, "expected": "7", "vangnet": "nee", "reported_on": ago(3)}


def newcomer() -> dict[str, str]:
    """Return the answers about a new employee."""
    name = {"voorletters": "T.", "achternaam": "Veldkers", "geboortedatum": "14-03-1991"}
    return {**name, "begint_op": "01-01-2024", "functie": "Bakker", "is_other": "1"}


def organisation() -> dict[str, str]:
    return {"kind": "werkgever", "name": "Timmerwerk De Lat B.V.", "kvk_number": ""}


FORMS = {
    "ziekmelding": Sent(
        EMPLOYER, lambda: "/werkgever/ziekmelden/", sick, lambda: {"eerste_ziektedag": ago(4)}
    ),
    "moment of reporting": Sent(
        EMPLOYER, lambda: "/werkgever/ziekmelden/", sick, lambda: {"reported_on": ago(1)}
    ),
    "own ziekmelding": Sent(
        EMPLOYEE,
        lambda: "/mijn/ziek/",
        lambda: {"day": ago(1), "expected": "3", "is_home": "ja"},
        lambda: {"day": ago(0)},
    ),
    "percentage": Sent(
        EMPLOYER,
        lambda: dossier_page("dossier-change"),
        lambda: {"day": ago(5), "percentage": "60"},
        lambda: {"percentage": "40"},
    ),
    "recovery": Sent(
        EMPLOYER,
        lambda: dossier_page("dossier-recover"),
        lambda: {"how": "volledig", "day": ago(5)},
        lambda: {"day": ago(4)},
    ),
    "fact": Sent(
        EMPLOYER,
        lambda: dossier_page("dossier-fact"),
        lambda: {"code": "langdurig_verwacht", "day": ago(5)},
        lambda: {"day": ago(4)},
    ),
    "leave": Sent(
        EMPLOYER,
        lambda: dossier_page("dossier-leave"),
        lambda: {"start": ago(-60), "eind": ago(-171), "flexibel_vanaf": ago(-60)},
        lambda: {"eind": ago(-172)},
    ),
    "employment": Sent(
        EMPLOYER,
        lambda: staff_page("dienstverband/"),
        lambda: {"begint_op": "01-02-2025", "functie": "Bakker"},
        lambda: {"functie": "Chef"},
    ),
    "invitation": Sent(
        EMPLOYER,
        lambda: staff_page("uitnodigen/"),
        lambda: {"email": "karim@voorbeeld.example"},
        lambda: {"email": "zonneveld@voorbeeld.example"},
    ),
    "employee": Sent(
        EMPLOYER,
        lambda: "/werkgever/medewerkers/nieuw/",
        newcomer,
        lambda: {"functie": "Chef"},
    ),
    "organisation": Sent(
        ADMIN,
        lambda: reverse("beheer:organisation-new"),
        organisation,
        lambda: {"name": "Timmerwerk De Balk B.V."},
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_other_answers_are_refused_and_the_first_stay(form: Sent, tell: Tell) -> None:
    client, url = sign_in(Client(), form.who), form.url()
    key = {"form_key": str(uuid4())}
    answers = key | hidden(client.get(url)) | form.answers()
    assert client.post(url, answers).status_code == 302
    assert client.post(url, answers).status_code == 302
    refused = client.post(url, answers | form.other())
    assert refused.status_code == 422
    assert REFUSED in text_of(refused)
    tell("T23", tried=1, unit="paren")
