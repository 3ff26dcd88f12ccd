"""The message of the sector comes in by upload, and its answer goes out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from ontzorg.integrations.sivi.berichten import Verzuimmeldingen
from ontzorg.integrations.sivi.tests.factory import as_bytes, bericht, verzuim
from tests.e2e.conftest import Visit
from tests.e2e.steps import days_ago

pytestmark = pytest.mark.usefixtures("size")
FIRST = days_ago(20)


def message(case: str) -> bytes:
    """Return a ziekmelding of someone with a name of his own."""
    sick = verzuim(verzuimgeval=case, ingangsdatum_mutatie=FIRST, eerste_verzuimdag=FIRST)
    return as_bytes(named(bericht(sick, identificatie=case), case))


def named(content: Verzuimmeldingen, case: str) -> Verzuimmeldingen:
    (werkgever,) = content.werkgevers
    (werknemer,) = werkgever.werknemers
    person = replace(werknemer, achternaam=f"Berichtveld-{case}", identificatie=case)
    kop = replace(content.kop, berichtreferentienummer=uuid4().hex[:12])
    return replace(content, kop=kop, werkgevers=(replace(werkgever, werknemers=(person,)),))


def upload(page: Page, content: bytes) -> None:
    page.goto("/werkgever/berichten/")
    page.locator("input[type=file]").set_input_files(
        {"name": "melding.xml", "mimeType": "application/xml", "buffer": content}
    )
    page.get_by_role("button", name="Verwerken").click()
    page.locator(".receipt").wait_for()


def answer_of(page: Page) -> str:
    """Download the answer to the newest message and return the name of its root."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Antwoord").first.click()
    content = Path(download.value.path()).read_bytes()
    return str(etree.QName(etree.fromstring(content)).localname)


def test_a_ziekmelding_by_file_brings_a_dossier_and_an_answer(visit: Visit) -> None:
    page, case = visit("werkgever"), uuid4().hex[:8]
    content = message(case)
    upload(page, content)
    expect(page.locator(".receipt")).to_contain_text("1 melding verwerkt.")
    assert answer_of(page) == "VerwerkingsmeldingWerkgeverArbodienst"
    page.goto(f"/werkgever/medewerkers/?zoek=Berichtveld-{case}")
    page.get_by_role("link", name=case).click()
    page.get_by_role("link", name="Ziek vanaf").click()
    expect(page.locator(".dossier-state")).to_contain_text("week 3 van 104")


def test_the_same_file_twice_counts_once(visit: Visit) -> None:
    page, content = visit("werkgever"), message(uuid4().hex[:8])
    upload(page, content)
    upload(page, content)
    expect(page.locator(".receipt")).to_contain_text("Dit bericht was al verwerkt.")


def test_what_cannot_be_read_is_answered_too(visit: Visit) -> None:
    page = visit("werkgever")
    upload(page, b"<dit is geen bericht>")
    expect(page.locator(".receipt")).to_contain_text("Dit bericht is niet verwerkt")
    assert answer_of(page) == "Retourmelding1"
