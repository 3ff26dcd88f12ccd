"""Who looked at a row of mine that was taken for someone else stands in my log as well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.harness import world
from tests.harness.database import as_login
from tests.harness.web import sign_in, text_of
from tests.harness.world import actor

from ontzorg.access import audit
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.selectors import AuditEvent, events_about
from ontzorg.parties.models import Werknemer
from ontzorg.parties.staff_import import merge_services, merging
from ontzorg.parties.staff_import.models import PersonMerge
from ontzorg.parties.staff_import.tests.files import GOOD, csv_of
from ontzorg.parties.staff_import.tests.steps import WHO, bring_in

pytestmark = pytest.mark.usefixtures("committed")
SANNE, OTHER = world.WERKNEMERS_A[:2]
NAMES = {"Achternaam": "Boterbloem-Dijk", "Geboortedatum": "14-03-1990"}
AGAIN = {"Achternaam": "Boterbloem-Weer", "Personeelsnummer": "7", "BSN": ""}


@pytest.fixture
def twice() -> int:
    with as_login("jobs"):
        bring_in(csv_of(GOOD | NAMES))
        with acting_as(SYSTEM):
            return Werknemer.objects.get(achternaam="Boterbloem-Dijk").pk


@pytest.fixture(autouse=True)
def looked(twice: int) -> None:
    doctor = actor("bedrijfsarts")
    with acting_as(doctor):
        for person in (SANNE, twice, OTHER):
            audit.record(
                actor=doctor,
                action="proef.gelezen",
                werkgever_id=world.WERKGEVER_A,
                werknemer_ids=[person],
            )


def merge(kept_id: int, gone_id: int) -> int:
    with as_login("jobs"):
        with acting_as(SYSTEM):
            made = merge_services.start_merge(actor=actor(WHO), kept_id=kept_id, gone_id=gone_id)
        merging.merge_persons(made.pk)
        with acting_as(SYSTEM):
            assert PersonMerge.objects.get(pk=made.pk).state == "done"
    return made.pk


def unmerge(merge_id: int) -> None:
    with as_login("jobs"):
        with acting_as(SYSTEM):
            merge_services.start_unmerge(actor=actor(WHO), merge_id=merge_id)
        merging.unmerge_persons(merge_id)


def read_by_medewerker() -> Iterator[list[int]]:
    """Yield whom the lines of his log are about: as his page asks them, and as the walls allow."""
    me = actor("medewerker")
    with acting_as(me):
        for events in (events_about(me), AuditEvent.objects.order_by("-pk")):
            found = events.filter(action="proef.gelezen").values_list("werknemer_ids", flat=True)
            yield sorted(number for numbers in found for number in numbers)


def test_lines_about_the_row_that_went_are_his(twice: int) -> None:
    assert list(read_by_medewerker()) == [[SANNE]] * 2
    made = merge(SANNE, twice)
    assert list(read_by_medewerker()) == [[SANNE, twice]] * 2
    unmerge(made)
    assert list(read_by_medewerker()) == [[SANNE]] * 2


def test_a_row_that_went_earlier_comes_along(twice: int) -> None:
    with as_login("jobs"):
        bring_in(
            csv_of(
                GOOD | NAMES | {"Achternaam": "Boterbloem-Weer", "Personeelsnummer": "7", "BSN": ""}
            )
        )
        with acting_as(SYSTEM):
            third = Werknemer.objects.get(achternaam="Boterbloem-Weer").pk
    merge(third, twice)
    made = merge(SANNE, third)
    assert list(read_by_medewerker()) == [[SANNE, twice]] * 2
    unmerge(made)
    assert list(read_by_medewerker()) == [[SANNE]] * 2


def test_the_auditor_finds_them_by_the_number_of_now(twice: int, client: Client) -> None:
    auditor = sign_in(client, "auditor")
    query = f"/beheer/logboek/?medewerker={SANNE}&door=bedrijfsarts"
    assert f"nr. {twice}" not in text_of(auditor.get(query))
    merge(SANNE, twice)
    assert f"nr. {twice}" in text_of(auditor.get(query))
