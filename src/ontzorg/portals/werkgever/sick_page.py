"""What the pages of a ziekmelding show: the questions with what they make needed, and the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.forms import BoundField
from django.urls import reverse

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party
from ontzorg.access.selectors import organisation_names
from ontzorg.parties.selectors import Admission, admission_of, werkgevers_visible_to
from ontzorg.portals.shared.forms.questions import EXPECTATIONS
from ontzorg.portals.shared.presentation.shell import Fact
from ontzorg.portals.shared.presentation.tasks import TaskRow
from ontzorg.portals.shared.work.rows import task_row
from ontzorg.portals.werkgever.sick_forms import (
    FREE_TEXT,
    NEEDED_BY,
    FirstQuestions,
    FollowUp,
)
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim.selectors import DossierView

FIRST_DATES = 4
SEES = {
    "arbodienst_id": "ziet de melding en uw antwoorden, en plant de begeleiding",
    "reintegratiebedrijf_id": "ziet de melding en uw antwoorden, en helpt met de stappen",
    "verzekeraar_id": "ziet alleen de data en het percentage, en of er een vangnet of regres is",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, and the fields that one of its answers makes needed."""

    field: BoundField
    answer: str = ""
    needed: tuple[tuple[BoundField, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Someone who now knows of the melding, and what he sees; `invite_url` when he cannot yet."""

    name: str
    sees: str
    invite_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePage:
    """What follows from a ziekmelding: dates, duties and readers."""

    dossier: DossierView
    tasks: tuple[TaskRow, ...]
    readers: tuple[Reader, ...]


def build_questions(form: FollowUp) -> list[Question]:
    """Return the questions in order, each with its follow-up fields; free text is marked."""
    return [_question(form, name) for name in form.fields if name not in NEEDED_BY]


def build_summary(first: FirstQuestions) -> list[Fact]:
    """Return the answers of the first step as facts to look back at."""
    people = dict(first.fields["dienstverband"].choices)  # type: ignore[attr-defined]
    answers = first.cleaned_data
    return [
        Fact(label="Wie", value=people[answers["dienstverband"]]),
        Fact(label="Eerste ziektedag", value=dutch_date(answers["eerste_ziektedag"])),
        Fact(label="Duurt naar verwachting", value=str(dict(EXPECTATIONS)[answers["expected"]])),
    ]


def build_done_page(actor: Actor, dossier: DossierView, *, today: date) -> DonePage:
    """Return the first dates and the readers of a dossier that just began."""
    still = sorted(
        (task for task in dossier.tasks if task.state == "open"), key=lambda task: task.due_on
    )
    return DonePage(
        dossier=dossier,
        tasks=tuple(task_row(task, today=today) for task in still[:FIRST_DATES]),
        readers=_readers(actor, dossier),
    )


def _question(form: FollowUp, name: str) -> Question:
    needed = [field for field, (question, _) in NEEDED_BY.items() if question == name]
    fields = tuple((form[one], one in FREE_TEXT) for one in needed if one in form.fields)
    answer = NEEDED_BY[needed[0]][1] if needed else ""
    return Question(field=form[name], answer=answer, needed=fields)


def _readers(actor: Actor, dossier: DossierView) -> tuple[Reader, ...]:
    """Return who knows of the melding: the person, his employer, and who works for that one."""
    werkgever = werkgevers_visible_to(actor).get(pk=dossier.person.werkgever_id)
    partners = {getattr(werkgever, column): sees for column, sees in SEES.items()}
    names = organisation_names(partners)
    readers = [_person(actor, dossier)]
    if actor.party is not Party.WERKGEVER:
        readers.append(Reader(name=str(werkgever), sees="ziet de melding en de antwoorden"))
    readers += [Reader(name=names[pk], sees=sees) for pk, sees in partners.items() if pk in names]
    return tuple(readers)


def _person(actor: Actor, dossier: DossierView) -> Reader:
    """Return the person himself; only his employer knows whether he can sign in."""
    person = dossier.person
    if actor.party is not Party.WERKGEVER:
        return Reader(
            name=person.name, sees="ziet de melding op de eigen pagina, na een uitnodiging"
        )
    if admission_of(person.werknemer_id).state is Admission.OPEN:
        return Reader(name=person.name, sees="ziet de melding op de eigen pagina")
    invite = reverse("werkgever:staff-invite", args=[person.werknemer_public_id])
    return Reader(
        name=person.name,
        sees="heeft nog geen eigen pagina om de melding te zien",
        invite_url=invite if actor.may(Privilege.MANAGE_STAFF) else "",
    )
