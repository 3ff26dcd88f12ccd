"""Pictures of every page of every role, at both widths, light and dark: for people to look at.

Run it with `python -m tests.e2e.screenshots`; the pictures come in var/screenshots.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.e2e.crawler import Crawl, kind_of
from tests.e2e.people import ROLES, sign_in
from tests.harness.browser import DESKTOP, PHONE, open_browser
from tests.harness.server import Server, running_demo

TARGET = Path("var/screenshots")
NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
README_PICTURE = Path("docs/images/dossier.png")
# The line and the duties; the rest of the page is for later.
PICTURE_HEIGHT = 960


def main() -> None:
    """Take all pictures, or that of the README and those of the roles that are named."""
    roles = [role for role in sys.argv[1:] or ROLES if role in ROLES]
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(running_demo(var))
        browser = stack.enter_context(open_browser())
        take_readme_picture(browser, server)
        for role in roles:
            page = _open(browser, server, role)
            picture = _photographer(TARGET / role)
            Crawl(page=page, base=server.url, known=set(), inspect=picture).run()
            page.context.close()


def take_readme_picture(browser: Browser, server: Server) -> None:
    """Take the picture of a dossier that the README shows."""
    page = _open(browser, server, "medewerker")
    name = page.locator(".user-menu-name").inner_text()
    page.context.close()
    page = _open(browser, server, "ontzorgmanager")
    page.goto("/dossiers/")
    page.get_by_role("link", name=name).click()
    page.locator(".dossier-head").wait_for()
    page.set_viewport_size({"width": DESKTOP["width"], "height": PICTURE_HEIGHT})
    README_PICTURE.parent.mkdir(exist_ok=True)
    page.screenshot(path=README_PICTURE)
    page.context.close()


def _open(browser: Browser, server: Server, role: str) -> Page:
    context = browser.new_context(
        base_url=server.url, viewport=DESKTOP, locale="nl-NL", reduced_motion="reduce"
    )
    page = context.new_page()
    sign_in(page, role)
    return page


def _photographer(target: Path) -> Callable[[Page, str], list[str]]:
    """Return what takes the four pictures of a page."""
    target.mkdir(parents=True, exist_ok=True)

    def take(page: Page, address: str) -> list[str]:
        name = NOT_IN_A_NAME.sub("-", kind_of(address)).strip("-") or "start"
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                file = f"{name}-{size['width']}-{theme}.png"
                page.screenshot(path=target / file, full_page=True)
        return []

    return take


if __name__ == "__main__":
    main()
