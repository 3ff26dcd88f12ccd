"""One task: mark it as done on a real day, take that back, and why it has its date."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ontzorg.access.errors import ConflictError, UserError
from ontzorg.access.privileges import Privilege
from ontzorg.portals.shared.addresses import safe_next
from ontzorg.portals.shared.dossier.edit import OK, UNACCEPTABLE
from ontzorg.portals.shared.dossier.moved import watch_dates
from ontzorg.portals.shared.dossier.page import duty
from ontzorg.portals.shared.dossier.trace import build_trace
from ontzorg.portals.shared.forms.dossier import CompleteForm
from ontzorg.portals.shared.http import ActorRequest, needs
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.work.rows import CARD, DUTY, ROW, task_row, work_row
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim import selectors, services
from ontzorg.verzuim.selectors import Task, TaskItem

EXPLAIN = {DUTY: "tasks/_explain_duty.html"}
COMPLETE = {ROW: "work/_complete_row.html", DUTY: "dossier/_complete_duty.html"}


@needs(Privilege.COMPLETE_TASK)
def task_complete(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Ask on which day a task was done, and mark it. Without a day in the form it was today."""
    item = _read(request, public_id)
    form = CompleteForm(_answers(request, item), initial=_suggestion(request, item))
    if request.method != "POST":
        return _ask(request, item, form, OK)
    if not form.is_valid():
        return _ask(request, item, form, UNACCEPTABLE)
    try:
        _complete(request, item, form)
    except ConflictError:
        raise
    except UserError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return _ask(request, item, form, UNACCEPTABLE)
    return _after(request, _read(request, public_id))


@needs(Privilege.COMPLETE_TASK)
@require_POST
def task_undo(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Take back that a task was done."""
    item = _read(request, public_id)
    version = request.POST.get("version", "")
    try:
        with watch_dates(request, item.dossier_public_id):
            services.undo_task(
                actor=request.actor,
                task=public_id,
                version=row_number(version) or 0,
                today=request.today,
            )
    except ConflictError:
        raise
    except UserError as error:
        messages.error(request, error.message)
        return redirect("dossier", item.dossier_public_id)
    if request.htmx:
        return _part(request, _read(request, public_id))
    messages.success(request, f"Teruggedraaid. Weer te doen: {item.title}.")
    return redirect(safe_next(request, "dossier", item.dossier_public_id))


@needs(Privilege.SEE_DOSSIERS)
@require_safe
def task_explain(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Answer "waarom deze datum?": as a row under the task, or as a page."""
    item = _read(request, public_id)
    context = {"item": item, "trace": build_trace(item), "due": item.legal_due_on or item.due_on}
    return render(request, _explain_template(request), context)


def _explain_template(request: ActorRequest) -> str:
    if not request.htmx:
        return "tasks/explain.html"
    return EXPLAIN.get(request.GET.get("als", ""), "tasks/_explain_row.html")


def _read(request: ActorRequest, public_id: UUID) -> TaskItem:
    try:
        return selectors.task_item(request.actor, public_id, today=request.today)
    except Task.DoesNotExist as error:
        raise Http404 from error


def _answers(request: ActorRequest, item: TaskItem) -> dict[str, str] | None:
    if request.method != "POST":
        return None
    seen = request.GET.get("versie", str(item.version))
    return {
        "completed_on": request.POST.get("completed_on", request.today.strftime("%d-%m-%Y")),
        "version": request.POST.get("version", seen),
    }


def _suggestion(request: ActorRequest, item: TaskItem) -> dict[str, object]:
    return {"completed_on": request.today, "version": item.version}


def _complete(request: ActorRequest, item: TaskItem, form: CompleteForm) -> None:
    day = form.cleaned_data["completed_on"]
    if item.state == "done" and item.completed_on == day:
        return  # a double click, or a replay: it is done already
    with watch_dates(request, item.dossier_public_id):
        services.complete_task(
            actor=request.actor,
            task=item.public_id,
            completed_on=day,
            version=form.cleaned_data["version"],
            today=request.today,
        )


def _ask(request: ActorRequest, item: TaskItem, form: CompleteForm, status: int) -> HttpResponse:
    shape = request.GET.get("als", "")
    is_part = request.htmx and shape in COMPLETE
    context = {
        "form": form,
        "task": task_row(item, today=request.today, shape=shape),
        "show_url": reverse("task", args=[item.public_id]) + f"?als={shape}",
        "next": safe_next(request, "dossier", item.dossier_public_id),
    }
    template = COMPLETE[shape] if is_part else "tasks/complete.html"
    return render(request, template, context, status=status)


def _after(request: ActorRequest, item: TaskItem) -> HttpResponse:
    if request.htmx:
        return _part(request, item)
    day = dutch_date(item.completed_on or request.today)
    messages.success(
        request,
        f"Afgerond op {day}: {item.title}. U kunt dit vandaag nog terugdraaien, bij Gedaan.",
    )
    return redirect(safe_next(request, "dossier", item.dossier_public_id))


@needs(Privilege.SEE_DOSSIERS)
@require_safe
def task_show(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """Give the task back in the shape it had; as a page it is its place in the dossier."""
    item = _read(request, public_id)
    if request.htmx:
        return _part(request, item)
    return redirect(reverse("dossier", args=[item.dossier_public_id]) + f"#task-{public_id}")


def _part(request: ActorRequest, item: TaskItem) -> HttpResponse:
    context: dict[str, object]
    match request.GET.get("als", CARD):
        case "rij":
            row = work_row(item, actor=request.actor, today=request.today)
            may_assign = request.actor.may(Privilege.ASSIGN_TASK)
            context = {"row": row, "task": row.task, "can_pick": may_assign, "focus": True}
            return render(request, "work/_row.html", context)
        case "stap":
            one = duty(item, today=request.today)
            context = {"duty": one, "task": one.task, "focus": True}
            return render(request, "dossier/_duty.html", context)
    context = {"task": task_row(item, today=request.today)}
    return render(request, "shared/_task_card.html", context)
