"""An employer brings in a file with twenty faults, repairs it without help, and undoes it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.staff_files import FAULTS, faulty_file
from tests.harness.browser import faults_of

both_sizes = pytest.mark.usefixtures("size")
WRONG_ROWS = len(FAULTS)


def upload(page: Page, content: bytes, name: str = "medewerkers.csv") -> None:
    """Choose a file and go on to its columns."""
    page.goto("/werkgever/medewerkers/inlezen/")
    page.get_by_label("Bestand met uw medewerkers").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Verder").click()


def check_the_file(page: Page) -> None:
    """Accept the columns and wait for the difference."""
    page.get_by_role("button", name="Controleer het bestand").click()
    page.get_by_role("heading", name="Dit verandert er").wait_for()


def take_over(page: Page, rows: int) -> None:
    """Confirm, and wait until it is done."""
    label = "Neem 1 regel over" if rows == 1 else f"Neem {rows} regels over"
    page.get_by_role("button", name=label).click()
    page.get_by_role("heading", name="Overgenomen").wait_for()


def found_in_staff(page: Page, surname: str) -> int:
    """Tell how many people of this name the list of employees shows."""
    page.goto(f"/werkgever/medewerkers/?zoek=Leesproef-{surname}")
    return page.locator(".row-link").count()


@both_sizes
def test_twenty_faults_are_repaired_without_help(visit: Visit, tmp_path: Path) -> None:
    page, file = visit("werkgever"), faulty_file()
    upload(page, file.content())
    check_the_file(page)
    expect(page.get_by_role("heading", name=f"{WRONG_ROWS} regels met een fout")).to_be_visible()
    for number, fault in enumerate(FAULTS, 2):
        row = page.locator(".import-wrong").filter(has_text=re.compile(rf"Regel {number}\b"))
        expect(row).to_contain_text(fault.column)
        expect(row).to_contain_text(fault.words)
    assert faults_of(page, thorough=False) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download de foute regels").click()
    listed = tmp_path / "fouten.csv"
    download.value.save_as(listed)
    take_over(page, 2)
    assert found_in_staff(page, file.mark) == 2

    upload(page, file.repaired(listed.read_text("utf-8")), "hersteld.csv")
    check_the_file(page)
    expect(page.get_by_text("met een fout")).to_have_count(0)
    take_over(page, WRONG_ROWS)
    assert found_in_staff(page, file.mark) == WRONG_ROWS + 2


def test_a_whole_import_is_undone(visit: Visit) -> None:
    page, file = visit("werkgever"), faulty_file()
    upload(page, file.content())
    check_the_file(page)
    take_over(page, 2)
    page.get_by_role("link", name="Alles terugdraaien").click()
    assert faults_of(page, thorough=False) == []
    page.get_by_role("button", name="Alles terugdraaien").click()
    page.get_by_role("heading", name="Teruggedraaid").wait_for()
    assert found_in_staff(page, file.mark) == 0


def test_the_difference_is_shown_and_another_column_can_be_chosen(visit: Visit) -> None:
    page, file = visit("werkgever"), faulty_file()
    upload(page, file.content().replace(b"Personeelsnummer", b"Kenmerk"))
    page.get_by_role("button", name="Controleer het bestand").click()
    page.get_by_role("heading", name="Dit verandert er").wait_for()
    page.get_by_role("link", name="Kolommen aanpassen").click()
    assert faults_of(page, thorough=False) == []
    page.get_by_label("Kenmerk").select_option("personeelsnummer")
    check_the_file(page)
    page.get_by_role("link", name="nieuw", exact=False).first.click()
    expect(page.locator(".row-card")).to_have_count(2)
    assert faults_of(page, thorough=False) == []
    page.get_by_role("link", name="Niet in het bestand").click()
    expect(page.get_by_text("Er verandert niets aan deze medewerkers.")).to_be_visible()
    assert faults_of(page, thorough=False) == []
    page.go_back()
    page.goto("/werkgever/medewerkers/inlezen/")
    page.get_by_role("link", name="medewerkers.csv").first.click()
    page.get_by_role("button", name="Niet overnemen").click()
    page.get_by_role("heading", name="Medewerkers inlezen").wait_for()
    assert faults_of(page, thorough=False) == []


def test_a_file_of_another_kind_is_refused_with_a_way_out(visit: Visit) -> None:
    page = visit("werkgever")
    upload(page, b"%PDF-1.7 geen medewerkers", "medewerkers.csv")
    expect(page.locator(".form-errors")).to_contain_text("bewaar het als .xlsx")
    upload(page, b"", "leeg.csv")
    expect(page.locator(".form-errors")).to_contain_text("Dit bestand is leeg")


def test_it_all_works_without_javascript(visit: Visit) -> None:
    page, file = visit("werkgever", javascript=False), faulty_file()
    upload(page, file.content())
    page.get_by_role("button", name="Controleer het bestand").click()
    take_over = page.get_by_role("button", name="Neem 2 regels over")
    look_until(page, take_over)
    take_over.click()
    look_until(page, page.get_by_role("heading", name="Overgenomen"))


def look_until(page: Page, done: Locator) -> None:
    """Click "how far is it" for as long as the page shows that instead of the result."""
    look = page.get_by_role("link", name="Kijk hoe ver het is")
    expect(look.or_(done)).to_be_visible()
    while not done.is_visible():
        with page.expect_navigation():
            look.click()
        expect(look.or_(done)).to_be_visible()
