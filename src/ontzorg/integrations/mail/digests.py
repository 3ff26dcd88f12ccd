"""One mail a working day for whoever has something waiting; never what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ontzorg.access.actors import Actor, Origin
from ontzorg.access.models import Membership
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.selectors import actor_of
from ontzorg.integrations.mail.letter import send_letter
from ontzorg.verzuim.selectors import TaskFilters, count_tasks

FORMAL = ("Er staat werk voor u klaar", "digest")
LETTERS = {Role.MEDEWERKER: ("Er staat iets voor je klaar", "digest_werknemer")}


def send_all(*, today: date) -> int:
    """Send the digests of today; return how many left. Run as the system."""
    sent = 0
    for membership, actor in _workers(today):
        counts = count_tasks(actor, TaskFilters(), today=today)
        if not (counts.late or counts.week):
            continue
        subject, template = LETTERS.get(actor.role, FORMAL)
        send_letter(
            to=membership.account.email,
            subject=subject,
            template=template,
            late=counts.late,
            week=counts.week,
        )
        sent += 1
    return sent


def _workers(today: date) -> Iterator[tuple[Membership, Actor]]:
    found = Membership.objects.filter(
        period__contains=today, account__is_active=True
    ).select_related("account", "organisation")
    for membership in found.order_by("pk").iterator():
        actor = actor_of(membership, name=membership.account.name, origin=Origin(channel="job"))
        if actor.may(Privilege.COMPLETE_TASK):
            yield membership, actor
