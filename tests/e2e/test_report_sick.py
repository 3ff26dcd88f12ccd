"""An employer reports someone sick: three questions, then only what is needed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.steps import (
    add_employee,
    answer_first_questions,
    answer_the_rest,
    days_ago,
    report_sick,
    today,
    typed,
)

pytestmark = pytest.mark.usefixtures("size")
REFUSED = {
    typed(days_ago(-1)): "Deze dag moet nog komen. Vul vandaag in, of een dag die geweest is.",
    typed(days_ago(1200)): "Deze dag ligt meer dan drie jaar terug. Controleer het jaar.",
    "31-02-2026": "Typ de datum als dag-maand-jaar, bijvoorbeeld 03-02-2025.",
}


def save(page: Page) -> None:
    page.get_by_role("button", name="Ziek melden", exact=True).click()


def test_three_questions_and_then_what_is_needed(visit: Visit) -> None:
    page = visit("werkgever")
    employee = add_employee(page)
    page.goto(employee.address)
    page.get_by_role("link", name="Ziek melden").click()
    expect(page.locator("form[data-draft] .field")).to_have_count(3)
    answer_first_questions(page, typed(today()), employee)
    hours = page.get_by_label("Hoeveel uur per week is dat nog?")
    expect(hours).to_be_hidden()
    answer_the_rest(page, is_full="nee")
    hours.fill("16")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("is ziek gemeld")
    page.get_by_role("link", name="Naar het dossier").click()
    expect(page.locator(".dossier-state")).to_contain_text("week 1 van 104 · 50%")


def test_no_question_asks_what_is_wrong(visit: Visit) -> None:
    page = visit("werkgever")
    answer_first_questions(page, typed(today()))
    questions = page.locator("form[data-draft]").locator("label, legend").all_inner_texts()
    assert [one for one in questions if "reden" in one.lower() or "waardoor" in one.lower()] == []


def test_a_day_that_cannot_be_is_refused_in_words_and_kept(visit: Visit) -> None:
    page = visit("werkgever")
    for day, message in REFUSED.items():
        answer_first_questions(page, day)
        expect(page.locator(".form-errors")).to_contain_text(message)
        expect(page.get_by_label("Wat is de eerste ziektedag?")).to_have_value(day)


def test_an_answer_that_is_missing_is_asked_again(visit: Visit) -> None:
    page = visit("werkgever")
    answer_first_questions(page, typed(today()), add_employee(page))
    answer_the_rest(page, is_full="nee")
    save(page)
    expect(page.locator(".form-errors")).to_contain_text(
        "Vul het aantal uren in, bijvoorbeeld 12 of 12,5."
    )


def test_a_word_about_illness_raises_a_warning_before_saving(visit: Visit) -> None:
    page = visit("werkgever")
    answer_first_questions(page, typed(today()), add_employee(page))
    answer_the_rest(page, has_handover="ja")
    text = page.get_by_label("Wat moet er gebeuren, en voor wanneer?")
    text.fill("Ligt aan het infuus, dus de klant bellen")
    expect(page.get_by_text("Het woord “infuus” klinkt medisch.")).to_be_visible()
    save(page)
    expect(page.get_by_role("heading", name="Lees uw tekst nog eens")).to_be_visible()
    text.fill("De klant bellen")
    page.get_by_role("button", name="Toch opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is ziek gemeld")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_double_click_makes_one_melding(visit: Visit, *, javascript: bool) -> None:
    page = visit("werkgever", javascript=javascript)
    answer_first_questions(page, typed(today()), add_employee(page))
    answer_the_rest(page)
    page.get_by_role("button", name="Ziek melden", exact=True).dblclick()
    page.get_by_role("link", name="Naar het dossier").click()
    by_employer = page.locator(".fact-row").filter(has_text="Werkgeversportaal")
    expect(by_employer).to_have_count(1)


def test_without_scripts_a_task_can_be_completed(visit: Visit) -> None:
    page = visit("werkgever", javascript=False)
    report_sick(page, days_ago(50))
    title = page.locator(".next-duty-title").inner_text()
    page.locator(".next-duty").get_by_role("link", name="Afronden").click()
    page.get_by_role("button", name="Afronden", exact=True).click()
    expect(page.get_by_text("Afgerond op")).to_contain_text(title)


def test_what_was_typed_survives_a_detour(visit: Visit) -> None:
    page = visit("werkgever")
    page.goto("/werkgever/ziekmelden/")
    page.get_by_label("Wat is de eerste ziektedag?").fill(typed(days_ago(2)))
    page.goto("/werkgever/")
    page.goto("/werkgever/ziekmelden/")
    expect(page.get_by_label("Wat is de eerste ziektedag?")).to_have_value(typed(days_ago(2)))


def test_an_employee_with_a_wrong_bsn_or_postcode_is_refused(visit: Visit) -> None:
    page = visit("werkgever")
    page.goto("/werkgever/medewerkers/nieuw/")
    page.get_by_label("BSN").fill("123456789")
    page.get_by_label("Postcode").fill("12")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(page.locator(".form-errors")).to_contain_text("Dit BSN klopt niet.")
    expect(page.locator(".form-errors")).to_contain_text("Vul de achternaam in.")
    expect(page.get_by_label("Postcode")).to_have_value("12")
