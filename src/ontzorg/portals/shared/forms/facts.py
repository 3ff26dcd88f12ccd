"""The form for steps and decisions with a date."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from ontzorg.portals.shared.forms.keyed import KeyedForm, choices_required
from ontzorg.portals.shared.presentation.forms import DutchDateField
from ontzorg.rules.wet.zaak import Vangnet
from ontzorg.verzuim.selectors import FeitCode

# A step of the plan is done by its task; here stands what comes from outside, or moves an end.
FACTS = (
    (FeitCode.WIA_BRIEF, "Brief van UWV over de WIA ontvangen"),
    (FeitCode.WIA_AANVRAAG, "WIA aangevraagd"),
    (FeitCode.VERKORTE_WACHTTIJD_AANVRAAG, "Verkorte wachttijd aangevraagd bij UWV"),
    (FeitCode.VERKORTE_WACHTTIJD_TOT, "UWV verkort de wachttijd tot en met"),
    (FeitCode.MELDING_42_WEKEN, "42e-weekmelding gedaan"),
    (FeitCode.LOONSANCTIE_BESLUIT, "UWV legt een loonsanctie op"),
    (FeitCode.LOONSANCTIE_HERSTEL_GEMELD, "Herstel van de loonsanctie gemeld bij UWV"),
    (FeitCode.LOONSANCTIE_HERSTEL_VASTGESTELD, "UWV stelt het herstel vast"),
    (FeitCode.VERLENGING, "Loon vrijwillig langer doorbetalen tot en met"),
    (FeitCode.LANGDURIG_VERWACHT, "Pas later duidelijk dat de ziekte lang duurt"),
    (FeitCode.PROBLEEMANALYSE, "Probleemanalyse gereed"),
    (FeitCode.BIJSTELLING, "Bedrijfsarts past het advies aan"),
    (FeitCode.PLAN_VAN_AANPAK, "Plan van aanpak gereed"),
    (FeitCode.EERSTEJAARSEVALUATIE, "Eerstejaarsevaluatie gehouden"),
    (FeitCode.VANGNET, "Er geldt een vangnetregeling"),
    (FeitCode.VANGNET_BEKEND, "Recht op ziekengeld pas later duidelijk"),
    (FeitCode.HERSTEL_VERWACHT, "Bedrijfsarts verwacht herstel op"),
    (FeitCode.ZONDER_ZIEKENGELD, "Geen ziekengeld door de eerstejaarstoets vanaf"),
)
VANGNET_WORDS = {
    Vangnet.ZWANGERSCHAP: "Zwangerschap",
    Vangnet.BEVALLING: "Bevalling",
    Vangnet.ORGAANDONATIE: "Orgaandonatie",
    Vangnet.NO_RISK: "No-riskpolis",
}
# The question that belongs to one kind of fact only.
QUESTION_OF = {"value": FeitCode.VANGNET, "eind": FeitCode.ZONDER_ZIEKENGELD}


class FactForm(KeyedForm):
    """Something that happened on a day and moves a date.

    It offers only what earlier answers make possible, and asks only what that needs. One fact is
    no choice: then the form is about that one.
    """

    code = forms.ChoiceField(
        label="Wat wilt u vastleggen?",
        error_messages=choices_required("Kies wat u wilt vastleggen."),
    )
    day = DutchDateField(label="Op welke dag?")
    eind = DutchDateField(
        label="Laatste dag zonder ziekengeld",
        help_text="Alleen bij de eerstejaarstoets. Laat leeg zolang er geen ziekengeld is.",
        required=False,
    )
    value = forms.ChoiceField(
        label="Welke vangnetregeling?",
        help_text="Alleen bij een vangnetregeling. Vraag nooit naar de oorzaak van de ziekte.",
        choices=[("", "Niet van toepassing"), *VANGNET_WORDS.items()],
        required=False,
    )

    def __init__(self, *arguments: Any, offered: Collection[FeitCode], **options: Any) -> None:
        super().__init__(*arguments, **options)
        facts = [fact for fact in FACTS if fact[0] in offered]
        self.fields["code"].choices = [("", "Kies"), *facts]  # type: ignore[attr-defined]
        if len(facts) == 1:
            self.fields["code"].widget = forms.HiddenInput()
        for name, code in QUESTION_OF.items():
            if code not in offered:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Ask a vangnet for its kind; what belongs to another kind of fact is left out."""
        cleaned = super().clean() or {}
        if cleaned.get("code") == FeitCode.VANGNET and not cleaned.get("value"):
            self.add_error("value", "Kies welke vangnetregeling geldt.")
        if cleaned.get("code") != FeitCode.VANGNET:
            cleaned["value"] = ""
        if cleaned.get("code") != FeitCode.ZONDER_ZIEKENGELD:
            cleaned["eind"] = None
        return cleaned
