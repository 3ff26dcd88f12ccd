"""The forms for employees, employments and departments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from stdnum.nl import bsn as bsn_number

from ontzorg.parties.selectors import Dienstverband, Werknemer
from ontzorg.parties.services import DienstverbandData, WerknemerData
from ontzorg.portals.shared.presentation.forms import AddressField, DutchDateField
from ontzorg.portals.werkgever.sick_forms import HoursField

T = TypeVar("T", WerknemerData, DienstverbandData)
POSTCODE = re.compile(r"^([1-9]\d{3})\s?([A-Za-z]{2})$")
PHONE = re.compile(r"^\+?[\d\s()-]{8,20}$")
TOO_LONG = _("Dit is te lang. Maak het korter.")


def text(label: Any, length: int, **options: Any) -> forms.CharField:
    """Return a line of text; optional unless said otherwise."""
    options.setdefault("required", False)
    messages = {"max_length": TOO_LONG} | options.pop("error_messages", {})
    return forms.CharField(label=label, max_length=length, error_messages=messages, **options)


class PersonForm(forms.Form):
    """Who someone is and how to reach him."""

    voorletters = text(
        _("Voorletters"),
        20,
        required=True,
        error_messages={"required": _("Vul de voorletters in.")},
    )
    roepnaam = text(_("Roepnaam"), 60)
    tussenvoegsel = text(_("Tussenvoegsel"), 20, help_text=_("Bijvoorbeeld van der."))
    achternaam = text(
        _("Achternaam"), 120, required=True, error_messages={"required": _("Vul de achternaam in.")}
    )
    geboortedatum = DutchDateField(
        label=_("Geboortedatum"), help_text=_("Dag-maand-jaar, bijvoorbeeld 14-03-1990.")
    )
    bsn = text(
        _("BSN"),
        12,
        help_text=_(
            "Negen cijfers. Nodig voor berichten aan UWV en arbodienst. Versleuteld bewaard."
        ),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "data-no-draft": ""}
        ),
    )
    email = AddressField(label=_("E-mailadres"), required=False)
    telefoon = text(_("Telefoon"), 20, widget=forms.TextInput(attrs={"type": "tel"}))
    straat = text(_("Straat"), 120)
    huisnummer = text(_("Huisnummer"), 20)
    postcode = text(_("Postcode"), 7, help_text=_("Bijvoorbeeld 1234 AB."))
    woonplaats = text(_("Woonplaats"), 120)

    def clean_bsn(self) -> str:
        """Refuse a number that fails the elfproef."""
        number = re.sub(r"[\s.]", "", str(self.cleaned_data["bsn"]))
        if number and not bsn_number.is_valid(number):
            raise forms.ValidationError(
                now_("Dit BSN klopt niet. Controleer de negen cijfers op het loonstrookje.")
            )
        return number

    def clean_postcode(self) -> str:
        """Write the postcode as 1234 AB."""
        typed = str(self.cleaned_data["postcode"])
        found = POSTCODE.match(typed)
        if typed and not found:
            raise forms.ValidationError(now_("Vul vier cijfers en twee letters in, zoals 1234 AB."))
        return f"{found[1]} {found[2].upper()}" if found else ""

    def clean_telefoon(self) -> str:
        """Refuse what cannot be dialled."""
        typed = str(self.cleaned_data["telefoon"])
        if typed and not PHONE.match(typed):
            raise forms.ValidationError(now_("Vul een telefoonnummer in, zoals 06 12345678."))
        return typed

    def werknemer_data(self, known: Werknemer | None = None) -> WerknemerData:
        """Return what was typed; what the form does not ask stays as it is known."""
        return _merged(WerknemerData, self.cleaned_data, known)


class EmploymentForm(forms.Form):
    """One employment: from when, as what, where and how many hours.

    Only a private household is asked whether this is work in the home: an employer without a
    KvK number, or one who said so before.
    """

    begint_op = DutchDateField(label=_("Eerste dag in dienst"))
    functie = text(_("Functie"), 120, help_text=_("Zoals in het contract, bijvoorbeeld bakker."))
    afdeling_id = forms.ChoiceField(label=_("Afdeling"), required=False)
    uren_per_week = HoursField(
        label=_("Uren per week"),
        required=False,
        help_text=_("Het aantal uren in het contract, bijvoorbeeld 32 of 37,5."),
    )
    personeelsnummer = text(_("Personeelsnummer"), 40)
    huishoudelijk = forms.BooleanField(
        label=_("Werk in een particulier huishouden op minder dan vier dagen per week"),
        required=False,
        help_text=_(
            "Bijvoorbeeld schoonmaken, oppassen of tuinieren bij iemand thuis. Bij ziekte is er "
            "dan zes weken loon, en geen WIA."
        ),
    )

    def __init__(
        self,
        *args: Any,
        afdelingen: Iterable[tuple[int, str]],
        asks_huishoudelijk: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if not asks_huishoudelijk and not self.initial.get("huishoudelijk"):
            del self.fields["huishoudelijk"]
        choices = [("", now_("Geen afdeling")), *((str(pk), name) for pk, name in afdelingen)]
        self.fields["afdeling_id"].choices = choices  # type: ignore[attr-defined]

    def clean_uren_per_week(self) -> Decimal | None:
        """Refuse a contract of no hours."""
        hours: Decimal | None = self.cleaned_data["uren_per_week"]
        if hours == 0:
            raise forms.ValidationError(now_("Vul meer dan 0 uren in, of laat dit leeg."))
        return hours

    def clean_afdeling_id(self) -> int | None:
        """Return the number of the department."""
        chosen = self.cleaned_data["afdeling_id"]
        return int(chosen) if chosen else None

    def dienstverband_data(self, known: Dienstverband | None = None) -> DienstverbandData:
        """Return what was typed; what the form does not ask stays as it is known."""
        return _merged(DienstverbandData, self.cleaned_data, known)


class EmploymentChangeForm(EmploymentForm):
    """A change of an employment, and from when department, function and hours are so."""

    vanaf = DutchDateField(
        label=_("Vanaf welke dag geldt dit?"),
        required=False,
        help_text=_(
            "Voor functie, afdeling en uren. Leeg betekent: vanaf vandaag. Was het altijd al zo? "
            "Vul dan de eerste dag in dienst in."
        ),
    )


class NewStaffForm(EmploymentForm, PersonForm):
    """A new employee with the first employment."""

    field_order = tuple(PersonForm.base_fields) + tuple(EmploymentForm.base_fields)


class EndForm(forms.Form):
    """The last day of an employment."""

    eindigt_op = DutchDateField(label=_("Laatste dag in dienst"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, begint_op: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.begint_op = begint_op

    def clean_eindigt_op(self) -> date:
        """Refuse a last day before the first."""
        day: date = self.cleaned_data["eindigt_op"]
        if day < self.begint_op:
            raise forms.ValidationError(
                now_("Deze dag ligt voor de eerste dag in dienst. Kies een latere dag.")
            )
        return day


class AfdelingForm(forms.Form):
    """A new department."""

    name = text(
        _("Naam van de afdeling"),
        120,
        required=True,
        error_messages={"required": _("Vul de naam van de afdeling in.")},
    )


class BsnForm(forms.Form):
    """Why someone wants to see the BSN; the log keeps the answer."""

    purpose = forms.ChoiceField(
        label=_("Waarvoor hebt u het BSN nodig?"),
        widget=forms.RadioSelect,
        choices=(
            ("Melding aan UWV", _("Voor een melding aan UWV")),
            ("Melding aan de arbodienst", _("Voor een melding aan de arbodienst")),
            ("Controle van de gegevens", _("Om te controleren of het klopt")),
        ),
        error_messages={"required": _("Kies waarvoor u het BSN nodig hebt.")},
    )


def _merged(made: type[T], typed: dict[str, Any], known: Any) -> T:
    names = [field.name for field in fields(made)]
    kept = {name: getattr(known, name) for name in names} if known else {}
    return made(**(kept | {name: typed[name] for name in names if name in typed}))
