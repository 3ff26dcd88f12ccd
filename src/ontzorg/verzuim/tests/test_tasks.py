"""Tasks follow the facts: what was done stays, the rest moves, rests, comes back or ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import ConflictError, NotAllowedError, UserError
from ontzorg.access.models import OutboxMessage
from ontzorg.verzuim import selectors, services
from ontzorg.verzuim.models import Feit, Task, Verzuimdossier
from ontzorg.verzuim.services.handing_on import HANDED_ON
from ontzorg.verzuim.tests.play import (
    JORIS,
    MIEKE,
    SANNE,
    TODAY,
    ago,
    complete,
    dossiers,
    report,
    task,
)

pytestmark = pytest.mark.django_db

FIRST = date(2026, 1, 5)
NOW = timezone.make_aware(datetime.combine(TODAY, datetime.min.time())) + timedelta(hours=9)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Record everything on the day that the tests call today."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def test_a_done_task_keeps_the_real_day_and_moves_what_hangs_on_it() -> None:
    report("ziekmelding", FIRST)
    done = complete("PROBLEEMANALYSE", date(2026, 2, 2), key="bedrijfsarts")
    assert done.completed_on == date(2026, 2, 2)
    assert done.completed_by_label == "Bedrijfsarts · Arbodienst Noord"
    assert task("PLAN_VAN_AANPAK").legal_due_on == date(2026, 2, 16)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY + timedelta(days=1), "ligt in de toekomst"),
        (FIRST - timedelta(days=1), "eerste ziektedag is 5 januari 2026"),
    ],
)
def test_an_impossible_day_is_refused(day: date, words: str) -> None:
    report("ziekmelding", FIRST)
    with pytest.raises(UserError, match=words):
        complete("PLAN_VAN_AANPAK", day)
    assert task("PLAN_VAN_AANPAK").completed_on is None


def test_a_task_is_done_once() -> None:
    report("ziekmelding", FIRST)
    complete("PLAN_VAN_AANPAK", ago(10))
    with pytest.raises(UserError, match="al gedaan op 12 november 2026"):
        complete("PLAN_VAN_AANPAK", ago(9))


def test_the_second_of_two_people_is_told() -> None:
    report("ziekmelding", FIRST)
    seen = task("PLAN_VAN_AANPAK")
    complete("PLAN_VAN_AANPAK", ago(10))
    who = actor("leidinggevende")
    with acting_as(who), pytest.raises(ConflictError, match="intussen gewijzigd"):
        services.complete_task(
            actor=who, task=seen.public_id, completed_on=ago(9), version=seen.version, today=TODAY
        )


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("werkgever_beheerder", "PROBLEEMANALYSE"),
        ("medewerker", "PLAN_VAN_AANPAK"),
        ("bedrijfsarts", "RE_INTEGRATIEVERSLAG"),
        ("planner", "PROBLEEMANALYSE"),
        ("verzekeraar_claims", "PLAN_VAN_AANPAK"),
    ],
)
def test_nobody_does_the_duty_of_another(key: str, code: str) -> None:
    report("ziekmelding", FIRST)
    found = task(code)
    who = actor(key)
    with acting_as(who), pytest.raises(NotAllowedError):
        services.complete_task(
            actor=who, task=found.public_id, completed_on=ago(1), version=1, today=TODAY
        )


def test_the_werknemer_does_his_own_duty() -> None:
    report("ziekmelding", date(2024, 12, 30))
    done = complete("WIA_AANVRAAG", date(2026, 10, 1), key="medewerker")
    assert done.completed_on == date(2026, 10, 1)


def test_a_step_can_be_taken_back_on_the_same_day_only(monkeypatch: pytest.MonkeyPatch) -> None:
    report("ziekmelding", FIRST)
    done = complete("TWEEDE_SPOOR", ago(3))
    who = actor("werkgever_beheerder")
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=1))
    with acting_as(who):
        open_again = services.undo_task(
            actor=who, task=done.public_id, version=done.version, today=TODAY
        )
        assert open_again.completed_on is None
        assert Feit.objects.exclude(value=HANDED_ON).count() == 2
    again = complete("TWEEDE_SPOOR", ago(2))
    with acting_as(who), pytest.raises(UserError, match="op de dag zelf"):
        services.undo_task(
            actor=who,
            task=again.public_id,
            version=again.version,
            today=TODAY + timedelta(days=1),
        )


def test_a_recorded_feit_closes_its_task_whoever_recorded_it() -> None:
    report("ziekmelding", FIRST)
    who = actor("werkgever_beheerder")
    (dossier,) = dossiers()
    with acting_as(who):
        services.record_feit(
            actor=who,
            dossier=dossier.public_id,
            code="probleemanalyse",
            day=date(2026, 2, 3),
            today=TODAY,
        )
    assert task("PROBLEEMANALYSE").completed_on == date(2026, 2, 3)


def test_a_recorded_evaluatie_counts_for_the_nearest_one() -> None:
    report("ziekmelding", FIRST)
    who = actor("werkgever_beheerder")
    (dossier,) = dossiers()
    record: dict[str, Any] = {"actor": who, "dossier": dossier.public_id, "today": TODAY}
    with acting_as(who):
        for day in (date(2026, 5, 20), date(2026, 4, 9)):
            services.record_feit(code="evaluatie", day=day, **record)
    done = {number: task("EVALUATIE", number).completed_on for number in (1, 2, 3)}
    assert done == {1: date(2026, 4, 9), 2: date(2026, 5, 20), 3: None}


def test_a_feit_can_be_corrected_and_withdrawn() -> None:
    report("ziekmelding", FIRST)
    who = actor("werkgever_beheerder")
    (dossier,) = dossiers()
    record: dict[str, Any] = {"actor": who, "dossier": dossier.public_id, "today": TODAY}
    with acting_as(who):
        wrong = services.record_feit(code="probleemanalyse", day=date(2026, 2, 3), **record)
        right = services.record_feit(
            code="probleemanalyse", day=date(2026, 2, 5), replaces=wrong.pk, **record
        )
        assert task("PROBLEEMANALYSE").completed_on == date(2026, 2, 5)
        with pytest.raises(UserError, match="al vervangen"):
            services.record_feit(
                code="probleemanalyse", day=date(2026, 2, 6), replaces=wrong.pk, **record
            )
        services.withdraw_feit(actor=who, feit_id=right.pk, today=TODAY)
        assert task("PROBLEEMANALYSE").completed_on is None
        with pytest.raises(UserError, match="al vervangen of ingetrokken"):
            services.withdraw_feit(actor=who, feit_id=right.pk, today=TODAY)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"code": "probleemanalyse", "day": TODAY + timedelta(days=1)}, "te ver vooruit"),
        ({"code": "verlenging", "day": TODAY + timedelta(days=900)}, "te ver vooruit"),
        ({"code": "probleemanalyse", "day": date(2025, 12, 1)}, "eerste ziektedag is"),
        ({"code": "vangnet", "day": FIRST, "value": "griep"}, "welke vangnetregeling"),
        ({"code": "diagnose", "day": FIRST}, "Kies wat u wilt vastleggen"),
    ],
)
def test_an_impossible_feit_is_refused(values: dict[str, Any], words: str) -> None:
    report("ziekmelding", FIRST)
    who = actor("werkgever_beheerder")
    (dossier,) = dossiers()
    with acting_as(who), pytest.raises(UserError, match=words):
        services.record_feit(actor=who, dossier=dossier.public_id, today=TODAY, **values)


def test_after_recovery_tasks_rest_and_a_relapse_wakes_them() -> None:
    report("ziekmelding", ago(60))
    complete("PROBLEEMANALYSE", ago(58), key="bedrijfsarts")
    report("herstelmelding", ago(10))
    assert task("EERSTEJAARSEVALUATIE").suspended_on == ago(10)
    assert task("PROBLEEMANALYSE").completed_on == ago(58)
    before = task("EERSTEJAARSEVALUATIE").due_on
    report("ziekmelding", ago(3))
    resumed = task("EERSTEJAARSEVALUATIE")
    assert resumed.suspended_on is None
    assert resumed.legal_due_on == ago(60) + timedelta(days=363 + 7)
    assert resumed.due_on > before


@pytest.mark.login("jobs")
def test_a_recovered_dossier_closes_on_the_28th_day() -> None:
    report("ziekmelding", ago(60), who=SYSTEM)
    report("herstelmelding", ago(10), who=SYSTEM)
    with acting_as(SYSTEM):
        due = ago(10) + timedelta(days=28)
        assert services.close_due_dossiers(actor=SYSTEM, today=due - timedelta(days=1)) == 0
        assert services.close_due_dossiers(actor=SYSTEM, today=due) == 1
        assert services.close_due_dossiers(actor=SYSTEM, today=due) == 0
        dossier = Verzuimdossier.objects.get()
        assert dossier.closed_on == due
        open_tasks = Task.objects.filter(completed_on=None)
        assert open_tasks
        assert set(open_tasks.values_list("withdrawn_on", flat=True)) == {due}
        assert "gesloten" in open_tasks[0].withdrawn_reason


def test_long_sickness_asks_for_a_call_half_a_year_after_recovery() -> None:
    report("ziekmelding", date(2026, 1, 5))
    report("herstelmelding", date(2026, 6, 1))
    call = task("TERUGVALPREVENTIE", key="ontzorgmanager")
    assert (call.due_on, call.withdrawn_on) == (date(2026, 12, 1), None)
    assert dossiers()[0].closed_on == date(2026, 6, 29)


def test_leave_moves_the_deadlines_and_the_bedrijfsarts_answers_one_question() -> None:
    first = date(2026, 1, 5)
    report("ziekmelding", first)
    due = task("EERSTEJAARSEVALUATIE").legal_due_on
    who, arts = actor("werkgever_beheerder"), actor("bedrijfsarts")
    with acting_as(who):
        leave = services.record_verlof(
            actor=who,
            dienstverband_id=SANNE,
            start=date(2026, 4, 6),
            eind=date(2026, 7, 26),
            today=TODAY,
        )
        with pytest.raises(UserError, match="al verlof vastgelegd"):
            services.record_verlof(
                actor=who,
                dienstverband_id=SANNE,
                start=date(2026, 7, 26),
                eind=date(2026, 8, 1),
                today=TODAY,
            )
        with pytest.raises(NotAllowedError):
            services.answer_zelfde_oorzaak(actor=who, verlof_id=leave.pk, answer=True, today=TODAY)
    assert due
    assert task("EERSTEJAARSEVALUATIE").legal_due_on == due + timedelta(days=112)
    with acting_as(arts):
        services.answer_zelfde_oorzaak(actor=arts, verlof_id=leave.pk, answer=False, today=TODAY)
    assert [each.eerste_ziektedag for each in dossiers()] == [first, date(2026, 7, 27)]


def test_an_employment_that_ends_brings_the_duties_of_ziek_uit_dienst() -> None:
    from ontzorg.parties.services import end_dienstverband

    report("ziekmelding", date(2026, 6, 1))
    who = actor("werkgever_beheerder")
    with acting_as(who):
        end_dienstverband(
            actor=who, dienstverband_id=SANNE, eindigt_op=date(2026, 12, 31), version=1
        )
        services.replan_dienstverband(actor=who, dienstverband_id=SANNE, today=TODAY)
        assert Task.objects.filter(code="RIV_ZIEK_UIT_DIENST", withdrawn_on=None).exists()
        gone = Task.objects.get(code="RE_INTEGRATIEVERSLAG")
        assert gone.withdrawn_on == TODAY
        assert "hoort niet meer bij dit dossier" in gone.withdrawn_reason


def test_who_only_sees_staff_plans_nothing_again() -> None:
    who = actor("leidinggevende")
    with acting_as(who), pytest.raises(NotAllowedError):
        services.replan_dienstverband(actor=who, dienstverband_id=SANNE, today=TODAY)


def test_tasks_go_to_colleagues_only() -> None:
    report("ziekmelding", FIRST)
    who, colleague = actor("ontzorgmanager"), actor("ontzorgmanager_2")
    found = task("ONTZORGMANAGER_TOEWIJZEN", key="ontzorgmanager")
    give: dict[str, Any] = {"actor": who, "tasks": [found.public_id]}
    with acting_as(who):
        with pytest.raises(UserError, match="collega van uw eigen organisatie"):
            services.assign_tasks(membership_id=actor("werkgever_beheerder").membership_id, **give)
        assert services.assign_tasks(membership_id=colleague.membership_id, **give) == 1
        given = Task.objects.get(pk=found.pk)
        assert (given.assigned_to, given.assigned_name) == (
            colleague.membership_id,
            "ontzorgmanager_2",
        )
    with acting_as(colleague):
        mine = selectors.tasks_mine(colleague, selectors.TaskFilters(), today=TODAY)
        assert found.public_id in {item.public_id for item in mine.items}
    with acting_as(who):
        mine = selectors.tasks_mine(who, selectors.TaskFilters(), today=TODAY)
        assert found.public_id not in {item.public_id for item in mine.items}


def test_a_dossier_given_to_an_ontzorgmanager_gives_him_its_tasks() -> None:
    report("ziekmelding", FIRST)
    who = actor("ontzorgmanager")
    (dossier,) = dossiers()
    with acting_as(who):
        services.assign_ontzorgmanager(
            actor=who,
            dossier=dossier.public_id,
            membership_id=who.membership_id or 0,
            today=TODAY,
        )
        mine = selectors.tasks_mine(who, selectors.TaskFilters(), today=TODAY)
    assert task("ONTZORGMANAGER_TOEWIJZEN").completed_on == TODAY
    assert {"PLAN_VAN_AANPAK", "EVALUATIE"} <= {item.code for item in mine.items}
    assert dossiers()[0].ontzorgmanager_name == "ontzorgmanager"


def test_an_ontzorgmanager_who_starts_takes_the_dossier_on() -> None:
    report("ziekmelding", FIRST)
    complete("ONTZORGMANAGER_TOEWIJZEN", date(2026, 1, 14), key="ontzorgmanager_2")
    (dossier,) = dossiers()
    assert dossier.ontzorgmanager_name == "ontzorgmanager_2"


@pytest.mark.login("jobs")
def test_without_an_arbodienst_the_employer_sees_to_it_himself() -> None:
    who = actor("werkgever_beheerder_b")
    report("ziekmelding", ago(30), who=SYSTEM, dienstverband=JORIS)

    def mine() -> set[str]:
        page = selectors.tasks_mine(who, selectors.TaskFilters(), today=TODAY)
        return {item.code for item in page.items if item.can_complete}

    with acting_as(SYSTEM):
        assert "ONTZORGMANAGER_TOEWIJZEN" in mine()
        assert "PROBLEEMANALYSE" not in mine()
        Task.objects.update(arbodienst_id=None)
        assert "PROBLEEMANALYSE" in mine()


def test_a_task_of_another_employer_cannot_be_given_away() -> None:
    report("ziekmelding", FIRST)
    found = task("PLAN_VAN_AANPAK")
    other = actor("werkgever_beheerder_b")
    with acting_as(other), pytest.raises(UserError, match="er niet meer"):
        services.assign_tasks(actor=other, tasks=[found.public_id], membership_id=None)


def test_a_leidinggevende_does_not_reach_another_department() -> None:
    report("ziekmelding", FIRST, dienstverband=MIEKE)
    found = task("PLAN_VAN_AANPAK")
    who = actor("leidinggevende")
    with acting_as(who), pytest.raises(ObjectDoesNotExist):
        services.complete_task(
            actor=who, task=found.public_id, completed_on=ago(1), version=1, today=TODAY
        )


@pytest.mark.login("jobs")
def test_every_change_leaves_a_message_with_ids_only() -> None:
    report("ziekmelding", FIRST, who=SYSTEM)
    with acting_as(SYSTEM):
        found = Task.objects.get(code="PLAN_VAN_AANPAK")
        services.complete_task(
            actor=SYSTEM,
            task=found.public_id,
            completed_on=ago(1),
            version=found.version,
            today=TODAY,
        )
        sent = list(OutboxMessage.objects.order_by("pk").values_list("topic", "payload"))
    topics = [topic for topic, _ in sent]
    assert topics == [
        "verzuim.feit.recorded",
        "verzuim.melding.recorded",
        "verzuim.feit.recorded",
        "verzuim.task.completed",
    ]
    assert all(isinstance(value, int) for _, payload in sent for value in payload.values())


@pytest.mark.login("jobs")
def test_replanning_twice_changes_nothing_the_second_time() -> None:
    report("ziekmelding", FIRST, who=SYSTEM)
    report("wijziging", ago(30), who=SYSTEM, percentage=50)
    with acting_as(SYSTEM):
        Task.objects.filter(code="PROBLEEMANALYSE").update(due_on=ago(400))
        again: dict[str, Any] = {"actor": SYSTEM, "dienstverband_ids": [SANNE], "today": TODAY}
        assert services.replan(dry_run=True, **again) == 1
        assert services.replan(**again) == 1
        assert services.replan(**again) == 0
