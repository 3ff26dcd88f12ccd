"""Puts two rows together that are one person, and takes them apart again.

Facts about absence never move to another person: they were recorded about that row, and stay.
So one of the two may have none; that one is folded into the other. When both have some, a
person must decide, and nothing happens here. The log keeps speaking of both numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from ontzorg.access import audit
from ontzorg.access.actors import SYSTEM, Actor
from ontzorg.access.context import acting_as
from ontzorg.access.crypto import seal, unseal
from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.parties.models import Bankrekening, Dienstverband, Identificatie, Werknemer
from ontzorg.parties.selectors import bsn_index
from ontzorg.parties.services.bankrekening import iban_index, open_iban, seal_iban
from ontzorg.parties.services.identificatie import open_bsn, seal_bsn
from ontzorg.parties.staff_import import bindings
from ontzorg.parties.staff_import.acting import actor_from
from ontzorg.parties.staff_import.dependents import listed, what_stands_on
from ontzorg.parties.staff_import.kept_rows import as_values, restore
from ontzorg.parties.staff_import.models import MergeState, PersonMerge
from ontzorg.parties.staff_import.names import PERSON

UNSAID = {"geslacht": "O"}
NOT_FILLED = frozenset({"naamgebruik", "land"})


class MergeRefusedError(Exception):
    """These two cannot be put together, or taken apart; the text says why."""


def merge_persons(merge_id: int) -> None:
    """Fold one of two persons into the other, or say why that cannot be."""
    _attempt(merge_id, MergeState.WAITING, _merge, MergeState.REFUSED)


def unmerge_persons(merge_id: int) -> None:
    """Take two persons apart again, while nothing was recorded or changed since."""
    _attempt(merge_id, MergeState.UNDOING, _unmerge, MergeState.DONE)


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
        except MergeRefusedError as error:
            merge.state, merge.notice = back, str(error)
        merge.save()


def _merge(merge: PersonMerge) -> None:
    kept, gone = _which_stays(merge)
    _refuse_two_people(kept, gone)
    undo: dict[str, Any] = {"gone": as_values(gone), "filled": {}, "moved": [], "dropped": []}
    undo["bsn"] = _move_bsn(gone, kept)
    undo["iban"] = _move_iban(gone, kept)
    _move_work(gone, kept, undo)
    gone_id = gone.pk
    gone.delete()
    undo["filled"] = _fill(kept, undo["gone"])
    merge.kept_public_id, merge.gone_public_id = kept.public_id, undo["gone"]["public_id"]
    merge.kept_name, merge.gone_name = kept.name, gone.name
    merge.kept_version = kept.version
    merge.sealed = seal(json.dumps(undo), bound_to=bindings.merge(merge.pk))
    merge.state, merge.notice, merge.done_at = MergeState.DONE, "", timezone.now()
    _log(merge, "werknemer.samengevoegd", [kept.pk, gone_id])


def _which_stays(merge: PersonMerge) -> tuple[Werknemer, Werknemer]:
    """Return who stays and who goes: whoever has facts stays."""
    rows = Werknemer.objects.select_for_update().filter(werkgever_id=merge.werkgever_id)
    kept = rows.filter(public_id=merge.kept_public_id).first()
    gone = rows.filter(public_id=merge.gone_public_id).first()
    if kept is None or gone is None:
        raise MergeRefusedError("Een van de twee is er niet meer. Zoek de medewerker opnieuw.")
    facts = _facts_of(gone)
    if facts and (others := _facts_of(kept)):
        both = listed(list(dict.fromkeys([*facts, *others])))
        raise MergeRefusedError(
            f"Over allebei is al iets vastgelegd: {both}. Dat verhuist nooit naar een ander. "
            "Vul bij een van de twee de laatste dag in, en ga verder met de ander."
        )
    return (gone, kept) if facts else (kept, gone)


def _facts_of(person: Werknemer) -> list[str]:
    return what_stands_on("werknemer_id", [person.pk])


def _refuse_two_people(kept: Werknemer, gone: Werknemer) -> None:
    if kept.geboortedatum != gone.geboortedatum:
        raise MergeRefusedError(
            "De geboortedatums verschillen. Is het toch één persoon? Verbeter eerst de datum."
        )
    found = Identificatie.objects.filter(werknemer__in=(kept, gone))
    if len({bytes(one.bsn_index) for one in found}) > 1:
        raise MergeRefusedError("Zij hebben elk een eigen BSN. Dan zijn het twee personen.")


def _move_bsn(source: Werknemer, target: Werknemer) -> bool:
    """Give the BSN to the other, sealed anew; False when there is none to give."""
    found = Identificatie.objects.filter(werknemer=source).first()
    if found is None or Identificatie.objects.filter(werknemer=target).exists():
        return False
    number = open_bsn(found)
    found.delete()
    Identificatie.objects.create(
        werknemer=target,
        werkgever_id=target.werkgever_id,
        bsn_sealed=seal_bsn(number, werknemer_id=target.pk),
        bsn_index=bsn_index(number, werkgever_id=target.werkgever_id),
        **{column: getattr(target, column) for column in MANDATE_COLUMNS},
    )
    return True


def _move_iban(source: Werknemer, target: Werknemer) -> str:
    """Give the IBAN to the other, or return the one that is lost with the row."""
    found = Bankrekening.objects.filter(werknemer=source).first()
    if found is None:
        return ""
    number = open_iban(found)
    found.delete()
    if not Bankrekening.objects.filter(werknemer=target).exists():
        _put_iban(target, number)
        return "moved"
    return json.dumps([number])


def _put_iban(person: Werknemer, number: str) -> None:
    Bankrekening.objects.create(
        werknemer=person,
        werkgever_id=person.werkgever_id,
        iban_sealed=seal_iban(number, werknemer_id=person.pk),
        iban_index=iban_index(number, werkgever_id=person.werkgever_id),
    )


def _move_work(gone: Werknemer, kept: Werknemer, undo: dict[str, Any]) -> None:
    """Move the employments; one that both have is kept once."""
    known = list(Dienstverband.objects.filter(werknemer=kept))
    for one in Dienstverband.objects.filter(werknemer=gone):
        if any(_is_same_work(one, other) for other in known):
            undo["dropped"].append(as_values(one))
            one.delete()
        else:
            one.werknemer, one.version = kept, one.version + 1
            one.save(update_fields=["werknemer", "version"])
            undo["moved"].append([one.pk, one.version])


def _is_same_work(one: Dienstverband, other: Dienstverband) -> bool:
    numbers = {one.personeelsnummer, other.personeelsnummer} - {""}
    return one.begint_op == other.begint_op and len(numbers) < 2


def _fill(kept: Werknemer, gone: dict[str, Any]) -> dict[str, Any]:
    """Fill what the person who stays does not have; return what it was."""
    before: dict[str, Any] = {}
    for name in PERSON:
        unsaid = UNSAID.get(name, "")
        if name in NOT_FILLED or getattr(kept, name) != unsaid or gone[name] in (None, unsaid):
            continue
        before[name] = unsaid
        setattr(kept, name, gone[name])
    kept.version += 1
    kept.save(update_fields=[*before, "version"])
    return before


def _unmerge(merge: PersonMerge) -> None:
    kept = Werknemer.objects.select_for_update().filter(public_id=merge.kept_public_id).first()
    undo = json.loads(unseal(bytes(merge.sealed or b""), bound_to=bindings.merge(merge.pk)))
    moved = dict(undo["moved"])
    if kept is None or not _is_untouched(kept, merge, moved):
        raise MergeRefusedError(
            "Daarna is er iets gewijzigd of vastgelegd. Voeg de andere persoon zelf weer toe."
        )
    for name, value in undo["filled"].items():
        setattr(kept, name, value)
    kept.version += 1
    kept.save(update_fields=[*undo["filled"], "version"])
    gone = restore(Werknemer, undo["gone"])
    for pk in moved:
        Dienstverband.objects.filter(pk=pk).update(werknemer=gone, version=moved[pk] + 1)
    for values in undo["dropped"]:
        restore(Dienstverband, values)
    _give_back(kept, gone, undo)
    merge.state, merge.sealed, merge.notice = MergeState.UNDONE, None, ""
    _log(merge, "werknemer.losgemaakt", [kept.pk, gone.pk])


def _is_untouched(kept: Werknemer, merge: PersonMerge, moved: dict[int, int]) -> bool:
    versions = dict(Dienstverband.objects.filter(pk__in=moved).values_list("pk", "version"))
    is_same = kept.version == merge.kept_version and versions == moved
    return is_same and not what_stands_on("dienstverband_id", list(moved))


def _give_back(kept: Werknemer, gone: Werknemer, undo: dict[str, Any]) -> None:
    if undo["bsn"]:
        _move_bsn(kept, gone)
    if undo["iban"] == "moved":
        _move_iban(kept, gone)
    elif undo["iban"]:
        _put_iban(gone, *json.loads(undo["iban"]))


def _log(merge: PersonMerge, action: str, werknemer_ids: list[int]) -> None:
    actor: Actor = actor_from(merge.acting)
    audit.record(
        actor=actor,
        action=action,
        object_type="werknemer",
        werkgever_id=merge.werkgever_id,
        werknemer_ids=werknemer_ids,
    )
