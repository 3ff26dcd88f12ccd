"""Every page of every role is sound: for everyone, at both widths, light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.conftest import Visit
from tests.e2e.crawler import Crawl, kind_of
from tests.e2e.people import ROLES, sign_in
from tests.harness.browser import faults_of
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
