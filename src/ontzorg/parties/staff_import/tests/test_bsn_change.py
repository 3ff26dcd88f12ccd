"""Another BSN is shown apart, taken over only for who was ticked, and goes back with the import."""

from __future__ import annotations

from typing import Any

import pytest
from tests.harness import world
from tests.harness.world import actor

from ontzorg.access import audit
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import ConflictError, NotAllowedError, UserError
from ontzorg.parties import services as parties
from ontzorg.parties.models import Identificatie, Werknemer
from ontzorg.parties.services.identificatie import open_bsn
from ontzorg.parties.staff_import import services
from ontzorg.parties.staff_import.models import StaffImport
from ontzorg.parties.staff_import.tests.files import GOOD, OTHER, csv_of
from ontzorg.parties.staff_import.tests.steps import (
    WHO,
    bring_in,
    codes,
    confirm,
    fresh,
    read,
    rows,
    undo,
)
from ontzorg.parties.staff_import.tests.stored import snapshot

pytestmark = [pytest.mark.login("jobs"), pytest.mark.django_db]
NEW = "999990019"
FIXED = GOOD | {"BSN": NEW}


@pytest.fixture(autouse=True)
def known() -> None:
    bring_in(csv_of(GOOD, OTHER))


def bsn_of(name: str = "Waterlander") -> str:
    with acting_as(SYSTEM):
        return open_bsn(Identificatie.objects.get(werknemer__achternaam=name))


def tick(made: StaffImport, *lines: int) -> StaffImport:
    with acting_as(SYSTEM):
        services.choose_bsn(actor=actor(WHO), import_id=made.pk, shown=(2, 3), wanted=lines)
    return fresh(made)


def test_another_bsn_is_counted_apart_and_hidden() -> None:
    made = read(csv_of(FIXED, OTHER))
    assert (made.counts["bsn"], made.counts["same"], made.bsn_lines) == (1, 1, [])
    change = rows(made)[2].bsn_change or {}
    assert set(change) == {"before", "before_index", "after_index"}
    assert NEW not in str(change)
    assert GOOD["BSN"] not in str(change)


def test_without_a_tick_the_bsn_stays_while_the_rest_changes() -> None:
    confirm(read(csv_of(FIXED | {"Telefoon": "06 87654321"})))
    assert bsn_of() == GOOD["BSN"]
    with acting_as(SYSTEM):
        assert Werknemer.objects.get(achternaam="Waterlander").telefoon == "06 87654321"


def test_only_a_bsn_is_nothing_to_take_over_until_it_is_ticked() -> None:
    made = read(csv_of(FIXED))
    with acting_as(SYSTEM), pytest.raises(UserError):
        services.confirm_import(actor=actor(WHO), import_id=made.pk)
    assert confirm(tick(made, 2)).state == "done"
    assert bsn_of() == NEW


def test_only_rows_that_change_a_bsn_can_be_ticked_and_a_tick_can_be_taken_back() -> None:
    made = read(csv_of(FIXED, OTHER))
    assert tick(made, 2, 3, 99).bsn_lines == [2]
    assert tick(made).bsn_lines == []


def test_undo_gives_the_earlier_number_back() -> None:
    before = snapshot()
    made = confirm(tick(read(csv_of(FIXED | {"Telefoon": "06 87654321"})), 2))
    assert bsn_of() == NEW
    assert undo(made).state == "undone"
    assert bsn_of() == GOOD["BSN"]
    assert snapshot() == before


def test_undo_leaves_a_number_that_was_changed_by_hand() -> None:
    made = confirm(tick(read(csv_of(FIXED)), 2))
    with acting_as(SYSTEM):
        person = Werknemer.objects.get(achternaam="Waterlander")
        parties.set_bsn(actor=SYSTEM, werknemer_id=person.pk, bsn="900000016")
    assert undo(made).notice == "in_use"
    assert bsn_of() == "900000016"


def test_a_number_that_moved_since_is_shown_again() -> None:
    made = tick(read(csv_of(FIXED)), 2)
    with acting_as(SYSTEM):
        parties.set_bsn(actor=SYSTEM, werknemer_id=world.WERKNEMERS_A[0], bsn=NEW)
    waiting = confirm(made)
    assert (waiting.state, waiting.notice, waiting.bsn_lines) == ("ready", "changed_meanwhile", [])
    assert codes(waiting) == {2: ["keys.disagree"]}
    assert bsn_of() == GOOD["BSN"]


def test_the_number_of_someone_else_is_never_taken() -> None:
    made = read(csv_of(GOOD | {"BSN": OTHER["BSN"]}))
    assert codes(made) == {2: ["keys.disagree"]}
    assert tick(made, 2).bsn_lines == []


def test_the_log_tells_of_whom_the_number_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    made = tick(read(csv_of(FIXED, OTHER | {"Telefoon": "06 87654321"})), 2)
    events: list[dict[str, Any]] = []
    monkeypatch.setattr(audit, "record", lambda **event: events.append(event))
    confirm(made)
    undo(made)
    found = [one for one in events if one["action"].startswith("bsn.")]
    assert [one["action"] for one in found] == ["bsn.gewijzigd", "bsn.teruggezet"]
    with acting_as(SYSTEM):
        person = Werknemer.objects.get(achternaam="Waterlander")
    assert [(one["werknemer_ids"], one["fields"]) for one in found] == [([person.pk], ["bsn"])] * 2


def test_who_does_not_keep_staff_ticks_nothing() -> None:
    made = read(csv_of(FIXED))
    call: dict[str, Any] = {"import_id": made.pk, "shown": (2,), "wanted": (2,)}
    with acting_as(SYSTEM), pytest.raises(NotAllowedError):
        services.choose_bsn(actor=actor("leidinggevende"), **call)
    with acting_as(SYSTEM), pytest.raises(StaffImport.DoesNotExist):
        services.choose_bsn(actor=actor("werkgever_beheerder_b"), **call)
    confirm(tick(made, 2))
    with acting_as(SYSTEM), pytest.raises(ConflictError):
        services.choose_bsn(actor=actor(WHO), **call)
