"""Keeps what department, function and hours were, are and will be. See decision 0017."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from ontzorg.access import outbox
from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.parties.models import Dienstverband, WorkTerms
from ontzorg.parties.selectors import TERMS, parties_of, terms_on

LATER = WorkTerms.objects.filter(
    dienstverband=OuterRef("dienstverband"), vanaf__gt=OuterRef("vanaf")
)


def note_terms(
    dienstverband: Dienstverband, values: Mapping[str, Any], *, vanaf: date, today: date
) -> dict[str, Any]:
    """Store which terms change from a day on; return what the employment holds today.

    A change holds until the next one that is known. A day before the first one of the employment
    counts as that first day. The caller holds the lock on the employment.
    """
    changed = {name: values[name] for name in TERMS if values[name] != getattr(dienstverband, name)}
    if not changed:
        return {}
    known = list(WorkTerms.objects.filter(dienstverband=dienstverband))
    if not known:
        known = [_store(dienstverband, dienstverband.begint_op, _terms_of(dienstverband))]
    vanaf = max(vanaf, dienstverband.begint_op)
    was = terms_on(known, vanaf)
    made = _store(dienstverband, vanaf, _terms_of(was) | changed)
    return _terms_of(terms_on([one for one in known if one.vanaf != vanaf] + [made], today))


@transaction.atomic
def follow_terms(*, actor: Actor, today: date) -> list[int]:
    """Let employments take over the terms that hold today; return which ones changed.

    By comparing, and not by what began lately: a worker that was down for months misses nothing.
    """
    actor.require(Privilege.RUN_SYSTEM)
    holding = WorkTerms.objects.filter(~Exists(LATER.filter(vanaf__lte=today)), vanaf__lte=today)
    moved = list(holding.filter(_differs()).order_by("dienstverband_id"))
    for one in moved:
        held = Dienstverband.objects.filter(pk=one.dienstverband_id)
        held.update(**_terms_of(one), version=F("version") + 1)
        outbox.note("parties.dienstverband.changed", dienstverband_id=one.dienstverband_id)
    return [one.dienstverband_id for one in moved]


def _differs() -> Q:
    """Match terms of which the employment does not hold one; both may leave it open."""
    same = Q()
    for name in TERMS:
        held = f"dienstverband__{name}"
        both_open = Q(**{f"{name}__isnull": True, f"{held}__isnull": True})
        same &= Q(**{name: F(held)}) | both_open
    return ~same


def _terms_of(row: Dienstverband | WorkTerms) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TERMS}


def _store(dienstverband: Dienstverband, vanaf: date, terms: Mapping[str, Any]) -> WorkTerms:
    made, _ = WorkTerms.objects.update_or_create(
        dienstverband=dienstverband,
        vanaf=vanaf,
        defaults={**parties_of(dienstverband), **terms},
    )
    return made
