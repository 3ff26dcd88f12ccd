"""Forms for leave, and for the day on which a task was done."""

from __future__ import annotations

from typing import Any

from django import forms

from ontzorg.portals.shared.forms.keyed import KeyedForm, choices_required
from ontzorg.portals.shared.presentation.forms import DutchDateField

YES, NO = "ja", "nee"


class LeaveForm(KeyedForm):
    """Zwangerschaps- en bevallingsverlof, first and last day included.

    Only with sickness just before the leave there is one question more: could it have begun then?
    """

    start = DutchDateField(label="Eerste dag van het verlof")
    eind = DutchDateField(label="Laatste dag van het verlof")
    flexibel_vanaf = DutchDateField(
        label="Vanaf welke dag kon het verlof al ingaan?",
        help_text=(
            "Dit staat in de brief van UWV over het verlof. Weet u het niet? Laat het leeg en "
            "bewaar nog eens."
        ),
        required=False,
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.asked_for = self.fields.pop("flexibel_vanaf")
        self.is_asking = "flexibel_vanaf" in self.data
        if self.is_asking:
            self.ask()

    def ask(self) -> None:
        """Put the question on the form."""
        self.fields["flexibel_vanaf"] = self.asked_for


class CauseForm(KeyedForm):
    """The one question to the bedrijfsarts about a leave; the cause itself is never asked."""

    answer = forms.ChoiceField(
        label="Is de ziekte na het verlof dezelfde als ervoor?",
        help_text="Alleen ja of nee. De oorzaak zelf komt hier niet.",
        choices=[(YES, "Ja, dezelfde"), (NO, "Nee, een andere")],
        widget=forms.RadioSelect,
        error_messages=choices_required("Kies ja of nee."),
    )


class CompleteForm(forms.Form):
    """The day on which a task was really done."""

    completed_on = DutchDateField(label="Op welke dag is dit gedaan?")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["completed_on"].widget.attrs["autofocus"] = True
