"""The dossier page: its dates are those of the law, and it can be read by anyone anywhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from typing import Any

from playwright.sync_api import Page, ViewportSize, expect

from ontzorg.rules.wet.taken import taak_tekst
from tests.e2e.conftest import Visit
from tests.e2e.steps import days_ago, report_sick, today, typed
from tests.harness.browser import DESKTOP, PHONE

PAGE_SIZE = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")


def timeline_of(first_day: date) -> list[dict[str, Any]]:
    """Return the milestones that the command line gives for the same facts."""
    case = {
        "ziekteperioden": [{"start": str(first_day), "hersteld_op": None}],
        "peildatum": str(today()),
    }
    command = [sys.executable, "-m", "ontzorg.config.cli", "tijdlijn", "-", "--json"]
    done = subprocess.run(
        command, input=json.dumps(case), capture_output=True, text=True, check=True
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)["dossiers"][0]["mijlpalen"]
    return found


# Stands on the day on which it was done: the product hands the ziekmelding on at once.
DONE_BY_ITSELF = {"ZIEKMELDING_ARBODIENST"}


def read_as_text(page: Page, size: ViewportSize) -> set[tuple[str, str]]:
    """Return day and title of every line of the table, or of the list on a phone."""
    if size == DESKTOP:
        page.locator(".timeline-text > summary").click()
    row, title = (".timeline-text tbody tr", "th") if size == DESKTOP else (".tl-row", "p + p")
    found = page.locator(row).evaluate_all(
        "(rows, title) => rows.map(r => [r.querySelector('time').dateTime, "
        "r.querySelector(title).textContent.trim()])",
        title,
    )
    return {(day, title) for day, title in found}


def test_the_dates_are_those_of_the_command_line(visit: Visit, size: ViewportSize) -> None:
    page, first_day = visit("werkgever"), days_ago(47)
    report_sick(page, first_day)
    shown = read_as_text(page, size)
    wanted = {
        (one["taakdatum"], taak_tekst(one["code"]).title)
        for one in timeline_of(first_day)
        if one["taakdatum"] and one["code"] not in DONE_BY_ITSELF
    }
    assert wanted - shown == set()
    assert len(wanted) > len(timeline_of(first_day)) / 2


def test_the_line_is_a_picture_on_a_desk_and_a_list_on_a_phone(
    visit: Visit, size: ViewportSize
) -> None:
    page = visit("werkgever")
    report_sick(page, days_ago(100))
    picture, rows = page.locator(".timeline-picture"), page.locator(".timeline-list")
    is_wide = size == DESKTOP
    expect(picture).to_be_visible(visible=is_wide)
    expect(rows).to_be_visible(visible=not is_wide)
    if is_wide:
        expect(page.get_by_role("img", name="week 15")).to_be_visible()
    else:
        expect(rows.get_by_text("vandaag", exact=False).first).to_be_visible()


def test_every_date_answers_why(visit: Visit, size: ViewportSize) -> None:
    page = visit("werkgever")
    report_sick(page, days_ago(20))
    duty = page.locator(".duty").filter(has=page.locator(".trace")).first
    duty.get_by_text("Waarom deze datum?").click()
    expect(duty.locator(".trace-answer")).to_contain_text(" is ")
    expect(duty.locator(".trace-facts").first).to_be_visible()
    expect(duty.get_by_text("Wat verandert deze datum?")).to_be_visible()


def test_a_dossier_can_be_seen_as_it_was_known(visit: Visit, size: ViewportSize) -> None:
    page = visit("ontzorgmanager")
    page.goto("/dossiers/?stand=ziek")
    page.locator("tbody .row-link").last.click()
    page.get_by_label("Zoals bekend op").fill(typed(days_ago(60)))
    page.get_by_role("button", name="Kijk terug").click()
    expect(page.get_by_text("U kijkt terug.")).to_be_visible()
    expect(page.locator(".dossier-actions")).to_have_count(0)
    page.get_by_role("link", name="Terug naar nu").click()
    expect(page.get_by_text("U kijkt terug.")).to_have_count(0)


def test_a_day_to_come_cannot_be_looked_back_from(visit: Visit) -> None:
    page = visit("werkgever")
    page.goto(report_sick(page, days_ago(3)) + f"?bekend_op={typed(days_ago(-1))}")
    expect(page.locator(".known-on .error")).to_contain_text("Deze dag komt nog.")


def test_the_line_prints_on_one_landscape_page(visit: Visit) -> None:
    page = visit("ontzorgmanager")
    page.goto("/dossiers/?stand=ziek")
    page.locator("tbody .row-link").last.click()
    page.locator(".dossier-head").wait_for()
    sizes = PAGE_SIZE.findall(page.pdf(prefer_css_page_size=True))
    is_landscape = [float(width) > float(height) for width, height in sizes]
    assert is_landscape[0]
    assert is_landscape.count(True) == 1


def test_the_medical_room_is_a_link_away_for_the_bedrijfsarts_only(visit: Visit) -> None:
    doctor, planner = visit("bedrijfsarts"), visit("planner")
    doctor.goto("/dossiers/")
    doctor.locator("tbody .row-link").first.click()
    planner.goto(doctor.url)
    expect(planner.get_by_role("link", name="Medische kamer")).to_have_count(0)
    doctor.get_by_role("link", name="Medische kamer").click()
    expect(doctor.get_by_role("heading", level=1)).to_be_visible()


def test_a_phone_shows_the_duty_before_the_rest(visit: Visit) -> None:
    page = visit("werkgever")
    page.set_viewport_size(PHONE)
    report_sick(page, days_ago(50))
    expect(page.locator(".next-duty").get_by_role("link", name="Afronden")).to_be_in_viewport()
