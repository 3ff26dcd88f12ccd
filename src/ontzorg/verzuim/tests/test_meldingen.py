"""A melding becomes a dossier, whatever comes first; what cannot be is refused with advice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from tests.harness import world
from tests.harness.world import actor

from ontzorg.access.context import acting_as
from ontzorg.access.errors import NotAllowedError, UserError
from ontzorg.verzuim import selectors, services
from ontzorg.verzuim.models import Melding, Task, Verzuimdossier
from ontzorg.verzuim.services import IntakeAnswers
from ontzorg.verzuim.tests.play import (
    JORIS,
    KARIM,
    MIEKE,
    SANNE,
    TODAY,
    ago,
    dossiers,
    report,
    task,
)

pytestmark = pytest.mark.django_db

FIRST = date(2026, 1, 5)


def test_a_ziekmelding_opens_a_dossier_with_the_duties_of_the_law() -> None:
    melding = report("ziekmelding", FIRST)
    (dossier,) = dossiers()
    assert melding.dossier_id == dossier.pk
    assert dossier.eerste_ziektedag == FIRST
    assert dossier.tijdlijn["einden"]["loondoorbetaling_laatste_dag"] == "2028-01-02"
    probleemanalyse = task("PROBLEEMANALYSE")
    assert probleemanalyse.legal_due_on == date(2026, 2, 15)
    assert probleemanalyse.due_on == date(2026, 2, 13)
    assert "zes weken" in str(probleemanalyse.trace) or "6 weken" in str(probleemanalyse.trace)


def test_every_duty_has_words_and_a_reason_for_its_date() -> None:
    report("ziekmelding", FIRST)
    who = actor("werkgever_beheerder")
    with acting_as(who):
        view = selectors.dossier_view(who, dossiers()[0].public_id, today=TODAY)
    assert len(view.tasks) > 20
    for item in view.tasks:
        assert item.title
        assert item.why
        assert item.consequence
        assert item.source_url.startswith("https://")
        assert item.steps, item.code


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"day": TODAY + timedelta(days=1)}, "ligt in de toekomst"),
        ({"day": date(2020, 1, 31)}, "Het dienstverband begint op 1 februari 2020"),
        ({"day": FIRST, "percentage": 101}, "van 0 tot en met 100"),
        ({"day": FIRST, "percentage": -1}, "van 0 tot en met 100"),
        ({"day": FIRST, "percentage": 0}, "meer dan 0% ziek"),
        ({"day": FIRST, "soort": "wijziging"}, "hoeveel procent"),
        ({"day": FIRST, "soort": "herstelmelding", "percentage": 40}, "nog voor een deel ziek"),
        ({"day": TODAY + timedelta(days=2), "soort": "herstelmelding"}, "Kies morgen of een"),
        ({"day": FIRST, "soort": "correctie"}, "Kies de melding"),
        ({"day": FIRST, "soort": "intrekking", "refers_to": 987}, "Kies de melding"),
        ({"day": FIRST, "soort": "griep"}, "Kies wat u wilt melden"),
        ({"day": FIRST, "verwacht_hersteld_op": ago(2000)}, "verwachte hersteldatum"),
        ({"day": FIRST, "arbeidstherapeutisch_uren": 61}, "tussen 0 en 60 uren"),
    ],
)
def test_an_impossible_melding_is_refused_and_nothing_is_saved(
    values: dict[str, Any], words: str
) -> None:
    given = {"soort": "ziekmelding", **values}
    with pytest.raises(UserError, match=words):
        report(given.pop("soort"), given.pop("day"), **given)
    with acting_as(actor("werkgever_beheerder")):
        assert not Melding.objects.exists()
        assert not Verzuimdossier.objects.exists()


def test_a_recovery_may_be_known_the_day_before() -> None:
    report("ziekmelding", ago(3))
    report("herstelmelding", TODAY + timedelta(days=1))
    assert dossiers()[0].hersteld_op == TODAY + timedelta(days=1)


def test_a_second_ziekmelding_names_the_dossier_that_runs() -> None:
    report("ziekmelding", ago(10))
    with pytest.raises(UserError, match="eerste ziektedag 12 november 2026"):
        report("ziekmelding", ago(2))


def test_a_ziekmelding_inside_a_past_sickness_is_refused() -> None:
    report("ziekmelding", ago(100))
    report("herstelmelding", ago(90))
    with pytest.raises(UserError, match="al ziek gemeld"):
        report("ziekmelding", ago(95))


def test_a_recovery_without_sickness_is_parked_and_resolves_by_itself() -> None:
    waiting = report("herstelmelding", ago(10))
    assert waiting.dossier_id is None
    assert "Doe eerst de ziekmelding" in waiting.parked_reason
    who = actor("werkgever_beheerder")
    with acting_as(who):
        (item,) = selectors.parked_meldingen(who).items
        assert item.person_name == "Sanne Boterbloem"
    report("ziekmelding", ago(20))
    assert dossiers()[0].hersteld_op == ago(10)
    with acting_as(who):
        assert selectors.parked_meldingen(who).items == ()


def test_what_waits_comes_in_pages_the_oldest_first() -> None:
    kept = [report("herstelmelding", ago(day)).public_id for day in (10, 40, 20)]
    who = actor("werkgever_beheerder")
    shown, cursor = [], ""
    with acting_as(who):
        for _ in kept:
            found = selectors.parked_meldingen(who, cursor=cursor, size=1)
            shown += [item.public_id for item in found.items]
            cursor = found.next_cursor
    assert (shown, cursor) == (kept, "")


@pytest.mark.parametrize(("gap", "number"), [(27, 1), (28, 2)])
def test_a_relapse_within_four_weeks_goes_on_in_the_same_dossier(gap: int, number: int) -> None:
    report("ziekmelding", ago(100))
    report("herstelmelding", ago(90))
    report("ziekmelding", ago(90 - gap))
    found = dossiers()
    assert len(found) == number
    assert found[0].eerste_ziektedag == ago(100)
    assert found[0].hersteld_op == (None if number == 1 else ago(90))


def test_a_corrected_first_day_moves_all_dates_and_keeps_the_dossier() -> None:
    melding = report("ziekmelding", FIRST)
    before = dossiers()[0]
    report("correctie", FIRST - timedelta(days=7), refers_to=melding.pk, percentage=100)
    (after,) = dossiers()
    assert (after.pk, after.public_id) == (before.pk, before.public_id)
    assert after.version == before.version + 1
    assert after.eerste_ziektedag == date(2025, 12, 29)
    assert task("PROBLEEMANALYSE").legal_due_on == date(2026, 2, 8)


def test_a_withdrawn_ziekmelding_takes_dossier_and_duties_along() -> None:
    melding = report("ziekmelding", FIRST)
    report("intrekking", FIRST, refers_to=melding.pk)
    assert dossiers() == []
    with acting_as(actor("werkgever_beheerder")):
        (dossier,) = Verzuimdossier.objects.all()
        assert dossier.withdrawn_on == TODAY
        assert "ingetrokken" in dossier.withdrawn_reason
        not_done = Task.objects.filter(completed_on=None)
        reasons = set(not_done.values_list("withdrawn_reason", flat=True))
        assert reasons == {dossier.withdrawn_reason}
        assert not not_done.filter(withdrawn_on=None).exists()


def test_a_withdrawal_can_be_withdrawn_and_the_dossier_comes_back() -> None:
    melding = report("ziekmelding", FIRST)
    before = dossiers()[0]
    withdrawal = report("intrekking", FIRST, refers_to=melding.pk)
    with pytest.raises(UserError, match="al ingetrokken"):
        report("correctie", ago(5), refers_to=melding.pk, percentage=100)
    report("intrekking", FIRST, refers_to=withdrawal.pk)
    (after,) = dossiers()
    assert after.pk == before.pk
    assert task("PROBLEEMANALYSE").withdrawn_on is None


def test_two_dossiers_that_turn_out_to_be_one_are_merged() -> None:
    report("ziekmelding", ago(200))
    recovery = report("herstelmelding", ago(190))
    report("ziekmelding", ago(100))
    first, second = dossiers()
    report("correctie", ago(110), refers_to=recovery.pk, percentage=0)
    (kept,) = dossiers()
    assert kept.pk == first.pk
    with acting_as(actor("werkgever_beheerder")):
        gone = Verzuimdossier.objects.get(pk=second.pk)
        assert "Samengevoegd met het dossier van" in gone.withdrawn_reason
        not_done = Task.objects.filter(dossier=gone, completed_on=None)
        assert not not_done.filter(withdrawn_on=None).exists()
        assert set(Melding.objects.values_list("dossier_id", flat=True)) == {kept.pk}


def test_partial_recovery_changes_the_percentage_and_nothing_else() -> None:
    report("ziekmelding", FIRST)
    due = task("PROBLEEMANALYSE").due_on
    report("wijziging", ago(100), percentage=40, arbeidstherapeutisch_uren=8)
    (dossier,) = dossiers()
    assert (dossier.percentage, dossier.hersteld_op) == (40, None)
    assert task("PROBLEEMANALYSE").due_on == due


def test_the_same_form_sent_twice_makes_one_melding() -> None:
    key = uuid4()
    first = report("ziekmelding", FIRST, key=key)
    again = report("ziekmelding", FIRST, key=key)
    assert first.pk == again.pk
    with acting_as(actor("werkgever_beheerder")):
        assert Melding.objects.count() == 1


def test_the_same_message_twice_is_refused() -> None:
    report("ziekmelding", FIRST, door="sivi", extern_ref="REF-1")
    with pytest.raises(UserError, match="al verwerkt"):
        report("wijziging", ago(5), percentage=20, door="sivi", extern_ref="REF-1")


def test_the_answers_of_the_intake_are_kept_with_the_melding() -> None:
    answers = IntakeAnswers(telefoon="0612345678", arbeidsongeval=False)
    melding = report("ziekmelding", FIRST, intake=answers)
    with acting_as(actor("werkgever_beheerder")):
        intake = Melding.objects.get(pk=melding.pk).intake
        assert (intake.telefoon, intake.arbeidsongeval) == ("0612345678", False)


def test_a_melding_never_changes() -> None:
    melding = report("ziekmelding", FIRST)
    with acting_as(actor("werkgever_beheerder")):
        for change, refusal in (
            ({"day": ago(1)}, "facts stay"),
            ({"percentage": 10}, "facts stay"),
            ({"werknemer_id": 1}, "not yours to share"),
        ):
            with pytest.raises(DatabaseError, match=refusal), transaction.atomic():
                Melding.objects.filter(pk=melding.pk).update(**change)


def test_what_the_werknemer_reports_waits_for_the_employer() -> None:
    own = report("ziekmelding", TODAY, who=actor("medewerker"))
    assert own.door == "werknemer"
    assert dossiers() == []
    employer = actor("werkgever_beheerder")
    with acting_as(employer):
        (item,) = selectors.meldingen_awaiting_confirmation(employer)
        services.confirm_melding(actor=employer, melding=item.public_id, today=TODAY)
        assert selectors.meldingen_awaiting_confirmation(employer) == ()
        with pytest.raises(UserError, match="al beantwoord"):
            services.confirm_melding(actor=employer, melding=item.public_id, today=TODAY)
    assert dossiers()[0].eerste_ziektedag == TODAY


def test_a_rejected_melding_never_counts_and_needs_a_reason() -> None:
    own = report("ziekmelding", TODAY, who=actor("medewerker"))
    employer = actor("werkgever_beheerder")
    with acting_as(employer):
        with pytest.raises(UserError, match="Leg uit waarom"):
            services.reject_melding(actor=employer, melding=own.public_id, reason=" ", today=TODAY)
        services.reject_melding(
            actor=employer, melding=own.public_id, reason="Je had vandaag vrij.", today=TODAY
        )
    assert dossiers() == []


@pytest.mark.parametrize(
    ("key", "dienstverband"),
    [
        ("werkgever_beheerder", JORIS),
        ("leidinggevende", MIEKE),
        ("medewerker", KARIM),
        ("bedrijfsarts", JORIS),
        ("ontzorgmanager", JORIS),
    ],
)
def test_nobody_reports_for_someone_out_of_sight(key: str, dienstverband: int) -> None:
    with pytest.raises(ObjectDoesNotExist):
        report("ziekmelding", FIRST, who=actor(key), dienstverband=dienstverband)


@pytest.mark.parametrize("key", ["verzekeraar_claims", "adviseur", "planner", "auditor"])
def test_some_roles_report_nothing(key: str) -> None:
    with pytest.raises(NotAllowedError):
        report("ziekmelding", FIRST, who=actor(key))


def test_another_employer_cannot_answer_a_melding() -> None:
    own = report("ziekmelding", TODAY, who=actor("medewerker"))
    other = actor("werkgever_beheerder_b")
    with acting_as(other), pytest.raises(ObjectDoesNotExist):
        services.confirm_melding(actor=other, melding=own.public_id, today=TODAY)


@pytest.mark.parametrize(
    "key", ["leidinggevende", "ontzorgmanager", "bedrijfsarts", "verzuimbegeleider"]
)
def test_who_serves_the_employer_may_report(key: str) -> None:
    report("ziekmelding", FIRST, who=actor(key), dienstverband=SANNE)
    assert len(dossiers()) == 1


def test_new_rows_belong_to_all_parties_of_the_employment() -> None:
    report("ziekmelding", FIRST)
    (dossier,) = dossiers()
    assert dossier.arbodienst_id == world.ARBODIENST_A
    assert dossier.reintegratiebedrijf_id == world.REINTEGRATIE
    assert task("PROBLEEMANALYSE", key="bedrijfsarts").verzekeraar_id == world.VERZEKERAAR
