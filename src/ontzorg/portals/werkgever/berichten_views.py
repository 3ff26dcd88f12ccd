"""Messages of the payroll package: bring one in, see what became of it, fetch the answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.werkgever import exchange
from ontzorg.portals.werkgever.berichten_form import BerichtForm

SHOWN = 50


@needs(Privilege.RECEIVE_BERICHT)
def berichten(request: ActorRequest) -> HttpResponse:
    """List the messages that came in, and take in a new one."""
    is_sent = request.method == "POST"
    form = BerichtForm(request.POST, request.FILES) if is_sent else BerichtForm()
    receipt = _received(request, form) if is_sent and form.is_valid() else None
    context = {
        "form": BerichtForm() if receipt else form,
        "receipt": receipt,
        "may_see_parked": request.actor.may(Privilege.REGISTER_MELDING),
        "berichten": exchange.berichten_visible_to(request.actor)[:SHOWN],
    }
    status = 422 if is_sent and receipt is None else 200
    return render(request, "werkgever/berichten.html", context, status=status)


@needs(Privilege.RECEIVE_BERICHT)
@require_safe
def bericht_answer(request: ActorRequest, bericht_id: UUID) -> HttpResponse:
    """Download the answer to a message, for the sender's package."""
    visible = exchange.berichten_visible_to(request.actor)
    bericht: exchange.Received = get_object_or_404(visible, public_id=bericht_id)
    response = HttpResponse(bytes(bericht.answer), content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="antwoord-{bericht.public_id}.xml"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _received(request: ActorRequest, form: BerichtForm) -> exchange.Receipt:
    file = form.cleaned_data["file"]
    return exchange.receive(
        actor=request.actor, content=file.read(), file_name=file.name, today=request.today
    )
