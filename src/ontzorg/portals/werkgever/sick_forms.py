"""The two steps of a ziekmelding. They hold what an employer may ask, and nothing else.

Law: AP-beleidsregels "De zieke werknemer" (BWBR0037896). There is no field for a reason, and an
employer does not judge a percentage: the hours that someone still works are a fact.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from ontzorg.portals.shared.forms.questions import (
    EXPECTATIONS,
    NO,
    YES,
    YES_NO,
    YES_NO_UNKNOWN,
    QuestionField,
    expected_recovery,
)
from ontzorg.portals.shared.presentation.forms import DutchDateField

MOST_HOURS = 60
EARLIEST = timedelta(days=3 * 366)
# Which answer makes the next field needed: field -> (question, answer).
NEEDED_BY = {
    "hours": ("is_full", NO),
    "contract_hours": ("is_full", NO),
    "verpleegadres": ("is_home", NO),
    "lopende_afspraken": ("has_handover", YES),
    "arbeidsongeval": ("had_accident", YES),
    "verkeersongeval_derde": ("had_accident", YES),
}
HOURS = ("hours", "contract_hours")
FREE_TEXT = ("verpleegadres", "lopende_afspraken")


class HoursField(forms.DecimalField):
    """Hours a week, typed with a comma or a point."""

    def __init__(self, **options: Any) -> None:
        messages = {
            "required": _("Vul het aantal uren in, bijvoorbeeld 12 of 12,5."),
            "invalid": _("Vul een getal in, bijvoorbeeld 12 of 12,5."),
            "min_value": _("Vul nul of meer uren in."),
            "max_value": _("Vul niet meer dan 60 uren in."),
            "max_decimal_places": _("Gebruik niet meer dan twee cijfers achter de komma."),
        }
        super().__init__(
            min_value=Decimal(0),
            max_value=Decimal(MOST_HOURS),
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages=messages,
            **options,
        )

    def to_python(self, value: Any) -> Any:
        """Read 12,5 as 12.5."""
        return super().to_python(str(value or "").replace(",", "."))


class FirstQuestions(forms.Form):
    """Who, since when, and for how long probably."""

    dienstverband = forms.ChoiceField(
        label=_("Wie is er ziek?"),
        error_messages={
            "required": _("Kies wie er ziek is."),
            "invalid_choice": _("Deze medewerker staat niet in uw lijst. Kies iemand anders."),
        },
    )
    eerste_ziektedag = DutchDateField(
        label=_("Wat is de eerste ziektedag?"),
        help_text=_(
            "De eerste dag waarop niet of niet de hele dag is gewerkt. "
            "Dag-maand-jaar, bijvoorbeeld 03-02-2025."
        ),
    )
    expected = QuestionField(
        EXPECTATIONS,
        label=_("Hoe lang denkt de medewerker ziek te zijn?"),
        help_text=_("Een schatting is genoeg. U vraagt alleen hoe lang, niet waarom."),
        error_messages={
            "required": _(
                "Kies hoe lang het ongeveer duurt. Weet u het niet? Kies “Nog niet te zeggen”."
            )
        },
    )

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, str]], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.today = today
        field = self.fields["dienstverband"]
        field.choices = [("", now_("Kies een medewerker")), *people]  # type: ignore[attr-defined]

    def clean_eerste_ziektedag(self) -> date:
        """Refuse a day that is still to come, or that lies years back."""
        day: date = self.cleaned_data["eerste_ziektedag"]
        if day > self.today:
            raise forms.ValidationError(
                now_("Deze dag moet nog komen. Vul vandaag in, of een dag die geweest is.")
            )
        if day < self.today - EARLIEST:
            raise forms.ValidationError(
                now_("Deze dag ligt meer dan drie jaar terug. Controleer het jaar.")
            )
        return day

    @property
    def verwacht_hersteld_op(self) -> date | None:
        """The day on which recovery is expected; None when nobody can tell."""
        answers = self.cleaned_data
        return expected_recovery(answers["eerste_ziektedag"], answers["expected"])


class FollowUp(forms.Form):
    """What an earlier answer makes needed, and the few other things an employer may ask."""

    reported_on = DutchDateField(label=_("Op welke dag hoorde u het?"))
    reported_time = forms.TimeField(
        label=_("Hoe laat?"),
        required=False,
        help_text=_("Uren en minuten, bijvoorbeeld 08:15."),
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Typ de tijd als uren en minuten, bijvoorbeeld 08:15.")},
    )
    is_full = QuestionField(((YES, _("Ja, helemaal ziek")), (NO, _("Nee, werkt nog een deel"))))
    hours = HoursField(label=_("Hoeveel uur per week is dat nog?"))
    contract_hours = HoursField(label=_("Hoeveel uur per week staat er in het contract?"))
    telefoon = forms.CharField(
        label=_("Telefoonnummer"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        error_messages={"max_length": _("Dit nummer is te lang. Vul één telefoonnummer in.")},
    )
    is_home = QuestionField(((YES, _("Ja, thuis")), (NO, _("Nee, op een ander adres"))))
    verpleegadres = forms.CharField(
        label=_("Wat is dat adres?"),
        max_length=300,
        help_text=_("Alleen straat, nummer en plaats. Niet wat voor plek het is."),
        error_messages={
            "required": _("Vul het adres in waar de medewerker nu is."),
            "max_length": _("Dit adres is te lang. Houd het bij straat en plaats."),
        },
    )
    has_handover = QuestionField(YES_NO)
    lopende_afspraken = forms.CharField(
        label=_("Wat moet er gebeuren, en voor wanneer?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alleen over het werk. Schrijf niets op over de ziekte."),
        error_messages={
            "required": _("Schrijf op wat iemand moet overnemen, of kies “Nee”."),
            "max_length": _("Gebruik niet meer dan 1.000 tekens."),
        },
    )
    had_accident = QuestionField(
        YES_NO,
        label=_("Is de medewerker ziek door een ongeval?"),
        help_text=_("Dit mag u vragen. Na een verkeersongeval kan een ander de kosten betalen."),
    )
    arbeidsongeval = QuestionField(YES_NO_UNKNOWN, label=_("Gebeurde het ongeval door het werk?"))
    verkeersongeval_derde = QuestionField(
        YES_NO_UNKNOWN,
        label=_("Was het een verkeersongeval waarvoor een ander misschien aansprakelijk is?"),
    )
    vangnet = QuestionField(
        YES_NO_UNKNOWN,
        label=_("Valt de medewerker onder een vangnetregeling van de Ziektewet?"),
        help_text=_("Vraag alleen of het zo is, niet om welke regeling het gaat."),
    )

    def __init__(
        self,
        *args: Any,
        name: str,
        first_day: date,
        today: date,
        contract: Decimal | None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.name, self.contract = name, contract
        self.first_day, self.today = first_day, today
        if first_day == today:
            del self.fields["reported_on"], self.fields["reported_time"]
        if contract is not None:
            del self.fields["contract_hours"]
        self.fields["is_full"].label = now_("Is %(name)s helemaal ziek?") % {"name": name}
        self.fields["is_home"].label = now_("Is %(name)s thuis te bereiken?") % {"name": name}
        label = now_("Moet iemand werk of afspraken van %(name)s overnemen?")
        self.fields["has_handover"].label = label % {"name": name}

    def clean_reported_on(self) -> date:
        """Refuse a day before the sickness or after today."""
        day: date = self.cleaned_data["reported_on"]
        if not self.first_day <= day <= self.today:
            raise forms.ValidationError(
                now_("Kies een dag vanaf de eerste ziektedag tot en met vandaag.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Forget what no answer asked for: it is not needed, and may not be kept."""
        data = super().clean() or {}
        for field, (question, answer) in NEEDED_BY.items():
            if field not in self.fields:
                continue
            if data.get(question) != answer:
                data[field] = None if field in HOURS else ""
                self.errors.pop(field, None)
        self._check_hours(data.get("hours"), self.contract or data.get("contract_hours"))
        return data

    def _check_hours(self, hours: Decimal | None, contract: Decimal | None) -> None:
        if hours is not None and contract and hours >= contract:
            message = now_("Vul minder dan %(most)s uur in: dat zijn de uren van het contract.")
            self.add_error("hours", message % {"most": f"{contract.normalize():f}"})

    def free_text(self) -> str:
        """Return all text that someone typed freely, to be looked through."""
        return " ".join(str(self.cleaned_data.get(name) or "") for name in FREE_TEXT)
