"""Whether someone may go on with work that outlives his request."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.utils import timezone

from ontzorg.access.selectors import memberships_of
from ontzorg.portals.shared.http import ActorRequest


def still_stands(request: ActorRequest) -> bool:
    """Tell whether session, account and role are there at this very moment."""
    session, actor = request.session, request.actor
    if not session.exists(session.session_key or ""):
        return False
    if not get_user_model().objects.filter(pk=actor.account_id or 0, is_active=True).exists():
        return False
    running = memberships_of(actor.account_id or 0, timezone.localdate())
    return any(membership.pk == actor.membership_id for membership in running)
