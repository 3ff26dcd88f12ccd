"""The front door: the start page, the choice of a role, and what anyone may know of us."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ontzorg.access.roles import Role
from ontzorg.access.selectors import memberships_of
from ontzorg.portals.shared.demo_views import demo_roles
from ontzorg.portals.shared.http import open_page
from ontzorg.portals.shared.navigation import home_url
from ontzorg.portals.shared.sign_in.oidc import ORGANISATION


@open_page
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the start page, or bring someone who signed in to his own home page."""
    actor = getattr(request, "actor", None)
    if actor is not None:
        return redirect(home_url(actor.role))
    if request.user.is_authenticated:
        return render(request, "shared/no_role.html")
    roles = demo_roles() if settings.DEMO else []
    return render(request, "shared/start.html", {"demo_roles": roles})


@open_page
@login_required
def choose_role(request: HttpRequest) -> HttpResponse:
    """Let someone with several roles take another one."""
    memberships = memberships_of(
        request.user.pk or 0,
        timezone.localdate(),
        organisation_id=request.session.get(ORGANISATION),
    )
    chosen = request.POST.get("membership", "")
    if request.method == "POST" and chosen in {str(m.pk) for m in memberships}:
        request.session["membership_id"] = int(chosen)
        return redirect("start")
    rows = [(m.pk, m.organisation.word_for(Role(m.role)), m.organisation.name) for m in memberships]
    return render(request, "shared/choose_role.html", {"roles": rows})


@open_page
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Tell where to report a weakness (RFC 9116)."""
    expires = timezone.now() + timedelta(days=180)
    lines = (
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
