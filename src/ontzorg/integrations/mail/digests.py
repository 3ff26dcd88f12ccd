"""One mail a working day for whoever has something waiting; never what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.utils import timezone

from ontzorg.access import outbox
from ontzorg.access.actors import SYSTEM, Actor, Origin
from ontzorg.access.models import Membership
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.selectors import actor_of
from ontzorg.access.walls.open_columns import read_open
from ontzorg.integrations.mail.letter import send_letter
from ontzorg.verzuim.selectors import TaskFilters, count_tasks

TOPIC = "mail.digest"
FORMAL = ("Er staat werk voor u klaar", "digest")
LETTERS = {Role.MEDEWERKER: ("Er staat iets voor je klaar", "digest_werknemer")}


def queue_all(*, today: date) -> int:
    """Queue the digests of today; return how many. Run as the system, once a day."""
    waiting = [membership for membership, actor in _workers(today) if _counts(actor, today)]
    for membership in waiting:
        outbox.publish(TOPIC, membership_id=membership.pk, day=today.isoformat())
    return len(waiting)


def send_digest(membership_id: int, day: str) -> None:
    """Tell one person how much waits on this day; nothing once it is done or the day is over."""
    today = timezone.localdate()
    if day != today.isoformat():
        return
    for membership, actor in _workers(today, pk=membership_id):
        counts = _counts(actor, today)
        if counts:
            subject, template = LETTERS.get(actor.role, FORMAL)
            send_letter(to=membership.account.email, subject=subject, template=template, **counts)


def _counts(actor: Actor, today: date) -> dict[str, int]:
    """Return how much is late and due this week; empty when nothing is."""
    counts = count_tasks(actor, TaskFilters(), today=today)
    return {"late": counts.late, "week": counts.week} if counts.late or counts.week else {}


def _workers(today: date, **only: int) -> Iterator[tuple[Membership, Actor]]:
    running = Membership.objects.filter(period__contains=today, account__is_active=True, **only)
    found = read_open(running, SYSTEM, "account", "organisation")
    for membership in found.order_by("pk").iterator():
        actor = actor_of(membership, name=membership.account.name, origin=Origin(channel="job"))
        if actor.may(Privilege.COMPLETE_TASK):
            yield membership, actor


HANDLERS: Mapping[str, Callable[..., None]] = {TOPIC: send_digest}
