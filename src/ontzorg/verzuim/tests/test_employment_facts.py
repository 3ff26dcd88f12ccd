"""What the employment and the employer are moves the dates: household work, and own risk."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.harness import world

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.access.models import OutboxMessage
from ontzorg.config import jobs
from ontzorg.parties import services as parties
from ontzorg.parties.models import Dienstverband, Werkgever
from ontzorg.verzuim import services
from ontzorg.verzuim.models import Task, Verzuimdossier
from ontzorg.verzuim.tests.play import SANNE, TODAY, ago, report

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]
TOPIC = "parties.werkgever.changed"
NUMBERS: dict[str, Any] = {"loonheffingennummer": "", "aansluitnummer": "", "telefoon": ""}


def change(**values: Any) -> Dienstverband:
    """Change the employment of Sanne, as its page does."""
    with acting_as(SYSTEM):
        known = Dienstverband.objects.get(pk=SANNE)
        data = parties.DienstverbandData(**({"begint_op": known.begint_op} | values))
        changed = parties.change_dienstverband(
            actor=SYSTEM, dienstverband_id=SANNE, version=known.version, data=data, today=TODAY
        )
        services.replan_dienstverband(actor=SYSTEM, dienstverband_id=SANNE, today=TODAY)
        return changed


def test_household_work_ends_the_wage_after_six_weeks_and_tells_why() -> None:
    report("ziekmelding", ago(60), who=SYSTEM)
    assert _dossier().tijdlijn["einden"]["loondoorbetaling_laatste_dag"] == "2028-09-19"
    change(huishoudelijk=True)
    dossier = _dossier()
    assert dossier.tijdlijn["einden"]["loondoorbetaling_laatste_dag"] == "2026-11-03"
    assert dossier.tijdlijn["einden"]["wia_eerste_dag"] is None
    assert "HUISHOUDELIJK_WERK" in dossier.tijdlijn["vlaggen"]
    steps = dossier.tijdlijn["uitleg"]["loondoorbetaling_laatste_dag"]
    assert any("vier dagen" in step["text"] for step in steps)


def test_who_does_not_answer_about_household_work_leaves_it() -> None:
    assert change(huishoudelijk=True).huishoudelijk
    assert change().huishoudelijk
    assert not change(huishoudelijk=False).huishoudelijk


def test_an_eigenrisicodrager_makes_no_verslag_when_someone_leaves_ill() -> None:
    report("ziekmelding", ago(100), who=SYSTEM)
    change(eindigt_op=TODAY)
    assert _states("RIV_ZIEK_UIT_DIENST") == [""]
    _own_risk(eigenrisicodrager_vanaf=date(2024, 1, 1))
    assert _states("RIV_ZIEK_UIT_DIENST") != [""]
    assert "EIGENRISICODRAGER" in _dossier().tijdlijn["vlaggen"]
    _own_risk(eigenrisicodrager_vanaf=date(2024, 1, 1), eigenrisicodrager_eind=ago(1))
    assert _states("RIV_ZIEK_UIT_DIENST") == [""]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"eigenrisicodrager_eind": TODAY}, "Vul ook in vanaf welke dag"),
        (
            {"eigenrisicodrager_vanaf": TODAY, "eigenrisicodrager_eind": ago(1)},
            "ligt voor de eerste",
        ),
    ],
)
def test_own_risk_has_a_first_day_before_its_last(values: dict[str, Any], words: str) -> None:
    with acting_as(SYSTEM), pytest.raises(UserError, match=words):
        parties.change_werkgever(actor=SYSTEM, werkgever_id=world.WERKGEVER_A, **NUMBERS, **values)
    with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        Werkgever.objects.filter(pk=world.WERKGEVER_A).update(**values)


def _own_risk(**values: Any) -> None:
    """Change it as beheer does, and let the worker deliver the message about it."""
    with acting_as(SYSTEM):
        parties.change_werkgever(actor=SYSTEM, werkgever_id=world.WERKGEVER_A, **NUMBERS, **values)
        message = OutboxMessage.objects.filter(topic=TOPIC).latest("pk")
    jobs.HANDLERS[message.topic](**message.payload)


def _states(code: str) -> list[str]:
    with acting_as(SYSTEM):
        tasks = Task.objects.filter(code=code, dossier__withdrawn_on=None)
        return list(tasks.values_list("withdrawn_reason", flat=True))


def _dossier() -> Verzuimdossier:
    with acting_as(SYSTEM):
        return Verzuimdossier.objects.get(dienstverband_id=SANNE, withdrawn_on=None)
