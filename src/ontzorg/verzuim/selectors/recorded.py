"""The meldingen of one employment as they were recorded, for the message doors."""

from __future__ import annotations

from ontzorg.access.actors import Actor
from ontzorg.parties.selectors import dienstverbanden_visible_to
from ontzorg.rules.wet.melding import MeldingFact
from ontzorg.verzuim.derivation.facts import read_facts
from ontzorg.verzuim.models import Melding


def recorded_meldingen(actor: Actor, dienstverband_id: int) -> dict[MeldingFact, str]:
    """Return the meldingen that count, each with the reference of its sender, if it had one."""
    dienstverband = dienstverbanden_visible_to(actor).get(pk=dienstverband_id)
    facts = read_facts(dienstverband)
    references = {melding.pk: melding.extern_ref for melding in facts.meldingen}
    return {fact: references[fact.id] for fact in facts.counting_meldingen}


def waiting_reasons(actor: Actor, dienstverband_id: int) -> dict[str, str]:
    """Return by the reference of its sender why each melding that is parked waits."""
    dienstverband = dienstverbanden_visible_to(actor).get(pk=dienstverband_id)
    parked = Melding.objects.filter(dienstverband=dienstverband).exclude(parked_reason="")
    return dict(parked.exclude(extern_ref="").values_list("extern_ref", "parked_reason"))
