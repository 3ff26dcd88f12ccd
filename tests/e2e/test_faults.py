"""The product says what is wrong, and comes back by itself."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.harness.server import Server

BACK = "async () => { while (!(await fetch('/mijn-werk/')).ok); }"


def test_without_its_database_the_product_says_so_and_comes_back(
    visit: Visit, server: Server
) -> None:
    page = visit("ontzorgmanager")
    page.goto("/mijn-werk/")
    with server.without_database():
        response = page.goto("/mijn-werk/")
        assert response is not None
        assert response.status == 503
        expect(page.get_by_role("heading", level=1)).to_have_text("Wij zijn even niet bereikbaar")
    page.evaluate(BACK)
    page.get_by_role("link", name="Opnieuw proberen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn werk")


def test_an_address_that_is_not_there_says_what_to_do(visit: Visit) -> None:
    page = visit("werkgever")
    response = page.goto("/dossiers/00000000-0000-4000-8000-000000000000/")
    assert response is not None
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main a").first).to_be_visible()


def test_a_page_of_another_role_is_refused(visit: Visit) -> None:
    page = visit("adviseur")
    response = page.goto("/mijn-werk/")
    assert response is not None
    assert response.status == 403
