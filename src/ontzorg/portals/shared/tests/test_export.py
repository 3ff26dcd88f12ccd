"""A list to take along holds what its reader may see, all of it, and nothing that runs."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.harness import world
from tests.harness.web import sign_in, text_of
from tests.harness.world import actor

from ontzorg.access import audit
from ontzorg.access.context import acting_as
from ontzorg.access.plain_cells import FORMULA_SIGNS, plain_cell, typed_cell
from ontzorg.parties.models import Werknemer
from ontzorg.parties.staff_import.cells.columns import recognise
from ontzorg.portals.shared.export import reading
from ontzorg.portals.shared.export.files import as_csv, as_xlsx
from ontzorg.portals.shared.export.lists import LISTS
from ontzorg.verzuim.services import NewMelding, record_melding

SANNE, KARIM, MIEKE = world.WERKNEMERS_A
PURPOSE = "Controle van de gegevens"
PAYLOADS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠1",
    " =1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x\")", "-2+3+cmd|' /C calc'!A0",
    "@import", "'=1", "=1;2", "=1\"2",
)  # fmt: skip


def table(name: str, who: str, *, kind: str = "csv") -> list[list[str]]:
    """Return the rows of a list as this person gets them."""
    response = sign_in(Client(), who).post(
        f"/exporteren/{name}/", {"purpose": PURPOSE, "kind": kind}
    )
    assert response.status_code == 200, response.status_code
    content = b"".join(response)
    if kind == "csv":
        text = content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    return [["" if cell is None else str(cell) for cell in row] for row in page.values]


def column(rows: list[list[str]], name: str) -> list[str]:
    return sorted(row[rows[0].index(name)] for row in rows[1:])


def sick(werknemer_id: int, who: str) -> None:
    with acting_as(actor(who)):
        record_melding(
            actor=actor(who),
            dienstverband_id=world.dienstverband_of(werknemer_id),
            new=NewMelding(soort="ziekmelding", day=date(2026, 11, 2), percentage=100),
            today=world.TODAY,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_reader_gets_all_that_he_may_see_and_no_more(kind: str) -> None:
    expected = {
        "werkgever_beheerder": ["Boterbloem", "Overduin", "Zonneveld"],
        "leidinggevende": ["Boterbloem", "Zonneveld"],
        "werkgever_beheerder_b": ["Klinkhamer", "Wolkenveld"],
        "bedrijfsarts": ["Boterbloem", "Overduin", "Zonneveld"],
        "bedrijfsarts_b": ["Klinkhamer", "Wolkenveld"],
    }
    for who, names in expected.items():
        assert column(table("medewerkers", who, kind=kind), "Achternaam") == names, who


@pytest.mark.django_db
def test_dossiers_and_tasks_are_of_the_reader_alone() -> None:
    sick(SANNE, "werkgever_beheerder")
    sick(MIEKE, "werkgever_beheerder")
    sick(world.WERKNEMERS_B[0], "werkgever_beheerder_b")
    assert column(table("dossiers", "werkgever_beheerder"), "Naam") == [
        "Mieke Overduin",
        "Sanne Boterbloem",
    ]
    assert column(table("dossiers", "leidinggevende"), "Naam") == ["Sanne Boterbloem"]
    assert len(table("dossiers", "verzekeraar_claims")) == 4
    assert set(column(table("taken", "leidinggevende"), "Naam")) == {"Sanne Boterbloem"}
    assert "02-11-2026" in column(table("dossiers", "ontzorgmanager"), "Eerste ziektedag")


@pytest.mark.django_db
def test_who_may_not_see_a_list_gets_no_file() -> None:
    for name, who in (
        ("medewerkers", "verzekeraar_claims"),
        ("medewerkers", "medewerker"),
        ("taken", "verzekeraar_claims"),
        ("dossiers", "adviseur"),
        ("dossiers", "beheerder"),
    ):
        client = sign_in(Client(), who)
        assert client.get(f"/exporteren/{name}/").status_code == 403, (name, who)
        sent = client.post(f"/exporteren/{name}/", {"purpose": PURPOSE, "kind": "csv"})
        assert sent.status_code == 403


@pytest.mark.django_db
def test_the_purpose_is_asked_and_logged_with_everyone_in_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = sign_in(Client(), "werkgever_beheerder")
    refused = client.post("/exporteren/medewerkers/", {"kind": "csv"})
    assert refused.status_code == 422
    assert "Kies waarvoor" in text_of(refused)
    events: list[dict[str, Any]] = []
    record = audit.record

    def note(**event: Any) -> None:
        events.append(event)
        record(**event)

    monkeypatch.setattr(audit, "record", note)
    table("medewerkers", "werkgever_beheerder")
    made, taken = (event for event in events if event["action"].startswith("export."))
    assert (made["purpose"], taken["purpose"]) == (PURPOSE, PURPOSE)
    assert set(taken["werknemer_ids"]) == set(world.WERKNEMERS_A)
    assert taken["werkgever_id"] == world.WERKGEVER_A


@pytest.mark.django_db
def test_a_long_list_is_read_in_batches_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH", 2)
    names = column(table("medewerkers", "werkgever_beheerder"), "Achternaam")
    assert names == ["Boterbloem", "Overduin", "Zonneveld"]


@pytest.mark.django_db
def test_who_proved_himself_too_long_ago_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    client = sign_in(Client(), "werkgever_beheerder")
    monkeypatch.setattr("ontzorg.portals.shared.sign_in.fresh.is_fresh", lambda request: False)
    assert client.get("/exporteren/medewerkers/").status_code == 302


@pytest.mark.django_db
def test_what_a_person_typed_does_not_run_in_the_table_of_another() -> None:
    with acting_as(actor("werkgever_beheerder")):
        Werknemer.objects.filter(pk=SANNE).update(achternaam="=HYPERLINK(1)", telefoon="+31 6")
    rows = table("medewerkers", "bedrijfsarts")
    assert "'=HYPERLINK(1)" in column(rows, "Achternaam")
    assert "'+31 6" in column(rows, "Telefoon")
    rows = table("medewerkers", "bedrijfsarts", kind="xlsx")
    assert "=HYPERLINK(1)" in column(rows, "Achternaam")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_of_a_file_is_a_formula(payload: str) -> None:
    text = b"".join(as_csv(["a"], [(payload,)])).decode("utf-8-sig")
    (_, (cell,)) = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert not cell.startswith(FORMULA_SIGNS)
    assert not cell.lstrip().startswith(FORMULA_SIGNS)
    page = load_workbook(as_xlsx("a", ["a"], [(payload,)])).worksheets[0]
    assert page["A2"].data_type == "s"


@given(st.text())
def test_a_marked_cell_comes_back_as_it_was(text: str) -> None:
    if not text.startswith("'"):
        assert typed_cell(plain_cell(text)) == text
    assert not plain_cell(text).startswith(FORMULA_SIGNS)


def test_the_list_of_staff_can_be_brought_in_again() -> None:
    header = LISTS["medewerkers"].header
    assert [name for name, code in zip(header, recognise(header, {}), strict=True) if not code] == [
        "Werkgever",
        "Loon sinds",
    ]
