"""People with their roles, and mandates."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontzorg.access import services
from ontzorg.access.roles import Role
from ontzorg.access.selectors import (
    Organisation,
    OrganisationKind,
    accounts_visible_to,
    mandates_visible_to,
    memberships_visible_to,
    organisations_visible_to,
)
from ontzorg.portals.beheer import rows
from ontzorg.portals.beheer.forms import (
    NO_MANDATE,
    AccountForm,
    EndForm,
    MandateForm,
    RoleForm,
    offered,
)
from ontzorg.portals.beheer.handling import MANAGE, handle
from ontzorg.portals.shared.forms.questions import posted
from ontzorg.portals.shared.http import ActorRequest
from ontzorg.rules.dates import dutch_date


@MANAGE
@require_safe
def accounts(request: ActorRequest) -> HttpResponse:
    """List the people and their roles."""
    return render(request, "beheer/accounts.html", rows.account_page(request))


@MANAGE
def account_new(request: ActorRequest) -> HttpResponse:
    """Add a person; the mail to set a password leaves at once."""

    def save(data: dict[str, Any]) -> str:
        made = services.create_account(actor=request.actor, **data)
        return _("%(name)s krijgt een mail om een wachtwoord te kiezen. Geef nu een rol.") % {
            "name": made.name
        }

    form = AccountForm(posted(request))
    return handle(request, form, save, title=_("Gebruiker toevoegen"), back="beheer:accounts")


@MANAGE
def role_new(request: ActorRequest, account_id: int) -> HttpResponse:
    """Give a person a role."""
    account = get_object_or_404(accounts_visible_to(request.actor), pk=account_id)

    def save(data: dict[str, Any]) -> str:
        role = Role(str(data.pop("role")))
        services.add_membership(actor=request.actor, account=account, role=role, **data)
        return _("%(name)s heeft de rol gekregen.") % {"name": account.name}

    everywhere = organisations_visible_to(request.actor)
    choices, is_many = _offered(request, "organisation", everywhere)
    form = RoleForm(posted(request), organisations=choices, initial={"start": request.today})
    title = _("Rol geven aan %(name)s") % {"name": account.name}
    search = _("Zoek de organisatie") if is_many else ""
    return handle(request, form, save, title=title, back="beheer:accounts", search_label=search)


@MANAGE
def role_end(request: ActorRequest, membership_id: int) -> HttpResponse:
    """End a role."""
    membership = get_object_or_404(memberships_visible_to(request.actor), pk=membership_id)

    def save(data: dict[str, Any]) -> str:
        services.end_membership(actor=request.actor, membership=membership, **data)
        if data["end"] > request.today:
            return _("De rol eindigt op %(day)s.") % {"day": dutch_date(data["end"])}
        return _("De rol is beëindigd.")

    form = EndForm(posted(request), initial={"end": request.today})
    role = membership.organisation.word_for(Role(membership.role))
    about = f"{membership.account} · {role} · {membership.organisation}"
    title = _("Rol beëindigen")
    return handle(request, form, save, title=title, back="beheer:accounts", about=about)


@MANAGE
@require_safe
def mandates(request: ActorRequest) -> HttpResponse:
    """List who works for which werkgever."""
    return render(request, "beheer/mandates.html", rows.mandate_page(request))


@MANAGE
def mandate_new(request: ActorRequest) -> HttpResponse:
    """Let an organisation work for a werkgever."""

    def save(data: dict[str, Any]) -> str:
        services.give_mandate(actor=request.actor, today=request.today, **data)
        told = data | {"day": dutch_date(data["start"])}
        if data["start"] > request.today:
            return _("%(organisation)s werkt vanaf %(day)s voor %(werkgever)s.") % told
        return _("%(organisation)s werkt nu voor %(werkgever)s.") % told

    everyone = organisations_visible_to(request.actor)
    employers = everyone.filter(kind=OrganisationKind.WERKGEVER)
    werkgevers, is_many = _offered(request, "werkgever", employers)
    form = MandateForm(
        posted(request),
        werkgevers=werkgevers,
        organisations=everyone.exclude(kind__in=NO_MANDATE),
        initial={"start": request.today},
    )
    title, search = _("Mandaat geven"), _("Zoek de werkgever") if is_many else ""
    return handle(request, form, save, title=title, back="beheer:mandates", search_label=search)


@MANAGE
def mandate_end(request: ActorRequest, mandate_id: int) -> HttpResponse:
    """End a mandate."""
    mandate = get_object_or_404(mandates_visible_to(request.actor), pk=mandate_id)

    def save(data: dict[str, Any]) -> str:
        services.end_mandate(actor=request.actor, mandate=mandate, today=request.today, **data)
        if data["end"] > request.today:
            return _(
                "Het mandaat eindigt op %(day)s. Tot die dag ziet de organisatie alles nog."
            ) % {"day": dutch_date(data["end"])}
        return _("Het mandaat is beëindigd. De organisatie ziet deze werkgever niet meer.")

    form = EndForm(posted(request), initial={"end": request.today})
    about = f"{mandate.organisation} · {mandate.werkgever}"
    title = _("Mandaat beëindigen")
    return handle(request, form, save, title=title, back="beheer:mandates", about=about)


def _offered(
    request: ActorRequest, field: str, organisations: QuerySet[Organisation]
) -> tuple[QuerySet[Organisation], bool]:
    searched = request.GET.get("zoek", "").strip()[:80]
    return offered(organisations, searched, request.POST.get(field, ""))
