"""Who can sign in to the demo, and how."""

from __future__ import annotations

from playwright.sync_api import Page

# Role and the heading of its home page.
ROLES = {
    "werkgever": "Wie is er ziek?",
    "leidinggevende": "Wie is er ziek?",
    "medewerker": "Je bent ziek sinds",
    "ontzorgmanager": "Mijn werk",
    "verzuimbegeleider": "Mijn werk",
    "bedrijfsarts": "Mijn werk",
    "planner": "Mijn werk",
    "claims": "Verzuim",
    "polis": "Werkgevers",
    "financien": "Werkgevers",
    "adviseur": "Werkgevers",
    "auditor": "Logboek",
    "beheerder": "Organisaties",
}


def sign_in(page: Page, role: str) -> None:
    """Press the button of this role on the start page."""
    page.goto("/")
    page.locator(f"form:has(input[name=role][value={role}]) button").click()
    page.get_by_role("heading", level=1).wait_for()
