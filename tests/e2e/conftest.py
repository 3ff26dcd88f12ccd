"""One product and one browser for all tests here, and visitors who signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    StorageState,
    ViewportSize,
    expect,
)

from tests.e2e.people import sign_in
from tests.harness.browser import DESKTOP, PHONE, open_browser
from tests.harness.server import Server, running_demo

PATIENCE = 30_000
Visit = Callable[..., Page]


# A package fixture ends before the next package begins: Playwright's event loop may not be
# there while other tests use the database.
@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the product with its demo book."""
    with running_demo(tmp_path_factory.mktemp("product")) as server:
        yield server


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Run Chromium, with patience: the machine may be busy."""
    expect.set_options(timeout=PATIENCE)
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="package")
def signed_in() -> dict[str, StorageState]:
    """Keep the cookies of each role that signed in before."""
    return {}


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def size(request: pytest.FixtureRequest) -> ViewportSize:
    """Give a test both widths, one after the other."""
    chosen: ViewportSize = request.param
    return chosen


@pytest.fixture
def visit(
    browser: Browser,
    server: Server,
    signed_in: dict[str, StorageState],
    request: pytest.FixtureRequest,
) -> Iterator[Visit]:
    """Return `visit("werkgever")`: a page of someone who signed in with that role."""
    with ExitStack() as contexts:

        def open_page(role: str = "", *, javascript: bool = True) -> Page:
            is_sized = "size" in request.fixturenames
            context = browser.new_context(
                base_url=server.url,
                viewport=request.getfixturevalue("size") if is_sized else DESKTOP,
                locale="nl-NL",
                reduced_motion="reduce",
                java_script_enabled=javascript,
                storage_state=signed_in.get(role),
            )
            contexts.callback(context.close)
            return _page(context, role, signed_in)

        yield open_page


def _page(context: BrowserContext, role: str, signed_in: dict[str, StorageState]) -> Page:
    page = context.new_page()
    if role and role not in signed_in:
        sign_in(page, role)
        signed_in[role] = context.storage_state()
    return page
