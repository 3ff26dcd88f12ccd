"""Forms for what is reported in a dossier: another percentage, recovery, and mending either."""

from __future__ import annotations

from typing import Any

from django import forms

from ontzorg.portals.shared.forms.keyed import KeyedForm, choices_required
from ontzorg.portals.shared.presentation.forms import DutchDateField

FULL, PARTIAL = "volledig", "gedeeltelijk"
WRONG_PERCENTAGE = "Vul een heel getal van 0 tot en met 100 in."
WRONG_HOURS = "Vul de uren in als getal, bijvoorbeeld 12 of 7,5."


class PercentageField(forms.IntegerField):
    """The arbeidsongeschiktheidspercentage: 0 to 100, whole."""

    unit = "%"

    def __init__(self, **options: Any) -> None:
        wrong = dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG_PERCENTAGE)
        widget = forms.NumberInput(attrs={"inputmode": "numeric"})
        super().__init__(min_value=0, max_value=100, widget=widget, error_messages=wrong, **options)


class HoursField(forms.DecimalField):
    """Hours a week, with a comma or a point."""

    unit = "uur per week"

    def __init__(self, **options: Any) -> None:
        kinds = ("invalid", "max_digits", "max_decimal_places", "max_whole_digits", "min_value")
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 6})
        super().__init__(
            localize=True,
            min_value=0,
            max_digits=4,
            decimal_places=2,
            widget=widget,
            error_messages=dict.fromkeys(kinds, WRONG_HOURS),
            **options,
        )


def hours_field() -> HoursField:
    """Return the field for arbeidstherapeutische uren."""
    return HoursField(
        label="Arbeidstherapeutisch werk",
        help_text="Uren om werk te proberen. Ze tellen niet als hersteld.",
        required=False,
    )


class ChangeForm(KeyedForm):
    """Another percentage from a day on."""

    day = DutchDateField(label="Vanaf welke dag?")
    percentage = PercentageField(
        label="Hoeveel procent arbeidsongeschikt vanaf die dag?",
        help_text="100 is helemaal niet aan het werk. Neem over wat de bedrijfsarts of het plan "
        "zegt.",
    )
    arbeidstherapeutisch_uren = hours_field()


class RecoverForm(KeyedForm):
    """Recovered, wholly or for a part."""

    how = forms.ChoiceField(
        label="Hoe is het nu?",
        choices=[
            (FULL, "Helemaal hersteld: werkt weer alle uren in het eigen werk"),
            (PARTIAL, "Gedeeltelijk hersteld: werkt weer een deel"),
        ],
        widget=forms.RadioSelect,
        error_messages=choices_required("Kies helemaal of gedeeltelijk hersteld."),
    )
    day = DutchDateField(
        label="Vanaf welke dag?",
        help_text="De eerste dag waarop weer is gewerkt, of gewerkt kon worden. "
        "Dag-maand-jaar, bijvoorbeeld 03-02-2025.",
    )
    percentage = PercentageField(
        label="Hoeveel procent blijft arbeidsongeschikt?",
        help_text="Alleen invullen bij gedeeltelijk hersteld.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask the percentage only of who is partly recovered."""
        cleaned = super().clean() or {}
        percentage = cleaned.get("percentage")
        if cleaned.get("how") == PARTIAL and not percentage and "percentage" not in self.errors:
            self.add_error(
                "percentage", "Vul in hoeveel procent arbeidsongeschikt blijft: 1 tot 100."
            )
        if cleaned.get("how") == FULL:
            cleaned["percentage"] = None
        return cleaned


class CorrectForm(KeyedForm):
    """All values of a melding anew."""

    day = DutchDateField(label="Welke dag moet er staan?")
    percentage = PercentageField(label="Welk percentage moet er staan?", required=False)
    arbeidstherapeutisch_uren = hours_field()


class WithdrawForm(KeyedForm):
    """Nothing to fill in: only that it is meant."""
