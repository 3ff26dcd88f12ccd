"""Planning: who carries what, what nobody has yet, and handing work over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.portals.shared.addresses import safe_next
from ontzorg.portals.shared.colleagues import colleagues
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.presentation.shell import KeysetPage
from ontzorg.portals.shared.work.planning_page import (
    LABEL_OF_WORD,
    PlanningQuery,
    carrier_rows,
    planning_lead,
)
from ontzorg.portals.shared.work.planning_team import people_page, team_of
from ontzorg.portals.shared.work.views import group_rows
from ontzorg.portals.shared.work.words import count_words
from ontzorg.verzuim import selectors, services


@needs(Privilege.ASSIGN_TASK)
@require_safe
def planning(request: ActorRequest) -> HttpResponse:
    """Show who carries what, and the list of one of them; first what nobody has."""
    actor, today = request.actor, request.today
    query = PlanningQuery.of(request.GET)
    cursor = request.GET.get("na", "")
    team = team_of(actor, today)
    people, people_pages = people_page(team.everyone, query)
    loads = selectors.workload(actor, [one.pk for one in people], today=today)
    rows = carrier_rows(loads, people, query)
    chosen = next((row for row in rows if row.is_chosen), None)
    if chosen is None:  # someone of another organisation, or nobody at all
        return redirect("planning")
    try:
        page = selectors.tasks_mine(actor, query.filters, today=today, cursor=cursor)
    except UserError as error:
        messages.error(request, error.message)
        return redirect(query.url())
    context = {
        "lead": planning_lead(loads, has_more=bool(people_pages.shown)),
        "carriers": rows,
        "people_pages": people_pages,
        "chosen": chosen,
        "span_label": LABEL_OF_WORD.get(query.span, ""),
        "query": query,
        "groups": group_rows(page.items, actor, today),
        "page": _paging(query, page.next_cursor, cursor=cursor, shown=len(page.items)),
        "colleagues": team.takers if page.items else (),
        "takers": [one for one in team.takers if one.pk != query.carrier],
        "here": request.get_full_path(),
        "free_dossiers": actor.role is Role.ONTZORGMANAGER,
    }
    return render(request, "work/planning.html", context)


@needs(Privilege.ASSIGN_TASK)
@require_POST
def hand_over(request: ActorRequest) -> HttpResponse:
    """Give all that one colleague carries to another."""
    giver, taker = (row_number(request.POST.get(name, "")) for name in ("van", "aan"))
    if giver is None or taker is None:
        messages.error(request, "Kies wie het werk overneemt. Er is niets veranderd.")
        return redirect(safe_next(request, "planning"))
    try:
        done = services.hand_over(actor=request.actor, giver=giver, taker=taker)
    except UserError as error:
        messages.error(request, error.message)
        return redirect(safe_next(request, "planning"))
    messages.success(request, _told(request, taker, done))
    return redirect(PlanningQuery(carrier=taker).url())


def _paging(query: PlanningQuery, next_cursor: str, *, cursor: str, shown: int) -> KeysetPage:
    return KeysetPage(
        shown=count_words(shown) if next_cursor or cursor else "",
        next_url=query.url(na=next_cursor) if next_cursor else "",
        previous_url=query.url() if cursor else "",
    )


def _told(request: ActorRequest, taker: int, done: services.Handover) -> str:
    names = {one.pk: one.name for one in colleagues(request.actor, request.today)}
    if not done.tasks and not done.dossiers:
        return "Er was niets om over te dragen."
    what = count_words(done.tasks)
    if done.dossiers:
        dossiers = "1 dossier" if done.dossiers == 1 else f"{done.dossiers} dossiers"
        what = f"{what} en {dossiers}"
    return f"Overgedragen aan {names.get(taker, 'uw collega')}: {what}."
