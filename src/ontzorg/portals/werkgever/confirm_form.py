"""The employer's answer to what an employee reported himself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontzorg.portals.shared.forms.questions import NO, YES, QuestionField


class ConfirmForm(forms.Form):
    """Agree, or do not agree and say why."""

    answer = QuestionField(
        ((YES, _("Ja, dit klopt")), (NO, _("Nee, dit klopt niet"))),
        label=_("Klopt deze melding?"),
    )
    reason = forms.CharField(
        label=_("Wat klopt er niet?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De medewerker leest dit. Schrijf niets op over de ziekte."),
        error_messages={
            "required": _("Leg in een zin uit wat er niet klopt."),
            "max_length": _("Gebruik niet meer dan 300 tekens."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words with a no only."""
        data = super().clean() or {}
        if data.get("answer") != NO:
            data["reason"] = ""
            self.errors.pop("reason", None)
        return data
