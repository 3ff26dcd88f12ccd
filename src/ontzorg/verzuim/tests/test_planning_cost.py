"""What a melding costs does not grow with the earlier sicknesses of a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.rules.wet.tijdlijn import Tijdlijn, compute_tijdlijn
from ontzorg.rules.wet.zaak import Zaak
from ontzorg.verzuim import services
from ontzorg.verzuim.derivation.rules_version import digest_of, rules_version
from ontzorg.verzuim.models import Task, Verzuimdossier
from ontzorg.verzuim.selectors import dossier_view
from ontzorg.verzuim.tests.play import KARIM, SANNE, TODAY, ago, dossiers, report, task

pytestmark = pytest.mark.django_db
EARLIER = 4
MOST_QUERIES = 40


def _was_ill(dienstverband: int, times: int) -> None:
    """Let someone be ill for a few days, some times, with more than four weeks between."""
    for number in range(times):
        start = 700 - 100 * number
        report("ziekmelding", ago(start), dienstverband=dienstverband)
        report("herstelmelding", ago(start - 5), dienstverband=dienstverband)


def _queries_of_ziekmelding(dienstverband: int) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        report("ziekmelding", ago(1), dienstverband=dienstverband)
    return [query["sql"] for query in queries]


def test_a_melding_asks_as_much_after_many_sicknesses_as_after_one() -> None:
    _was_ill(SANNE, 1)
    _was_ill(KARIM, EARLIER)
    after_one, after_many = _queries_of_ziekmelding(SANNE), _queries_of_ziekmelding(KARIM)
    assert len(after_many) == len(after_one)
    assert len(after_one) <= MOST_QUERIES


def test_only_the_new_sickness_and_the_one_before_it_are_computed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _was_ill(SANNE, EARLIER)
    computed: list[int] = []

    def count(zaak: Zaak, *, only: list[int]) -> Tijdlijn:
        computed.extend(only)
        return compute_tijdlijn(zaak, only=only)

    monkeypatch.setattr("ontzorg.verzuim.derivation.course.compute_tijdlijn", count)
    report("ziekmelding", ago(1))
    assert computed == [EARLIER - 1, EARLIER]


@pytest.mark.login("jobs")
def test_new_rules_reach_closed_dossiers_once(monkeypatch: pytest.MonkeyPatch) -> None:
    report("ziekmelding", ago(90), who=SYSTEM)
    report("herstelmelding", ago(80), who=SYSTEM)
    _break_a_closed_task()
    assert _replan() == 0
    monkeypatch.setattr("ontzorg.verzuim.derivation.marks.rules_version", lambda: "nieuw")
    assert _replan() == 1
    _break_a_closed_task()
    assert _replan() == 0
    assert _replan(anew=True) == 1


def _break_a_closed_task() -> None:
    with acting_as(SYSTEM):
        found = Task.objects.filter(withdrawn_on=None).earliest("pk")
        Task.objects.filter(pk=found.pk).update(bron="iets anders")


def _replan(*, anew: bool = False) -> int:
    with acting_as(SYSTEM):
        return services.replan(actor=SYSTEM, dienstverband_ids=[SANNE], today=TODAY, anew=anew)


def test_a_closed_dossier_that_gets_another_manager_is_planned_anew() -> None:
    manager = _closed_with_a_task_of_a_colleague()
    with acting_as(manager):
        services.assign_ontzorgmanager(
            actor=manager,
            dossier=dossiers()[0].public_id,
            membership_id=manager.membership_id or 0,
            today=TODAY,
        )
        assert not Task.objects.filter(code="TWEEDE_SPOOR").exists()


def test_a_task_that_is_given_back_after_closing_is_cleared_by_the_next_plan() -> None:
    manager = _closed_with_a_task_of_a_colleague()
    with acting_as(manager):
        (far,) = Task.objects.filter(code="TWEEDE_SPOOR")
        services.assign_tasks(actor=manager, tasks=[far.public_id], membership_id=None)
        assert Verzuimdossier.objects.get(pk=far.dossier_id).planned_from == ""
    report("ziekmelding", ago(1))
    with acting_as(manager):
        assert not Task.objects.filter(pk=far.pk).exists()


def _closed_with_a_task_of_a_colleague() -> Any:
    report("ziekmelding", ago(90))
    manager = actor("ontzorgmanager")
    far = task("TWEEDE_SPOOR", key="ontzorgmanager")
    with acting_as(manager):
        services.assign_tasks(
            actor=manager, tasks=[far.public_id], membership_id=manager.membership_id
        )
    report("herstelmelding", ago(40))
    assert dossiers()[0].planned_from != ""
    return manager


def test_signals_are_of_the_day_of_looking_and_not_stored() -> None:
    _was_ill(SANNE, 1)
    for start in (250, 150, 50):
        report("ziekmelding", ago(start))
        report("herstelmelding", ago(start - 5))
    who, dossier = actor("werkgever_beheerder"), dossiers()[0]
    with acting_as(who):
        view = dossier_view(who, dossier.public_id, today=TODAY)
    assert "FREQUENT_VERZUIM" in [flag.code for flag in view.timeline.flags]
    assert "FREQUENT_VERZUIM" not in dossier.tijdlijn["vlaggen"]


@pytest.mark.parametrize("name", ["wet.yaml", "plicht.py"])
def test_every_rule_and_table_makes_the_version(tmp_path: Path, name: str) -> None:
    part = tmp_path / "deel"
    part.mkdir()
    (part / name).write_text("6", "utf-8")
    before = digest_of([tmp_path])
    (part / name).write_text("7", "utf-8")
    assert digest_of([tmp_path]) != before


def test_the_version_knows_holidays_and_no_tests(tmp_path: Path) -> None:
    before = digest_of([tmp_path], "0.1")
    assert digest_of([tmp_path], "0.2") != before
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_iets.py").write_text("", "utf-8")
    assert digest_of([tmp_path], "0.1") == before
    assert rules_version() == rules_version() != before
