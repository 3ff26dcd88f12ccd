"""Every page of every role is sound: for everyone, at both widths, light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.conftest import Visit
from tests.e2e.crawler import Crawl, kind_of
from tests.e2e.people import ROLES, sign_in
from tests.harness.browser import PHONE, faults_of, too_wide
from tests.harness.server import Server

FEWEST = 2


@pytest.fixture(scope="package")
def known() -> set[str]:
    """Kinds of pages that are the same for everyone and were seen before."""
    return set()


def look_around(page: Page, server: Server, known: set[str]) -> list[str]:
    """Look at every page from the start on; return the faults."""

    def inspect(page: Page, address: str) -> list[str]:
        return faults_of(page, thorough=kind_of(address) not in known)

    page.goto("/")
    crawl = Crawl(page=page, base=server.url, known=known, inspect=inspect)
    crawl.run()
    assert len(crawl.seen) >= FEWEST
    return crawl.faults


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_sound(
    role: str, visit: Visit, server: Server, known: set[str]
) -> None:
    assert look_around(visit(role), server, known) == []


def test_every_page_before_signing_in_is_sound(visit: Visit, server: Server) -> None:
    assert look_around(visit(), server, set()) == []


@pytest.mark.parametrize("role", ROLES)
def test_one_press_signs_in(role: str, visit: Visit, size: ViewportSize) -> None:
    page = visit()
    sign_in(page, role)
    expect(page.get_by_role("heading", level=1)).to_contain_text(ROLES[role])
    page.locator(".user-menu-button").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.goto("/")
    expect(page.get_by_role("heading", name="Kijk rond als…")).to_be_visible()


@pytest.mark.parametrize("role", ["werkgever", "ontzorgmanager"])
def test_an_open_menu_is_sound(role: str, visit: Visit) -> None:
    page = visit(role)
    page.goto("/mijn-werk/")
    page.locator(".user-menu-button").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    assert faults_of(page, thorough=True) == []


def test_the_menu_of_a_phone_is_sound(visit: Visit) -> None:
    page = visit("ontzorgmanager")
    page.set_viewport_size(PHONE)
    page.goto("/mijn-werk/")
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Wacht op meer")).to_be_visible()
    assert too_wide(page) == []


def test_a_refused_form_is_sound(visit: Visit) -> None:
    page = visit("werkgever")
    page.goto("/werkgever/medewerkers/nieuw/")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(page.locator(".form-errors")).to_be_focused()
    assert faults_of(page, thorough=True) == []
