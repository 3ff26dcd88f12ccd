"""Mails about the safety of an account. They name a device and a moment, never a case."""

from __future__ import annotations

from django.urls import reverse

from ontzorg.access.actors import SYSTEM
from ontzorg.access.models import KnownDevice
from ontzorg.access.walls.open_columns import read_open
from ontzorg.integrations.mail.letter import send_letter


def new_device(device_id: int) -> None:
    """Tell someone that his account was used on a device that he did not use before."""
    devices = KnownDevice.objects.using("default").filter(pk=device_id)
    device = read_open(devices, SYSTEM, "account").get()
    send_letter(
        to=device.account.email,
        subject="Er is ingelogd op een nieuw apparaat",
        template="new_device",
        device=device.label,
        at=device.first_seen_at,
        sessions_path=reverse("usersessions_list"),
    )
