"""Pages about one's own safety: the second factor that is asked, and sessions to end."""

from __future__ import annotations

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ontzorg.portals.shared.http import open_page
from ontzorg.portals.shared.sign_in.receivers import log


@open_page
@login_required
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Explain why a second factor is needed, and let the person choose one."""
    return render(request, "sign_in/second_factor.html")


@open_page
@require_POST
def session_end(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one session of one's own."""
    account_id = request.user.pk or 0
    session = get_object_or_404(UserSession, pk=session_id, user_id=account_id)
    is_own = session.session_key == request.session.session_key
    get_adapter().end_sessions([session])
    log(request, "sessie.beeindigd", account_id)
    if is_own:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("Dat apparaat is nu uitgelogd."))
    return redirect("usersessions_list")
