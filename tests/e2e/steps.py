"""What people do again and again: add someone, report him sick, open his dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from playwright.sync_api import Page

FULLY_SICK = {"is_full": "ja", "is_home": "ja", "has_handover": "nee", "had_accident": "nee"}


@dataclass(frozen=True)
class Employee:
    """Someone who was added, and the address of his page at the employer."""

    surname: str
    address: str


def typed(day: date) -> str:
    """Return a day as people type it."""
    return f"{day:%d-%m-%Y}"


def today() -> date:
    """Return the day of the machine, on which the demo lives; a run may go past midnight."""
    return date.today()  # noqa: DTZ011 - the product and its tests share one time zone


def days_ago(number: int) -> date:
    """Return a day in the past."""
    return today() - timedelta(days=number)


def add_employee(page: Page) -> Employee:
    """Add an employee with 32 hours a week by the form of the employer."""
    surname = f"Proefhout-{uuid4().hex[:6]}"
    page.goto("/werkgever/medewerkers/nieuw/")
    page.get_by_label("Voorletters").fill("P.")
    page.get_by_label("Achternaam").fill(surname)
    page.get_by_label("Geboortedatum").fill("14-03-1990")
    page.get_by_label("Eerste dag in dienst").fill("01-02-2020")
    page.get_by_label("Uren per week").fill("32")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    page.get_by_role("heading", name=f"P. {surname}", level=1).wait_for()
    return Employee(surname=surname, address=page.url)


def answer_first_questions(page: Page, first_day: str, employee: Employee | None = None) -> None:
    """Answer who (else: the first on the list), since when and how long, and go on."""
    if employee is None:
        page.goto("/werkgever/ziekmelden/")
        page.get_by_label("Wie is er ziek?").select_option(index=1)
    else:
        page.goto(employee.address)
        page.get_by_role("link", name="Ziek melden").click()
    page.get_by_label("Wat is de eerste ziektedag?").fill(first_day)
    page.get_by_label("Nog niet te zeggen").check()
    page.get_by_role("button", name="Verder").click()


def answer_the_rest(page: Page, **changes: str) -> None:
    """Answer the other questions: fully sick, at home, nothing to hand over."""
    for name, answer in (FULLY_SICK | {"vangnet": "nee"} | changes).items():
        page.locator(f"input[name={name}][value={answer}]").check()


def report_sick(page: Page, first_day: date) -> str:
    """Add an employee and report him sick; return the address of the dossier."""
    answer_first_questions(page, typed(first_day), add_employee(page))
    answer_the_rest(page)
    page.get_by_role("button", name="Ziek melden", exact=True).click()
    page.get_by_role("link", name="Naar het dossier").click()
    page.locator(".dossier-head").wait_for()
    return page.url
