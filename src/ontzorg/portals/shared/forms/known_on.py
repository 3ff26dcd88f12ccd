"""The day to look back to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ontzorg.portals.shared.presentation.forms import DutchDateField


class KnownOnForm(forms.Form):
    """Which day the dossier is looked at from."""

    bekend_op = DutchDateField(label="Zoals bekend op", help_text="")

    def __init__(self, *arguments: Any, today: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.today = today

    def clean_bekend_op(self) -> date | None:
        """Refuse a day that still has to come; today is the page as it is."""
        day: date = self.cleaned_data["bekend_op"]
        if day > self.today:
            raise ValidationError("Deze dag komt nog. Kies een dag in het verleden.")
        return None if day == self.today else day
