"""Employees: the list, one of them, and the BSN when there is a reason to see it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ontzorg.access.privileges import Privilege
from ontzorg.parties import selectors as parties
from ontzorg.parties.services import reveal_bsn
from ontzorg.portals.shared.forms.questions import posted
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.sign_in.fresh import needs_fresh_sign_in
from ontzorg.portals.werkgever.staff_forms import BsnForm
from ontzorg.portals.werkgever.staff_list import StaffQuery, build_staff_list
from ontzorg.portals.werkgever.staff_page import build_staff_page


@needs(Privilege.SEE_STAFF)
@require_safe
def staff(request: ActorRequest) -> HttpResponse:
    """List the employees."""
    query = StaffQuery(
        search=request.GET.get("zoek", "").strip(),
        afdeling=request.GET.get("afdeling", ""),
        only_sick=request.GET.get("ziek") == "1",
        after=request.GET.get("na", ""),
    )
    staff_list = build_staff_list(request.actor, query, today=request.today)
    return render(request, "werkgever/staff.html", {"list": staff_list})


@needs(Privilege.SEE_STAFF)
@require_safe
def staff_detail(request: ActorRequest, werknemer_id: UUID) -> HttpResponse:
    """Show one employee."""
    return _show(request, find_werknemer(request, werknemer_id))


@needs(Privilege.SEE_BSN)
@needs_fresh_sign_in
def staff_bsn(request: ActorRequest, werknemer_id: UUID) -> HttpResponse:
    """Ask what the BSN is needed for, and show it once."""
    werknemer = find_werknemer(request, werknemer_id)
    form = BsnForm(posted(request))
    bsn = ""
    if request.method == "POST" and form.is_valid():
        bsn = reveal_bsn(
            actor=request.actor, werknemer_id=werknemer.pk, purpose=form.cleaned_data["purpose"]
        )
    context = {"werknemer": werknemer, "form": form, "bsn": bsn}
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "werkgever/staff_bsn.html", context, status=status)


def find_werknemer(request: ActorRequest, werknemer_id: UUID) -> parties.Werknemer:
    """Return the employee, if this actor may see him; else the page is not there."""
    visible = parties.werknemers_visible_to(request.actor)
    return get_object_or_404(visible, public_id=werknemer_id)


def _show(request: ActorRequest, werknemer: parties.Werknemer) -> HttpResponse:
    page = build_staff_page(request.actor, werknemer, today=request.today)
    return render(request, "werkgever/staff_detail.html", {"page": page})
