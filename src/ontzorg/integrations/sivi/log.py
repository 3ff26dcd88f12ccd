"""Keeps the log of messages: which came in before, and what each was answered."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from ontzorg.access import audit, outbox
from ontzorg.access.errors import UserError
from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.access.roles import Party
from ontzorg.integrations.models import Bericht, BerichtState
from ontzorg.parties.selectors import werkgevers_visible_to

from .answers import Verzending
from .bringing import find_werkgever

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontzorg.access.actors import Actor
    from ontzorg.parties.selectors import Werkgever

    from . import berichten
    from .betekenis import Betekenis
    from .faults import Herkomst

NAME_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class BerichtLog:
    """One message on its way in: who brings it, and its fingerprint."""

    actor: Actor
    file_name: str
    sha256: str
    betekenis: Betekenis
    number: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def verzending(self) -> Verzending:
        """The moment and the reference of the answer."""
        return Verzending(
            now=timezone.localtime(), reference=str(self.number), betekenis=self.betekenis
        )

    @property
    def received_for(self) -> int:
        """The organisation that brings the message in; 0 for the system."""
        return self.actor.organisation_id or 0

    def wait_for_earlier(self, herkomst: Herkomst) -> Bericht | None:
        """Return the message that has this reference already, after any that is coming in now."""
        reference = (self.received_for, herkomst.inzender, herkomst.berichtreferentienummer)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"bericht:{reference}"]
            )
        earlier = Bericht.objects.exclude(state=BerichtState.REFUSED).filter(
            received_for=self.received_for,
            inzender=herkomst.inzender,
            berichtreferentienummer=herkomst.berichtreferentienummer,
        )
        return earlier.first()

    def store(
        self,
        herkomst: Herkomst,
        *,
        state: BerichtState,
        answer: bytes,
        werkgevers: Iterable[berichten.Werkgever] = (),
        verwerkt: int = 0,
        geparkeerd: int = 0,
        geweigerd: int = 0,
    ) -> Bericht:
        """Keep the answer, and the log row that says what became of the message."""
        bericht = Bericht.objects.create(
            public_id=self.number,
            received_for=self.received_for,
            inzender=herkomst.inzender,
            berichtreferentienummer=herkomst.berichtreferentienummer,
            is_test=herkomst.test,
            file_name=self.file_name[-NAME_LENGTH:],
            sha256=self.sha256,
            state=state,
            meldingen_verwerkt=verwerkt,
            meldingen_geparkeerd=geparkeerd,
            meldingen_geweigerd=geweigerd,
            answer=answer,
            received_at=timezone.now(),
            received_by=self.actor.account_id,
            received_by_label=self.actor.label,
            **self._parties(werkgevers),
        )
        self._tell(bericht)
        return bericht

    def _parties(self, given: Iterable[berichten.Werkgever]) -> dict[str, int | None]:
        """Return who may see the message: the one employer it is about, and who serves him."""
        found = self._only_werkgever(given)
        if found is not None:
            columns = {column: getattr(found, column) for column in MANDATE_COLUMNS}
            return {"werkgever_id": found.pk, **columns}
        own = self.actor.organisation_id if self.actor.party is Party.ARBODIENST else None
        return {"arbodienst_id": own}

    def _only_werkgever(self, given: Iterable[berichten.Werkgever]) -> Werkgever | None:
        visible = werkgevers_visible_to(self.actor)
        if self.actor.party is Party.WERKGEVER:
            return visible.get(pk=self.actor.organisation_id)
        found = {werkgever.pk for each in given if (werkgever := self._find(each))}
        return visible.get(pk=found.pop()) if len(found) == 1 else None

    def _find(self, given: berichten.Werkgever) -> Werkgever | None:
        try:
            return find_werkgever(self.actor, given)
        except UserError:
            return None

    def _tell(self, bericht: Bericht) -> None:
        audit.record(
            actor=self.actor,
            action=f"bericht.{bericht.state}",
            object_type="bericht",
            object_id=bericht.pk,
            werkgever_id=bericht.werkgever_id,
        )
        outbox.note("integrations.bericht.received", bericht_id=bericht.pk)
