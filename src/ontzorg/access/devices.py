"""The browsers that an account signed in with. Run with the login for signing in."""

from __future__ import annotations

from datetime import datetime

from ontzorg.access.crypto import blind_index
from ontzorg.access.models import KnownDevice, SharedValue


def see_device(*, account_id: int, cookie: str, label: str, now: datetime) -> tuple[int, bool]:
    """Remember the browser with this cookie; return its number, and whether it is new."""
    device, is_new = KnownDevice.objects.get_or_create(
        account_id=account_id,
        cookie_hash=blind_index(cookie, purpose="device"),
        defaults={"label": label, "first_seen_at": now, "last_seen_at": now},
    )
    if not is_new:
        KnownDevice.objects.filter(pk=device.pk).update(label=label, last_seen_at=now)
    return device.pk, is_new


def forget_counters(*, now: datetime) -> None:
    """Remove the shared values whose time is over."""
    SharedValue.objects.filter(expires_at__lt=now).delete()
