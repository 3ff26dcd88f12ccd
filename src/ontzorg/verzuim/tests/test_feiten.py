"""Facts of a dossier: what the service refuses, what a replay does, and what is never kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.access.errors import NotAllowedError, UserError
from ontzorg.verzuim import services
from ontzorg.verzuim.derivation.zaak_values import zaak_values
from ontzorg.verzuim.models import Feit, FeitCode, Verlof
from ontzorg.verzuim.tests.play import SANNE, TODAY, ago, dossiers, report

pytestmark = pytest.mark.django_db
EMPLOYER = actor("werkgever_beheerder")


def record(code: str, day: date, *, name: str = "werkgever_beheerder", **values: Any) -> Feit:
    """Record a feit in the only dossier."""
    who = actor(name)
    (dossier,) = dossiers()
    with acting_as(who):
        return services.record_feit(
            actor=who, dossier=dossier.public_id, code=code, day=day, today=TODAY, **values
        )


@pytest.mark.parametrize(
    ("code", "values", "words", "field"),
    [
        ("verkorte_wachttijd_tot", {}, "Leg eerst vast: Verkorte wachttijd", "code"),
        ("vangnet_bekend", {}, "Leg eerst vast: Vangnet", "code"),
        ("loonsanctie_herstel_vastgesteld", {}, "Leg eerst vast: Loonsanctie", "code"),
        ("bijstelling", {}, "Dit legt de arbodienst vast", "code"),
        ("herstel_verwacht", {}, "Dit legt de arbodienst vast", "code"),
        ("zonder_ziekengeld", {}, "als het dienstverband eindigt", "code"),
        ("wia_brief", {"eind": TODAY}, "Laat de laatste dag leeg", "eind"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_and_told_what_to_do(
    code: str, values: dict[str, Any], words: str, field: str
) -> None:
    report("ziekmelding", ago(60))
    with pytest.raises(UserError, match=words) as refusal:
        record(code, ago(2), **values)
    assert refusal.value.field == field


def test_a_form_that_is_sent_twice_records_once() -> None:
    report("ziekmelding", ago(60))
    key = uuid4()
    first = record("verkorte_wachttijd_aanvraag", ago(2), key=key)
    again = record("verkorte_wachttijd_aanvraag", ago(2), key=key)
    assert first.pk == again.pk
    with pytest.raises(UserError, match="al vastgelegd"):
        record("verkorte_wachttijd_aanvraag", ago(2))


def test_a_correction_is_about_the_same_thing() -> None:
    report("ziekmelding", ago(60))
    asked = record("verkorte_wachttijd_aanvraag", ago(2))
    with pytest.raises(UserError, match="al vervangen"):
        record("wia_brief", ago(2), replaces=asked.pk)
    mended = record("verkorte_wachttijd_aanvraag", ago(3), replaces=asked.pk)
    assert mended.replaces_id == asked.pk


@pytest.mark.parametrize("name", ["medewerker", "planner", "verzekeraar_claims"])
def test_who_may_not_record_does_not(name: str) -> None:
    report("ziekmelding", ago(60))
    with pytest.raises(NotAllowedError):
        record("langdurig_verwacht", ago(2), name=name)


@pytest.mark.parametrize("is_feit", [True, False])
def test_days_in_the_wrong_order_cannot_be_stored(*, is_feit: bool) -> None:
    row: Feit | Verlof
    if is_feit:
        row = Feit(code=FeitCode.ZONDER_ZIEKENGELD, day=TODAY, eind=ago(1))
    else:
        tomorrow = TODAY + timedelta(days=1)
        row = Verlof(start=TODAY, eind=tomorrow, flexibel_vanaf=tomorrow)
    melding = report("ziekmelding", ago(60))
    row.dienstverband_id, row.recorded_at = SANNE, melding.recorded_at
    row.werkgever_id, row.werknemer_id = melding.werkgever_id, melding.werknemer_id
    with acting_as(EMPLOYER), pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_detention_is_never_kept() -> None:
    assert not [code for code in FeitCode if "deten" in code]
    assert "detentie" not in zaak_values([])
