"""Keeps what department, function and hours were, are and will be. See decision 0017."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from ontzorg.access import outbox
from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.parties.models import Dienstverband, WorkTerms
from ontzorg.parties.selectors import TERMS, parties_of, terms_on

# A worker that was down catches up with this many days.
LOOK_BACK = timedelta(days=31)


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
    """Let employments take over the terms that began by today; return which ones changed."""
    actor.require(Privilege.RUN_SYSTEM)
    begun = WorkTerms.objects.filter(vanaf__lte=today, vanaf__gt=today - LOOK_BACK)
    ids = list(begun.order_by().values_list("dienstverband_id", flat=True).distinct())
    moved = [one for one in _with_terms(ids) if _follows(one, today)]
    for one in moved:
        outbox.publish("parties.dienstverband.changed", dienstverband_id=one.pk)
    return [one.pk for one in moved]


def _with_terms(ids: Iterable[int]) -> list[Dienstverband]:
    found = Dienstverband.objects.filter(pk__in=list(ids)).prefetch_related("terms")
    return list(found.order_by("pk"))


def _follows(dienstverband: Dienstverband, today: date) -> bool:
    now = _terms_of(terms_on(list(dienstverband.terms.all()), today))
    if now == _terms_of(dienstverband):
        return False
    Dienstverband.objects.filter(pk=dienstverband.pk).update(**now, version=F("version") + 1)
    return True


def _terms_of(row: Dienstverband | WorkTerms) -> dict[str, Any]:
    return {name: getattr(row, name) for name in TERMS}


def _store(dienstverband: Dienstverband, vanaf: date, terms: Mapping[str, Any]) -> WorkTerms:
    made, _ = WorkTerms.objects.update_or_create(
        dienstverband=dienstverband,
        vanaf=vanaf,
        defaults={**parties_of(dienstverband), **terms},
    )
    return made
