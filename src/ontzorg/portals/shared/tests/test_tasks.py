"""One task: done on a real day, taken back, explained."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.harness.web import text_of

from ontzorg.verzuim.tests.play import TODAY, ago, report, task

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
CODE = "PLAN_VAN_AANPAK"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def late() -> str:
    """A late task of the employer, by its public name."""
    report("ziekmelding", ago(60))
    return str(task(CODE).public_id)


def answers(day: str) -> dict[str, str]:
    return {"completed_on": day, "version": str(task(CODE).version)}


def test_it_is_done_on_the_day_that_was_typed(as_someone: SignIn, late: str) -> None:
    client = as_someone("werkgever_beheerder")
    page = client.post(reverse("task-complete", args=[late]), answers("15-11-2026"), follow=True)
    assert "Afgerond op 15 november 2026" in text_of(page)
    assert str(task(CODE).completed_on) == "2026-11-15"


def test_without_a_day_it_was_today(as_someone: SignIn, late: str) -> None:
    as_someone("werkgever_beheerder").post(reverse("task-complete", args=[late]))
    assert task(CODE).completed_on == TODAY


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("", "Vul een datum in"),
        ("31-02-2026", "Typ de datum als dag-maand-jaar"),
        ("gisteren", "Typ de datum als dag-maand-jaar"),
        ("23-11-2026", "ligt in de toekomst"),
        ("01-01-2020", "De eerste ziektedag is"),
    ],
)
def test_a_day_that_cannot_be_is_explained_and_kept(
    as_someone: SignIn, late: str, day: str, words: str
) -> None:
    client = as_someone("werkgever_beheerder")
    page = client.post(reverse("task-complete", args=[late]), answers(day))
    assert page.status_code == 422
    assert words in text_of(page)
    assert f'value="{day}"' in text_of(page) or not day
    assert task(CODE).completed_on is None


def test_a_double_click_is_harmless(as_someone: SignIn, late: str) -> None:
    client, url = as_someone("werkgever_beheerder"), reverse("task-complete", args=[late])
    twice = answers("15-11-2026")
    assert client.post(url, twice).status_code == client.post(url, twice).status_code == 302
    assert str(task(CODE).completed_on) == "2026-11-15"


def test_who_saw_an_older_state_is_told(as_someone: SignIn, late: str) -> None:
    old = answers("15-11-2026") | {"version": "0"}
    page = as_someone("werkgever_beheerder").post(reverse("task-complete", args=[late]), old)
    assert page.status_code == 409
    assert "Iemand anders" in text_of(page)
    assert task(CODE).completed_on is None


def test_the_row_asks_and_comes_back_done_and_can_be_undone(as_someone: SignIn, late: str) -> None:
    client, url = as_someone("werkgever_beheerder"), reverse("task-complete", args=[late])
    assert "Op welke dag is dit gedaan?" in text_of(client.get(f"{url}?als=rij", headers=HTMX))
    row = client.post(f"{url}?als=rij", answers("15-11-2026"), headers=HTMX)
    assert f'<tr id="task-{late}"' in text_of(row)
    assert "Ongedaan maken" in text_of(row)
    undo = reverse("task-undo", args=[late])
    back = client.post(f"{undo}?als=rij", {"version": task(CODE).version}, headers=HTMX)
    assert "Afronden" in text_of(back)
    assert task(CODE).completed_on is None


def test_an_error_stays_in_the_row(as_someone: SignIn, late: str) -> None:
    url = reverse("task-complete", args=[late]) + "?als=rij"
    row = as_someone("werkgever_beheerder").post(url, answers("23-11-2026"), headers=HTMX)
    assert row.status_code == 422
    assert text_of(row).startswith(("{#", "<tr", "\n<tr"))


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_date_explains_itself(as_someone: SignIn, late: str, headers: dict[str, str]) -> None:
    client = as_someone("werkgever_beheerder")
    page = text_of(client.get(reverse("task-explain", args=[late]), headers=headers))
    assert "Waarom deze datum?" in page
    assert "Wat verandert deze datum?" in page
    assert ("<html" in page) is (not headers)


def test_a_step_of_the_dossier_fetches_its_reason(as_someone: SignIn, late: str) -> None:
    url = reverse("task-explain", args=[late]) + "?als=stap"
    part = text_of(as_someone("werkgever_beheerder").get(url, headers=HTMX))
    assert "<details" in part
    assert "<tr" not in part


@pytest.mark.parametrize("name", ["task", "task-complete", "task-explain"])
@pytest.mark.parametrize("key", ["werkgever_beheerder_b", "bedrijfsarts_b", "medewerker_b"])
def test_another_partys_task_does_not_exist(
    as_someone: SignIn, late: str, name: str, key: str
) -> None:
    assert as_someone(key).get(reverse(name, args=[late])).status_code == 404


def test_who_may_not_do_it_is_refused(as_someone: SignIn, late: str) -> None:
    url = reverse("task-complete", args=[late])
    assert as_someone("verzekeraar_claims").post(url, answers("15-11-2026")).status_code == 403
    assert as_someone("bedrijfsarts").post(url, answers("15-11-2026")).status_code == 403
    assert task(CODE).completed_on is None
