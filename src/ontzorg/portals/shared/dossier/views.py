"""The dossier page and the list of dossiers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.parties.selectors import werkgevers_visible_to
from ontzorg.portals.shared.colleagues import Colleague, colleagues
from ontzorg.portals.shared.dossier.list import DossierQuery, dossier_chips, dossier_rows, list_page
from ontzorg.portals.shared.dossier.moved import take_moved
from ontzorg.portals.shared.dossier.page import DossierPage, build_page
from ontzorg.portals.shared.forms.known_on import KnownOnForm
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.presentation.shell import Fact
from ontzorg.verzuim import selectors, services
from ontzorg.verzuim.selectors import DossierView, Verzuimdossier


@needs(Privilege.SEE_DOSSIERS)
@require_safe
def dossier(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Show one dossier, now or as it was known on an earlier day."""
    asked = request.GET if "bekend_op" in request.GET else None
    form = KnownOnForm(asked, today=request.today)
    view = _read_known(request, public_id, form)
    page = build_page(view, request.actor)
    context = {
        "dossier": page,
        "sections": _sections(page),
        "known_form": form,
        "moved": take_moved(request, public_id),
        "managers": [] if page.as_known_on else _managers(request),
    }
    return render(request, "dossier/dossier.html", context)


@needs(Privilege.ASSIGN_TASK)
@require_POST
def dossier_give(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Make a colleague the Ontzorgmanager of a dossier."""
    view = read_dossier(request, public_id)
    names = {str(one.pk): one for one in _managers(request)}
    chosen = names.get(request.POST.get("aan", ""))
    if chosen is None:
        messages.error(request, "Kies een collega die dossiers begeleidt.")
        return redirect("dossier", public_id)
    services.assign_ontzorgmanager(
        actor=request.actor,
        dossier=view.public_id,
        membership_id=chosen.pk,
        today=request.today,
    )
    messages.success(
        request, f"{chosen.name} begeleidt dit dossier nu. De open stappen staan op die lijst."
    )
    return redirect("dossier", public_id)


def _managers(request: ActorRequest) -> list[Colleague]:
    """Return who can be made Ontzorgmanager by this actor: his own colleagues in that role."""
    if request.actor.role is not Role.ONTZORGMANAGER:
        return []
    return colleagues(request.actor, request.today, roles=frozenset({Role.ONTZORGMANAGER}))


def _read_known(request: ActorRequest, public_id: UUID, form: KnownOnForm) -> DossierView:
    """Return the dossier as of the asked day; a day before it was known shows today's."""
    known_on = form.cleaned_data["bekend_op"] if form.is_valid() else None
    try:
        return read_dossier(request, public_id, as_known_on=known_on)
    except UserError as error:
        form.add_error("bekend_op", error.message)
        return read_dossier(request, public_id)


@needs(Privilege.SEE_DOSSIERS)
@require_safe
def dossiers(request: ActorRequest) -> HttpResponse:
    """List the dossiers that this actor may see."""
    query = DossierQuery.of(request.GET)
    cursor = request.GET.get("na", "")
    try:
        page = selectors.list_dossiers(
            request.actor, query.filters, today=request.today, cursor=cursor
        )
    except UserError as error:
        messages.error(request, error.message)
        return redirect(query.url())
    employers = werkgevers_visible_to(request.actor)
    werkgever = employers.filter(pk=query.werkgever_id).first() if query.werkgever_id else None
    context = {
        "query": query,
        "werkgever": werkgever,
        "when_chips": dossier_chips(query, request.actor),
        "rows": dossier_rows(page.items, request.actor, request.today),
        "page": list_page(query, page.next_cursor, cursor=cursor, shown=len(page.items)),
        "clear_url": DossierQuery().url() if query != DossierQuery() else "",
    }
    return render(request, "dossier/list.html", context)


def read_dossier(
    request: ActorRequest, public_id: UUID, *, as_known_on: date | None = None
) -> DossierView:
    """Return the dossier; someone else's dossier does not exist here."""
    try:
        return selectors.dossier_view(
            request.actor, public_id, today=request.today, as_known_on=as_known_on
        )
    except Verzuimdossier.DoesNotExist as error:
        raise Http404 from error


def _sections(page: DossierPage) -> list[Fact]:
    rows = [
        ("Stappen", "stappen", len(page.now) + page.later_count),
        ("Belangrijke dagen", "dagen", len(page.end_dates)),
        ("Wie werkt hieraan", "contact", len(page.contacts)),
        ("Wat is vastgelegd", "feiten", len(page.facts) + len(page.older_facts)),
        ("Wie keek", "logboek", 1),
    ]
    counted = {"stappen", "feiten"}
    return [
        Fact(label=label, url=anchor, value=str(number) if anchor in counted else "")
        for label, anchor, number in rows
        if number or anchor == "stappen"
    ]
