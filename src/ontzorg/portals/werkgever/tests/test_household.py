"""Only a private household is asked whether the work is household work."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.harness.web import fill_in, sign_in, text_of
from tests.harness.world import WERKGEVER_A, actor

from ontzorg.access.context import acting_as
from ontzorg.access.models import Organisation
from ontzorg.parties.models import Dienstverband
from ontzorg.verzuim.tests.play import SANNE

pytestmark = pytest.mark.django_db
EDIT = f"/werkgever/medewerkers/dienstverbanden/{SANNE}/wijzigen/"
QUESTION = "Werk in een particulier huishouden op minder dan vier dagen per week"


@pytest.fixture
def employer(client: Client) -> Client:
    return sign_in(client, "werkgever_beheerder")


def test_a_household_answers_and_sees_it_back(employer: Client) -> None:
    assert QUESTION in text_of(employer.get(EDIT))
    page = fill_in(employer, EDIT, begint_op="01-01-2020", huishoudelijk="on")
    assert page.status_code == 302
    assert _employment().huishoudelijk
    shown = text_of(employer.get(page.headers["Location"]))
    assert "Huishoudelijk werk" in shown
    fill_in(employer, EDIT, begint_op="01-01-2020")
    assert not _employment().huishoudelijk


def test_a_company_is_not_asked_and_an_answer_stays(employer: Client) -> None:
    _give_kvk_number()
    assert QUESTION not in text_of(employer.get(EDIT))
    fill_in(employer, EDIT, begint_op="01-01-2020", huishoudelijk="on")
    assert not _employment().huishoudelijk


def test_who_said_so_before_can_take_it_back(employer: Client) -> None:
    fill_in(employer, EDIT, begint_op="01-01-2020", huishoudelijk="on")
    _give_kvk_number()
    assert QUESTION in text_of(employer.get(EDIT))


def _employment() -> Dienstverband:
    with acting_as(actor("werkgever_beheerder")):
        return Dienstverband.objects.get(pk=SANNE)


def _give_kvk_number() -> None:
    with acting_as(actor("beheerder")):
        assert Organisation.objects.filter(pk=WERKGEVER_A).update(kvk_number="90000001")
