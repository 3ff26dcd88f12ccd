"""T09, T10: hostile files are refused for the right reason, on the page and by the command."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config.cli_bericht import bericht as command
from ontzorg.integrations.models import Bericht, BerichtState
from ontzorg.integrations.sivi.faults import FaultCode
from ontzorg.integrations.xml import gate
from ontzorg.parties.models import Werkgever
from ontzorg.verzuim.models import Melding
from tests.fuzz.hostile import MARKUP
from tests.fuzz.uploads import FILE_NAMES, FILES, GOOD
from tests.harness.web import sign_in, text_of
from tests.harness.world import WERKGEVER_A, actor

pytestmark = pytest.mark.django_db
URL = "/werkgever/berichten/"
EMPLOYER = "werkgever_beheerder"
TOO_LARGE = 5 * 1024 * 1024
hostile_files = pytest.mark.parametrize("name", FILES)


@pytest.fixture
def employer(client: Client) -> Client:
    with acting_as(actor(EMPLOYER)):
        Werkgever.objects.filter(pk=WERKGEVER_A).update(aansluitnummer="AANSL-0001")
    return sign_in(client, EMPLOYER)


def upload(client: Client, content: bytes, name: str = "verzuim.xml") -> tuple[int, str]:
    """Bring a file in on the page; return the status and the page."""
    file = SimpleUploadedFile("verzuim.xml", content, content_type="text/xml")
    file._name = name  # type: ignore[attr-defined]  # the class would clean it, a sender does not
    page = client.post(URL, {"file": file})
    return page.status_code, text_of(page)


def read(file: Path, content: bytes) -> tuple[int, str]:
    """Bring a file in on the command line; return the exit code and what it said."""
    file.write_bytes(content)
    done = CliRunner().invoke(command, ["lees", str(file)])
    return done.exit_code, done.output


def stored(who: str = EMPLOYER) -> tuple[int, list[str]]:
    """Return how many meldingen there are, and the states of the messages."""
    with acting_as(SYSTEM if who == "system" else actor(who)):
        return Melding.objects.count(), list(Bericht.objects.values_list("state", flat=True))


@hostile_files
def test_the_page_refuses_it_and_says_why(employer: Client, name: str) -> None:
    content, code = FILES[name]
    status, page = upload(employer, content)
    if len(content) > TOO_LARGE:
        assert status == 422
        assert "groter dan 5 MB" in page
        assert stored() == (0, [])
        return
    assert status == 200
    assert "Dit bericht is niet verwerkt" in page
    assert code in page or code == FaultCode.UNKNOWN_MESSAGE  # that one needs no code to be clear
    assert stored() == (0, [BerichtState.REFUSED])


@pytest.mark.login("jobs")
@hostile_files
def test_the_command_refuses_it_and_says_why(tmp_path: Path, name: str) -> None:
    content, code = FILES[name]
    exit_code, said = read(tmp_path / "melding.xml", content)
    assert exit_code == 2
    assert code in said
    assert stored("system") == (0, [BerichtState.REFUSED])
    assert b"<Retourmelding1" in (tmp_path / "melding.antwoord.xml").read_bytes()


@pytest.mark.parametrize("name", FILE_NAMES)
def test_a_trick_in_the_name_of_a_file_is_only_a_name(employer: Client, name: str) -> None:
    status, page = upload(employer, GOOD, name)
    assert status in {200, 422}
    assert MARKUP not in page
    assert "Set-Cookie: a=b" not in page
    with acting_as(actor(EMPLOYER)):
        names = list(Bericht.objects.values_list("file_name", flat=True))
    assert not [kept for kept in names if "/" in kept or "\\" in kept or "\0" in kept]


def test_no_file_makes_the_page_open_a_connection(
    employer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: opened.append(address))
    for content, _code in FILES.values():
        upload(employer, content)
    assert opened == []


def test_a_gate_that_reads_any_encoding_is_found_out(
    employer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "_declares_allowed_encoding", lambda *_arguments: True)
    with pytest.raises(AssertionError):
        test_the_page_refuses_it_and_says_why(employer, "a good message in utf-7")


def test_a_gate_without_limits_is_found_out(
    employer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate._Meter, "_check", lambda *_arguments: None)
    with pytest.raises(AssertionError):
        test_the_page_refuses_it_and_says_why(employer, "depth 30")


def test_the_good_message_itself_comes_in(employer: Client) -> None:
    assert upload(employer, GOOD)[0] == 200
    assert stored() == (1, [BerichtState.PROCESSED])
