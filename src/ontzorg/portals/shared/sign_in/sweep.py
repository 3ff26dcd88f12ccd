"""Clears away what signing in leaves behind: sessions and counters whose time is over."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from ontzorg.access.devices import forget_counters


def sweep(now: datetime) -> int:
    """Remove sessions that are over, and return how many. Safe to repeat at any moment."""
    removed, _ = Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    forget_counters(now=now)
    return removed
