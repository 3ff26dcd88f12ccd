"""T17: access that ends while pages, a file and a job are on their way ends for those too."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.http import StreamingHttpResponse
from django.test import Client
from django.utils import timezone

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config.jobs import HANDLERS
from ontzorg.portals.shared.export import reading, views
from tests.harness.database import as_login
from tests.harness.results import Tell
from tests.harness.web import enter
from tests.harness.world import actor
from tests.security.signing_in import copy_of
from tests.security.test_revocation import WAYS, Way, account_is_closed, role_ends

pytestmark = pytest.mark.usefixtures("committed")
PAGES = ("/mijn-werk/", "/dossiers/", "/zoeken/")
EXPORT = "/exporteren/medewerkers/"
ASKED = {"purpose": "Controle van de gegevens", "kind": "csv"}
VISITORS = 3


@dataclass
class Visits:
    """Pages that open one after another in stolen browsers, with the moment each was asked."""

    thief: Client
    stop: threading.Event = field(default_factory=threading.Event)
    opened_at: list[float] = field(default_factory=list)
    asked: int = 0

    def keep_on(self) -> None:
        """Ask page after page; note when the ones that opened were asked."""
        client = copy_of(self.thief)
        while not self.stop.is_set():
            for page in PAGES:
                at = time.monotonic()
                if client.get(page).status_code == 200:
                    self.opened_at.append(at)
                self.asked += 1
        connections.close_all()


def opened_after(way: Way, who: str) -> tuple[int, int]:
    """Take access away while pages are asked; return how many were asked, and opened after it.

    A page counts when it was asked after access was gone: not one second of grace.
    """
    account_id = actor(who).account_id or 0
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        enter(browser, account_id)
        browser.get("/")
    visits = Visits(copy_of(here))
    threads = [threading.Thread(target=visits.keep_on) for _ in range(VISITORS)]
    for thread in threads:
        thread.start()
    while len(visits.opened_at) < VISITORS and visits.asked < VISITORS * len(PAGES):
        threading.Event().wait(0)
    way(here, elsewhere, account_id)
    gone_at, before = time.monotonic(), visits.asked
    while visits.asked < before + VISITORS * len(PAGES):
        threading.Event().wait(0)
    visits.stop.set()
    for thread in threads:
        thread.join()
    return visits.asked, sum(at > gone_at for at in visits.opened_at)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_page_that_is_asked_later_opens(way: Way, tell: Tell) -> None:
    asked, opened = opened_after(way, "bedrijfsarts")
    tell("T17", tried=asked, unit="verzoeken tijdens", found=opened)
    assert opened == 0


@pytest.fixture
def row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH", 1)


@pytest.mark.usefixtures("row_by_row")
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_file_that_is_on_its_way_breaks_off(way: Way, tell: Tell) -> None:
    left = rows_after(way)
    tell("T17", tried=1, unit="bestanden onderweg", found=left)
    assert left == 0


def rows_after(way: Way) -> int:
    """Take access away after the first row of a file; return how many rows still come."""
    account_id = actor("werkgever_beheerder").account_id or 0
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        enter(browser, account_id)
        browser.get("/")
    rows = _rows(copy_of(here))
    next(rows)
    way(here, elsewhere, account_id)
    count = 0
    try:
        for _ in rows:
            count += 1
    except PermissionDenied:
        return count
    return count


def _rows(client: Client) -> Iterator[bytes]:
    """Yield the lines of the file; the head counts as none."""
    answer = client.post(EXPORT, ASKED)
    assert answer.status_code == 200
    assert isinstance(answer, StreamingHttpResponse)
    lines = cast("Iterator[bytes]", iter(answer))
    next(lines)
    return lines


@pytest.mark.planted("T17")
@pytest.mark.usefixtures("row_by_row")
def test_a_file_that_goes_on_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "still_stands", lambda request: True)
    assert rows_after(role_ends) > 0


@pytest.mark.parametrize("way", [account_is_closed, role_ends], ids=lambda way: way.__name__)
def test_a_job_that_waits_no_longer_writes_to_him(way: Way) -> None:
    who = actor("ontzorgmanager")
    way(Client(), Client(), who.account_id or 0)
    with as_login("jobs"), acting_as(SYSTEM):
        HANDLERS["mail.digest"](
            membership_id=who.membership_id, day=timezone.localdate().isoformat()
        )
    assert mail.outbox == []
