"""T11: no text that someone typed runs in the spreadsheet of another, whatever list he takes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

import pytest
from django.db.models import CharField, Model
from django.test import Client

from ontzorg.access import audit
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.models import Afdeling, Dienstverband, Werknemer
from ontzorg.parties.staff_import import report
from ontzorg.parties.staff_import.tests import steps
from ontzorg.parties.staff_import.tests.files import GOOD, csv_of
from ontzorg.portals.beheer import audit_rows
from ontzorg.portals.shared.export import files
from ontzorg.portals.shared.export.lists import LISTS
from ontzorg.verzuim.services import NewMelding, record_melding
from tests.fuzz.formulas import PAYLOADS, would_run
from tests.harness.results import Tell
from tests.harness.web import sign_in
from tests.harness.world import PEOPLE, TODAY, WERKGEVER_A, actor, mandate_columns

pytestmark = pytest.mark.django_db
EMPLOYER, PURPOSE = "werkgever_beheerder", "Controle van de gegevens"
QUICK = 4
SOME = (EMPLOYER, "bedrijfsarts")
PAGES = re.compile(r"xl/worksheets/.*\.xml")
FORMULA_CELL = re.compile(rb"<f[ >/]")
FIXED = {"geslacht": "V", "naamgebruik": "eigen", "contractduur": "onbepaald", "land": "NL"}


def text_fields(model: type[Model], payload: str) -> dict[str, str]:
    """Return the payload for every text that a person may type, as far as it fits."""
    found: dict[str, str] = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, CharField) and not field.choices:
            found[field.attname] = FIXED.get(field.attname, payload[: field.max_length])
    return found


def add_people(chosen: list[str]) -> None:
    """Add someone for each payload, who is sick: then he stands in every list."""
    mandates = mandate_columns(WERKGEVER_A)
    with acting_as(actor(EMPLOYER)):
        for number, payload in enumerate(chosen):
            afdeling = Afdeling.objects.create(
                werkgever_id=WERKGEVER_A, **mandates, **text_fields(Afdeling, payload)
            )
            person = Werknemer.objects.create(
                werkgever_id=WERKGEVER_A,
                geboortedatum=date(1990, 1, 1),
                **mandates,
                **text_fields(Werknemer, payload) | {"extern_id": f"F{number}"},
            )
            employment = Dienstverband.objects.create(
                werkgever_id=WERKGEVER_A,
                werknemer=person,
                afdeling=afdeling,
                begint_op=date(2020, 1, 1),
                **mandates,
                **text_fields(Dienstverband, payload) | {"extern_id": f"F{number}"},
            )
            record_melding(
                actor=actor(EMPLOYER),
                dienstverband_id=employment.pk,
                new=NewMelding(soort="ziekmelding", day=TODAY, percentage=100),
                today=TODAY,
            )


def taken_along(keys: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield every list that these people may take along, in both kinds of files."""
    for key in keys:
        client = sign_in(Client(), key)
        for name in LISTS:
            if client.get(f"/exporteren/{name}/").status_code != 200:
                continue
            for kind in ("csv", "xlsx"):
                answers = {"purpose": PURPOSE, "kind": kind}
                response = client.post(f"/exporteren/{name}/", answers)
                yield kind, body_of(response)


def body_of(response: Any) -> bytes:
    return b"".join(response)


def live_cells(kind: str, content: bytes) -> list[str]:
    """Return the cells of a file that would run."""
    if kind == "csv":
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        return [cell for row in csv.reader(text, delimiter=";") for cell in row if would_run(cell)]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pages = [archive.read(name) for name in archive.namelist() if PAGES.fullmatch(name)]
    assert pages
    return [page.decode() for page in pages if FORMULA_CELL.search(page)]


def check_lists(chosen: list[str], keys: Sequence[str], tell: Tell) -> None:
    add_people(chosen)
    exports = list(taken_along(keys))
    assert len(exports) >= 2 * len(LISTS) * len(SOME)
    found = [cell for kind, content in exports for cell in live_cells(kind, content)]
    tell("T11", tried=len(chosen) * len(exports), unit="teksten in bestanden", found=len(found))
    assert found == []
    assert any(payload.strip() in exports[0][1].decode() for payload in chosen)


def test_no_list_runs_anything(tell: Tell) -> None:
    check_lists(list(islice(PAYLOADS, 0, None, len(PAYLOADS) // QUICK)), SOME, tell)


@pytest.mark.walls
def test_no_list_runs_any_of_200_texts(tell: Tell) -> None:
    assert len(PAYLOADS) >= 200
    check_lists(list(PAYLOADS), [person.key for person in PEOPLE], tell)


@pytest.mark.login("jobs")
def test_the_rows_to_repair_run_nothing(tell: Tell) -> None:
    wrong = GOOD | {"BSN": "1"}
    names = [name for name in GOOD if name != "BSN"]
    rows = [
        wrong | dict.fromkeys(names[number % 3 :: 3], text) for number, text in enumerate(PAYLOADS)
    ]
    made = steps.read(csv_of(*rows))
    with acting_as(SYSTEM):
        content = "".join(report.repair_list(made)).encode()
    assert made.counts["wrong"] == len(PAYLOADS)
    assert live_cells("csv", content) == []
    tell("T11", tried=len(PAYLOADS), unit="teksten in bestanden")


def test_the_log_as_a_file_runs_nothing(tell: Tell) -> None:
    with acting_as(actor(EMPLOYER)):
        for payload in PAYLOADS:
            audit.record(actor=actor(EMPLOYER), action="proef", purpose=payload, reason=payload)
    response = sign_in(Client(), "auditor").get("/beheer/logboek/bestand/")
    assert live_cells("csv", body_of(response)) == []
    tell("T11", tried=len(PAYLOADS), unit="teksten in bestanden")


@pytest.mark.planted("T11")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_that_marks_nothing_is_noticed(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "plain_cell", str)
    monkeypatch.setattr(files, "_cell", lambda _page, value: value)
    add_people(["=1+1"])
    assert any(live_cells(kind, content) for one, content in taken_along([EMPLOYER]) if one == kind)


@pytest.mark.planted("T11")
@pytest.mark.login("jobs")
def test_a_repair_list_that_marks_nothing_is_noticed(
    monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    monkeypatch.setattr(report, "plain_cell", str)
    with pytest.raises(AssertionError):
        test_the_rows_to_repair_run_nothing(lambda *_told, **_more: None)


@pytest.mark.planted("T11")
def test_a_log_that_marks_nothing_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_rows, "plain_cell", str)
    with pytest.raises(AssertionError):
        test_the_log_as_a_file_runs_nothing(lambda *_told, **_more: None)
