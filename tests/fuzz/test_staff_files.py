"""T10: a hostile staff file is refused with a way out, or read as text that does no harm.

Nothing of it is kept after the import, nothing of it is ever given back as a file.
"""

from __future__ import annotations

import io
import resource
import socket
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config.cli_import import import_
from ontzorg.integrations.models import Bericht, BerichtState
from ontzorg.parties.models import Werkgever, Werknemer
from ontzorg.parties.staff_import import clearing
from ontzorg.parties.staff_import.cells.columns import count_known
from ontzorg.parties.staff_import.files import kinds, markup, opening, text
from ontzorg.parties.staff_import.files.faults import FILE_FAULTS, FileFault
from ontzorg.parties.staff_import.models import FilePart, ReadRow, StaffImport
from ontzorg.parties.staff_import.tests import steps
from ontzorg.parties.staff_import.tests.files import GOOD, csv_of
from ontzorg.portals.shared.file_uploads import UnnamedUpload
from ontzorg.portals.werkgever import import_forms, import_views
from tests.fuzz.staff_files import EICAR, FAMILIES, MARKED, Hostile, hostile_file
from tests.fuzz.uploads import FILE_NAMES
from tests.harness.results import Tell
from tests.harness.web import sign_in, text_of
from tests.harness.world import WERKGEVER_A, actor

pytestmark = pytest.mark.django_db
URL = "/werkgever/medewerkers/inlezen/"
EMPLOYER = "werkgever_beheerder"
QUICK, LONG = len(FAMILIES), 500
MOST_GROWTH = 250 * 1024
KINDS_OF_PAGE = ("text/html", "text/csv")
NUMBER = "AANSL-0010"
TOLD = tuple(fault.what.partition("{")[0] for fault in FILE_FAULTS.values())


@pytest.fixture
def employer(client: Client) -> Client:
    return sign_in(client, EMPLOYER)


def upload(client: Client, hostile: Hostile) -> tuple[int, str]:
    """Bring a file in on the page; return the status and the page, or where it leads."""
    file = SimpleUploadedFile("personeel.csv", hostile.content, content_type="text/csv")
    file._name = hostile.name  # type: ignore[attr-defined]  # the class would clean it, a sender does not
    page = client.post(URL, {"file": file})
    return page.status_code, page.headers.get("Location", "") or unescape(text_of(page))


def check_page(client: Client, hostile: Hostile) -> str:
    """Assert that the page refuses this file in words, or takes it as harmless; return where."""
    with acting_as(actor(EMPLOYER)):
        before = StaffImport.objects.count()
    status, page = upload(client, hostile)
    assert status in {302, 422}, status
    with acting_as(actor(EMPLOYER)):
        assert StaffImport.objects.count() - before == (status == 302)
    if status == 422:
        assert any(words in page for words in TOLD), page
        return ""
    return page


