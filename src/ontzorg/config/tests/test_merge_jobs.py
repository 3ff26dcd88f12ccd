"""Two people who are one, each with a history: nothing is lost, and undo brings every row back."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from tests.harness import world
from tests.harness.results import is_long
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.roles import Party
from ontzorg.access.walls.tables import declared_tables
from ontzorg.config import import_jobs
from ontzorg.parties.models import Dienstverband, Werknemer
from ontzorg.parties.staff_import import merge_services, merging
from ontzorg.parties.staff_import.merge_rows import put_back
from ontzorg.parties.staff_import.models import PersonMerge
from ontzorg.parties.staff_import.tests.files import GOOD, csv_of
from ontzorg.parties.staff_import.tests.steps import WHO, bring_in
from ontzorg.verzuim.models import Melding, Task, Verzuimdossier
from ontzorg.verzuim.services import NewMelding, complete_task, record_feit, record_melding

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]
SANNE = world.WERKNEMERS_A[0]
TWIN = GOOD | {"Voorletters": "S.", "Geboortedatum": "14-03-1990", "Personeelsnummer": ""}
# What tells of the merge itself, and what is sealed anew each time.
TELLING = ("access_outboxmessage", "staff_import_personmerge")
SEALED = ["bsn_sealed", "iban_sealed"]
SEEDS = range(40) if is_long() else range(3)


def twin(start: str) -> Werknemer:
    """Bring in the same person once more, with an employment from this day."""
    bring_in(csv_of(TWIN | {"In dienst": start, "BSN": "999990019"}))
    with acting_as(SYSTEM):
        return Werknemer.objects.get(achternaam="Waterlander")


def work_of(person: int) -> int:
    with acting_as(SYSTEM):
        return Dienstverband.objects.filter(werknemer_id=person).earliest("begint_op").pk


def report(person: int, soort: str, day: date, percentage: int | None = None) -> None:
    new = NewMelding(soort=soort, day=day, percentage=percentage)
    with acting_as(SYSTEM):
        record_melding(actor=SYSTEM, dienstverband_id=work_of(person), new=new, today=world.TODAY)


def spell(person: int, start: date, end: date | None) -> None:
    report(person, "ziekmelding", start, 100)
    if end:
        report(person, "herstelmelding", end)


def merge(kept: int, gone: int) -> PersonMerge:
    with acting_as(SYSTEM):
        made = merge_services.start_merge(actor=actor(WHO), kept_id=kept, gone_id=gone)
    return _worked(made, "staff_import.merge")


def unmerge(made: PersonMerge) -> PersonMerge:
    with acting_as(SYSTEM):
        merge_services.start_unmerge(actor=actor(WHO), merge_id=made.pk)
    return _worked(made, "staff_import.unmerge")


def _worked(made: PersonMerge, topic: str) -> PersonMerge:
    import_jobs.WORK[topic](made.pk)
    import_jobs.WORK["staff_import.merged"](made.pk)
    with acting_as(SYSTEM):
        return PersonMerge.objects.get(pk=made.pk)


def digests() -> dict[str, str]:
    """Return a print of every table that the job may read."""
    found = {}
    with acting_as(SYSTEM), connection.cursor() as cursor:
        for table in declared_tables():
            rows = table.access.get(Party.SYSTEM)
            is_open = rows is not None and "S" in rows.verbs and not rows.hidden
            if not is_open or table.name in TELLING:
                continue
            cursor.execute(
                "SELECT md5(coalesce(string_agg((to_jsonb(t) - %s::text[])::text, '|'"  # noqa: S608
                f" ORDER BY to_jsonb(t)::text), '')) FROM {table.qualified} t",
                [SEALED],
            )
            found[table.name] = cursor.fetchone()[0]
    return found


def dossiers(person: int) -> list[Verzuimdossier]:
    with acting_as(SYSTEM):
        found = Verzuimdossier.objects.filter(werknemer_id=person, withdrawn_on=None)
        return list(found.order_by("eerste_ziektedag"))


def test_four_weeks_are_counted_over_both_histories() -> None:
    other = twin("01-02-2020")
    spell(SANNE, date(2026, 9, 1), date(2026, 9, 21))
    spell(other.pk, date(2026, 10, 5), None)
    with acting_as(SYSTEM):
        meldingen = set(Melding.objects.values_list("pk", flat=True))
    made = merge(SANNE, other.pk)
    assert made.state == "done", made.notice
    (one,) = dossiers(SANNE)
    assert (one.eerste_ziektedag, one.hersteld_op) == (date(2026, 9, 1), None)
    with acting_as(SYSTEM):
        assert set(Melding.objects.values_list("pk", flat=True)) == meldingen
        assert set(Melding.objects.values_list("dossier_id", flat=True)) == {one.pk}
        assert set(Melding.objects.values_list("werknemer_id", flat=True)) == {SANNE}


def test_two_employments_at_the_same_time_stay_two_with_a_dossier_each() -> None:
    other = twin("01-05-2024")
    spell(SANNE, date(2026, 9, 1), None)
    spell(other.pk, date(2026, 10, 5), None)
    assert merge(SANNE, other.pk).state == "done"
    found = dossiers(SANNE)
    assert [one.eerste_ziektedag for one in found] == [date(2026, 9, 1), date(2026, 10, 5)]
    assert len({one.dienstverband_id for one in found}) == 2


def test_two_running_dossiers_of_one_employment_are_refused_with_a_way_out() -> None:
    other = twin("01-02-2020")
    spell(SANNE, date(2026, 9, 1), None)
    spell(other.pk, date(2026, 10, 5), None)
    before = digests()
    made = merge(SANNE, other.pk)
    assert made.state == "refused"
    assert "Trek eerst een van de twee ziekmeldingen in" in made.notice
    assert digests() == before


@pytest.mark.parametrize("start", ["01-02-2020", "01-05-2024"])
@pytest.mark.parametrize("seed", SEEDS)
def test_undo_brings_every_row_back(seed: int, start: str) -> None:
    random = Random(f"{seed} {start}")  # noqa: S311
    other = twin(start)
    _live(random, SANNE, date(2025, 1, 6))
    _live(random, other.pk, date(2025, 11, 3))
    before = digests()
    kept, gone = random.choice([(SANNE, other.pk), (other.pk, SANNE)])
    made = merge(kept, gone)
    assert made.state == "done", made.notice
    assert digests() != before
    assert unmerge(made).state == "undone", made.notice
    after = digests()
    assert {name for name in before if before[name] != after[name]} == set()


def test_a_change_after_the_merge_keeps_them_together() -> None:
    other = twin("01-02-2020")
    spell(SANNE, date(2026, 9, 1), date(2026, 9, 21))
    spell(other.pk, date(2026, 10, 5), None)
    made = merge(SANNE, other.pk)
    report(SANNE, "herstelmelding", date(2026, 10, 12))
    before = digests()
    refused = unmerge(made)
    assert (refused.state, refused.sealed is None) == ("done", False)
    assert "Daarna is er iets gewijzigd" in refused.notice
    assert digests() == before


def test_a_task_that_was_done_after_the_merge_keeps_them_together() -> None:
    other = twin("01-02-2020")
    spell(SANNE, date(2026, 9, 1), date(2026, 9, 21))
    spell(other.pk, date(2026, 10, 5), None)
    made = merge(SANNE, other.pk)
    with acting_as(SYSTEM):
        task = Task.objects.filter(owner="werkgever", completed_on=None, withdrawn_on=None)[0]
        complete_task(
            actor=SYSTEM,
            task=task.public_id,
            version=task.version,
            completed_on=world.TODAY,
            today=world.TODAY,
        )
    assert "Daarna is er iets gewijzigd" in unmerge(made).notice


def _live(random: Random, person: int, day: date) -> None:
    """Let someone be sick a few times, with parts of recovery and steps that were taken."""
    for _ in range(random.randrange(1, 4)):
        length = random.randrange(3, 60)
        report(person, "ziekmelding", day, 100)
        if random.random() < 0.5:
            report(person, "wijziging", day + timedelta(days=length // 2 + 1), 50)
        if random.random() < 0.5:
            _step(person, day + timedelta(days=1))
        report(person, "herstelmelding", day + timedelta(days=length))
        day += timedelta(days=length + random.choice([5, 20, 27, 28, 60]))


def _step(person: int, day: date) -> None:
    with acting_as(SYSTEM):
        dossier = Verzuimdossier.objects.filter(dienstverband=work_of(person)).latest("pk")
        record_feit(
            actor=SYSTEM,
            dossier=dossier.public_id,
            code="plan_van_aanpak",
            day=day,
            today=world.TODAY,
        )


def test_the_print_sees_a_row_that_was_not_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    other = twin("01-02-2020")
    spell(SANNE, date(2026, 9, 1), date(2026, 9, 21))
    spell(other.pk, date(2026, 10, 5), None)
    before = digests()
    made = merge(SANNE, other.pk)
    monkeypatch.setattr(
        merging, "put_back", lambda rows, people: put_back(rows | {"verzuim_task": []}, people)
    )
    unmerge(made)
    after = digests()
    assert {name for name in before if before[name] != after[name]} == {"verzuim_task"}
