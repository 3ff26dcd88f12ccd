"""Who looked at my data: the log in plain words, a day at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from ontzorg.access.actors import Actor
from ontzorg.access.audit import REFUSED
from ontzorg.access.selectors import AuditEvent, events_about
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.presentation.shell import Filter, KeysetPage
from ontzorg.portals.werknemer.log_words import what_in_words, why_in_words

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One thing that someone did with my data; equal ones on a day are one, with a count."""

    at: datetime
    who: str
    what: str
    why: str
    times: int
    refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedDay:
    """One day of the log."""

    day: date
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedPage:
    """The page."""

    days: tuple[LookedDay, ...]
    filters: tuple[Filter, ...]
    page: KeysetPage


def build_looked_page(actor: Actor, *, before: str, with_own: bool) -> LookedPage:
    """Return a page of the log, the newest day first; own visits only when asked for."""
    events = events_about(actor)
    if not with_own:
        events = events.exclude(account_id=actor.account_id)
    first = row_number(before)
    if first is not None:
        events = events.filter(pk__lt=first)
    found = list(events[: PAGE + 1])
    shown = found[:PAGE]
    return LookedPage(
        days=tuple(_days(shown, actor)),
        filters=_filters(with_own=with_own),
        page=_page(shown, has_more=len(found) > PAGE, with_own=with_own),
    )


def _days(events: list[AuditEvent], actor: Actor) -> list[LookedDay]:
    by_day = groupby(events, key=lambda event: timezone.localdate(event.at))
    return [LookedDay(day=day, looks=_looks(list(group), actor)) for day, group in by_day]


def _looks(events: list[AuditEvent], actor: Actor) -> tuple[Look, ...]:
    """Put equal things of one day together, at the moment of the last."""
    same: dict[tuple[str, ...], list[AuditEvent]] = {}
    for event in events:
        key = (event.actor_label, event.action, event.purpose, event.result)
        same.setdefault(key, []).append(event)
    return tuple(_look(group, actor) for group in same.values())


def _look(group: list[AuditEvent], actor: Actor) -> Look:
    last = group[0]
    is_self = last.account_id == actor.account_id
    return Look(
        at=timezone.localtime(last.at),
        who="Jij" if is_self else last.actor_label,
        what=what_in_words(last.action),
        why=why_in_words(last.role, last.purpose),
        times=len(group),
        refused=last.result == REFUSED,
    )


def _filters(*, with_own: bool) -> tuple[Filter, ...]:
    url = reverse("werknemer:who-looked")
    own = url if with_own else f"{url}?ook=ik"
    return (Filter(label="Toon ook wat ik zelf deed", url=own, active=with_own),)


def _page(shown: list[AuditEvent], *, has_more: bool, with_own: bool) -> KeysetPage:
    if not has_more:
        return KeysetPage(shown="")
    own = "&ook=ik" if with_own else ""
    url = reverse("werknemer:who-looked")
    return KeysetPage(shown="", next_url=f"{url}?voor={shown[-1].pk}{own}")
