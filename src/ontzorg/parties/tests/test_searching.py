"""An employer is found by the start of any word in his name, by who works for him alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.harness.world import TODAY, WERKGEVER_A, WERKGEVER_B, actor

from ontzorg.access import services
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.models import Mandate, Organisation
from ontzorg.parties.models import NamePart
from ontzorg.parties.searching import matching_werkgevers

pytestmark = pytest.mark.django_db
BOTH = {WERKGEVER_A, WERKGEVER_B}


@pytest.mark.parametrize(
    ("key", "typed", "found"),
    [
        ("verzekeraar_claims", "bakkerij", {WERKGEVER_A}),
        ("verzekeraar_claims", "VROEGE", {WERKGEVER_A}),
        ("verzekeraar_claims", "de  vroege v", {WERKGEVER_A}),
        ("verzekeraar_claims", "b.v", BOTH),
        ("verzekeraar_claims", "ogel", set()),
        ("verzekeraar_claims", "%", set()),
        ("ontzorgmanager", "metaal", set()),
        ("ontzorgmanager", "vogel", {WERKGEVER_A}),
        ("bedrijfsarts_b", "halv", {WERKGEVER_B}),
        ("adviseur", "halv", set()),
        ("werkgever_beheerder", "b.v", {WERKGEVER_A}),
        ("auditor", "b.v", set()),
        ("medewerker", "vogel", set()),
    ],
)
def test_every_word_of_the_name_finds_an_employer(key: str, typed: str, found: set[int]) -> None:
    who = actor(key)
    with acting_as(who):
        assert matching_werkgevers(who, typed) == found


def test_a_new_name_takes_the_place_of_the_old_one() -> None:
    beheerder, insurer = actor("beheerder"), actor("verzekeraar_claims")
    with acting_as(beheerder):
        Organisation.objects.filter(pk=WERKGEVER_A).update(name="Molen Nieuw Begin")
    with acting_as(insurer):
        assert matching_werkgevers(insurer, "nieuw") == {WERKGEVER_A}
        assert matching_werkgevers(insurer, "vroege") == set()


def test_an_employer_is_not_found_any_more_when_a_mandate_ends() -> None:
    beheerder, doctor = actor("beheerder"), actor("bedrijfsarts")
    with acting_as(doctor):
        assert matching_werkgevers(doctor, "vogel") == {WERKGEVER_A}
    with acting_as(beheerder):
        mandate = Mandate.objects.get(werkgever_id=WERKGEVER_A, kind="arbodienst")
        services.end_mandate(
            actor=beheerder, mandate=mandate, end=TODAY - timedelta(days=1), today=TODAY
        )
    with acting_as(doctor):
        assert matching_werkgevers(doctor, "vogel") == set()


@pytest.mark.login("jobs")
def test_a_name_stands_once_from_each_of_its_words() -> None:
    with acting_as(SYSTEM):
        parts = NamePart.objects.filter(werkgever_id=WERKGEVER_B).order_by("pk")
        assert [part.search_name for part in parts] == [
            "METAALBEWERKING HALVERWEGE B.V.",
            "HALVERWEGE B.V.",
            "B.V.",
        ]
