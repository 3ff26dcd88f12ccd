"""Organisations, people and mandates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontzorg.access import services
from ontzorg.access.errors import UserError
from ontzorg.access.models import Account, Mandate, Membership, OrganisationKind
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.parties.services import register_werkgever
from ontzorg.portals.beheer import rows
from ontzorg.portals.beheer.forms import (
    AccountForm,
    EndForm,
    MandateForm,
    OrganisationForm,
    RoleForm,
    add_user_error,
)
from ontzorg.portals.shared.http import ActorRequest, needs

MANAGE = needs(Privilege.MANAGE_ACCESS)


@MANAGE
@require_safe
def organisations(request: ActorRequest) -> HttpResponse:
    """List the organisations."""
    context = {"organisations": rows.organisation_rows()}
    return render(request, "beheer/organisations.html", context)


@MANAGE
def organisation_new(request: ActorRequest) -> HttpResponse:
    """Add an organisation."""

    def save(data: dict[str, Any]) -> str:
        made = services.register_organisation(actor=request.actor, **data)
        if made.kind == OrganisationKind.WERKGEVER:
            register_werkgever(actor=request.actor, organisation_id=made.pk, today=request.today)
        return _("%(name)s is toegevoegd.") % {"name": made.name}

    form = OrganisationForm(request.POST or None)
    title = _("Organisatie toevoegen")
    return _handle(request, form, save, title=title, back="beheer:organisations")


@MANAGE
@require_safe
def accounts(request: ActorRequest) -> HttpResponse:
    """List the people and their roles."""
    query = request.GET.get("q", "").strip()
    context = {"accounts": rows.account_rows(query, request.today), "query": query}
    return render(request, "beheer/accounts.html", context)


@MANAGE
def account_new(request: ActorRequest) -> HttpResponse:
    """Add a person; the mail to set a password leaves at once."""

    def save(data: dict[str, Any]) -> str:
        made = services.create_account(actor=request.actor, **data)
        return _("%(name)s krijgt een mail om een wachtwoord te kiezen. Geef nu een rol.") % {
            "name": made.name
        }

    form = AccountForm(request.POST or None)
    return _handle(request, form, save, title=_("Gebruiker toevoegen"), back="beheer:accounts")


@MANAGE
def role_new(request: ActorRequest, account_id: int) -> HttpResponse:
    """Give a person a role."""
    account = get_object_or_404(Account, pk=account_id)

    def save(data: dict[str, Any]) -> str:
        role = Role(str(data.pop("role")))
        services.add_membership(actor=request.actor, account=account, role=role, **data)
        return _("%(name)s heeft de rol gekregen.") % {"name": account.name}

    form = RoleForm(request.POST or None, initial={"start": request.today})
    title = _("Rol geven aan %(name)s") % {"name": account.name}
    return _handle(request, form, save, title=title, back="beheer:accounts")


@MANAGE
def role_end(request: ActorRequest, membership_id: int) -> HttpResponse:
    """End a role."""
    membership = get_object_or_404(Membership, pk=membership_id)

    def save(data: dict[str, Any]) -> str:
        services.end_membership(actor=request.actor, membership=membership, **data)
        return _("De rol is beëindigd.")

    form = EndForm(request.POST or None, initial={"end": request.today})
    return _handle(request, form, save, title=_("Rol beëindigen"), back="beheer:accounts")


@MANAGE
@require_safe
def mandates(request: ActorRequest) -> HttpResponse:
    """List who works for which werkgever."""
    context = {"mandates": rows.mandate_rows(request.today)}
    return render(request, "beheer/mandates.html", context)


@MANAGE
def mandate_new(request: ActorRequest) -> HttpResponse:
    """Let an organisation work for a werkgever."""

    def save(data: dict[str, Any]) -> str:
        services.give_mandate(actor=request.actor, **data)
        return _("%(organisation)s werkt nu voor %(werkgever)s.") % data

    form = MandateForm(request.POST or None, initial={"start": request.today})
    return _handle(request, form, save, title=_("Mandaat geven"), back="beheer:mandates")


@MANAGE
def mandate_end(request: ActorRequest, mandate_id: int) -> HttpResponse:
    """End a mandate."""
    mandate = get_object_or_404(Mandate, pk=mandate_id)

    def save(data: dict[str, Any]) -> str:
        services.end_mandate(actor=request.actor, mandate=mandate, **data)
        return _("Het mandaat is beëindigd. De organisatie ziet deze werkgever niet meer.")

    form = EndForm(request.POST or None, initial={"end": request.today})
    return _handle(request, form, save, title=_("Mandaat beëindigen"), back="beheer:mandates")


def _handle(
    request: ActorRequest,
    form: forms.Form,
    save: Callable[[dict[str, Any]], str],
    *,
    title: str,
    back: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, save(form.cleaned_data))
        except UserError as error:
            add_user_error(form, error.field, error.message)
        else:
            return redirect(back)
    status = 422 if form.is_bound else 200
    context = {"form": form, "title": title, "back": back}
    return render(request, "beheer/form.html", context, status=status)
