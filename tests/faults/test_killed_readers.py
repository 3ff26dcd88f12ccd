"""T25: whoever is killed while he opens or writes a medical note, the log knows what he saw."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ontzorg.access.crypto import unseal
from ontzorg.medical import selectors
from tests.concurrency.crash import run_and_die
from tests.harness.results import Tell
from tests.security.admin import as_superuser, superuser
from tests.security.cases import Case, build_cases
from tests.security.crawl import client_of

READER = "bedrijfsarts"
LINES = "SELECT count(*) FROM audit.event WHERE action = %s"
NOTES = "SELECT count(*) FROM medical.consultnote"
READ, WRITTEN = "consult.gelezen", "consult.geschreven"
# A page takes some thirty statements; it is killed before and after each of them.
QUICK, LONG = (18,), range(1, 51)


@dataclass
class Eye:
    """Sees when a text is opened: by a byte in a pipe, as a process that dies keeps nothing."""

    reading: int
    writing: int

    def open(self, data: bytes, *, bound_to: str) -> str:
        """Open a text, and tell."""
        os.write(self.writing, b"o")
        return unseal(data, bound_to=bound_to)

    def count(self) -> int:
        """Return how many texts were opened since the last look."""
        os.write(self.writing, b".")
        return len(os.read(self.reading, 65_536)) - 1


@pytest.fixture
def case(committed: None) -> Case:
    return build_cases()[0]


@pytest.fixture
def eye(monkeypatch: pytest.MonkeyPatch) -> Iterator[Eye]:
    eye = Eye(*os.pipe())
    monkeypatch.setattr(selectors, "unseal", eye.open)
    yield eye
    os.close(eye.reading)
    os.close(eye.writing)


def number_of(query: Any, *values: str) -> int:
    """Return a count, past every wall."""
    with superuser() as connection:
        found = connection.execute(query, values or None).fetchone()
    assert found is not None
    return int(found[0])


def unlogged_readings(client: Client, case: Case, eye: Eye, moments: Any) -> list[str]:
    """Read the notes and die, at each moment; return where a text was open without its line."""
    url = reverse("arbodienst:consults", args=[case.dossier])
    found = []
    for statement in moments:
        for after in (False, True):
            before = number_of(LINES, READ)
            run_and_die(partial(client.get, url), statement=statement, after=after)
            logged, opened = number_of(LINES, READ) - before, eye.count()
            if logged > 1 or (opened and logged != 1):
                found.append(f"statement {statement}: {opened} opened, {logged} logged")
    return found


def half_written(client: Client, case: Case, moments: Any) -> list[str]:
    """Write a note and die, then send it again; return where it is not there once and logged."""
    url = reverse("arbodienst:consult-new", args=[case.dossier])
    found = []
    for statement in moments:
        note = {"consulted_on": "1-10-2026", "text": "Besproken.", "form_key": str(uuid4())}
        for after in (False, True):
            run_and_die(partial(client.post, url, note), statement=statement, after=after)
            if number_of(NOTES) != number_of(LINES, WRITTEN):
                found.append(f"statement {statement}: half written")
        before = number_of(NOTES)
        client.post(url, note)
        if number_of(NOTES) - before not in (0, 1) or number_of(LINES, WRITTEN) != number_of(NOTES):
            found.append(f"statement {statement}: not once after all")
    return found


def test_who_is_killed_has_read_nothing_without_a_line(case: Case, eye: Eye, tell: Tell) -> None:
    client = client_of(READER)
    found = unlogged_readings(client, case, eye, QUICK) + half_written(client, case, QUICK)
    tell("T25", tried=4 * len(QUICK), unit="keer gedood", found=len(found))
    assert found == []


@pytest.mark.walls
def test_at_no_statement_is_anything_read_without_a_line(case: Case, eye: Eye, tell: Tell) -> None:
    client = client_of(READER)
    found = unlogged_readings(client, case, eye, LONG) + half_written(client, case, LONG)
    tell("T25", tried=4 * len(LONG), unit="keer gedood", found=len(found))
    assert found == []


@pytest.mark.planted("T25")
def test_a_line_after_the_reading_is_found_out(
    case: Case, eye: Eye, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "_log", lambda *_all: None)
    assert unlogged_readings(client_of(READER), case, eye, (100,))


@pytest.mark.planted("T25")
def test_a_note_without_its_line_is_found_out(case: Case) -> None:
    as_superuser(
        "SET session_replication_role = replica",
        "DELETE FROM audit.event WHERE action = 'consult.geschreven'",
    )
    assert half_written(client_of(READER), case, (1,))
