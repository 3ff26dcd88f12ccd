"""The employee's own page: my line, my tasks, who sees what, who looked, and my data."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import ViewportSize, expect

from tests.e2e.conftest import Visit
from tests.harness.browser import DESKTOP


def test_my_page_shows_where_i_am(visit: Visit, size: ViewportSize) -> None:
    page = visit("medewerker")
    page.goto("/mijn/")
    expect(page.get_by_role("heading", name="Wat er van je wordt gevraagd")).to_be_visible()
    shape = ".timeline-picture" if size == DESKTOP else ".timeline-list"
    expect(page.locator(shape).first).to_be_visible()


def test_who_sees_what_names_every_party(visit: Visit, size: ViewportSize) -> None:
    page = visit("medewerker")
    page.goto("/mijn/wie-ziet-wat/")
    medical = page.locator(".kind").filter(has_text="Je medische gegevens")
    expect(medical.locator(".viewer-blind")).to_contain_text("werkgever")
    expect(medical.locator(".viewers li").first).to_contain_text("edrijfsarts")


def test_a_look_of_the_bedrijfsarts_stands_in_my_log(visit: Visit, size: ViewportSize) -> None:
    employee, doctor = visit("medewerker"), visit("bedrijfsarts")
    employee.goto("/mijn/")
    dossier = employee.get_by_role("link", name="Bekijk je hele dossier").first
    doctor.goto(dossier.get_attribute("href") or "")
    doctor.locator(".dossier-head").wait_for()
    employee.goto("/mijn/wie-keek-mee/")
    today = employee.locator(".log-day").first
    look = today.locator("li").filter(has_text="Bedrijfsarts").filter(has_text="bekeek je dossier")
    expect(look.first).to_contain_text("geeft advies over wat je kunt")


def test_i_take_my_data_along(visit: Visit, size: ViewportSize) -> None:
    page = visit("medewerker")
    page.goto("/mijn/gegevens/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download al mijn gegevens").click()
    data = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert "achternaam" in json.dumps(data)
