"""An arbodienst that serves the employer here has the ziekmelding at once; others have not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.parties.models import Dienstverband
from ontzorg.verzuim import selectors, services
from ontzorg.verzuim.models import Feit, Task
from ontzorg.verzuim.services.new_melding import NewMelding
from ontzorg.verzuim.tests.play import SANNE, TODAY, ago, complete, dossiers, report, task

pytestmark = pytest.mark.django_db
CODE = "ZIEKMELDING_ARBODIENST"


@pytest.mark.parametrize("key", ["werkgever_beheerder", "leidinggevende", "ontzorgmanager"])
def test_a_ziekmelding_is_handed_on_when_it_is_recorded(key: str) -> None:
    report("ziekmelding", ago(12), who=actor(key))
    done = task(CODE)
    assert done.completed_on == min(TODAY, timezone.localdate())
    assert done.completed_by is None
    assert done.completed_by_label == "Ontzorg (direct doorgegeven)"


def test_the_page_tells_how_and_offers_no_way_back() -> None:
    report("ziekmelding", ago(12))
    who = actor("werkgever_beheerder")
    with acting_as(who):
        view = selectors.dossier_view(who, dossiers()[0].public_id, today=timezone.localdate())
    (item,) = (each for each in view.tasks if each.code == CODE)
    (line,) = (each for each in view.facts if each.kind == "feit")
    assert (item.state, item.can_undo) == ("done", False)
    assert line.by == "Ontzorg (direct doorgegeven)"
    with acting_as(who), pytest.raises(UserError, match="Ontzorg zelf"):
        services.undo_task(
            actor=who, task=item.public_id, version=item.version, today=timezone.localdate()
        )


def test_the_own_melding_is_handed_on_with_the_answer_of_the_employer() -> None:
    own = report("ziekmelding", TODAY, who=actor("medewerker"))
    assert _feiten() == 0
    who = actor("werkgever_beheerder")
    with acting_as(who):
        services.confirm_melding(actor=who, melding=own.public_id, today=TODAY)
    assert task(CODE).completed_on is not None


def test_a_rejected_melding_is_not_handed_on() -> None:
    own = report("ziekmelding", TODAY, who=actor("medewerker"))
    who = actor("werkgever_beheerder")
    with acting_as(who):
        services.reject_melding(actor=who, melding=own.public_id, reason="Vergissing", today=TODAY)
    assert _feiten() == 0


def test_other_meldingen_are_no_ziekmelding() -> None:
    report("herstelmelding", ago(2))
    report("wijziging", ago(3), percentage=50)
    assert _feiten() == 0


@pytest.mark.login("jobs")
def test_without_arbodienst_the_task_stays_by_hand() -> None:
    with acting_as(SYSTEM):
        Dienstverband.objects.filter(pk=SANNE).update(arbodienst_id=None)
    report("ziekmelding", ago(12), who=SYSTEM)
    with acting_as(SYSTEM):
        found = Task.objects.get(code=CODE)
    assert found.completed_on is None
    assert found.due_on == ago(12) + timedelta(days=6)


@pytest.mark.login("jobs")
def test_history_that_is_brought_in_was_handed_on_at_its_own_moment() -> None:
    then = timezone.now() - timedelta(days=90)
    new = NewMelding(soort="ziekmelding", day=then.date() - timedelta(days=1), recorded_at=then)
    with acting_as(SYSTEM):
        services.record_melding(
            actor=SYSTEM, dienstverband_id=SANNE, new=new, today=timezone.localdate()
        )
        assert Feit.objects.get().day == timezone.localdate(then)


def test_a_new_first_day_keeps_what_was_handed_on() -> None:
    first = report("ziekmelding", ago(12))
    report("correctie", ago(15), percentage=100, refers_to=first.pk)
    assert task(CODE).completed_on is not None
    complete("PROBLEEMANALYSE", ago(3), key="bedrijfsarts")
    assert _feiten() == 2


def _feiten() -> int:
    with acting_as(actor("werkgever_beheerder")):
        return Feit.objects.count()
