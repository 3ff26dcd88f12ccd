"""Put two rows about one person together, and take them apart again."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import Werknemer
from ontzorg.parties.staff_import.merge_services import (
    merges_visible_to,
    start_merge,
    start_unmerge,
)
from ontzorg.portals.shared.forms.questions import is_saved, posted, status_of
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.werkgever import merge_page
from ontzorg.portals.werkgever.staff_views import find_werknemer

BUSY = ("waiting", "undoing")


@needs(Privilege.MANAGE_STAFF)
def staff_merge(request: ActorRequest, werknemer_id: UUID) -> HttpResponse:
    """Choose who is the same person, compare the two, and put them together."""
    one = find_werknemer(request, werknemer_id)
    other = _other(request)
    form = forms.Form(posted(request))
    made: list[UUID] = []
    if (
        other
        and form.is_valid()
        and is_saved(form, lambda: made.append(_start(request, one, other)))
    ):
        return redirect("werkgever:merge", made[0])
    search = request.GET.get("zoek", "").strip()
    context = {
        "werknemer": one,
        "other": other,
        "form": form,
        "search": search,
        "comparison": merge_page.compare(request.actor, one, other) if other else None,
        "candidates": [] if other else merge_page.candidates(request.actor, one, search),
    }
    return render(request, "werkgever/staff_merge.html", context, status=status_of(form))


@needs(Privilege.MANAGE_STAFF)
@require_safe
def merge(request: ActorRequest, merge_id: UUID) -> HttpResponse:
    """Show what became of a merge."""
    found = get_object_or_404(merges_visible_to(request.actor), public_id=merge_id)
    is_busy = found.state in BUSY
    if request.htmx:
        if not is_busy:
            return HttpResponseClientRedirect(request.path)
        return render(request, "werkgever/_merge_busy.html", {"merge": found})
    return render(request, "werkgever/merge.html", {"merge": found, "is_busy": is_busy})


@needs(Privilege.MANAGE_STAFF)
@require_POST
def merge_undo(request: ActorRequest, merge_id: UUID) -> HttpResponse:
    """Take the two apart again."""
    found = get_object_or_404(merges_visible_to(request.actor), public_id=merge_id)
    start_unmerge(actor=request.actor, merge_id=found.pk)
    return redirect("werkgever:merge", found.public_id)


def _start(request: ActorRequest, kept: Werknemer, gone: Werknemer) -> UUID:
    return start_merge(actor=request.actor, kept_id=kept.pk, gone_id=gone.pk).public_id


def _other(request: ActorRequest) -> Werknemer | None:
    chosen = request.GET.get("met", "")
    try:
        return find_werknemer(request, UUID(chosen)) if chosen else None
    except ValueError:
        return None
