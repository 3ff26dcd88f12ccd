"""Bring in staff from a file: choose it, say what the columns are, look, confirm, undo."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from ontzorg.access.errors import ConflictError, UserError
from ontzorg.access.privileges import Privilege
from ontzorg.parties.selectors import werkgevers_visible_to
from ontzorg.parties.staff_import import services
from ontzorg.parties.staff_import.example import example_file
from ontzorg.parties.staff_import.report import repair_list
from ontzorg.parties.staff_import.selectors import StaffImport, State, imports_visible_to
from ontzorg.portals.shared.forms.questions import is_saved, posted, status_of
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.werkgever import import_page
from ontzorg.portals.werkgever.import_forms import ColumnsForm, UploadForm
from ontzorg.portals.werkgever.import_rows import build_rows_page, wrong_rows

SHOWN_WRONG = 25
CSV = "text/csv; charset=utf-8"


@needs(Privilege.MANAGE_STAFF)
def imports(request: ActorRequest) -> HttpResponse:
    """List the imports, and take in a new file."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    made: list[StaffImport] = []
    if form.is_valid() and is_saved(form, lambda: made.append(_started(request, form))):
        return redirect("werkgever:import-columns", made[0].public_id)
    context = {
        "form": form,
        "imports": import_page.earlier_imports(request.actor),
        "columns": import_page.known_columns(),
        "needed": import_page.needed_labels(),
    }
    return render(request, "werkgever/imports.html", context, status=status_of(form))


@needs(Privilege.MANAGE_STAFF)
@require_safe
def import_example(request: ActorRequest) -> HttpResponse:
    """Download an example of a file."""
    return _download(example_file(), "voorbeeld-medewerkers.csv")


@needs(Privilege.MANAGE_STAFF)
def import_columns(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Ask what stands in each column; most of it is recognised."""
    found = _find(request, import_id)
    if found.state not in (State.COLUMNS, State.READY, State.REFUSED):
        return redirect("werkgever:import-detail", found.public_id)
    form = ColumnsForm(posted(request), header=found.header, columns=found.columns)
    if form.is_valid() and is_saved(form, lambda: _chosen(request, found, form)):
        return redirect("werkgever:import-detail", found.public_id)
    cards = import_page.column_cards(found, form)
    context = {
        "found": found,
        "form": form,
        "cards": cards,
        "skipped": sum(card["is_skipped"] for card in cards),
        "needed": import_page.needed_labels(),
    }
    return render(request, "werkgever/import_columns.html", context, status=status_of(form))


@needs(Privilege.MANAGE_STAFF)
@require_safe
def import_detail(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Show how far an import is, what it does and what is wrong."""
    found = _find(request, import_id)
    if found.state == State.COLUMNS:
        return redirect("werkgever:import-columns", found.public_id)
    page = import_page.build_import_page(found)
    context = {"page": page, "wrong_rows": wrong_rows(found, SHOWN_WRONG) if page.wrong else ()}
    return render(request, "werkgever/import_detail.html", context)


@needs(Privilege.MANAGE_STAFF)
@require_safe
def import_progress(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Tell how far the job is; when it is done, the page itself is shown anew."""
    found = _find(request, import_id)
    page = import_page.build_import_page(found)
    if page.is_busy and request.htmx:
        return render(request, "werkgever/_import_progress.html", {"page": page})
    if request.htmx:
        return HttpResponseClientRedirect(request.build_absolute_uri("../"))
    return redirect("werkgever:import-detail", found.public_id)


@needs(Privilege.MANAGE_STAFF)
@require_safe
def import_rows(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Show the rows of one kind: new, changed, wrong, or who is not in the file."""
    found = _find(request, import_id)
    page = build_rows_page(
        request.actor,
        found,
        kind=request.GET.get("soort", ""),
        after=request.GET.get("na", ""),
        today=request.today,
    )
    return render(request, "werkgever/import_rows.html", {"found": found, "page": page})


@needs(Privilege.MANAGE_STAFF)
@require_POST
def import_bsn(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Keep of which rows the BSN is changed; nothing is taken over yet."""
    found = _find(request, import_id)
    chosen = services.choose_bsn(
        actor=request.actor,
        import_id=found.pk,
        shown=_lines(request, "shown"),
        wanted=_lines(request, "bsn"),
    )
    messages.success(request, _chosen_bsn(len(chosen.bsn_lines)))
    return redirect("werkgever:import-detail", found.public_id)


@needs(Privilege.MANAGE_STAFF)
@require_safe
def import_faults(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Download the wrong rows, to repair and bring in again."""
    found = _find(request, import_id)
    return _download("".join(repair_list(found)), "regels-met-fouten.csv")


@needs(Privilege.MANAGE_STAFF)
@require_POST
def import_confirm(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Let the good rows be taken over."""
    found = _find(request, import_id)
    return _carry_out(request, found, services.confirm_import)


@needs(Privilege.MANAGE_STAFF)
@require_POST
def import_cancel(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Leave the file for what it is."""
    found = _find(request, import_id)
    services.cancel_import(actor=request.actor, import_id=found.pk)
    return redirect("werkgever:imports")


@needs(Privilege.MANAGE_STAFF)
def import_undo(request: ActorRequest, import_id: UUID) -> HttpResponse:
    """Ask once more, and bring everything back as it was before this import."""
    found = _find(request, import_id)
    if request.method == "POST":
        return _carry_out(request, found, services.undo_import)
    if not import_page.can_be_undone(found):
        return redirect("werkgever:import-detail", found.public_id)
    context = {"page": import_page.build_import_page(found)}
    return render(request, "werkgever/import_undo.html", context)


def _carry_out(
    request: ActorRequest, found: StaffImport, act: Callable[..., object]
) -> HttpResponse:
    """Carry it out, or say why that cannot be done any more."""
    try:
        act(actor=request.actor, import_id=found.pk)
    except ConflictError:
        raise
    except UserError as error:
        messages.error(request, error.message)
    return redirect("werkgever:import-detail", found.public_id)


def _find(request: ActorRequest, import_id: UUID) -> StaffImport:
    return get_object_or_404(imports_visible_to(request.actor), public_id=import_id)


def _started(request: ActorRequest, form: UploadForm) -> StaffImport:
    file = form.cleaned_data["file"]
    return services.start_import(
        actor=request.actor,
        werkgever_id=werkgevers_visible_to(request.actor).get().pk,
        file=file,
        file_name=file.name,
        byte_count=file.size,
    )


def _chosen(request: ActorRequest, found: StaffImport, form: ColumnsForm) -> None:
    services.choose_columns(actor=request.actor, import_id=found.pk, columns=form.columns())


def _lines(request: ActorRequest, name: str) -> set[int]:
    numbers = (row_number(text) for text in request.POST.getlist(name))
    return {number for number in numbers if number is not None}


def _chosen_bsn(count: int) -> str:
    if not count:
        return _("Er verandert geen BSN.")
    return _("Uw keuze is bewaard. Aangevinkt: %(count)s. U kunt nu overnemen.") % {"count": count}


def _download(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
