"""What every template knows: who is here, where he can go, and whether this is a demo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party
from ontzorg.portals.shared.brand import look_for
from ontzorg.portals.shared.navigation import home_url, nav_items
from ontzorg.portals.shared.presentation.shell import NavItem


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's context; anonymous visitors get an empty frame."""
    actor: Actor | None = getattr(request, "actor", None)
    frame: dict[str, Any] = {"demo": settings.DEMO, "home_url": "/"}
    if actor is None:
        return frame
    can_search = actor.may(Privilege.SEE_DOSSIERS) and actor.may(Privilege.SEE_STAFF)
    return frame | {
        "frame": _frame(actor),
        "brand": SimpleLazyObject(lambda: look_for(actor)),
        "nav": nav_items(actor.role, request.path),
        "home_url": home_url(actor.role),
        "user_name": actor.name,
        "role_label": actor.label,
        "user_menu": _user_menu(),
        "search_url": reverse("search") if can_search else "",
    }


def _frame(actor: Actor) -> str:
    """Return the base template: one for people, one for those who work here all day."""
    is_person = actor.party in (Party.WERKGEVER, Party.WERKNEMER)
    return f"shared/base_{'person' if is_person else 'professional'}.html"


def _user_menu() -> list[NavItem]:
    return [
        NavItem(label="Andere rol", url=reverse("choose-role"), icon="switch-horizontal"),
        NavItem(label="Wachtwoord", url=reverse("account_change_password"), icon="lock"),
        NavItem(label="Extra beveiliging", url=reverse("mfa_index"), icon="shield-lock"),
        NavItem(label="Waar ingelogd", url=reverse("usersessions_list"), icon="history"),
    ]
