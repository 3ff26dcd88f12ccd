"""An import changes what its file says and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.harness import world
from tests.harness.world import actor

from ontzorg.access import audit
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import ConflictError, NotAllowedError, UserError
from ontzorg.parties.models import (
    Werkgever,
    Werknemer,
)
from ontzorg.parties.selectors import find_werknemer_by_bsn
from ontzorg.parties.services.bankrekening import open_iban
from ontzorg.parties.services.identificatie import open_bsn
from ontzorg.parties.staff_import import services, writing
from ontzorg.parties.staff_import.models import FilePart, ReadRow, StaffRow
from ontzorg.parties.staff_import.selectors import cells_of, samples_of
from ontzorg.parties.staff_import.tests.files import GOOD, KNOWN, OTHER, csv_of
from ontzorg.parties.staff_import.tests.steps import (
    WHO,
    bring_in,
    codes,
    confirm,
    fresh,
    read,
    rows,
    start,
)
from ontzorg.parties.staff_import.tests.stored import person, snapshot, work

pytestmark = [pytest.mark.login("jobs"), pytest.mark.django_db]
SANNE = world.WERKNEMERS_A[0]
SECOND = {"Personeelsnummer": "9", "In dienst": "01-01-2021"}


@pytest.fixture
def as_system() -> Iterator[None]:
    with acting_as(SYSTEM):
        yield


def test_new_people_come_with_everything_that_the_file_says() -> None:
    made = bring_in(csv_of(GOOD, OTHER | {"Afdeling": "Magazijn"}))
    assert made.state == "done"
    pia = person(achternaam="Waterlander")
    assert (pia.voorletters, pia.geboortedatum, pia.postcode) == (
        "P.J.",
        date(1990, 3, 14),
        "1234 AB",
    )
    assert pia.arbodienst_id == world.ARBODIENST_A
    (employment,) = work(pia)
    assert employment.afdeling_id == world.AFDELING_A1
    assert (employment.uren_per_week, employment.personeelsnummer) == (Decimal("32.00"), "1042")
    assert employment.arbodienst_id == world.ARBODIENST_A
    (other,) = work(person(achternaam="Overduin", roepnaam="Karel"))
    assert other.afdeling is not None
    assert (other.afdeling.name, other.afdeling.arbodienst_id) == ("Magazijn", world.ARBODIENST_A)


@pytest.mark.usefixtures("as_system")
def test_numbers_are_sealed_and_found_with_the_key() -> None:
    bring_in(csv_of(GOOD))
    pia = Werknemer.objects.get(achternaam="Waterlander")
    found = find_werknemer_by_bsn(SYSTEM, werkgever_id=world.WERKGEVER_A, bsn=GOOD["BSN"])
    assert found == pia
    assert open_bsn(pia.identificatie) == GOOD["BSN"]
    assert open_iban(pia.bankrekening) == GOOD["IBAN"]
    assert pia.identificatie.arbodienst_id == world.ARBODIENST_A
    for sealed in (pia.identificatie.bsn_sealed, pia.bankrekening.iban_sealed):
        assert GOOD["BSN"].encode() not in bytes(sealed)
        assert GOOD["IBAN"].encode() not in bytes(sealed)


def test_the_same_file_again_changes_nothing() -> None:
    content = csv_of(GOOD, OTHER)
    bring_in(content)
    before = snapshot()
    made = read(content)
    assert (made.counts.get("same"), made.counts.get("new")) == (2, None)
    with pytest.raises(UserError, match="niets om over te nemen"), acting_as(SYSTEM):
        services.confirm_import(actor=actor(WHO), import_id=made.pk)
    assert snapshot() == before


def test_a_change_is_shown_with_what_it_was_and_empty_cells_change_nothing() -> None:
    bring_in(csv_of(GOOD))
    changed = GOOD | {
        "Telefoon": "06 87654321",
        "Straat": "",
        "Uren per week": "24",
        "Afdeling": "winkel",
        "Uit dienst": "31-12-2026",
        "IBAN": "NL02ABNA0123456789",
    }
    made = read(csv_of(changed))
    row = rows(made)[2]
    assert row.outcome == "changed"
    assert (row.person_before or {})["telefoon"] == "06 12345678"
    assert row.person_after == {"telefoon": "06 87654321"}
    assert "iban" in (row.person_before or {})
    assert (row.work_before or {})["uren_per_week"] == "32.00"
    assert (row.work_before or {})["afdeling"] == "Bakkerij"
    assert (row.work_after or {})["eindigt_op"] == "2026-12-31"
    confirm(made)
    pia = person(achternaam="Waterlander")
    assert (pia.telefoon, pia.straat, pia.version) == ("06 87654321", "Dijkweg", 2)
    (employment,) = work(pia)
    assert employment.eindigt_op == date(2026, 12, 31)
    assert employment.afdeling_id == world.AFDELING_A2


def test_who_is_absent_from_the_file_stays_as_he_is() -> None:
    before = snapshot()
    made = bring_in(csv_of(GOOD))
    assert made.counts["absent"] == len(world.WERKNEMERS_A)
    after = snapshot()
    for name, kept in before.items():
        assert [row for row in after[name] if row in kept] == kept


def test_someone_without_numbers_is_known_by_name_and_birth_date() -> None:
    made = bring_in(csv_of(KNOWN | {"Personeelsnummer": "77"}))
    row = rows(made)[2]
    assert (row.werknemer_id, row.outcome, row.adds_bsn) == (SANNE, "changed", True)
    (employment,) = work(person(pk=SANNE))
    assert employment.personeelsnummer == "77"
    with acting_as(SYSTEM):
        found = find_werknemer_by_bsn(SYSTEM, werkgever_id=world.WERKGEVER_A, bsn=KNOWN["BSN"])
    assert found is not None
    assert found.pk == SANNE


def test_one_person_can_have_two_employments() -> None:
    second = GOOD | {"Personeelsnummer": "2042", "In dienst": "01-05-2024", "Uren per week": "8"}
    made = bring_in(csv_of(GOOD, second))
    assert (made.counts["new"], made.counts["people"]) == (2, 1)
    pia = person(achternaam="Waterlander")
    assert [one.personeelsnummer for one in work(pia)] == ["1042", "2042"]
    again = read(csv_of(GOOD, second))
    assert again.counts["same"] == 2


def test_an_employment_that_ended_is_followed_by_another_with_the_same_number() -> None:
    bring_in(csv_of(GOOD))
    first = GOOD | {"Uit dienst": "31-12-2024"}
    second = GOOD | {"In dienst": "01-02-2025"}
    made = bring_in(csv_of(first, second))
    assert {line: row.outcome for line, row in rows(made).items()} == {2: "changed", 3: "new"}
    ends = [one.eindigt_op for one in work(person(achternaam="Waterlander"))]
    assert ends == [date(2024, 12, 31), None]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"BSN": "123456782"}, "number.shared"),
        ({"BSN": ""}, "number.shared"),
        (SECOND | {"Achternaam": "Anders"}, "person.differs"),
        ({}, "row.twice"),
    ],
)  # fmt: skip
def test_rows_that_speak_against_each_other_are_both_wrong(
    changes: dict[str, str], code: str
) -> None:
    made = read(csv_of(GOOD, GOOD | changes))
    assert codes(made) == {2: [code], 3: [code]}
    assert (rows(made)[2].faults or [])[0][3] == [3]


def test_keys_of_two_people_are_noticed() -> None:
    bring_in(csv_of(GOOD, OTHER))
    assert codes(read(csv_of(GOOD | {"Personeelsnummer": "1043"}))) == {2: ["keys.disagree"]}
    other = GOOD | {"BSN": "999990019", "Geboortedatum": "15-03-1990"}
    assert codes(read(csv_of(other))) == {2: ["bsn.other"]}


def test_good_rows_go_in_and_wrong_ones_wait_with_their_cells() -> None:
    wrong = OTHER | {"BSN": "123456789", "Telefoon": "+31 6", "Achternaam": "Overduin"}
    made = bring_in(csv_of(GOOD, wrong))
    assert (made.counts["new"], made.counts["wrong"]) == (1, 1)
    with acting_as(SYSTEM):
        ((row, cells),) = cells_of(made)
        stored = StaffRow.objects.get(pk=row.pk)
    assert (row.line, cells) == (3, list(wrong.values()))
    assert b"123456789" not in bytes(stored.cells or b"")
    assert "123456789" not in str(stored.faults)


@pytest.mark.usefixtures("as_system")
def test_the_file_and_what_was_read_from_it_are_gone_afterwards() -> None:
    made = read(csv_of(GOOD))
    assert FilePart.objects.filter(staff_import=made).exists()
    assert b"Waterlander" not in bytes(FilePart.objects.get(staff_import=made).sealed)
    assert ReadRow.objects.filter(staff_import=made).exists()
    done = confirm(made)
    assert done.samples is None
    assert not FilePart.objects.filter(staff_import=made).exists()
    assert not ReadRow.objects.filter(staff_import=made).exists()


def test_the_log_names_the_import_once_and_each_person(monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[dict[str, Any]] = []
    record = audit.record

    def note(**event: Any) -> None:
        events.append(event)
        record(**event)

    monkeypatch.setattr(audit, "record", note)
    bring_in(csv_of(GOOD, OTHER))
    assert [event["action"] for event in events] == [
        "personeel.bestand_ontvangen",
        "personeel.overgenomen",
        "personeel.overgenomen.toegevoegd",
    ]
    assert person(achternaam="Waterlander").pk in events[2]["werknemer_ids"]
    assert {event["actor"].account_id for event in events} == {actor(WHO).account_id}
    assert {event["werkgever_id"] for event in events} == {world.WERKGEVER_A}


def test_what_changed_since_the_difference_was_shown_is_shown_again() -> None:
    bring_in(csv_of(GOOD))
    made = read(csv_of(GOOD | {"Telefoon": "06 87654321"}))
    with acting_as(SYSTEM):
        pia = Werknemer.objects.get(achternaam="Waterlander")
        Werknemer.objects.filter(pk=pia.pk).update(telefoon="06 11111111", version=2)
    waiting = confirm(made)
    assert (waiting.state, waiting.notice) == ("ready", "changed_meanwhile")
    assert rows(waiting)[2].person_before == {"telefoon": "06 11111111"}
    assert person(achternaam="Waterlander").telefoon == "06 11111111"
    assert confirm(waiting).state == "done"


def test_a_job_that_was_killed_begins_again_and_one_that_comes_twice_does_nothing() -> None:
    made = start(csv_of(GOOD, OTHER))
    with acting_as(SYSTEM):
        services.choose_columns(actor=actor(WHO), import_id=made.pk, columns=made.columns)
        ReadRow.objects.create(staff_import=made, line=2, person_key="x")
        StaffRow.objects.create(
            staff_import=made, werkgever_id=made.werkgever_id, line=2, first_line=2, outcome="new"
        )
    from ontzorg.parties.staff_import import reading

    reading.read_import(made.pk, today=world.TODAY)
    reading.read_import(made.pk, today=world.TODAY)
    writing.write_import(made.pk, today=world.TODAY)
    assert (fresh(made).state, fresh(made).counts["new"]) == ("ready", 2)


def test_columns_are_remembered_for_the_next_file() -> None:
    strange = {("Nr" if name == "Personeelsnummer" else name): v for name, v in GOOD.items()}
    made = start(csv_of(strange))
    assert made.columns[0] == ""
    with acting_as(SYSTEM):
        services.choose_columns(
            actor=actor(WHO),
            import_id=made.pk,
            columns=["personeelsnummer", *made.columns[1:]],
        )
    assert start(csv_of(strange)).columns[0] == "personeelsnummer"
    assert start(csv_of(strange), who="werkgever_beheerder_b").columns[0] == ""


def test_a_file_that_turns_out_unreadable_waits_with_the_reason() -> None:
    made = read(csv_of(*[GOOD] * 20) + b'"')
    assert (made.state, made.notice, made.notice_value) == ("refused", "bad_quotes", "22")


def test_who_does_not_keep_staff_brings_nothing_in() -> None:
    made = start(csv_of(GOOD))
    for key in ("leidinggevende", "planner", "bedrijfsarts", "verzekeraar_claims"):
        with pytest.raises(NotAllowedError), acting_as(SYSTEM):
            services.confirm_import(actor=actor(key), import_id=made.pk)
    with pytest.raises(Exception, match="does not exist"), acting_as(SYSTEM):
        services.cancel_import(actor=actor("werkgever_beheerder_b"), import_id=made.pk)
    with pytest.raises(ConflictError), acting_as(SYSTEM):
        services.undo_import(actor=actor(WHO), import_id=made.pk)


def test_a_row_of_another_employer_is_wrong() -> None:
    with acting_as(SYSTEM):
        Werkgever.objects.filter(pk=world.WERKGEVER_A).update(loonheffingennummer="123456789L01")
    made = read(csv_of(GOOD | {"Lhnr": "987654321L01"}, OTHER | {"Lhnr": "123456789L01"}))
    assert codes(made) == {2: ["employer.other"]}


def test_a_file_without_names_of_columns_shows_nobody() -> None:
    content = csv_of(GOOD, OTHER).split(b"\r\n", 1)[1]
    with pytest.raises(UserError, match="Boven de kolommen staan geen namen"):
        start(content)


def test_an_example_of_a_column_has_no_sign_that_turns_text_around() -> None:
    made = start(csv_of(GOOD | {"Achternaam": "\u202egnaL"}))
    assert samples_of(made)[list(GOOD).index("Achternaam")] == ["gnaL"]
