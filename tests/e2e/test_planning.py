"""Dividing work, reporting sick for an employer, and what the auditor and beheer do."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ViewportSize, expect

from tests.e2e.conftest import Visit
from tests.e2e.steps import days_ago, typed
from tests.harness.browser import PHONE, faults_of

NOT_SICK = "P1004"
DOCTOR = "Dr. Hedda Zilverberk"
LOGO = Path("src/ontzorg/config/demo/zuiderzon.png")


def test_a_planner_gives_away_what_nobody_has_and_hands_it_over(
    visit: Visit, size: ViewportSize
) -> None:
    page = visit("planner")
    page.goto("/planning/")
    page.locator("tr.task input[type=checkbox]").first.check()
    option = page.locator("#aan option").filter(has_text=DOCTOR)
    page.locator("#aan").select_option(option.get_attribute("value"))
    page.get_by_role("button", name="Toewijzen").click()
    expect(page.get_by_text(f"1 taak is nu van {DOCTOR}.")).to_be_visible()
    page.locator(".carriers").get_by_role("link", name=DOCTOR, exact=True).click()
    expect(page.get_by_role("heading", level=2, name=DOCTOR, exact=True)).to_be_visible()
    taker = page.locator("#naar option").nth(1)
    page.locator("#naar").select_option(taker.get_attribute("value"))
    page.get_by_role("button", name="Overdragen").click()
    expect(page.get_by_text("Overgedragen aan")).to_be_visible()
    assert faults_of(page, thorough=True) == []


def test_one_box_ticks_all_tasks_of_the_page(visit: Visit) -> None:
    page = visit("planner")
    page.goto("/mijn-werk/?van=alles")
    page.locator("[data-pick-all]").check()
    boxes = page.locator("tr.task input[type=checkbox]")
    assert all(box.is_checked() for box in boxes.all())
    boxes.first.uncheck()
    assert page.locator("[data-pick-all]").evaluate("box => box.indeterminate")


def test_an_ontzorgmanager_reports_sick_for_an_employer(visit: Visit) -> None:
    page = visit("ontzorgmanager")
    page.goto("/casemanager/ziekmelden/")
    page.locator(".pick-list a").last.click()
    expect(page.get_by_text("andere werkgever")).to_be_visible()
    page.get_by_role("button", name="Verder").click()
    expect(page.locator(".form-errors")).to_be_focused()
    assert faults_of(page, thorough=True) == []
    page.set_viewport_size(PHONE)
    person = page.get_by_label("Wie is er ziek?").locator("option", has_text=NOT_SICK)
    page.get_by_label("Wie is er ziek?").select_option(person.get_attribute("value"))
    page.get_by_label("Wat is de eerste ziektedag?").fill(typed(days_ago(0)))
    page.get_by_label("Ongeveer een week").check()
    page.get_by_role("button", name="Verder").click()
    for name, answer in (("is_full", "ja"), ("is_home", "ja"), ("has_handover", "nee")):
        page.locator(f"input[name={name}][value={answer}]").check()
    page.locator("input[name=had_accident][value=nee]").check()
    page.locator("input[name=vangnet][value=weet_niet]").check()
    page.get_by_role("button", name="Ziek melden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is ziek gemeld")


def test_the_auditor_seeks_in_the_log_and_takes_it_along(visit: Visit, size: ViewportSize) -> None:
    page = visit("auditor")
    page.goto("/beheer/logboek/")
    page.get_by_label("Wie (rol of organisatie)").fill("werkgever")
    page.get_by_label("Wat").select_option(label="Melding vastgelegd")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("cell", name="Melding vastgelegd").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Downloaden (CSV)").click()
    assert "Melding vastgelegd" in Path(download.value.path()).read_text("utf-8-sig")
    page.locator("input[name=van]").fill("morgen")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.locator(".form-errors")).to_be_visible()
    assert faults_of(page, thorough=True) == []


def test_beheer_gives_an_organisation_a_look_of_its_own(visit: Visit) -> None:
    page = visit("beheerder")
    page.goto("/beheer/organisaties/?q=adviesk")
    page.get_by_role("link", name="Advieskantoor").click()
    page.get_by_role("link", name="Huisstijl").click()
    page.get_by_label("Kleur").fill("#ffcc00")
    page.get_by_role("button", name="Huisstijl opslaan").click()
    expect(page.locator(".form-errors")).to_contain_text("te licht om in te lezen")
    page.get_by_label("Naam boven elke pagina").fill("Goed Geregeld")
    page.get_by_label("Kleur").fill("#3b1f8f")
    page.locator("input[name=logo]").set_input_files(LOGO)
    page.get_by_role("button", name="Huisstijl opslaan").click()
    expect(page.locator(".brand").first).to_contain_text("Goed Geregeld")
    expect(page.get_by_role("button", name="Huisstijl opslaan")).to_have_css(
        "background-color", "rgb(59, 31, 143)"
    )
    assert faults_of(page, thorough=True) == []
