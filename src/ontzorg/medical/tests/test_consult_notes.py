"""Consult notes: written and read by the medical side, readable by the person himself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connections
from tests.harness.world import TODAY, actor
from tests.security.cases import CONSULTED_ON, NOTES, Case, build_cases

from ontzorg.access.context import acting_as
from ontzorg.access.crypto import SealBrokenError, unseal
from ontzorg.access.errors import ConflictError, NotAllowedError, UserError
from ontzorg.access.idempotency import KeyReusedError
from ontzorg.medical import selectors
from ontzorg.medical.models import ConsultNote
from ontzorg.medical.room import DossierRef, seal_name
from ontzorg.medical.services import MOST_CHARACTERS, write_consult_note

READERS = ("bedrijfsarts", "verzuimbegeleider")
# An employee reads his own notes once someone other than his employer proved who he is.
SURE = replace(actor("medewerker"), is_identified=True)
OTHERS = (
    "werkgever_beheerder",
    "leidinggevende",
    "ontzorgmanager",
    "verzuimbegeleider_zonder",
    "planner",
    "verzekeraar_polis",
    "verzekeraar_claims",
    "verzekeraar_financien",
    "adviseur",
    "auditor",
    "beheerder",
)
WRONG = (
    ("  ", CONSULTED_ON, "Schrijf op wat er in het consult is besproken"),
    ("x" * (MOST_CHARACTERS + 1), CONSULTED_ON, "Maak hem korter dan 20000 tekens"),
    ("Goed gesprek.", TODAY + timedelta(days=1), "Kies een datum die al is geweest"),
)


@pytest.fixture
def case(committed: None) -> Case:
    return build_cases()[0]


def test_the_medical_side_and_the_person_himself_read_every_note(case: Case) -> None:
    written = {f"Besproken: {token}." for token in case.secrets.notes}
    for who in (*map(actor, READERS), SURE):
        notes = selectors.read_consult_notes(actor=who, dossier=case.ref)
        assert {note.text for note in notes} == written, who


def test_nobody_else_reads_or_writes_and_the_refusal_is_logged(case: Case) -> None:
    for key in OTHERS:
        with pytest.raises(NotAllowedError):
            selectors.read_consult_notes(actor=actor(key), dossier=case.ref)
        with pytest.raises(NotAllowedError):
            _write(case.ref, key=key)
    assert _logged("geweigerd.read_medical", "geweigerd.write_medical") == 2 * len(OTHERS)


def test_the_other_arbodienst_and_another_person_find_nothing(case: Case) -> None:
    for who in (actor("bedrijfsarts_b"), replace(actor("medewerker_b"), is_identified=True)):
        with pytest.raises(ObjectDoesNotExist):
            selectors.read_consult_notes(actor=who, dossier=case.ref)
    assert _logged("consult.gelezen") == 0


def test_numbers_that_do_not_belong_together_open_nothing(case: Case) -> None:
    mixed = DossierRef(dossier_id=case.dossier_id, werknemer_id=5002, werkgever_id=101)
    with pytest.raises(ObjectDoesNotExist):
        selectors.read_consult_notes(actor=actor("bedrijfsarts"), dossier=mixed)


def test_the_reading_is_in_the_log_before_the_text_is_opened(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def watch(data: bytes, *, bound_to: str) -> str:
        seen.append(_logged("consult.gelezen"))
        raise RuntimeError(bound_to)

    monkeypatch.setattr(selectors, "unseal", watch)
    with pytest.raises(RuntimeError):
        selectors.read_consult_notes(actor=actor("bedrijfsarts"), dossier=case.ref)
    assert seen == [1]


def test_a_text_moved_to_another_row_does_not_open(case: Case) -> None:
    with acting_as(actor("bedrijfsarts"), using="medical"):
        one, other, *_ = ConsultNote.objects.all()
    with pytest.raises(SealBrokenError):
        unseal(bytes(one.note_sealed), bound_to=seal_name(other.public_id))


def test_the_database_holds_no_readable_text(case: Case) -> None:
    with acting_as(actor("bedrijfsarts"), using="medical"):
        stored = b"".join(bytes(note.note_sealed) for note in ConsultNote.objects.all())
    assert not any(token.encode() in stored for token in case.secrets.notes)


def test_a_better_note_replaces_one_and_both_stay(case: Case) -> None:
    first = _write(case.ref, text="Eerste versie.")
    second = _write(case.ref, text="Betere versie.", replaces=first)
    notes = selectors.read_consult_notes(actor=actor("bedrijfsarts"), dossier=case.ref)
    found = {note.public_id: note for note in notes}
    assert found[first].is_replaced
    assert (found[second].replaces, found[second].is_replaced) == (first, False)
    with pytest.raises(ConflictError):
        _write(case.ref, replaces=first)
    assert len(found) == NOTES + 2


def test_the_same_form_sent_twice_makes_one_note(case: Case) -> None:
    key = uuid4()
    assert _write(case.ref, form=key) == _write(case.ref, form=key) == key
    notes = selectors.read_consult_notes(actor=actor("bedrijfsarts"), dossier=case.ref)
    assert len(notes) == NOTES + 1


def test_the_same_form_with_other_words_is_refused_and_the_first_stay(case: Case) -> None:
    key = uuid4()
    _write(case.ref, form=key, text="Het gaat beter.")
    with pytest.raises(KeyReusedError):
        _write(case.ref, form=key, text="Het gaat slechter.")
    notes = selectors.read_consult_notes(actor=actor("bedrijfsarts"), dossier=case.ref)
    assert [note.text for note in notes if note.public_id == key] == ["Het gaat beter."]


def test_a_wrong_note_is_refused_with_what_to_do(case: Case) -> None:
    for text, day, message in WRONG:
        with pytest.raises(UserError, match=message):
            _write(case.ref, text=text, day=day)
    notes = selectors.read_consult_notes(actor=actor("bedrijfsarts"), dossier=case.ref)
    assert len(notes) == NOTES


def test_a_note_cannot_be_changed_or_removed(case: Case) -> None:
    who = actor("bedrijfsarts")
    with pytest.raises(DatabaseError), acting_as(who, using="medical"):
        ConsultNote.objects.update(werknemer_id=5002)
    with pytest.raises(DatabaseError), acting_as(who, using="medical"):
        ConsultNote.objects.update(note_sealed=b"")
    with pytest.raises(DatabaseError), acting_as(who, using="medical"):
        ConsultNote.objects.all().delete()


def _write(
    ref: DossierRef,
    *,
    key: str = "bedrijfsarts",
    text: str = "Goed gesprek.",
    day: date = CONSULTED_ON,
    form: UUID | None = None,
    replaces: UUID | None = None,
) -> UUID:
    return write_consult_note(
        actor=actor(key),
        dossier=ref,
        consulted_on=day,
        text=text,
        today=TODAY,
        key=form,
        replaces=replaces,
    )


def _logged(*actions: str) -> int:
    with connections["audit"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit.event WHERE action = ANY(%s)", [list(actions)])
        return int(cursor.fetchone()[0])
