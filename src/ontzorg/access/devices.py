"""The browsers that an account signed in with. Run with the login for signing in."""

from __future__ import annotations

from datetime import datetime

from ontzorg.access.crypto import blind_indexes
from ontzorg.access.models import KnownDevice, SharedValue


def see_device(*, account_id: int, cookie: str, label: str, now: datetime) -> tuple[int, bool]:
    """Remember the browser with this cookie; return its number, and whether it is new."""
    hashes = blind_indexes(cookie, purpose="device")
    known = KnownDevice.objects.filter(account_id=account_id, cookie_hash__in=hashes).first()
    if known is None:
        known, is_new = KnownDevice.objects.get_or_create(
            account_id=account_id,
            cookie_hash=hashes[0],
            defaults={"label": label, "first_seen_at": now, "last_seen_at": now},
        )
        if is_new:
            return known.pk, True
    seen = {"label": label, "last_seen_at": now, "cookie_hash": hashes[0]}
    KnownDevice.objects.filter(pk=known.pk).update(**seen)
    return known.pk, False


def forget_counters(*, now: datetime) -> None:
    """Remove the shared values whose time is over."""
    SharedValue.objects.filter(expires_at__lt=now).delete()
