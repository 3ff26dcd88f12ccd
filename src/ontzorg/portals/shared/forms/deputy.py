"""Who does my work while I am away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from ontzorg.portals.shared.colleagues import Colleague
from ontzorg.portals.shared.presentation.forms import DutchDateField

CHOOSE = "Kies een collega."


class DeputyForm(forms.Form):
    """A colleague, and the days he replaces me. The last day is included."""

    deputy = forms.TypedChoiceField(
        label="Wie neemt uw werk over?",
        coerce=int,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    start = DutchDateField(label="Eerste dag")
    last = DutchDateField(label="Laatste dag", help_text="Tot en met deze dag. Dag-maand-jaar.")

    def __init__(
        self, *arguments: Any, colleagues: Sequence[Colleague], today: date, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.today = today
        others = [(one.pk, f"{one.name} · {one.role}") for one in colleagues if not one.is_self]
        choices = [("", "Kies een collega"), *others]
        self.fields["deputy"].choices = choices  # type: ignore[attr-defined]

    def clean_last(self) -> date:
        """Refuse days that are all over: nobody can stand in for the past."""
        day: date = self.cleaned_data["last"]
        if day < self.today:
            raise forms.ValidationError("Deze dag is al geweest. Kies vandaag of een latere dag.")
        return day
