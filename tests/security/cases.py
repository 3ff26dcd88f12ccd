"""Sick people of both employers, with secrets that must stay where they are."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from ontzorg.access.actors import Actor
from ontzorg.access.context import acting_as
from ontzorg.medical.room import DossierRef
from ontzorg.medical.services import write_consult_note
from ontzorg.parties.services import set_bsn
from ontzorg.verzuim.models import Melding, Task, Verzuimdossier
from ontzorg.verzuim.services import NewMelding, record_melding
from tests.harness import world
from tests.harness.world import actor

SICK_ON = date(2026, 9, 1)
CONSULTED_ON = date(2026, 10, 1)
NOTES = 3
MARK = "Kanarievogel"


@dataclass(frozen=True)
class Secrets:
    """What only a few may ever see."""

    bsn: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One person's absence, and the numbers of its rows."""

    werkgever_id: int
    werknemer: str
    werknemer_id: int
    dossier: str
    dossier_id: int
    melding: str
    task: str
    secrets: Secrets

    @property
    def ref(self) -> DossierRef:
        """The dossier as the medical room knows it."""
        return DossierRef(
            dossier_id=self.dossier_id,
            werknemer_id=self.werknemer_id,
            werkgever_id=self.werkgever_id,
        )


def build_cases() -> tuple[Case, Case, Case]:
    """Store and return a case of employer A, one of employer B, and one of A's other department."""
    beheerder_a, beheerder_b = actor("werkgever_beheerder"), actor("werkgever_beheerder_b")
    arts_a, arts_b = actor("bedrijfsarts"), actor("bedrijfsarts_b")
    return (
        make_case(beheerder_a, arts_a, world.WERKNEMERS_A[0], bsn="111222333"),
        make_case(beheerder_b, arts_b, world.WERKNEMERS_B[0], bsn="123456782"),
        make_case(beheerder_a, arts_a, world.WERKNEMERS_A[2], bsn="999990019"),
    )


def make_case(
    werkgever: Actor, arts: Actor, werknemer_id: int, *, bsn: str, notes: int = NOTES
) -> Case:
    """Report a person sick, with a BSN and with notes of the doctor."""
    with acting_as(werkgever):
        set_bsn(actor=werkgever, werknemer_id=werknemer_id, bsn=bsn)
        melding = record_melding(
            actor=werkgever,
            dienstverband_id=world.dienstverband_of(werknemer_id),
            new=NewMelding(soort="ziekmelding", day=SICK_ON, percentage=100),
            today=timezone.localdate(),
        )
        tokens = tuple(f"{MARK}{secrets.token_hex(8)}" for _ in range(notes))
        case = describe(melding, bsn, tokens)
    for token in tokens:
        write_note(arts, case, token)
    return case


def write_note(arts: Actor, case: Case, token: str) -> None:
    """Let the doctor write a note with this word in it."""
    write_consult_note(
        actor=arts,
        dossier=case.ref,
        consulted_on=CONSULTED_ON,
        text=f"Besproken: {token}.",
        today=timezone.localdate(),
    )


def describe(melding: Melding, bsn: str, notes: tuple[str, ...]) -> Case:
    """Return the case that this melding opened, with the secrets that are to be kept."""
    dossier = Verzuimdossier.objects.select_related("dienstverband__werknemer").get(
        first_melding_id=melding.pk
    )
    task = Task.objects.filter(dossier=dossier).order_by("pk").first()
    assert task is not None
    return Case(
        werkgever_id=dossier.werkgever_id,
        werknemer=str(dossier.dienstverband.werknemer.public_id),
        werknemer_id=dossier.werknemer_id,
        dossier=str(dossier.public_id),
        dossier_id=dossier.pk,
        melding=str(melding.public_id),
        task=str(task.public_id),
        secrets=Secrets(bsn, notes),
    )