def check_command(place: Path, hostile: Hostile) -> None:
    """Assert that the command refuses this file in words, or reads it as harmless text."""
    file = place / "personeel.csv"
    file.write_bytes(hostile.content)
    with acting_as(SYSTEM):
        people = Werknemer.objects.count()
    done = CliRunner().invoke(import_, [str(file), "--werkgever", NUMBER, "--proef"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert "Traceback" not in done.output
    if done.exit_code == 2:
        words = (*TOLD, "Kies in welke kolom")
        assert any(one in done.output for one in words), done.output
    else:
        assert hostile.may_be_read
        assert "Er is niets overgenomen" in done.output
    with acting_as(SYSTEM):
        assert Werknemer.objects.count() == people
        assert _left() == 0


def _left() -> int:
    """Return how many pieces of files and rows read from them wait for nobody."""
    busy = StaffImport.objects.exclude(state__in=clearing.WAITING).values("pk")
    parts = FilePart.objects.filter(staff_import__in=busy).count()
    return parts + ReadRow.objects.filter(staff_import_id__in=busy).count()


def peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.fixture
def number() -> None:
    with acting_as(SYSTEM):
        Werkgever.objects.filter(pk=WERKGEVER_A).update(aansluitnummer=NUMBER)


def check_all_on_page(client: Client, count: int, tell: Tell) -> None:
    peak = peak_memory()
    for seed in range(count):
        family, hostile = hostile_file(seed)
        where = check_page(client, hostile)
        assert not where or hostile.may_be_read or not _is_taken(hostile), (seed, family)
    assert client.get(URL).status_code == 200
    assert peak_memory() - peak < MOST_GROWTH
    tell("T10", tried=count, unit="vijandige bestanden op de pagina")


def _is_taken(hostile: Hostile) -> bool:
    """Tell whether all of the file can be read; what looks well from the front, a job refuses."""
    content = io.BytesIO(hostile.content)
    try:
        sheet = opening.open_sheet(content, len(hostile.content), count_known=count_known)
        return any(True for _ in sheet.rows)
    except FileFault:
        return False


def check_all_by_command(place: Path, seeds: range, tell: Tell) -> None:
    peak = peak_memory()
    for seed in seeds:
        check_command(place, hostile_file(seed)[1])
    assert peak_memory() - peak < MOST_GROWTH
    tell("T10", tried=len(seeds), unit="vijandige bestanden met het commando")


def test_each_family_is_refused_or_harmless_on_the_page(employer: Client, tell: Tell) -> None:
    check_all_on_page(employer, QUICK, tell)


@pytest.mark.login("jobs")
@pytest.mark.usefixtures("number")
def test_families_are_refused_or_harmless_by_the_command(tmp_path: Path, tell: Tell) -> None:
    check_all_by_command(tmp_path, range(0, QUICK, 4), tell)


@pytest.mark.walls
def test_500_files_are_refused_or_harmless_on_the_page(employer: Client, tell: Tell) -> None:
    check_all_on_page(employer, LONG, tell)


@pytest.mark.walls
@pytest.mark.login("jobs")
@pytest.mark.usefixtures("number")
def test_500_files_are_refused_or_harmless_by_the_command(tmp_path: Path, tell: Tell) -> None:
    check_all_by_command(tmp_path, range(1_000, 1_000 + LONG), tell)


@pytest.mark.walls
def test_the_page_for_messages_takes_none_of_them(employer: Client, tell: Tell) -> None:
    for seed in range(QUICK):
        content = SimpleUploadedFile("a.xml", hostile_file(seed)[1].content, "text/xml")
        page = employer.post("/werkgever/berichten/", {"file": content})
        assert page.status_code in {200, 422}
    with acting_as(actor(EMPLOYER)):
        states = set(Bericht.objects.values_list("state", flat=True))
    assert states <= {BerichtState.REFUSED}
    tell("T10", tried=QUICK, unit="vijandige bestanden als bericht")


def test_nothing_reaches_out(employer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: reached.append(address))
    names = ("entities", "linked part", "link", "slip")
    for number, name in enumerate(FAMILIES):
        if name in names:
            for seed in range(3):
                upload(employer, hostile_file(number + seed * len(FAMILIES))[1])
    assert reached == []
    assert not list(Path("/tmp").glob(f"*{MARKED}*"))  # noqa: S108 - where a slip would land


def test_a_trick_in_the_name_of_a_file_is_only_a_name(employer: Client) -> None:
    for name in (*FILE_NAMES, "a\u202egpj.exe.csv", "\x1b[2J.csv"):
        status, _ = upload(employer, Hostile(csv_of(GOOD), name))
        assert status in {302, 422}
    with acting_as(actor(EMPLOYER)):
        names = list(StaffImport.objects.values_list("file_name", flat=True))
    assert names
    assert all(name.isprintable() and not set(name) & set("/\\") for name in names)


def check_nothing_comes_back(client: Client, where: str, content: bytes) -> None:
    """Assert that no page of an import gives its file, or what could pass for it."""
    for place in ("", "kolommen/", "regels/", "fouten/", "voortgang/"):
        page = client.get(f"{where.removesuffix('kolommen/')}{place}", follow=True)
        body = b"".join(page) if page.streaming else page.content
        assert page.headers["Content-Type"].split(";")[0] in KINDS_OF_PAGE
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert content not in body
        assert not body.lstrip(b"\xef\xbb\xbf").startswith(EICAR)


def test_a_virus_is_never_given_back(employer: Client) -> None:
    for content in (csv_of(GOOD | {"Functie": EICAR.decode()}), csv_of(GOOD) + b"\r\n" + EICAR):
        status, where = upload(employer, Hostile(content))
        assert status == 302
        check_nothing_comes_back(employer, where, content)


@pytest.mark.login("jobs")
def test_the_file_is_gone_after_the_import() -> None:
    made = steps.bring_in(csv_of(GOOD))
    with acting_as(SYSTEM):
        assert made.samples is None
        assert _left() == 0


def test_a_file_on_its_way_has_no_name_and_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "FILE_UPLOAD_MAX_MEMORY_SIZE", 10)
    monkeypatch.setattr(settings, "MOST_UPLOADED_BYTES", 100)
    handler = UnnamedUpload()
    handler.new_file("file", "a.csv", "text/csv", None)
    for start in range(0, 300, 30):
        handler.receive_data_chunk(b"x" * 30, start)
    taken = handler.file_complete(300)
    assert taken.size == 300
    assert len(taken.read()) == 90
    assert not isinstance(handler.file.name, str)


def test_what_is_too_big_is_refused_in_words(
    employer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_forms.UploadForm.base_fields["file"], "most_bytes", 100)
    status, page = upload(employer, Hostile(csv_of(GOOD)))
    assert status == 422
    assert "te groot" in page


def nothing(*_arguments: Any) -> None:
    """Check nothing."""


Plant = Callable[[pytest.MonkeyPatch], None]
PLANTED: dict[str, tuple[str, Plant]] = {
    "no look at what it unpacks to": (
        "bomb",
        lambda patch: patch.setattr(kinds, "_refuse_bomb", nothing),
    ),
    "document types are let in": (
        "entities",
        lambda patch: patch.setattr(markup, "_refuse_doctype", nothing),
    ),
    "macros are let in": (
        "macro",
        lambda patch: patch.setattr(kinds, "_refuse_wrong_zip", nothing),
    ),
    "pages are read as text": (
        "other kind",
        lambda patch: patch.setattr(kinds, "_refuse_other", nothing),
    ),
    "any way of packing is let in": (
        "packing",
        lambda patch: patch.setattr(kinds, "_refuse_sealed", nothing),
    ),
    "a row may have any number of cells": (
        "wide rows",
        lambda patch: patch.setattr(text, "_cut_off", lambda cells: cells),
    ),
}


@pytest.mark.planted("T10")
@pytest.mark.parametrize("plant", PLANTED)
def test_a_check_that_is_left_out_is_noticed(plant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    family, put = PLANTED[plant]
    number = list(FAMILIES).index(family)
    for turn in range(20):
        hostile = hostile_file(number + turn * len(FAMILIES))[1]
        assert hostile.may_be_read or not _is_taken(hostile)
        with monkeypatch.context() as patch:
            put(patch)
            if not hostile.may_be_read and _is_taken(hostile):
                return
    pytest.fail("Every file was still refused")


@pytest.mark.planted("T10")
@pytest.mark.login("jobs")
def test_a_file_that_stays_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ontzorg.parties.staff_import.writing.forget", nothing)
    with pytest.raises(AssertionError):
        test_the_file_is_gone_after_the_import()


@pytest.mark.planted("T10")
def test_a_page_that_gives_the_file_back_is_noticed(
    employer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = csv_of(GOOD)
    monkeypatch.setattr(import_views, "repair_list", lambda found: [content.decode()])
    _, where = upload(employer, Hostile(content))
    with pytest.raises(AssertionError):
        check_nothing_comes_back(employer, where, content)
