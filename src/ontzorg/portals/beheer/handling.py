"""One way to handle every form of beheer: check, one call, a message, and back to the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ontzorg.access.errors import UserError
from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.forms.questions import add_user_error, status_of
from ontzorg.portals.shared.http import ActorRequest, needs

MANAGE = needs(Privilege.MANAGE_ACCESS)


def handle(
    request: ActorRequest,
    form: forms.Form,
    save: Callable[[dict[str, Any]], str],
    *,
    title: str,
    back: str,
    template: str = "beheer/form.html",
    **context: Any,
) -> HttpResponse:
    """Save a good form and go back; else show it with what to do.

    `save` returns what to tell; `back` is the name of an address or the address itself.
    """
    if request.method == "POST" and form.is_valid():
        try:
            told = save(form.cleaned_data)
        except UserError as error:
            add_user_error(form, error)
        else:
            messages.success(request, told)
            return redirect(back)
    shown = {"form": form, "title": title, "back": back} | context
    return render(request, template, shown, status=status_of(form))
