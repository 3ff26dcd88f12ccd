"""The form that brings in a file of the payroll package."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ontzorg.portals.shared.presentation.forms import UploadField

MOST_BYTES = 5 * 1024 * 1024


class BerichtForm(forms.Form):
    """One XML file with meldingen."""

    file = UploadField(
        label=_("Bestand van uw salarispakket"),
        help_text=_("Een XML-bestand van ten hoogste 5 MB. Uw pakket noemt het vaak “SIVI”."),
        kinds=".xml,application/xml,text/xml",
        most_bytes=MOST_BYTES,
        too_big=_("Dit bestand is groter dan 5 MB. Verdeel de meldingen over meer bestanden."),
        error_messages={"empty": _("Dit bestand is leeg. Maak het opnieuw in uw salarispakket.")},
    )
