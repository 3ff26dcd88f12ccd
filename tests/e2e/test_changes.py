"""What happens after a ziekmelding: change, recovery, correction, withdrawal, parked meldingen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.steps import (
    Employee,
    answer_first_questions,
    answer_the_rest,
    days_ago,
    report_sick,
    typed,
)

both_sizes = pytest.mark.usefixtures("size")


def record(page: Page, action: str, submit: str, **answers: str) -> None:
    """Take an action of the dossier, fill in its form by field name and send it."""
    page.locator(".dossier-actions").get_by_role("link", name=action).click()
    for name, answer in answers.items():
        page.locator(f"input[name={name}]").fill(answer)
    page.get_by_role("button", name=submit, exact=True).click()
    page.locator(".dossier-head").wait_for()


@both_sizes
def test_another_percentage_shows_in_the_head_and_on_the_line(visit: Visit) -> None:
    page = visit("werkgever")
    report_sick(page, days_ago(20))
    day = typed(days_ago(5))
    record(page, "Percentage wijzigen", "Wijziging vastleggen", day=day, percentage="60")
    expect(page.get_by_text("Vastgelegd: 60% arbeidsongeschikt vanaf")).to_be_visible()
    expect(page.locator(".dossier-state")).to_contain_text("60% arbeidsongeschikt")


@both_sizes
def test_recovery_lets_the_steps_rest(visit: Visit) -> None:
    page = visit("werkgever")
    report_sick(page, days_ago(20))
    page.locator(".dossier-actions").get_by_role("link", name="Herstel melden").click()
    page.get_by_label("Helemaal hersteld").check()
    page.locator("input[name=day]").fill(typed(days_ago(1)))
    page.get_by_role("button", name="Herstel melden", exact=True).click()
    expect(page.get_by_text("Blijft het vier weken goed, dan sluit")).to_be_visible()
    expect(page.locator(".dossier-state")).to_contain_text("hersteld per")
    expect(page.get_by_text("Staat stil of vervallen")).to_be_visible()


@both_sizes
def test_a_correction_moves_dates_but_not_what_was_done(visit: Visit) -> None:
    page = visit("werkgever")
    report_sick(page, days_ago(50))
    title = complete_first_duty(page, typed(days_ago(25)))
    page.get_by_role("link", name="Verbeteren Ziekmelding").click()
    page.locator("input[name=day]").fill(typed(days_ago(47)))
    page.get_by_role("button", name="Verbetering vastleggen").click()
    expect(page.get_by_role("heading", name="Deze datums zijn veranderd")).to_be_visible()
    expect(page.locator(".moved-table tbody tr").first).to_be_visible()
    page.get_by_text("Gedaan (").click()
    done = page.locator(".duty-done").filter(has_text=title)
    expect(done.locator(f'time[datetime="{days_ago(25)}"]')).to_be_visible()
    expect(page.locator(".fact-out")).to_have_count(1)


@both_sizes
def test_a_withdrawn_ziekmelding_takes_the_dossier_along(visit: Visit) -> None:
    page = visit("werkgever")
    report_sick(page, days_ago(4))
    page.get_by_role("link", name="Intrekken Ziekmelding").click()
    page.get_by_role("button", name="Ja, intrekken").click()
    expect(page.locator(".dossier-state")).to_contain_text("ingetrokken op")
    expect(page.locator(".dossier-actions")).to_have_count(0)


@both_sizes
def test_a_percentage_that_cannot_be_is_refused_and_kept(visit: Visit) -> None:
    page = visit("werkgever")
    report_sick(page, days_ago(4))
    page.locator(".dossier-actions").get_by_role("link", name="Percentage wijzigen").click()
    page.locator("input[name=day]").fill(typed(days_ago(1)))
    page.locator("input[name=percentage]").fill("130")
    page.get_by_role("button", name="Wijziging vastleggen").click()
    expect(page.locator(".form-errors")).to_contain_text("Vul een heel getal van 0 tot en met 100")
    expect(page.locator("input[name=percentage]")).to_have_value("130")


@both_sizes
def test_the_second_of_two_people_gets_a_notice_and_loses_nothing(visit: Visit) -> None:
    first, second = visit("werkgever"), visit("ontzorgmanager")
    address = report_sick(first, days_ago(20)) + "wijziging/"
    first.goto(address)
    second.goto(address)
    for page, percentage in ((first, "70"), (second, "40")):
        page.locator("input[name=day]").fill(typed(days_ago(2)))
        page.locator("input[name=percentage]").fill(percentage)
        page.get_by_role("button", name="Wijziging vastleggen").click()
    expect(first.locator(".dossier-state")).to_contain_text("70%")
    expect(second.locator(".form-errors")).to_contain_text("Intussen is dit dossier veranderd.")
    expect(second.locator("input[name=percentage]")).to_have_value("40")


def test_a_parked_recovery_resolves_when_its_ziekmelding_comes(visit: Visit) -> None:
    manager, employer = visit("ontzorgmanager"), visit("werkgever")
    manager.goto("/wacht-op-meer/")
    waiting = manager.locator("tbody tr").filter(has_text="Herstelmelding").first
    name = waiting.locator(".row-title").inner_text()
    expect(waiting).to_contain_text("is geen ziekte bekend.")
    employer.goto(f"/werkgever/medewerkers/?zoek={name.split()[-1]}")
    employer.get_by_role("link", name=name).click()
    answer_first_questions(employer, typed(days_ago(12)), Employee(name, employer.url))
    answer_the_rest(employer)
    employer.get_by_role("button", name="Ziek melden", exact=True).click()
    employer.get_by_role("link", name="Naar het dossier").click()
    expect(employer.locator(".dossier-state")).to_contain_text("hersteld per")
    manager.reload()
    expect(manager.get_by_text(name)).to_have_count(0)


def complete_first_duty(page: Page, day: str) -> str:
    """Complete the duty that comes first, on a day; return its title."""
    title = page.locator(".next-duty-title").inner_text()
    page.locator(".next-duty").get_by_role("link", name="Afronden").click()
    page.get_by_label("Op welke dag is dit gedaan?").fill(day)
    page.get_by_role("button", name="Afronden", exact=True).click()
    expect(page.get_by_text("Afgerond op")).to_contain_text(title)
    return title
