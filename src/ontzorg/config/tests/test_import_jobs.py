"""Imports run as jobs of their own: killed ones are taken up, hopeless ones left to a person."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from tests.harness import world

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config import import_jobs, jobs
from ontzorg.parties.models import Dienstverband
from ontzorg.parties.staff_import import services
from ontzorg.parties.staff_import.models import FilePart, ReadRow, StaffImport, StaffRow
from ontzorg.parties.staff_import.tests.files import GOOD, OTHER, csv_of
from ontzorg.parties.staff_import.tests.steps import WHO, bring_in, fresh, read, start, undo
from ontzorg.verzuim.models import Task, Verzuimdossier
from ontzorg.verzuim.services import NewMelding, record_melding

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]


def made_reading() -> StaffImport:
    made = start(csv_of(GOOD))
    with acting_as(SYSTEM):
        services.choose_columns(actor=world.actor(WHO), import_id=made.pk, columns=made.columns)
    return made


def age(made: StaffImport, **by: int) -> None:
    with acting_as(SYSTEM):
        then = timezone.now() - timedelta(**by)
        StaffImport.objects.filter(pk=made.pk).update(moved_at=then, done_at=then)


def left_of(made: StaffImport) -> int:
    with acting_as(SYSTEM):
        return sum(
            model.objects.filter(staff_import=made).count()
            for model in (FilePart, ReadRow, StaffRow)
        )


def test_every_topic_has_a_job() -> None:
    assert set(import_jobs.WORK) <= set(jobs.HANDLERS)


def test_a_job_that_was_killed_is_taken_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    deferred: list[tuple[int, str]] = []
    monkeypatch.setattr(import_jobs, "_defer", lambda *call: deferred.append(call))
    silent, busy = made_reading(), made_reading()
    age(silent, minutes=6)
    import_jobs.sweep(0)
    assert deferred == [(silent.pk, "staff_import.read")]
    import_jobs.WORK["staff_import.read"](silent.pk)
    assert (fresh(silent).state, fresh(busy).state) == ("ready", "reading")


def test_who_fails_for_the_last_time_leaves_it_to_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = made_reading()

    def fail(import_id: int) -> None:
        raise ConnectionError

    monkeypatch.setattr(import_jobs, "WORK", {"staff_import.read": fail})
    for attempts in range(import_jobs.ATTEMPTS):
        assert fresh(made).state == "reading"
        context: Any = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
        with pytest.raises(ConnectionError):
            import_jobs.work(context, import_id=made.pk, topic="staff_import.read")
    assert (fresh(made).state, fresh(made).notice) == ("refused", "not_finished")


@pytest.mark.parametrize(("days", "is_gone"), [(13, False), (15, True)])
def test_a_file_that_nobody_confirms_goes(days: int, is_gone: bool) -> None:  # noqa: FBT001
    made = read(csv_of(GOOD))
    age(made, days=days)
    import_jobs.sweep(0)
    assert (left_of(made) == 0) is is_gone
    assert fresh(made).state == ("cancelled" if is_gone else "ready")


def test_what_undo_needs_goes_after_its_term() -> None:
    made = bring_in(csv_of(GOOD, OTHER | {"BSN": "1"}))
    assert left_of(made) == 2
    age(made, days=29)
    import_jobs.sweep(0)
    assert left_of(made) == 2
    age(made, days=31)
    import_jobs.sweep(0)
    assert left_of(made) == 0
    assert fresh(made).cleared_at


def test_what_was_cancelled_or_undone_goes_at_once() -> None:
    made = read(csv_of(GOOD))
    with acting_as(SYSTEM):
        services.cancel_import(actor=world.actor(WHO), import_id=made.pk)
    import_jobs.WORK["staff_import.cancelled"](made.pk)
    assert left_of(made) == 0
    undone = undo(bring_in(csv_of(GOOD)))
    import_jobs.sweep(0)
    assert left_of(undone) == 0


def test_dossiers_follow_an_employment_that_a_file_changes() -> None:
    bring_in(csv_of(GOOD))
    with acting_as(SYSTEM):
        employment = Dienstverband.objects.get(personeelsnummer="1042")
        record_melding(
            actor=SYSTEM,
            dienstverband_id=employment.pk,
            new=NewMelding(soort="ziekmelding", day=world.TODAY, percentage=100),
            today=world.TODAY,
        )
        before = set(Task.objects.values_list("code", "due_on"))
    made = bring_in(csv_of(GOOD | {"Uit dienst": "31-12-2026"}))
    import_jobs.replan_changed(made.pk)
    with acting_as(SYSTEM):
        assert Verzuimdossier.objects.count() == 1
        assert set(Task.objects.values_list("code", "due_on")) != before
