"""What an employee can report himself. No field asks what is wrong, and none may be added."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from ontzorg.portals.shared.forms.questions import (
    EXPECTATIONS,
    NO,
    YES,
    QuestionField,
    expected_recovery,
)
from ontzorg.portals.shared.presentation.forms import DutchDateField

ONE_DAY = timedelta(days=1)


class OwnForm(forms.Form):
    """A form about one's own work; with more than one job it asks which."""

    dienstverband = QuestionField(
        (),
        label=_("Om welk werk gaat het?"),
        error_messages={"required": _("Kies om welk werk het gaat.")},
    )

    def __init__(
        self, *args: Any, jobs: Iterable[tuple[str, str]], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.today, self.jobs = today, list(jobs)
        if len(self.jobs) == 1:
            del self.fields["dienstverband"]
        else:
            self.fields["dienstverband"].choices = self.jobs  # type: ignore[attr-defined]

    @property
    def dienstverband_id(self) -> int:
        """The job that was chosen, or the only one."""
        return int(self.cleaned_data.get("dienstverband") or self.jobs[0][0])


class ReportForm(OwnForm):
    """I am sick: since when, how long, and where I can be reached."""

    day = DutchDateField(
        label=_("Wat is je eerste ziektedag?"),
        help_text=_(
            "De eerste dag waarop je niet of niet de hele dag hebt gewerkt. "
            "Dag-maand-jaar, bijvoorbeeld 03-02-2025."
        ),
    )
    expected = QuestionField(
        EXPECTATIONS,
        label=_("Hoe lang denk je dat het duurt?"),
        help_text=_("Een schatting is genoeg."),
        error_messages={
            "required": _(
                "Kies hoe lang het ongeveer duurt. Weet je het niet? Kies “Nog niet te zeggen”."
            )
        },
    )
    is_home = QuestionField(
        ((YES, _("Ja, thuis")), (NO, _("Nee, op een ander adres"))),
        label=_("Ben je thuis te bereiken?"),
    )
    verpleegadres = forms.CharField(
        label=_("Op welk adres ben je?"),
        max_length=300,
        help_text=_("Alleen straat, nummer en plaats. Niet wat voor plek het is."),
        error_messages={
            "required": _("Vul het adres in waar je nu bent."),
            "max_length": _("Dit adres is te lang. Houd het bij straat en plaats."),
        },
    )
    telefoon = forms.CharField(
        label=_("Op welk nummer kunnen we je bellen?"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"max_length": _("Dit nummer is te lang. Vul één telefoonnummer in.")},
    )

    def clean_day(self) -> date:
        """Refuse a day that is still to come."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(
                now_("Deze dag moet nog komen. Vul vandaag in, of een dag die geweest is.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Ask the address only of who is not at home."""
        data = super().clean() or {}
        if data.get("is_home") != NO:
            data["verpleegadres"] = ""
            self.errors.pop("verpleegadres", None)
        return data

    @property
    def verwacht_hersteld_op(self) -> date | None:
        """The day on which recovery is expected; None when nobody can tell."""
        return expected_recovery(self.cleaned_data["day"], self.cleaned_data["expected"])


class RecoverForm(OwnForm):
    """I am well again: from which day."""

    day = DutchDateField(
        label=_("Vanaf welke dag werk je weer?"),
        help_text=_(
            "De eerste dag waarop je weer al je uren werkt. Morgen mag ook. "
            "Dag-maand-jaar, bijvoorbeeld 03-02-2025."
        ),
    )

    def __init__(self, *args: Any, first_day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.first_day = first_day

    def clean_day(self) -> date:
        """Refuse a day before the sickness, or later than tomorrow."""
        day: date = self.cleaned_data["day"]
        if day > self.today + ONE_DAY:
            raise forms.ValidationError(now_("Kies vandaag, morgen of een dag die geweest is."))
        if day <= self.first_day:
            raise forms.ValidationError(
                now_("Deze dag ligt niet na je eerste ziektedag. Kies een latere dag.")
            )
        return day
