"""T40: every page of every role is sound at three widths; at length in the dark too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.e2e.conftest import Visit
from tests.e2e.crawler import Crawl, kind_of
from tests.e2e.people import ROLES
from tests.harness.browser import TABLET, THEMES, WIDTHS, faults_at
from tests.harness.results import Tell, is_long
from tests.harness.server import Server

Look = Callable[[Page, str], list[str]]
pytestmark = pytest.mark.walls


@pytest.fixture(scope="module")
def met() -> set[str]:
    """Kinds of pages that an earlier role saw: those are looked at in the width between."""
    return set()


def widths_for(address: str, met: set[str]) -> tuple[ViewportSize, ...]:
    return (TABLET,) if kind_of(address) in met and not is_long() else WIDTHS


@pytest.mark.parametrize("role", ["", *ROLES])
def test_every_page_is_sound_at_every_width(
    role: str, visit: Visit, server: Server, met: set[str], tell: Tell
) -> None:
    looks = 0
    themes = THEMES if is_long() else THEMES[:1]

    def inspect(page: Page, address: str) -> list[str]:
        nonlocal looks
        sizes = widths_for(address, met)
        looks += len(sizes) * len(themes)
        return faults_at(page, sizes, themes)

    page = visit(role)
    page.goto("/")
    crawl = Crawl(page=page, base=server.url, known=met, inspect=inspect)
    crawl.run()
    tell("T40", tried=looks, unit="schermen", found=len(crawl.faults))
    assert crawl.seen
    assert crawl.faults == []
