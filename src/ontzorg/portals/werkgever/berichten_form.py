"""The form that brings in a file of the payroll package."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 5 * 1024 * 1024


class BerichtForm(forms.Form):
    """One XML file with meldingen."""

    file = forms.FileField(
        label=_("Bestand van uw salarispakket"),
        help_text=_("Een XML-bestand van ten hoogste 5 MB. Uw pakket noemt het vaak “SIVI”."),
        widget=forms.FileInput(attrs={"accept": ".xml,application/xml,text/xml"}),
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Dit bestand is leeg. Maak het opnieuw in uw salarispakket."),
            "max_length": _("De naam van dit bestand is te lang. Geef het een kortere naam."),
        },
        max_length=200,
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too big to be a message."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                now_("Dit bestand is groter dan 5 MB. Verdeel de meldingen over meer bestanden.")
            )
        return file
