"""Organisations: what they are called, the words they use for roles, and how their pages look."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontzorg.access import services
from ontzorg.access.idempotency import once
from ontzorg.access.organisations import (
    change_organisation,
    change_role_names,
    roles_of_kind,
    set_brand,
)
from ontzorg.access.selectors import (
    Organisation,
    OrganisationKind,
    brand_of,
    organisations_visible_to,
)
from ontzorg.parties.selectors import Werkgever
from ontzorg.parties.services import change_werkgever, register_werkgever
from ontzorg.portals.beheer import rows
from ontzorg.portals.beheer.forms import (
    NUMBERS,
    BrandForm,
    ChangeOrganisationForm,
    OrganisationForm,
    RoleNamesForm,
)
from ontzorg.portals.beheer.handling import MANAGE, handle
from ontzorg.portals.shared.brand import look_of
from ontzorg.portals.shared.forms.questions import posted
from ontzorg.portals.shared.http import ActorRequest, form_key

NAMED = ("name", "kvk_number", "variant")


@MANAGE
@require_safe
def organisations(request: ActorRequest) -> HttpResponse:
    """List the organisations, by kind and by name."""
    return render(request, "beheer/organisations.html", rows.organisation_page(request))


@MANAGE
def organisation_new(request: ActorRequest) -> HttpResponse:
    """Add an organisation."""

    def save(data: dict[str, Any]) -> str:
        key = data.pop("form_key")
        made = once(
            request.actor,
            key,
            lambda: _register(request, data),
            model=Organisation,
            content=data,
        )
        return _("%(name)s is toegevoegd.") % {"name": made.name}

    form = OrganisationForm(posted(request), initial={"form_key": form_key(request)})
    title = _("Organisatie toevoegen")
    return handle(request, form, save, title=title, back="beheer:organisations")


@MANAGE
def organisation_edit(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Change an organisation, and the numbers by which others know an employer."""
    organisation = _find(request, organisation_id)

    def save(data: dict[str, Any]) -> str:
        named = {name: data.pop(name, organisation.variant) for name in NAMED}
        with transaction.atomic():
            change_organisation(actor=request.actor, organisation_id=organisation.pk, **named)
            if data:
                change_werkgever(actor=request.actor, werkgever_id=organisation.pk, **data)
        return _("%(name)s is gewijzigd.") % {"name": named["name"]}

    known = model_to_dict(organisation, NAMED) | _numbers(organisation)
    form = ChangeOrganisationForm(posted(request), kind=organisation.kind, initial=known)
    return _page(request, organisation, form, save)


@MANAGE
def role_names(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Change the words an organisation uses for its roles."""
    organisation = _find(request, organisation_id)
    roles = roles_of_kind(organisation.kind)

    def save(data: dict[str, Any]) -> str:
        words = {role: data[role.value] for role in roles}
        change_role_names(actor=request.actor, organisation_id=organisation.pk, words=words)
        return _("De namen zijn bewaard. Zo heten de rollen nu bij %(name)s.") % {
            "name": organisation.name
        }

    words = {role.value: organisation.word_for(role) for role in roles}
    form = RoleNamesForm(posted(request), roles=roles, initial=words)
    return _page(request, organisation, form, save, template="beheer/role_names.html")


@MANAGE
def brand(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Change how the pages of an organisation look; this page shows it at once."""
    organisation = _find(request, organisation_id)
    known = brand_of([organisation.pk])
    look = look_of(known)

    def save(data: dict[str, Any]) -> str:
        set_brand(
            actor=request.actor,
            organisation_id=organisation.pk,
            name=data["name"],
            colour=data["colour"],
            logo=_sent_logo(data),
        )
        return _("De huisstijl is bewaard. Zo ziet %(name)s het nu.") % {"name": organisation.name}

    form = BrandForm(
        posted(request),
        request.FILES or None,
        has_logo=bool(look.logo_url),
        initial={"name": known.name, "colour": known.colour} if known else {},
    )
    return _page(request, organisation, form, save, template="beheer/brand.html", brand=look)


def _page(
    request: ActorRequest, organisation: Organisation, form: Any, save: Any, **options: Any
) -> HttpResponse:
    here = request.path
    return handle(
        request,
        form,
        save,
        title=organisation.name,
        back=here if options else reverse("beheer:organisations"),
        organisation=organisation,
        places=rows.organisation_places(organisation, here),
        **{"template": "beheer/organisation_edit.html"} | options,
    )


def _find(request: ActorRequest, organisation_id: int) -> Organisation:
    visible = organisations_visible_to(request.actor)
    found: Organisation = get_object_or_404(visible, pk=organisation_id)
    return found


def _numbers(organisation: Organisation) -> dict[str, Any]:
    if organisation.kind != OrganisationKind.WERKGEVER:
        return {}
    return model_to_dict(get_object_or_404(Werkgever, pk=organisation.pk), NUMBERS)


def _sent_logo(data: dict[str, Any]) -> bytes | None:
    """Return the new logo, nothing to take it away, or None to keep what is there."""
    if data.get("logo"):
        sent: bytes = data["logo"].read()
        return sent
    return b"" if data.get("without_logo") else None


def _register(request: ActorRequest, data: dict[str, Any]) -> Organisation:
    made = services.register_organisation(actor=request.actor, **data)
    if made.kind == OrganisationKind.WERKGEVER:
        register_werkgever(actor=request.actor, organisation_id=made.pk, today=request.today)
    return made
