"""What a person does with two rows that are one person. A job does the work."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from ontzorg.access import outbox
from ontzorg.access.actors import Actor
from ontzorg.access.errors import ConflictError, UserError
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party
from ontzorg.parties.models import Identificatie
from ontzorg.parties.selectors import werknemers_visible_to
from ontzorg.parties.staff_import.acting import facts_of
from ontzorg.parties.staff_import.models import MergeState, PersonMerge


@transaction.atomic
def start_merge(
    *, actor: Actor, kept_id: int, gone_id: int, is_bsn_checked: bool = False
) -> PersonMerge:
    """Ask that two rows become one. Raises UserError when they cannot be one person.

    With two different BSNs that takes the word of the user: the one of `kept_id` is right.
    """
    actor.require(Privilege.MANAGE_STAFF)
    kept = werknemers_visible_to(actor).get(pk=kept_id)
    gone = werknemers_visible_to(actor).get(pk=gone_id)
    if kept.pk == gone.pk or kept.werkgever_id != gone.werkgever_id:
        raise UserError("Kies een andere medewerker van dezelfde werkgever.")
    made = PersonMerge.objects.create(
        werkgever_id=kept.werkgever_id,
        kept_public_id=kept.public_id,
        gone_public_id=gone.public_id,
        kept_name=kept.name,
        gone_name=gone.name,
        acting=facts_of(actor),
        is_bsn_checked=is_bsn_checked,
    )
    outbox.publish("staff_import.merge", import_id=made.pk)
    return made


@transaction.atomic
def start_unmerge(*, actor: Actor, merge_id: int) -> PersonMerge:
    """Ask that two rows are taken apart again."""
    actor.require(Privilege.MANAGE_STAFF)
    found = merges_visible_to(actor).select_for_update(of=("self",)).get(pk=merge_id)
    if found.state != MergeState.DONE:
        raise ConflictError
    if not found.sealed:
        raise UserError(
            "Dit is te lang geleden om terug te draaien. Voeg de andere persoon zelf weer toe."
        )
    found.state, found.notice, found.acting = MergeState.UNDOING, "", facts_of(actor)
    found.save(update_fields=["state", "notice", "acting"])
    outbox.publish("staff_import.unmerge", import_id=found.pk)
    return found


def have_two_numbers(one_id: int, other_id: int) -> bool:
    """Tell whether two people of one employer each have a BSN of their own."""
    found = Identificatie.objects.filter(pk__in=(one_id, other_id))
    return len({bytes(one.bsn_index) for one in found}) > 1


def merges_visible_to(actor: Actor) -> QuerySet[PersonMerge]:
    """Return the merges of the employer that this actor keeps the staff of, newest first."""
    merges = PersonMerge.objects.order_by("-pk")
    if not actor.may(Privilege.MANAGE_STAFF):
        return merges.none()
    if actor.party is Party.SYSTEM:
        return merges
    if actor.party is not Party.WERKGEVER or actor.organisation_id is None:
        return merges.none()
    return merges.filter(werkgever_id=actor.organisation_id)
