"""Vervanging: who does my work while I am away, and whose work I do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ontzorg.access import services
from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.access.selectors import colleagues_of, deputies_known_to
from ontzorg.portals.shared.colleagues import WORKERS, Colleague, colleagues
from ontzorg.portals.shared.forms.deputy import DeputyForm
from ontzorg.portals.shared.forms.questions import posted
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.rules.dates import dutch_date

ONE_DAY = timedelta(days=1)
UNACCEPTABLE = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyRow:
    """One arrangement: who replaces whom, until and including which day."""

    pk: int
    is_mine: bool
    name: str
    start: date
    last: date
    runs: bool


@needs(Privilege.NAME_DEPUTY)
def deputies(request: ActorRequest) -> HttpResponse:
    """Show the arrangements, and make a new one."""
    people = colleagues(request.actor, request.today)
    known = {"start": request.today}
    form = DeputyForm(posted(request), colleagues=people, today=request.today, initial=known)
    if request.method == "POST" and form.is_valid() and _arrange(request, form):
        return redirect("deputies")
    context = {
        "form": form,
        "rows": _rows(request, people),
        "has_colleagues": any(not one.is_self for one in people),
    }
    return render(
        request, "work/deputies.html", context, status=UNACCEPTABLE if form.errors else 200
    )


@needs(Privilege.NAME_DEPUTY)
@require_POST
def deputy_end(request: ActorRequest, deputy_id: int) -> HttpResponse:
    """Stop an arrangement of one's own."""
    try:
        services.end_deputy(actor=request.actor, deputy_id=deputy_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    messages.success(request, "De vervanging is gestopt. Uw werk staat weer alleen bij u.")
    return redirect("deputies")


def _arrange(request: ActorRequest, form: DeputyForm) -> bool:
    """Save the arrangement; the form shows why not."""
    data = form.cleaned_data
    deputy = colleagues_of(request.actor, WORKERS, request.today).get(pk=data["deputy"])
    try:
        services.name_deputy(
            actor=request.actor, deputy=deputy, start=data["start"], end=data["last"] + ONE_DAY
        )
    except UserError as error:
        field = "last" if error.field == "end" else error.field
        form.add_error(field if field in form.fields else None, error.message)
        return False
    messages.success(
        request,
        f"Geregeld van {dutch_date(data['start'])} tot en met {dutch_date(data['last'])}. "
        "In die dagen staat uw werk ook op de lijst van uw collega.",
    )
    return True


def _rows(request: ActorRequest, people: Sequence[Colleague]) -> list[DeputyRow]:
    names = {one.pk: one.name for one in people}
    own = request.actor.membership_id
    return [
        DeputyRow(
            pk=row.pk,
            is_mine=row.membership_id == own,
            name=names.get(row.deputy_id if row.membership_id == own else row.membership_id, ""),
            start=row.period.lower,
            last=row.period.upper - ONE_DAY,
            runs=row.period.lower <= request.today,
        )
        for row in deputies_known_to(request.actor, request.today)
    ]
