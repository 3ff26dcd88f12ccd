"""An undone import is as if it never was; one that breaks halfway leaves nothing."""

from __future__ import annotations

from datetime import date

import pytest
from tests.harness import world
from tests.harness.world import actor

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties import services as parties
from ontzorg.parties.models import Werknemer
from ontzorg.parties.staff_import import services, writing
from ontzorg.parties.staff_import.tests.files import GOOD, KNOWN, OTHER, csv_of
from ontzorg.parties.staff_import.tests.steps import WHO, bring_in, fresh, read, undo
from ontzorg.parties.staff_import.tests.stored import person, snapshot, work
from ontzorg.verzuim.services import NewMelding, record_melding

pytestmark = [pytest.mark.login("jobs"), pytest.mark.django_db]
SANNE = world.WERKNEMERS_A[0]


@pytest.mark.parametrize("with_known", [False, True])
def test_undo_brings_everything_back(with_known: bool) -> None:  # noqa: FBT001
    if with_known:
        bring_in(csv_of(GOOD))
    before = snapshot()
    changed = GOOD | {"Telefoon": "06 87654321", "IBAN": "NL02ABNA0123456789", "Uren per week": "8"}
    made = bring_in(csv_of(changed, OTHER | {"Afdeling": "Magazijn"}, KNOWN | dict.fromkeys(
        (name for name in GOOD if name not in KNOWN), ""
    ) | {"BSN": "999990019"}))  # fmt: skip
    assert made.state == "done"
    assert snapshot() != before
    assert undo(made).state == "undone"
    assert snapshot() == before


def test_a_department_goes_with_the_last_import_that_used_it() -> None:
    before = snapshot()
    where = {"Afdeling": "Magazijn"}
    first, second = bring_in(csv_of(GOOD | where)), bring_in(csv_of(OTHER | where))
    assert undo(first).state == "undone"
    assert {row["name"] for row in snapshot()["Afdeling"]} >= {"Magazijn"}
    assert undo(second).state == "undone"
    assert snapshot() == before


def test_undo_says_what_depends_on_the_import() -> None:
    made = bring_in(csv_of(GOOD))
    (employment,) = work(person(achternaam="Waterlander"))
    with acting_as(SYSTEM):
        record_melding(
            actor=SYSTEM,
            dienstverband_id=employment.pk,
            new=NewMelding(soort="ziekmelding", day=date(2026, 11, 2), percentage=100),
            today=world.TODAY,
        )
    before = snapshot()
    refused = undo(made)
    assert (refused.state, refused.notice) == ("done", "in_use")
    assert "een melding" in refused.notice_value
    assert "een dossier" in refused.notice_value
    assert snapshot() == before


def test_undo_does_not_overwrite_what_was_changed_by_hand() -> None:
    made = bring_in(csv_of(GOOD))
    pia = person(achternaam="Waterlander")
    with acting_as(SYSTEM):
        parties.set_bsn(actor=SYSTEM, werknemer_id=SANNE, bsn="999990019")
        Werknemer.objects.filter(pk=pia.pk).update(roepnaam="Pietje", version=2)
    refused = undo(made)
    assert refused.state == "done"
    assert "gewijzigd bij Pia van der Waterlander" in refused.notice_value


def test_a_broken_write_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = read(csv_of(GOOD, OTHER))
    before = snapshot()
    with acting_as(SYSTEM):
        services.confirm_import(actor=actor(WHO), import_id=made.pk)

    def fail(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(writing, "log_import", fail)
    with pytest.raises(ConnectionError):
        writing.write_import(made.pk, today=world.TODAY)
    assert snapshot() == before
    monkeypatch.undo()
    writing.write_import(made.pk, today=world.TODAY)
    assert fresh(made).state == "done"
