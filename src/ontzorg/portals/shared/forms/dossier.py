"""Forms for leave, and for steps and decisions with a date."""

from __future__ import annotations

from typing import Any

from django import forms

from ontzorg.portals.shared.forms.keyed import KeyedForm, choices_required
from ontzorg.portals.shared.presentation.forms import DutchDateField
from ontzorg.rules.wet.zaak import Vangnet
from ontzorg.verzuim.selectors import FeitCode

YES, NO = "ja", "nee"
# A step of the plan is done by its task; here stands what comes from outside, or moves an end.
FACTS = (
    (FeitCode.WIA_BRIEF, "Brief van UWV over de WIA ontvangen"),
    (FeitCode.WIA_AANVRAAG, "WIA aangevraagd"),
    (FeitCode.MELDING_42_WEKEN, "42e-weekmelding gedaan"),
    (FeitCode.LOONSANCTIE_BESLUIT, "UWV legt een loonsanctie op"),
    (FeitCode.LOONSANCTIE_HERSTEL_GEMELD, "Herstel van de loonsanctie gemeld bij UWV"),
    (FeitCode.LOONSANCTIE_HERSTEL_VASTGESTELD, "UWV stelt het herstel vast"),
    (FeitCode.VERLENGING, "Loon vrijwillig langer doorbetalen, tot en met"),
    (FeitCode.PROBLEEMANALYSE, "Probleemanalyse gereed"),
    (FeitCode.PLAN_VAN_AANPAK, "Plan van aanpak gereed"),
    (FeitCode.EERSTEJAARSEVALUATIE, "Eerstejaarsevaluatie gehouden"),
    (FeitCode.VANGNET, "Er geldt een vangnetregeling"),
)
VANGNET_WORDS = {
    Vangnet.ZWANGERSCHAP: "Zwangerschap",
    Vangnet.BEVALLING: "Bevalling",
    Vangnet.ORGAANDONATIE: "Orgaandonatie",
    Vangnet.NO_RISK: "No-riskpolis",
}


class FactForm(KeyedForm):
    """Something that happened on a day and moves a date.

    The kind of vangnet is known to the arbodienst only; others may not ask for it.
    """

    code = forms.ChoiceField(
        label="Wat wilt u vastleggen?",
        choices=[("", "Kies"), *FACTS],
        error_messages=choices_required("Kies wat u wilt vastleggen."),
    )
    day = DutchDateField(label="Op welke dag?")
    value = forms.ChoiceField(
        label="Welke vangnetregeling?",
        help_text="Alleen bij een vangnetregeling. Vraag nooit naar de oorzaak van de ziekte.",
        choices=[("", "Niet van toepassing"), *VANGNET_WORDS.items()],
        required=False,
    )

    def __init__(self, *arguments: Any, asks_vangnet: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not asks_vangnet:
            del self.fields["value"]
            facts = [fact for fact in FACTS if fact[0] != FeitCode.VANGNET]
            self.fields["code"].choices = [("", "Kies"), *facts]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask a vangnet for its kind; nothing else has one."""
        cleaned = super().clean() or {}
        is_vangnet = cleaned.get("code") == FeitCode.VANGNET
        if is_vangnet and not cleaned.get("value"):
            self.add_error("value", "Kies welke vangnetregeling geldt.")
        if not is_vangnet:
            cleaned["value"] = ""
        return cleaned


class LeaveForm(KeyedForm):
    """Zwangerschaps- and bevallingsverlof, first and last day included."""

    start = DutchDateField(label="Eerste dag van het verlof")
    eind = DutchDateField(label="Laatste dag van het verlof")


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
