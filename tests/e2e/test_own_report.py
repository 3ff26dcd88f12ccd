"""An employee reports himself; the employer confirms; the dossier follows."""

from __future__ import annotations

from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.conftest import Visit
from tests.e2e.steps import days_ago, typed
from tests.harness.browser import DESKTOP

ACTIVE = "Je bent ziek sinds"


def test_reporting_oneself_waits_for_the_employer(visit: Visit, size: ViewportSize) -> None:
    fit, sick = (9, 7) if size == DESKTOP else (4, 2)
    employee, employer = visit("medewerker"), visit("werkgever")
    report_fit(employee, typed(days_ago(fit)))
    confirm(employer, "meldt zich beter")
    employee.goto("/mijn/")
    expect(employee.get_by_role("heading", level=1)).to_contain_text("Je bent weer beter sinds")
    report_ill(employee, typed(days_ago(sick)))
    confirm(employer, "meldt zich ziek")
    employee.goto("/mijn/")
    expect(employee.get_by_role("heading", level=1)).to_contain_text(ACTIVE)
    employee.get_by_role("link", name="Bekijk je hele dossier").click()
    expect(employee.locator(".dossier-state")).to_contain_text("100% arbeidsongeschikt")


def test_a_day_to_come_is_refused_to_an_employee(visit: Visit, size: ViewportSize) -> None:
    page = visit("medewerker")
    page.goto("/mijn/beter/")
    page.get_by_label("Vanaf welke dag werk je weer?").fill(typed(days_ago(-9)))
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".form-errors")).to_contain_text(
        "Kies vandaag, morgen of een dag die geweest is."
    )


def report_fit(page: Page, day: str) -> None:
    page.goto("/mijn/")
    page.get_by_role("link", name="Ik ben weer beter").click()
    page.get_by_label("Vanaf welke dag werk je weer?").fill(day)
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Wacht op bevestiging door je werkgever.")).to_be_visible()


def report_ill(page: Page, day: str) -> None:
    page.get_by_role("link", name="Ik ben ziek").click()
    page.get_by_label("Wat is je eerste ziektedag?").fill(day)
    page.get_by_label("Nog niet te zeggen").check()
    page.get_by_label("Ja, thuis").check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je ziekmelding is verstuurd")


def confirm(page: Page, what: str) -> None:
    """Confirm the newest melding that waits."""
    page.goto("/werkgever/")
    waiting = page.locator(".task-card").filter(has_text=what)
    number = waiting.count()
    waiting.last.get_by_role("button", name="Bevestigen").click()
    expect(page.get_by_text("telt nu mee")).to_be_visible()
    expect(page.locator(".task-card").filter(has_text=what)).to_have_count(number - 1)
