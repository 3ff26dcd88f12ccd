"""What a file is for, and of which kind."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

CSV, XLSX = "csv", "xlsx"


class ExportForm(forms.Form):
    """Two questions before a file is made; the log keeps the first answer."""

    purpose = forms.ChoiceField(
        label=_("Waarvoor hebt u het bestand nodig?"),
        widget=forms.RadioSelect,
        choices=(
            ("Overzicht voor het eigen werk", _("Voor een overzicht in mijn werk")),
            ("Controle van de gegevens", _("Om te controleren of alles klopt")),
            ("Overstap naar een ander pakket", _("Om over te stappen naar een ander pakket")),
            ("Verzoek van een toezichthouder", _("Een toezichthouder of accountant vraagt erom")),
        ),
        error_messages={"required": _("Kies waarvoor u het bestand nodig hebt.")},
    )
    kind = forms.ChoiceField(
        label=_("Soort bestand"),
        widget=forms.RadioSelect,
        choices=((XLSX, _("Excel (.xlsx)")), (CSV, _("CSV"))),
        initial=XLSX,
        error_messages={"required": _("Kies een soort bestand.")},
    )
