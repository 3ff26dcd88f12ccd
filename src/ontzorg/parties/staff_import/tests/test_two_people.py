"""A number that stands with two people never makes them one."""

from __future__ import annotations

import pytest

from ontzorg.parties.staff_import.report import told_faults
from ontzorg.parties.staff_import.tests.files import GOOD, OTHER, csv_of
from ontzorg.parties.staff_import.tests.steps import bring_in, codes, read, rows

pytestmark = [pytest.mark.login("jobs"), pytest.mark.django_db]
PIA, KAREL = 2, 3
KEY = "Sleutel van de medewerker"
WITHOUT_BSN = {"BSN": ""}


def test_one_bsn_of_two_people_is_a_fault_of_the_bsn() -> None:
    made = read(csv_of(GOOD, OTHER | {"BSN": GOOD["BSN"]}))
    assert codes(made) == {PIA: ["bsn.shared"], KAREL: ["bsn.shared"]}
    (told,) = told_faults(made, rows(made)[PIA])
    assert told.column == "BSN"
    assert "regel 3" in told.what
    assert made.counts.get("new", 0) == 0


@pytest.mark.parametrize("key", ["Personeelsnummer", KEY])
def test_one_number_of_two_people_without_bsn_is_a_fault_of_that_number(key: str) -> None:
    own = {"Personeelsnummer": "", **WITHOUT_BSN} | {key: "7"}
    made = read(csv_of(GOOD | own, OTHER | own))
    assert codes(made) == {PIA: ["number.shared"], KAREL: ["number.shared"]}
    assert [one.column for one in told_faults(made, rows(made)[KAREL])] == [key]


def test_a_number_that_is_known_and_stands_twice_accuses_no_bsn() -> None:
    bring_in(csv_of(GOOD))
    made = read(csv_of(GOOD, OTHER | {"Personeelsnummer": GOOD["Personeelsnummer"]}))
    assert codes(made)[PIA] == ["number.shared"]
    assert codes(made)[KAREL] == ["bsn.other", "number.shared"]


def test_two_known_people_with_one_number_accuse_no_bsn() -> None:
    bring_in(csv_of(GOOD, OTHER))
    made = read(csv_of(GOOD, OTHER | {"Personeelsnummer": GOOD["Personeelsnummer"]}))
    assert codes(made)[PIA] == ["number.shared"]
    assert codes(made)[KAREL] == ["keys.disagree", "number.shared"]


def test_the_row_with_the_right_numbers_is_not_accused() -> None:
    bring_in(csv_of(GOOD, OTHER))
    made = read(csv_of(OTHER | {"BSN": GOOD["BSN"]}, GOOD))
    assert codes(made) == {2: ["keys.disagree"]}
    assert (made.counts["same"], made.counts.get("new", 0)) == (1, 0)


def test_a_bsn_of_someone_else_never_renames_him() -> None:
    bring_in(csv_of(GOOD))
    made = read(csv_of(OTHER | {"BSN": GOOD["BSN"], "Personeelsnummer": "7777"}))
    assert codes(made) == {PIA: ["bsn.known"]}


@pytest.mark.parametrize("key", ["Personeelsnummer", KEY])
def test_a_number_of_someone_else_never_renames_him(key: str) -> None:
    own = {"Personeelsnummer": "", **WITHOUT_BSN} | {key: "7"}
    bring_in(csv_of(GOOD | own))
    made = read(csv_of(OTHER | own))
    assert codes(made) == {PIA: ["number.known"]}
    assert [one.column for one in told_faults(made, rows(made)[PIA])] == [key]


@pytest.mark.parametrize(
    "change",
    [
        {"Achternaam": "Van Oever"},
        {"Geboortedatum": "14-03-1991"},
        {"Geboortedatum": "14-03-1991", "Achternaam": "WATERLANDER", "Voorletters": "P."},
        {"Voorletters": "Q.", "Achternaam": "Van Oever"},
    ],
)
def test_one_thing_that_changes_is_still_the_same_person(change: dict[str, str]) -> None:
    bring_in(csv_of(GOOD))
    made = read(csv_of(GOOD | change))
    assert codes(made) == {}
    assert made.counts["changed"] == 1


def test_one_thing_that_differs_within_the_file_is_told_of_that_person() -> None:
    second = {"In dienst": "01-01-2024", "Personeelsnummer": "9", "Geboortedatum": "14-03-1991"}
    made = read(csv_of(GOOD, GOOD | second))
    assert codes(made) == {PIA: ["person.differs"], KAREL: ["person.differs"]}
    assert [one.column for one in told_faults(made, rows(made)[PIA])] == ["Geboortedatum"]


def test_who_has_his_own_numbers_is_not_accused_by_who_took_one() -> None:
    bring_in(csv_of(GOOD))
    made = read(csv_of(OTHER | {"BSN": GOOD["BSN"]}, GOOD))
    assert codes(made) == {2: ["bsn.known"]}
    assert (made.counts["same"], made.counts.get("new", 0)) == (1, 0)
