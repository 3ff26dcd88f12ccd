"""The forms of a staff import: the file, and what stands in each column."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from ontzorg.parties.staff_import.cells.fields import FIELDS, About
from ontzorg.parties.staff_import.cells.refused import refusal_of
from ontzorg.parties.staff_import.files.limits import MOST_BYTES
from ontzorg.portals.shared.presentation.forms import UploadField

KINDS = ".csv,.xlsx,.txt,text/csv"
NOTHING = (("", _("Nemen wij niet over")),)
GROUPS = (
    (About.PERSON, _("Over de persoon")),
    (About.WORK, _("Over het werk")),
    (About.CHECK, _("Ter controle")),
)


class UploadForm(forms.Form):
    """One file with employees."""

    file = UploadField(
        label=_("Bestand met uw medewerkers"),
        help_text=_("Een Excel-bestand (.xlsx) of een CSV-bestand."),
        kinds=KINDS,
        most_bytes=MOST_BYTES,
        too_big=_("Dit bestand is te groot. Verdeel de medewerkers over meer bestanden."),
        error_messages={"empty": _("Dit bestand is leeg. Kies het bestand met uw medewerkers.")},
    )


class ColumnsForm(forms.Form):
    """What stands in each column: one question for each, answered as far as we know."""

    def __init__(self, *args: Any, header: list[str], columns: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        for index, (name, code) in enumerate(zip(header, columns, strict=True)):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=name or now_("Kolom {number} zonder naam").format(number=index + 1),
                choices=NOTHING if refusal_of(name) else _choices(),
                initial=code,
                required=False,
                error_messages={"invalid_choice": _("Kies een van de soorten in de lijst.")},
            )

    def columns(self) -> list[str]:
        """Return the choices, in the order of the columns."""
        return [str(self.cleaned_data[name]) for name in self.fields]


def _choices() -> list[Any]:
    groups = [
        (label, [(field.code, field.label) for field in FIELDS if field.about is about])
        for about, label in GROUPS
    ]
    return [("", now_("Sla deze kolom over")), *groups]
