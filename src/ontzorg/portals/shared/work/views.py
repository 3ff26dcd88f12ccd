""" "Mijn werk": what is mine now, and giving work to colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import werkgevers_visible_to
from ontzorg.portals.shared.addresses import safe_next
from ontzorg.portals.shared.colleagues import Colleague, colleagues
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.presentation.shell import KeysetPage
from ontzorg.portals.shared.work.filters import WorkQuery, menus, when_chips
from ontzorg.portals.shared.work.rows import WorkRow, work_row
from ontzorg.portals.shared.work.words import count_words, lead, nothing_here
from ontzorg.verzuim import selectors, services
from ontzorg.verzuim.selectors import TaskItem


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkGroup:
    """The tasks that are late, due within a week, or later."""

    key: str
    label: str
    rows: tuple[WorkRow, ...]


GROUPS = {"late": "Te laat", "week": "Deze week", "later": "Later"}
WEEK_DAYS = 7


@needs(Privilege.COMPLETE_TASK)
@require_safe
def work(request: ActorRequest) -> HttpResponse:
    """Show what is mine now, the nearest day first."""
    actor, today = request.actor, request.today
    query = WorkQuery.of(request.GET)
    cursor = request.GET.get("na", "")
    try:
        page = selectors.tasks_mine(actor, query.filters, today=today, cursor=cursor)
    except UserError as error:
        messages.error(request, error.message)
        return redirect(query.url())
    counts = selectors.count_tasks(actor, query.filters, today=today)
    context = {
        "query": query,
        "lead": lead(query, counts),
        "when_chips": when_chips(query, counts),
        "menus": menus(
            query,
            page.items,
            employers=_employers(request, page.items, query.werkgever_id),
            is_deputy=bool(actor.deputy_for),
        ),
        "clear_url": WorkQuery().url() if query.is_narrowed else "",
        "groups": group_rows(page.items, actor, today),
        "page": _paging(query, page.next_cursor, cursor=cursor, shown=len(page.items)),
        "empty": nothing_here(query, counts, is_first=not cursor),
        "colleagues": _assignable(request, page.items),
        "here": request.get_full_path(),
    }
    return render(request, "work/work.html", context)


@needs(Privilege.ASSIGN_TASK)
@require_POST
def tasks_assign(request: ActorRequest) -> HttpResponse:
    """Give the ticked tasks to a colleague, or to nobody."""
    back = safe_next(request, "work")
    try:
        chosen = _ticked(request)
        given_to = _membership(request.POST.get("aan", ""))
        count = services.assign_tasks(actor=request.actor, tasks=chosen, membership_id=given_to)
    except UserError as error:
        messages.error(request, error.message)
    except ValueError:
        messages.error(request, "Kies de taken en een collega opnieuw. Er is niets veranderd.")
    else:
        messages.success(request, _assigned(request, count, given_to))
    return redirect(back)


def group_rows(items: tuple[TaskItem, ...], actor: Actor, today: date) -> list[WorkGroup]:
    """Return the tasks under their headings; they come in the order of their days."""
    return [
        WorkGroup(
            key=key,
            label=GROUPS[key],
            rows=tuple(work_row(item, actor=actor, today=today) for item in part),
        )
        for key, part in groupby(items, key=_group_of)
    ]


def _group_of(item: TaskItem) -> str:
    if item.days_left < 0:
        return "late"
    return "week" if item.days_left <= WEEK_DAYS else "later"


def _employers(
    request: ActorRequest, items: tuple[TaskItem, ...], chosen: int | None
) -> dict[int, str]:
    names = {item.werkgever_id: item.werkgever_name for item in items}
    if chosen is None or chosen in names:
        return names
    found = werkgevers_visible_to(request.actor).filter(pk=chosen)
    return names | {werkgever.pk: str(werkgever) for werkgever in found}


def _paging(query: WorkQuery, next_cursor: str, *, cursor: str, shown: int) -> KeysetPage:
    return KeysetPage(
        shown=count_words(shown) if next_cursor or cursor else "",
        next_url=query.url(na=next_cursor) if next_cursor else "",
        previous_url=query.url() if cursor else "",
    )


def _assignable(request: ActorRequest, items: tuple[TaskItem, ...]) -> list[Colleague]:
    if not any(item.can_assign for item in items):
        return []
    return colleagues(request.actor, request.today)


def _ticked(request: ActorRequest) -> list[UUID]:
    chosen = [UUID(word) for word in request.POST.getlist("taak")]
    if not chosen:
        raise UserError("Kies eerst een of meer taken, en geef ze dan aan een collega.")
    return chosen


def _membership(word: str) -> int | None:
    if word == "niemand":
        return None
    return int(word)


def _assigned(request: ActorRequest, count: int, given_to: int | None) -> str:
    names = {one.pk: one.name for one in colleagues(request.actor, request.today)}
    whom = names.get(given_to or 0)
    what = "1 taak is" if count == 1 else f"{count} taken zijn"
    return f"{what} nu van {whom}." if whom else f"{what} nu van niemand; iedereen kan ze oppakken."
