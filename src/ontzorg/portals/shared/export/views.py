"""Take a list along: say what for, and get all of it that this person may see."""

from __future__ import annotations

from functools import partial
from typing import cast

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from ontzorg.access import audit
from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.export.files import as_csv, as_xlsx
from ontzorg.portals.shared.export.forms import XLSX, ExportForm
from ontzorg.portals.shared.export.lists import LISTS, ExportList
from ontzorg.portals.shared.export.reading import rows_of
from ontzorg.portals.shared.forms.questions import posted, status_of
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.sign_in.fresh import needs_fresh_sign_in
from ontzorg.portals.shared.sign_in.standing import still_stands

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"


@needs(Privilege.SEE_STAFF)
@needs_fresh_sign_in
def export_staff(request: ActorRequest) -> HttpResponse:
    """Take the employees along."""
    return _export(request, LISTS["medewerkers"])


@needs(Privilege.SEE_DOSSIERS)
@needs_fresh_sign_in
def export_dossiers(request: ActorRequest) -> HttpResponse:
    """Take the dossiers along."""
    return _export(request, LISTS["dossiers"])


@needs(Privilege.COMPLETE_TASK)
@needs_fresh_sign_in
def export_tasks(request: ActorRequest) -> HttpResponse:
    """Take the tasks along."""
    return _export(request, LISTS["taken"])


def _export(request: ActorRequest, export: ExportList) -> HttpResponse:
    form = ExportForm(posted(request))
    if not form.is_valid():
        context = {"form": form, "export": export}
        return render(request, "export/export.html", context, status=status_of(form))
    purpose = form.cleaned_data["purpose"]
    audit.record(
        actor=request.actor,
        action="export.gemaakt",
        object_type=export.name,
        purpose=purpose,
    )
    return _file(request, export, purpose, kind=form.cleaned_data["kind"])


def _file(request: ActorRequest, export: ExportList, purpose: str, *, kind: str) -> HttpResponse:
    """Return the file. Its rows are read as this person, also after the request is over."""
    may_go_on = partial(still_stands, request)
    rows = rows_of(request.actor, export, purpose=purpose, may_go_on=may_go_on)
    name = f"{export.name}-{request.today:%Y-%m-%d}.{kind}"
    response: FileResponse | StreamingHttpResponse
    if kind == XLSX:
        file = as_xlsx(export.title, export.header, rows)
        response = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)
    else:
        response = StreamingHttpResponse(as_csv(export.header, rows), content_type=CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return cast("HttpResponse", response)
