"""One-click sign-in as each role. Exists in demo mode only; the URL is not there otherwise."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ontzorg.access.models import Account
from ontzorg.portals.shared.http import open_page
from ontzorg.portals.shared.presentation.shell import DemoRole

DEMO_DOMAIN = "demo.ontzorg.example"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_CARDS = (
    ("werkgever", "Werkgever", "Meldt ziek en doet de stappen.", "building"),
    ("leidinggevende", "Leidinggevende", "Ziet alleen de eigen afdeling.", "users"),
    ("medewerker", "Medewerker", "Is ziek, en ziet wie er meekijkt.", "user"),
    ("ontzorgmanager", "Ontzorgmanager", "Begeleidt dossiers vanaf één lijst.", "heart-handshake"),
    ("verzuimbegeleider", "Medisch verzuimbegeleider", "Werkt onder de arts.", "stethoscope"),
    ("bedrijfsarts", "Bedrijfsarts", "Heeft een eigen medische kamer.", "stethoscope"),
    ("planner", "Planner", "Verdeelt het werk van de arbodienst.", "calendar"),
    ("claims", "Claimbehandelaar", "Ziet datums, geen inhoud.", "shield"),
    ("polis", "Polisbeheer", "Ziet wie er verzekerd is.", "file-text"),
    ("financien", "Financiën", "Ziet werkgevers, geen verzuim.", "coin-euro"),
    ("adviseur", "Verzekeringsadviseur", "Ziet klanten, geen personen.", "briefcase"),
    ("auditor", "Auditor", "Leest het logboek.", "list-search"),
    ("beheerder", "Systeembeheerder", "Regelt toegang, ziet geen dossiers.", "server"),
)


def demo_roles() -> list[DemoRole]:
    """Return the cards of the start page."""
    return [DemoRole(key=k, label=name, description=text, icon=i) for k, name, text, i in _CARDS]


@open_page
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the demo person of the chosen role."""
    key = request.POST.get("role", "")
    account = Account.objects.filter(email=f"{key}@{DEMO_DOMAIN}").first()
    if not settings.DEMO or account is None:
        raise Http404
    login(request, account, backend=BACKEND)
    record_authentication(request, account, method="demo")
    return redirect("start")
