"""Organisations, people and mandates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontzorg.access import services
from ontzorg.access.errors import UserError
from ontzorg.access.idempotency import once
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.selectors import (
    Organisation,
    OrganisationKind,
    accounts_visible_to,
    mandates_visible_to,
    memberships_visible_to,
    organisations_visible_to,
)
from ontzorg.parties.selectors import Werkgever
from ontzorg.parties.services import change_werkgever, register_werkgever
from ontzorg.portals.beheer import rows
from ontzorg.portals.beheer.forms import (
    AccountForm,
    EndForm,
    MandateForm,
    OrganisationForm,
    RoleForm,
    WerkgeverForm,
)
from ontzorg.portals.shared.forms.questions import add_user_error, posted, status_of
from ontzorg.portals.shared.http import ActorRequest, form_key, needs
from ontzorg.portals.shared.presentation.dates import long_date

MANAGE = needs(Privilege.MANAGE_ACCESS)
NUMBERS = ("loonheffingennummer", "aansluitnummer", "telefoon")


@MANAGE
@require_safe
def organisations(request: ActorRequest) -> HttpResponse:
    """List the organisations."""
    context = {"organisations": rows.organisation_rows(request.actor)}
    return render(request, "beheer/organisations.html", context)


@MANAGE
def organisation_new(request: ActorRequest) -> HttpResponse:
    """Add an organisation."""

    def save(data: dict[str, Any]) -> str:
        key = data.pop("form_key")
        made = once(request.actor, key, lambda: _register(request, data), model=Organisation)
        return _("%(name)s is toegevoegd.") % {"name": made.name}

    form = OrganisationForm(posted(request), initial={"form_key": form_key(request)})
    title = _("Organisatie toevoegen")
    return _handle(request, form, save, title=title, back="beheer:organisations")


@MANAGE
def werkgever_edit(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Change the numbers by which others know an employer."""
    employers = Werkgever.objects.select_related("organisation")
    werkgever = get_object_or_404(employers, pk=organisation_id)

    def save(data: dict[str, Any]) -> str:
        change_werkgever(actor=request.actor, werkgever_id=werkgever.pk, **data)
        return _("%(name)s is gewijzigd.") % {"name": werkgever.organisation.name}

    form = WerkgeverForm(posted(request), initial=model_to_dict(werkgever, NUMBERS))
    title = _("%(name)s wijzigen") % {"name": werkgever.organisation.name}
    return _handle(request, form, save, title=title, back="beheer:organisations")


@MANAGE
@require_safe
def accounts(request: ActorRequest) -> HttpResponse:
    """List the people and their roles."""
    query = request.GET.get("q", "").strip()
    context = {"accounts": rows.account_rows(request.actor, query, request.today), "query": query}
    return render(request, "beheer/accounts.html", context)


@MANAGE
def account_new(request: ActorRequest) -> HttpResponse:
    """Add a person; the mail to set a password leaves at once."""

    def save(data: dict[str, Any]) -> str:
        made = services.create_account(actor=request.actor, **data)
        return _("%(name)s krijgt een mail om een wachtwoord te kiezen. Geef nu een rol.") % {
            "name": made.name
        }

    form = AccountForm(posted(request))
    return _handle(request, form, save, title=_("Gebruiker toevoegen"), back="beheer:accounts")


@MANAGE
def role_new(request: ActorRequest, account_id: int) -> HttpResponse:
    """Give a person a role."""
    account = get_object_or_404(accounts_visible_to(request.actor), pk=account_id)

    def save(data: dict[str, Any]) -> str:
        role = Role(str(data.pop("role")))
        services.add_membership(actor=request.actor, account=account, role=role, **data)
        return _("%(name)s heeft de rol gekregen.") % {"name": account.name}

    organisations = organisations_visible_to(request.actor)
    form = RoleForm(posted(request), organisations=organisations, initial={"start": request.today})
    title = _("Rol geven aan %(name)s") % {"name": account.name}
    return _handle(request, form, save, title=title, back="beheer:accounts")


@MANAGE
def role_end(request: ActorRequest, membership_id: int) -> HttpResponse:
    """End a role."""
    membership = get_object_or_404(memberships_visible_to(request.actor), pk=membership_id)

    def save(data: dict[str, Any]) -> str:
        services.end_membership(actor=request.actor, membership=membership, **data)
        return _("De rol is beëindigd.")

    form = EndForm(posted(request), initial={"end": request.today})
    return _handle(request, form, save, title=_("Rol beëindigen"), back="beheer:accounts")


@MANAGE
@require_safe
def mandates(request: ActorRequest) -> HttpResponse:
    """List who works for which werkgever."""
    context = {"mandates": rows.mandate_rows(request.actor, request.today)}
    return render(request, "beheer/mandates.html", context)


@MANAGE
def mandate_new(request: ActorRequest) -> HttpResponse:
    """Let an organisation work for a werkgever."""

    def save(data: dict[str, Any]) -> str:
        services.give_mandate(actor=request.actor, today=request.today, **data)
        return _("%(organisation)s werkt nu voor %(werkgever)s.") % data

    organisations = organisations_visible_to(request.actor)
    form = MandateForm(
        posted(request), organisations=organisations, initial={"start": request.today}
    )
    return _handle(request, form, save, title=_("Mandaat geven"), back="beheer:mandates")


@MANAGE
def mandate_end(request: ActorRequest, mandate_id: int) -> HttpResponse:
    """End a mandate."""
    mandate = get_object_or_404(mandates_visible_to(request.actor), pk=mandate_id)

    def save(data: dict[str, Any]) -> str:
        services.end_mandate(actor=request.actor, mandate=mandate, today=request.today, **data)
        if data["end"] > request.today:
            return _(
                "Het mandaat eindigt op %(day)s. Tot die dag ziet de organisatie alles nog."
            ) % {"day": long_date(data["end"])}
        return _("Het mandaat is beëindigd. De organisatie ziet deze werkgever niet meer.")

    form = EndForm(posted(request), initial={"end": request.today})
    return _handle(request, form, save, title=_("Mandaat beëindigen"), back="beheer:mandates")


def _register(request: ActorRequest, data: dict[str, Any]) -> Organisation:
    made = services.register_organisation(actor=request.actor, **data)
    if made.kind == OrganisationKind.WERKGEVER:
        register_werkgever(actor=request.actor, organisation_id=made.pk, today=request.today)
    return made


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
            add_user_error(form, error)
        else:
            return redirect(back)
    context = {"form": form, "title": title, "back": back}
    return render(request, "beheer/form.html", context, status=status_of(form))
