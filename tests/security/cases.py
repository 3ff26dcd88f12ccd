"""Sick people of both employers, with secrets that must stay where they are."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

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
    return (
        _case("werkgever_beheerder", "bedrijfsarts", world.WERKNEMERS_A[0], "111222333"),
        _case("werkgever_beheerder_b", "bedrijfsarts_b", world.WERKNEMERS_B[0], "123456782"),
        _case("werkgever_beheerder", "bedrijfsarts", world.WERKNEMERS_A[2], "999990019"),
    )


def _case(werkgever: str, bedrijfsarts: str, werknemer_id: int, bsn: str) -> Case:
    tokens = tuple(f"{MARK}{secrets.token_hex(8)}" for _ in range(NOTES))
    with acting_as(actor(werkgever)):
        set_bsn(actor=actor(werkgever), werknemer_id=werknemer_id, bsn=bsn)
        melding = record_melding(
            actor=actor(werkgever),
            dienstverband_id=world.dienstverband_of(werknemer_id),
            new=NewMelding(soort="ziekmelding", day=SICK_ON, percentage=100),
            today=timezone.localdate(),
        )
        case = _describe(melding, Secrets(bsn, tokens))
    for token in tokens:
        write_consult_note(
            actor=actor(bedrijfsarts),
            dossier=case.ref,
            consulted_on=CONSULTED_ON,
            text=f"Besproken: {token}.",
            today=timezone.localdate(),
        )
    return case


def _describe(melding: Melding, kept: Secrets) -> Case:
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
        secrets=kept,
    )
