"""How every form about a dossier goes: show, check, save, and tell what moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ontzorg.access.errors import ConflictError, UserError
from ontzorg.access.idempotency import was_used
from ontzorg.portals.shared.dossier.moved import watch_dates
from ontzorg.portals.shared.forms.keyed import KeyedForm
from ontzorg.portals.shared.http import ActorRequest

OK, UNACCEPTABLE, CONFLICT = 200, 422, 409
CHANGED = (
    "Intussen is dit dossier veranderd. Bekijk hierboven hoe het nu staat en verstuur dan opnieuw, "
    "of ga terug."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """One form about one dossier, or about a melding that has none yet.

    `save` returns the sentence that tells what happens next.
    """

    dossier: UUID | None
    version: int
    title: str
    person: str
    state: tuple[str, ...]
    submit_label: str
    save: Callable[[dict[str, Any]], str]
    lead: str = ""
    is_grave: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)
    template: str = "dossier/form.html"


def edit(request: ActorRequest, form: KeyedForm, editing: Editing) -> HttpResponse:
    """Show the form, or save it and go to the dossier."""
    if request.method != "POST":
        return _show(request, form, editing, OK)
    if not form.is_valid():
        return _show(request, form, editing, UNACCEPTABLE)
    if _saw_older_state(request, form, editing):
        form.add_error(None, CHANGED)
        form.renew(editing.version)
        return _show(request, form, editing, CONFLICT)
    try:
        with watch_dates(request, editing.dossier):
            message = editing.save(form.cleaned_data)
    except ConflictError:
        raise
    except UserError as error:
        form.add_user_error(error)
        return _show(request, form, editing, UNACCEPTABLE)
    messages.success(request, message)
    return redirect("dossier", editing.dossier) if editing.dossier else redirect("parked")


def _saw_older_state(request: ActorRequest, form: KeyedForm, editing: Editing) -> bool:
    """Tell whether someone else came first. A replay of this very form did not."""
    if form.cleaned_data["version"] == editing.version:
        return False
    return not was_used(request.actor, form.cleaned_data["form_key"])


def _show(request: ActorRequest, form: KeyedForm, editing: Editing, status: int) -> HttpResponse:
    context = {"form": form, "editing": editing, **editing.more}
    return render(request, editing.template, context, status=status)
