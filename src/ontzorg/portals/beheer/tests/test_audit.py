"""The auditor reads the log in words, finds what he seeks, and takes it along as a file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from django.test import Client
from tests.harness.web import sign_in, text_of
from tests.harness.world import WERKNEMERS_A, actor

import ontzorg
from ontzorg.access import audit
from ontzorg.access.context import acting_as
from ontzorg.access.privileges import Privilege
from ontzorg.access.selectors import account_names
from ontzorg.portals.beheer import audit_views
from ontzorg.portals.beheer.audit_words import PRIVILEGES, WORDS, action_in_words
from ontzorg.verzuim.tests.play import ago, report

pytestmark = pytest.mark.django_db
LOG = "/beheer/logboek/"
FILE = "/beheer/logboek/bestand/"
SANNE = WERKNEMERS_A[0]
SOURCE = Path(ontzorg.__file__).parent
WRITTEN = re.compile(
    r"(?:action=|_log\(\w+, |log_reading\(\s*\w+, |log_people_seen\(\s*[\w.]+, |log\(request, )"
    r'"([a-z_]+\.[a-z_]+|dubbele_rol)"'
)


@pytest.fixture
def auditor(client: Client) -> Client:
    """Return a browser in which the auditor is signed in."""
    return sign_in(client, "auditor")


def test_every_action_that_the_code_writes_has_words() -> None:
    written = {
        action
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
        for action in WRITTEN.findall(path.read_text())
    }
    assert len(written) > 30
    assert written - set(WORDS) == set()


def test_every_privilege_has_words() -> None:
    assert set(PRIVILEGES) == set(Privilege)


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("melding.vastgelegd", "Melding vastgelegd"),
        ("geweigerd.read_medical", "Mocht niet: medische gegevens lezen"),
        ("geweigerd.iets_nieuws", "Mocht niet: iets nieuws"),
        ("nog_geen.woorden", "Nog geen woorden"),
    ],
)
def test_an_action_is_told_in_dutch(action: str, words: str) -> None:
    assert action_in_words(action) == words


def test_the_log_names_who_did_what_and_where(auditor: Client) -> None:
    report("ziekmelding", ago(20))
    page = text_of(auditor.get(LOG))
    assert "Melding vastgelegd" in page
    assert "werkgever_beheerder" in page
    assert f"nr. {SANNE}" in page
    assert "Bakkerij De Vroege Vogel B.V." in page


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("door=beheerder", True),
        ("door=bedrijfsarts", False),
        ("werkgever=vroege", True),
        ("werkgever=bestaat-niet", False),
        (f"medewerker={SANNE}", True),
        ("medewerker=987654", False),
        ("wat=melding.vastgelegd", True),
        ("wat=soort:Gewijzigd", True),
        ("wat=soort:Medisch", False),
        ("resultaat=toegestaan", True),
        ("resultaat=geweigerd", False),
        ("van=01-01-2020", True),
        ("tot=31-12-2020", False),
        ("account=1", True),
        ("account=4", False),
        ("voor=1", False),
        ("voor=onzin&wat=onzin&medewerker=onzin", True),
    ],
)
def test_each_choice_keeps_what_it_asks_for(auditor: Client, query: str, *, is_found: bool) -> None:
    report("ziekmelding", ago(20))
    rows = rows_of(text_of(auditor.get(f"{LOG}?{query}")))
    assert any("Melding vastgelegd" in row for row in rows) is is_found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("van=morgen", "Typ de datum als dag-maand-jaar"),
        ("van=02-02-2026&tot=01-02-2026", "Deze dag ligt voor de eerste dag"),
        ("medewerker=Jansen", "Vul alleen het nummer in"),
        ("medewerker=9223372036854775808", "Vul alleen het nummer in"),
        ("account=9223372036854775808&van=02-11-2026&tot=02-11-2026", "Geen regels gevonden"),
        ("tot=01-01-2020", "Geen regels gevonden"),
    ],
)
def test_a_wrong_choice_is_explained(auditor: Client, query: str, words: str) -> None:
    assert words in text_of(auditor.get(f"{LOG}?{query}"))


def test_the_next_page_goes_on_where_this_one_ends(
    auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_views, "PAGE", 2)
    report("ziekmelding", ago(20))
    report("herstelmelding", ago(10))
    auditor.get(LOG)
    page = text_of(auditor.get(LOG))
    following = re.search(r'href="([^"]*voor=\d+[^"]*)"', page)
    assert following
    second = text_of(auditor.get(following[1].replace("&amp;", "&")))
    assert set(moments_of(page)).isdisjoint(moments_of(second))
    assert "Vorige" in second


def test_the_file_holds_the_same_lines_and_starts_no_formula(auditor: Client) -> None:
    report("ziekmelding", ago(20))
    with acting_as(actor("werkgever_beheerder")):
        audit.record(actor=actor("werkgever_beheerder"), action="bsn.getoond", purpose="=1+1")
    answer = auditor.get(f"{FILE}?door=beheerder")
    assert answer["Content-Disposition"].endswith('.csv"')
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert {"Melding vastgelegd", "BSN getoond"} <= {row["wat"] for row in rows}
    assert "'=1+1" in {row["doel"] for row in rows}
    assert all(len(row["zegel"]) == 64 for row in rows)
    assert "Logboek gedownload" in text_of(auditor.get(LOG))


def test_a_file_that_is_too_big_is_refused(
    auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_views, "MOST_IN_FILE", 1)
    report("ziekmelding", ago(20))
    page = auditor.get(f"{FILE}?resultaat=toegestaan", follow=True)
    assert "Kies een kortere periode" in text_of(page)


@pytest.mark.parametrize("key", ["beheerder", "planner", "werkgever_beheerder", "medewerker"])
def test_nobody_else_reads_or_downloads_it(client: Client, key: str) -> None:
    someone = sign_in(client, key)
    assert [someone.get(url).status_code for url in (LOG, FILE)] == [403, 403]


@pytest.mark.parametrize("key", ["beheerder", "werkgever_beheerder", "planner"])
def test_only_the_auditor_learns_names_from_accounts(key: str) -> None:
    with acting_as(actor("auditor")):
        assert account_names([1]) == {1: "werkgever_beheerder"}
    with acting_as(actor(key)):
        assert account_names([1]) == {}


def rows_of(page: str) -> list[str]:
    """Return the lines of the table."""
    return page.partition("<tbody>")[2].split("<tr>")


def moments_of(page: str) -> list[str]:
    """Return the moment of each line."""
    return re.findall(r'<time datetime="([^"]+)"', page)
