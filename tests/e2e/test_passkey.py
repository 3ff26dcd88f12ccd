"""T16: a passkey is made and used in a real browser, with an authenticator of its own."""

from __future__ import annotations

from playwright.sync_api import Page, StorageState, expect

from tests.e2e.conftest import Visit

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_authenticator(page: Page, *, verifies: bool = True) -> None:
    """Let the browser have a fingerprint reader that always says yes."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = AUTHENTICATOR | {"isUserVerified": verifies}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def make_passkey(page: Page) -> None:
    """Make a passkey on its own page, and see the recovery codes that come with the first."""
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Passkey maken").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()


def test_a_passkey_alone_signs_in(visit: Visit, signed_in: dict[str, StorageState]) -> None:
    page = visit("financien")
    signed_in.pop("financien")  # a new factor ends the sessions that were there
    give_authenticator(page)
    make_passkey(page)
    page.goto("/")
    page.locator(".user-menu-button").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.goto("/account/login/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Werkgevers")
    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name="Verwijderen").click()
    page.get_by_role("button", name="Verwijderen").click()
    expect(page.get_by_text("Er is nog geen passkey.")).to_be_visible()


def test_another_authenticator_does_not_sign_in(visit: Visit) -> None:
    page = visit()
    give_authenticator(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.goto("/mijn-werk/")
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
