"""An employee sees what is his, and who looked at it."""

from __future__ import annotations

import json

import pytest
from tests.harness import world
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.access.models import AuditEvent
from ontzorg.verzuim import selectors
from ontzorg.verzuim.selectors import DossierFilters
from ontzorg.verzuim.tests.play import KARIM, SANNE, TODAY, dossiers

pytestmark = pytest.mark.django_db


def test_the_page_of_the_employee_holds_only_himself(book: None) -> None:
    who = actor("medewerker")
    with acting_as(who):
        view = selectors.werknemer_view(who, today=TODAY)
    assert view.name == "Sanne Boterbloem"
    assert [each.person.werknemer_id for each in view.dossiers] == [world.WERKNEMERS_A[0]]
    assert view.dienstverband_ids == (SANNE,)


def test_all_my_data_and_nobody_elses(book: None) -> None:
    who = actor("medewerker")
    with acting_as(who):
        data = selectors.export_my_data(who)
    text = json.dumps(data)
    assert data["persoon"]["achternaam"] == "Boterbloem"
    assert len(data["verzuimdossiers"]) == len(data["meldingen"]) == 1
    assert len(data["taken"]) > 20
    assert "Zonneveld" not in text
    assert "Overduin" not in text


def test_who_looks_is_written_down(book: None) -> None:
    who = actor("bedrijfsarts")
    mine, theirs = dossiers(SANNE)[0], dossiers(KARIM)[0]
    with acting_as(who):
        selectors.dossier_view(who, mine.public_id, today=TODAY)
        selectors.dossier_view(who, theirs.public_id, today=TODAY)
        selectors.list_dossiers(who, DossierFilters(), today=TODAY)
    with acting_as(actor("medewerker")):
        seen = AuditEvent.objects.filter(role="bedrijfsarts").order_by("seq")
        assert [event.action for event in seen] == ["dossier.bekeken", "dossiers.bekeken"]
        assert world.WERKNEMERS_A[1] in seen[1].werknemer_ids
