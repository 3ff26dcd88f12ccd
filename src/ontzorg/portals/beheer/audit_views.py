"""The log, for the auditor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ontzorg.access import audit
from ontzorg.access.privileges import Privilege
from ontzorg.access.selectors import AuditEvent, account_names, events_visible_to
from ontzorg.portals.beheer.audit_query import AuditForm, result_chips
from ontzorg.portals.beheer.audit_rows import event_rows, events_as_csv
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.presentation.shell import KeysetPage
from ontzorg.portals.shared.sign_in.fresh import needs_fresh_sign_in

PAGE = 50
MOST_IN_FILE = 50_000
TOO_MANY = "Dit zijn meer dan 50.000 regels. Kies een kortere periode of één werkgever."


@needs(Privilege.READ_AUDIT)
@require_safe
def audit_log(request: ActorRequest) -> HttpResponse:
    """Show the log, newest first. Reading it is a line in it too."""
    form = AuditForm(request.GET)
    form.is_valid()
    before = row_number(request.GET.get("voor", ""))
    events = form.narrow(events_visible_to(request.actor))
    if before is not None:
        events = events.filter(pk__lt=before)
    found = list(events[: PAGE + 1])
    audit.record(actor=request.actor, action="logboek.gelezen", purpose="controle")
    context = {
        "form": form,
        "rows": event_rows(found[:PAGE], form),
        "filters": result_chips(form),
        "clear_url": AuditForm({}).url() if form.is_narrowed else "",
        "chosen_name": _chosen_name(form),
        "without_account_url": form.url(account=""),
        "download_url": form.url("beheer:audit-download"),
        "page": _page(found, form, is_first=not before),
    }
    return render(request, "beheer/audit.html", context)


@needs(Privilege.READ_AUDIT)
@needs_fresh_sign_in
@require_safe
def audit_download(request: ActorRequest) -> HttpResponse:
    """Give the same lines as a file, newest first. That is a line in the log too."""
    form = AuditForm(request.GET)
    if not form.is_valid():
        return redirect(form.url())
    found = list(form.narrow(events_visible_to(request.actor))[: MOST_IN_FILE + 1])
    if len(found) > MOST_IN_FILE:
        messages.error(request, TOO_MANY)
        return redirect(form.url())
    audit.record(actor=request.actor, action="logboek.gedownload", purpose="controle")
    response = HttpResponse(events_as_csv(found), content_type="text/csv; charset=utf-8")
    name = f"logboek-{request.today:%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _chosen_name(form: AuditForm) -> str:
    account_id = form.cleaned_data.get("account")
    if not account_id:
        return ""
    return account_names([account_id]).get(account_id, f"account {account_id}")


def _page(found: list[AuditEvent], form: AuditForm, *, is_first: bool) -> KeysetPage:
    has_more = len(found) > PAGE
    return KeysetPage(
        shown="1 regel" if len(found) == 1 else f"{min(len(found), PAGE)} regels",
        next_url=form.url(voor=found[PAGE - 1].pk) if has_more else "",
        previous_url="" if is_first else form.url(),
    )
