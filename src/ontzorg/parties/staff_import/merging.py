"""Puts two rows together that are one person, and takes them apart again.

Everything that was recorded keeps its number and goes along: meldingen, dossiers, employments, an
account. What both have as one employment becomes one, so that the rules see one history; the job
that follows plans the dossiers anew. The log keeps speaking of both numbers; the person himself
reads the lines about both.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ontzorg.access import audit, outbox
from ontzorg.access.actors import SYSTEM, Actor
from ontzorg.access.context import acting_as
from ontzorg.access.crypto import seal, unseal
from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.access.former_numbers import forget_number, remember_number
from ontzorg.parties.models import Dienstverband, Werkgever, Werknemer
from ontzorg.parties.staff_import import bindings
from ontzorg.parties.staff_import.acting import actor_from
from ontzorg.parties.staff_import.dependents import what_stands_on
from ontzorg.parties.staff_import.merge_numbers import join_numbers, numbers_of, put_numbers
from ontzorg.parties.staff_import.merge_rows import (
    DERIVED,
    Snapshot,
    move_person,
    move_work,
    put_back,
    snapshot,
    stamps,
)
from ontzorg.parties.staff_import.models import MergeState, PersonMerge
from ontzorg.parties.staff_import.names import PERSON

UNSAID = {"geslacht": "O"}
NOT_FILLED = frozenset({"naamgebruik", "land"})
KEYS_OF_WORK = ("personeelsnummer", "extern_id", "eindigt_op")
ENDS = "eindigt_op"
# What the database refuses, in words with a way out.
CLASHES = {
    "dossier_one_open_per_dienstverband": "Bij allebei loopt een dossier over hetzelfde "
    "dienstverband. Trek eerst een van de twee ziekmeldingen in, of meld een van de twee hersteld.",
    "melding_extern_ref_once": "Dezelfde melding van uw salarispakket staat bij allebei. Trek haar "
    "bij een van de twee in, en vul daar de laatste dag in dienst in. Ga verder met de ander.",
}
UNKNOWN_CLASH = (
    "Bij allebei staat iets dat er maar één keer mag zijn. Vul bij een van de twee de laatste dag "
    "in dienst in, en ga verder met de ander."
)
CHANGED_SINCE = "Daarna is er iets gewijzigd of vastgelegd. Voeg de andere persoon zelf weer toe."


class MergeRefusedError(Exception):
    """These two cannot be put together, or taken apart; the text says why."""


def merge_persons(merge_id: int) -> None:
    """Fold one of two persons into the other, or say why that cannot be."""
    _attempt(merge_id, MergeState.WAITING, _merge, MergeState.REFUSED)


def unmerge_persons(merge_id: int) -> None:
    """Take two persons apart again, while nothing was recorded or changed since."""
    _attempt(merge_id, MergeState.UNDOING, _unmerge, MergeState.DONE)


def touched_by(merge_id: int) -> tuple[list[int], list[int]]:
    """Return the people and the employments that a merge, or its undo, is about."""
    merge = PersonMerge.objects.get(pk=merge_id)
    names = (merge.kept_public_id, merge.gone_public_id)
    people = Werknemer.objects.filter(werkgever_id=merge.werkgever_id, public_id__in=names)
    ids = list(people.order_by("pk").values_list("pk", flat=True))
    work = Dienstverband.objects.filter(werknemer__in=ids).order_by("pk")
    return ids, list(work.values_list("pk", flat=True))


def _attempt(
    merge_id: int, state: MergeState, step: Callable[[PersonMerge], None], back: MergeState
) -> None:
    with acting_as(SYSTEM):
        merge = PersonMerge.objects.select_for_update().filter(pk=merge_id, state=state).first()
        if merge is None:
            return
        try:
            with transaction.atomic():
                step(merge)
                outbox.publish("staff_import.merged", import_id=merge.pk)
        except (MergeRefusedError, IntegrityError) as error:
            merge.state, merge.notice = back, _reason(error)
        merge.save()


def _reason(error: Exception) -> str:
    if isinstance(error, MergeRefusedError):
        return str(error)
    found = (words for name, words in CLASHES.items() if name in str(error))
    return next(found, UNKNOWN_CLASH)


def _merge(merge: PersonMerge) -> None:
    kept, gone = _which_stays(merge)
    numbers = numbers_of([kept.pk, gone.pk])
    _refuse_two_people(kept, gone, numbers, is_bsn_checked=merge.is_bsn_checked)
    trusted = kept if kept.public_id == merge.kept_public_id else gone
    undo: dict[str, Any] = {
        "people": [kept.pk, gone.pk],
        "before": snapshot([kept.pk, gone.pk]),
        "numbers": numbers,
    }
    join_numbers(gone, kept, trusted=trusted)
    for one, other in _same_work(kept, gone):
        _fill_work(one, other)
        move_work(other.pk, one.pk)
        other.delete()
    move_person(gone.pk, kept.pk)
    _fill(kept, gone)
    gone_name, gone_public_id, gone_id = gone.name, gone.public_id, gone.pk
    gone.delete()
    remember_number(former_id=gone_id, werknemer_id=kept.pk)
    merge.kept_public_id, merge.gone_public_id = kept.public_id, gone_public_id
    merge.kept_name, merge.gone_name = kept.name, gone_name
    undo |= {"after": stamps([kept.pk]), "numbers_after": numbers_of([kept.pk])}
    merge.sealed = seal(json.dumps(undo), bound_to=bindings.merge(merge.pk))
    merge.state, merge.notice, merge.done_at = MergeState.DONE, "", timezone.now()
    _log(merge, "werknemer.samengevoegd", [kept.pk, gone_id])


def _which_stays(merge: PersonMerge) -> tuple[Werknemer, Werknemer]:
    """Return who stays and who goes: if only one has something recorded, that one stays."""
    rows = Werknemer.objects.select_for_update().filter(werkgever_id=merge.werkgever_id)
    kept = rows.filter(public_id=merge.kept_public_id).first()
    gone = rows.filter(public_id=merge.gone_public_id).first()
    if kept is None or gone is None:
        raise MergeRefusedError("Een van de twee is er niet meer. Zoek de medewerker opnieuw.")
    facts = what_stands_on("werknemer_id", [gone.pk])
    if facts and not what_stands_on("werknemer_id", [kept.pk]):
        return gone, kept
    return kept, gone


def _refuse_two_people(
    kept: Werknemer, gone: Werknemer, numbers: dict[str, Any], *, is_bsn_checked: bool
) -> None:
    if kept.geboortedatum != gone.geboortedatum:
        raise MergeRefusedError(
            "De geboortedatums verschillen. Is het toch één persoon? Verbeter eerst de datum."
        )
    if len({each["bsn"] for each in numbers.values()} - {""}) > 1 and not is_bsn_checked:
        raise MergeRefusedError(
            "Zij hebben elk een eigen BSN. Dan zijn het twee personen. Is een van de twee een "
            "tikfout? Begin dan bij de medewerker met het goede BSN, en vink aan dat dat klopt."
        )


def _same_work(kept: Werknemer, gone: Werknemer) -> list[tuple[Dienstverband, Dienstverband]]:
    """Return the employments that both have, in pairs; the others stay apart."""
    own = list(kept.dienstverbanden.order_by("pk"))
    pairs = []
    for other in gone.dienstverbanden.order_by("pk"):
        if one := next((each for each in own if _is_same_work(each, other)), None):
            own.remove(one)
            pairs.append((one, other))
    return pairs


def _is_same_work(one: Dienstverband, other: Dienstverband) -> bool:
    """Tell whether two rows are one employment: one first day, and nothing that says otherwise."""
    said = ({getattr(one, name), getattr(other, name)} - {"", None} for name in KEYS_OF_WORK)
    return one.begint_op == other.begint_op and all(len(values) < 2 for values in said)


def _fill_work(kept: Dienstverband, gone: Dienstverband) -> None:
    """Fill what the employment that stays does not have. It ends only when both say so."""
    empty = [
        field.attname
        for field in kept._meta.concrete_fields
        if getattr(kept, field.attname) in ("", None)
        and field.attname not in (*MANDATE_COLUMNS, ENDS)
    ]
    for name in empty:
        setattr(kept, name, getattr(gone, name))
    if gone.eindigt_op is None:
        kept.eindigt_op = None
    kept.version += 1
    kept.save(update_fields=[*empty, ENDS, "version"])


def _fill(kept: Werknemer, gone: Werknemer) -> None:
    """Fill what the person who stays does not have."""
    filled = [
        name
        for name in PERSON
        if name not in NOT_FILLED and getattr(kept, name) == UNSAID.get(name, "")
    ]
    values = {name: getattr(gone, name) for name in filled}
    if values.pop("extern_id", ""):  # one key for one person, and the other row still has it
        Werknemer.objects.filter(pk=gone.pk).update(extern_id="")
        kept.extern_id = gone.extern_id
    for name, value in values.items():
        setattr(kept, name, value)
    kept.version += 1
    kept.save(update_fields=[*filled, "version"])


def _unmerge(merge: PersonMerge) -> None:
    undo = json.loads(unseal(bytes(merge.sealed or b""), bound_to=bindings.merge(merge.pk)))
    people: list[int] = undo["people"]
    if not _is_untouched(undo, people[0]):
        raise MergeRefusedError(CHANGED_SINCE)
    put_numbers({}, people, merge.werkgever_id)
    put_back(_served_now(undo["before"], merge.werkgever_id), people)
    put_numbers(undo["numbers"], people, merge.werkgever_id)
    forget_number(people[1])
    merge.state, merge.sealed, merge.notice = MergeState.UNDONE, None, ""
    _log(merge, "werknemer.losgemaakt", people)


def _is_untouched(undo: dict[str, Any], kept_id: int) -> bool:
    """Tell whether people left everything as it was; what is computed may have moved on."""
    now = stamps([kept_id])
    for table, before in undo["after"].items():
        found = now.get(table, {})
        if table in DERIVED and any(found.get(key) != was for key, was in before.items()):
            return False
        if table not in DERIVED and found != before:
            return False
    return bool(numbers_of([kept_id]) == undo["numbers_after"])


def _served_now(before: Snapshot, werkgever_id: int) -> Snapshot:
    """Return the rows with the parties that serve the employer now."""
    werkgever = Werkgever.objects.get(pk=werkgever_id)
    now = {name: getattr(werkgever, name) for name in MANDATE_COLUMNS}
    return {
        table: [row | {name: value for name, value in now.items() if name in row} for row in rows]
        for table, rows in before.items()
    }


def _log(merge: PersonMerge, action: str, werknemer_ids: list[int]) -> None:
    actor: Actor = actor_from(merge.acting)
    audit.record(
        actor=actor,
        action=action,
        object_type="werknemer",
        werkgever_id=merge.werkgever_id,
        werknemer_ids=werknemer_ids,
    )
