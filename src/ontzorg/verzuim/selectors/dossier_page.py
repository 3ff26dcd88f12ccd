"""The dossier page: everything of one dossier, now or as it was known on an earlier day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ontzorg.access.actors import Actor
from ontzorg.verzuim.selectors.views import DossierView


def dossier_view(
    actor: Actor, public_id: UUID, *, today: date, as_known_on: date | None = None
) -> DossierView:
    """Return the whole dossier; logs the reading.

    With `as_known_on` everything is computed again from the facts recorded up to that day.
    Raises DoesNotExist when the actor may not see it.
    """
    raise NotImplementedError
