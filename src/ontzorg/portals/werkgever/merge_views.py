"""Put two rows about one person together, and take them apart again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import Werknemer
from ontzorg.parties.staff_import.merge_services import (
    have_two_numbers,
    merges_visible_to,
    start_merge,
    start_unmerge,
)
from ontzorg.portals.shared.forms.questions import is_saved, posted, status_of
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.werkgever import merge_page
from ontzorg.portals.werkgever.staff_views import find_werknemer

BUSY = ("waiting", "undoing")


class MergeForm(forms.Form):
    """The word of the user that a BSN is right, asked only when there are two."""

    bsn_checked = forms.BooleanField(
        label=_("Het BSN van deze medewerker klopt"),
        help_text=_(
            "Zij hebben elk een ander BSN. Dat van de ander vervalt. Klopt juist dat van de "
            "ander? Begin dan bij die medewerker."
        ),
        error_messages={
            "required": _("Vink aan dat dit BSN klopt, of kies iemand anders."),
        },
    )

    def __init__(self, *args: Any, asks_bsn: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks_bsn:
            del self.fields["bsn_checked"]


@needs(Privilege.MANAGE_STAFF)
def staff_merge(request: ActorRequest, werknemer_id: UUID) -> HttpResponse:
    """Choose who is the same person, compare the two, and put them together."""
    one = find_werknemer(request, werknemer_id)
    other = _other(request)
    form = MergeForm(
        posted(request), asks_bsn=bool(other) and have_two_numbers(one.pk, other.pk if other else 0)
    )
    made: list[UUID] = []
    if (
        other
        and form.is_valid()
        and is_saved(form, lambda: made.append(_start(request, one, other, form)))
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


def _start(request: ActorRequest, kept: Werknemer, gone: Werknemer, form: MergeForm) -> UUID:
    is_checked = form.cleaned_data.get("bsn_checked", False)
    started = start_merge(
        actor=request.actor, kept_id=kept.pk, gone_id=gone.pk, is_bsn_checked=is_checked
    )
    return started.public_id


def _other(request: ActorRequest) -> Werknemer | None:
    chosen = request.GET.get("met", "")
    try:
        return find_werknemer(request, UUID(chosen)) if chosen else None
    except ValueError:
        return None
