"""From the invitation by the employer to the first visit of the employee."""

from __future__ import annotations

import email
import re
from email import policy
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.steps import add_employee
from tests.harness.server import Server

LINK = re.compile(r"https?://[^/\s]+(/account/\S+)")
CHOSEN = "een lang zinnetje voor mij"


def test_an_invited_employee_signs_in(visit: Visit, server: Server) -> None:
    employer = visit("werkgever")
    employee = add_employee(employer)
    address = f"{uuid4().hex[:10]}@voorbeeld.example"
    _invite(employer, employee.address, address)
    expect(employer.get_by_text("uitgenodigd op")).to_be_visible()
    newcomer = visit()
    newcomer.goto(_link_in_mail(employer, server.var / "mail", address))
    newcomer.get_by_label("Nieuw wachtwoord", exact=True).fill(CHOSEN)
    newcomer.get_by_label("Nog een keer hetzelfde wachtwoord").fill(CHOSEN)
    newcomer.get_by_role("button", name="Wachtwoord bewaren").click()
    newcomer.get_by_role("link", name="Inloggen").last.click()
    newcomer.get_by_label("E-mailadres").fill(address)
    newcomer.get_by_label("Wachtwoord", exact=True).fill(CHOSEN)
    newcomer.get_by_role("main").get_by_role("button", name="Inloggen", exact=True).click()
    expect(newcomer.get_by_role("heading", name="Je bent niet ziek gemeld")).to_be_visible()
    employer.reload()
    expect(employer.get_by_text("heeft een account")).to_be_visible()


def _invite(page: Page, staff_page: str, address: str) -> None:
    page.goto(staff_page)
    page.get_by_role("link", name="Uitnodigen").click()
    page.get_by_label("E-mailadres van de medewerker").fill(address)
    page.get_by_role("button", name="Uitnodiging versturen").click()


def _link_in_mail(page: Page, folder: Path, address: str) -> str:
    """Return the link that the worker mailed to this address; the page waits for the worker."""
    while True:
        for file in folder.glob("*"):
            letter = email.message_from_bytes(file.read_bytes(), policy=policy.default)
            if letter["To"] == address:
                found = LINK.search(letter.get_content())
                assert found, "no link in the mail"
                return found.group(1)
        page.reload()
