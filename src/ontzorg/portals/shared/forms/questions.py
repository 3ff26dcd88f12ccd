"""Questions with big answers, and the ones that employer and employee both get."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from ontzorg.access.errors import ConflictError, UserError

REFUSED = 422

YES, NO, UNKNOWN = "ja", "nee", "weet_niet"
YES_NO = ((YES, _("Ja")), (NO, _("Nee")))
YES_NO_UNKNOWN = (*YES_NO, (UNKNOWN, _("Dat weet ik niet")))
ANSWERS: dict[str, bool | None] = {YES: True, NO: False, UNKNOWN: None, "": None}
UNKNOWN_END = "onbekend"
# The days until recovery that each answer stands for.
EXPECTATIONS = (
    ("3", _("Een paar dagen")),
    ("7", _("Ongeveer een week")),
    ("14", _("Ongeveer twee weken")),
    ("30", _("Ongeveer een maand")),
    ("43", _("Langer dan zes weken")),
    (UNKNOWN_END, _("Nog niet te zeggen")),
)


class QuestionField(forms.ChoiceField):
    """One question with its answers as cards."""

    def __init__(self, choices: Iterable[tuple[str, Any]], **options: Any) -> None:
        messages = {
            "required": _("Kies een antwoord."),
            "invalid_choice": _("Kies een van de antwoorden."),
        }
        options["error_messages"] = messages | options.get("error_messages", {})
        super().__init__(choices=list(choices), widget=forms.RadioSelect, **options)


def expected_recovery(first_day: date, answer: str) -> date | None:
    """Return the day on which recovery is expected; None when nobody can tell."""
    return None if answer == UNKNOWN_END else first_day + timedelta(days=int(answer))


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, even when that is nothing; None when the form is only opened."""
    return request.POST if request.method == "POST" else None


def is_saved(form: forms.Form, save: Callable[[], object]) -> bool:
    """Save all of it or nothing; False when a service refused it and the form says why."""
    try:
        with transaction.atomic():
            save()
    except ConflictError:
        raise
    except UserError as error:
        add_user_error(form, error)
        return False
    return True


def status_of(form: forms.Form) -> int:
    """Return the HTTP status of a page with this form: refused, or just opened."""
    return REFUSED if form.is_bound else 200


def add_user_error(form: forms.Form, error: UserError) -> None:
    """Put what a service refused at the field it is about, else on top of the form."""
    form.add_error(error.field if error.field in form.fields else None, error.message)
