"""T36: renewing goes on while people work and when it is killed, and no one notices."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse

from ontzorg.access import keys
from ontzorg.access.crypto_places import sealed_tables
from ontzorg.access.keys_renewal import count_all_keys, renew_table
from ontzorg.parties.selectors import bsn_index
from ontzorg.parties.services.identificatie import seal_bsn
from tests.harness.database import live_name
from tests.harness.results import Tell, is_long
from tests.harness.web import enter
from tests.harness.world import actor
from tests.security.admin import superuser
from tests.security.cases import Case
from tests.security.sealed_world import NEW, OLD, Kept, fill, misread, run_with
from tests.security.signing_in import bsn_page

QUICK, LONG, FULL = 2_000, 200_000, 1_000_000
FIRST = 10_000_000
MIDDLE = 20_000
SIGN_IN_EVERY = 100
COPY = (
    "COPY parties_identificatie (werknemer_id, werkgever_id, bsn_sealed, bsn_index)"
    " FROM STDIN (FORMAT BINARY)"
)


def add_people(amount: int) -> None:
    """Store so many numbers under the key of now, of people who are not there."""
    with superuser() as server:
        server.execute("SET session_replication_role = replica")
        with server.cursor().copy(COPY) as copy:
            copy.set_types(["int8", "int8", "bytea", "bytea"])
            for number in range(FIRST, FIRST + amount):
                text, employer = f"{number:09}", number % 500 + 200
                sealed = seal_bsn(text, werknemer_id=number)
                index = bsn_index(text, werkgever_id=employer)
                copy.write_row((number, employer, sealed, index))
        server.execute("ANALYZE parties_identificatie")


@dataclass
class Work:
    """What people do in their browsers while the key is renewed."""

    case: Case
    done: int = 0
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def reads_notes(self, client: Client) -> bool:
        page = client.get(reverse("arbodienst:consults", args=[self.case.dossier]))
        return page.status_code == 200 and self.case.secrets.notes[0].encode() in page.content

    def asks_a_bsn(self, client: Client) -> bool:
        page = client.post(bsn_page(self.case.werknemer), {"purpose": "Melding aan UWV"})
        return page.status_code == 200 and self.case.secrets.bsn.encode() in page.content

    def writes_a_note(self, client: Client) -> bool:
        data = {"consulted_on": "1-10-2026", "text": "Gesproken.", "form_key": str(uuid4())}
        page = client.post(reverse("arbodienst:consult-new", args=[self.case.dossier]), data)
        return page.status_code == 302

    def keep_on(self, who: str, step: Callable[[Client], bool], stop: threading.Event) -> None:
        """Do this step again and again, and note each time that it did not go well."""
        client = Client(raise_request_exception=False)
        for number in count():
            if stop.is_set():
                break
            if number % SIGN_IN_EVERY == 0:  # a BSN asks for a fresh proof
                enter(client, actor(who).account_id or 0)
            if not step(client):
                self.wrong.append(step.__name__)
            with self.lock:
                self.done += 1
        connections.close_all()


@contextmanager
def at_work(work: Work) -> Iterator[None]:
    """Let three people work within the block."""
    stop = threading.Event()
    steps = (
        ("bedrijfsarts", work.reads_notes),
        ("werkgever_beheerder", work.asks_a_bsn),
        ("bedrijfsarts", work.writes_a_note),
    )
    threads = [threading.Thread(target=work.keep_on, args=(*step, stop)) for step in steps]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def renew_all() -> int:
    return sum(batch.renewed for table in sealed_tables() for batch in renew_table(table))


def left() -> int:
    return sum(count.older + count.unknown for count in count_all_keys())


@pytest.fixture
def kept(committed: None) -> Kept:
    return fill()


def test_nobody_notices(kept: Kept, monkeypatch: pytest.MonkeyPatch, tell: Tell) -> None:
    _renew_while_people_work(kept, monkeypatch, tell, QUICK)


@pytest.mark.walls
def test_nobody_notices_at_length(kept: Kept, monkeypatch: pytest.MonkeyPatch, tell: Tell) -> None:
    _renew_while_people_work(kept, monkeypatch, tell, FULL if is_long() else LONG)


def _renew_while_people_work(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, tell: Tell, amount: int
) -> None:
    add_people(amount)
    run_with(monkeypatch, NEW, OLD)
    work = Work(kept.cases[0])
    with at_work(work):
        rows = 0
        while done := renew_all():
            rows += done
    assert rows >= amount
    assert work.done > 0
    tell("T36", tried=rows, unit="rijen", found=left())
    tell("T36", tried=work.done, unit="verzoeken", found=len(work.wrong))
    assert (work.wrong, left()) == ([], 0)
    run_with(monkeypatch, NEW)
    assert misread(kept) == []


@pytest.mark.walls
def test_killed_halfway_the_next_run_does_the_rest(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add_people(MIDDLE)
    run_with(monkeypatch, NEW, OLD)
    connections.close_all()
    first = start_renewal(tmp_path)
    while not renewed():
        assert first.poll() is None, first.communicate()[0]
    first.kill()
    first.wait()
    assert 0 < renewed() < MIDDLE
    assert misread(kept) == [], "halfway everything opens"
    second = start_renewal(tmp_path)
    said = second.communicate()[0]
    assert second.returncode == 0, said
    assert left() == 0
    run_with(monkeypatch, NEW)
    assert misread(kept) == []


def renewed() -> int:
    """Return how many numbers are under the new key."""
    with superuser() as server:
        row = server.execute(
            "SELECT count(*) FROM parties_identificatie WHERE substr(bsn_sealed, 1, 4) = %s"
            " AND werknemer_id >= %s",
            [keys.key_id(NEW), FIRST],
        ).fetchone()
    return int(row[0]) if row else 0


def start_renewal(var: Path) -> subprocess.Popen[str]:
    """Start the command on the database of this test, as on a server of one's own."""
    host = quote(str(settings.DATABASES["default"]["HOST"]), safe="")
    place = {
        "DATABASE_URL": f"postgresql://postgres@{host}/{live_name()}",
        "DJANGO_SETTINGS_MODULE": "ontzorg.config.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "ONTZORG_MASTER_KEY": NEW,
        "ONTZORG_MASTER_KEY_OLD": OLD,
        "ONTZORG_VAR": str(var),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "ontzorg.config.cli", "sleutel", "vernieuw"],
        env={**os.environ, **place},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
