"""T05: every role finds exactly the declared fields on every page and in every file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.harness.results import Tell
from tests.security.cases import Case
from tests.security.crawl import ANONYMOUS, EVERYBODY, Visit, crawl
from tests.security.expectations import Expect
from tests.security.fields import compare, fields_of, gather, read_declared, write_declared

TWICE = ("werkgever_beheerder_b", "medewerker_b", "ontzorgmanager_2", "bedrijfsarts_b")
ROLES = tuple(who for who in EVERYBODY if who not in TWICE)
FEWEST = 400
PAGE = Visit(
    who="planner",
    route="work",
    method="GET",
    about=None,
    url="/mijn-werk/",
    may=True,
    sees=True,
    expect=Expect(None),
    status=200,
    headers={"Content-Type": "text/html; charset=utf-8"},
    cookies=(),
    body='<input type="text" name="zoek"><table><th scope="col">Naam <svg></svg></th></table>'
    '<dl><dt>Functie</dt><dd>Bakker</dd></dl><input name="taak-12" value="x">',
)
KNOWN = frozenset({"zoek", "Naam", "Functie", "taak-*"})
EXTRA: dict[str, str] = {
    "a hidden input": '<input type="hidden" name="bsn" value="">',
    "an input": '<input class="x" name="salaris">',
    "a choice": '<select id="x" name="afdeling"></select>',
    "a text": '<textarea name="oorzaak"></textarea>',
    "a column": '<th class="x" scope="col">Loon</th>',
    "a line of a list": "<dt>Geboortedatum</dt>",
}


@pytest.fixture
def unblocked(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.mark.usefixtures("unblocked")
def test_every_role_finds_exactly_the_declared_fields(cases: tuple[Case, ...], tell: Tell) -> None:
    visits = [visit for visit in crawl(cases, people=ROLES) if visit.status in (200, 422)]
    found = gather(visits)
    if os.environ.get("WRITE_FIELDS"):
        write_declared(found)
    faults = compare(read_declared(), found)
    tell("T05", tried=len(visits), unit=f"antwoorden van {len(found)} pagina's", found=len(faults))
    assert len(visits) >= FEWEST
    assert faults == [], "\n".join(faults)


def test_fields_are_read_from_forms_tables_and_lists() -> None:
    assert fields_of(PAGE) == KNOWN


@pytest.mark.planted("T05")
@pytest.mark.parametrize("more", EXTRA.values(), ids=EXTRA)
def test_an_extra_field_is_seen(more: str) -> None:
    faults = compare(gather([PAGE]), gather([replace(PAGE, body=PAGE.body + more)]))
    assert len(faults) == 1
    assert faults[0].startswith("te veel: planner op work")


@pytest.mark.planted("T05")
def test_a_field_that_another_role_may_see_is_seen_as_extra() -> None:
    both = gather([replace(PAGE, who="auditor", body=""), PAGE])
    leak = gather([replace(PAGE, who="auditor"), PAGE])
    assert len(compare(both, leak)) == len(KNOWN)


@pytest.mark.planted("T05")
def test_an_extra_key_in_a_file_is_seen() -> None:
    said = {"naam": "x", "dossiers": [{"week": 3}]}
    file = replace(PAGE, headers={"Content-Type": "application/json"}, body=json.dumps(said))
    assert fields_of(file) == {"naam", "dossiers", "dossiers.week"}
    said["dossiers"] = [{"week": 3}, {"week": 4, "diagnose": "x"}]
    assert fields_of(replace(file, body=json.dumps(said))) - fields_of(file) == {
        "dossiers.diagnose"
    }


@pytest.mark.planted("T05")
def test_an_extra_column_in_a_file_is_seen() -> None:
    file = replace(PAGE, headers={"Content-Type": "text/csv"}, body="\ufeffnaam;week\nx;3\n")
    assert fields_of(file) == {"naam", "week"}
    assert fields_of(replace(file, body="naam;week;bsn\n")) - fields_of(file) == {"bsn"}


@pytest.mark.planted("T05")
def test_a_field_that_is_gone_is_seen() -> None:
    faults = compare(gather([PAGE]), gather([replace(PAGE, body="")]))
    assert len(faults) == len(KNOWN)
    assert all(fault.startswith("ontbreekt") for fault in faults)


def test_a_stranger_finds_no_more_than_the_declared_pages() -> None:
    open_to_all = {route for route, groups in read_declared().items() if ANONYMOUS in str(groups)}
    assert open_to_all <= {"access-matrix", "start"}
