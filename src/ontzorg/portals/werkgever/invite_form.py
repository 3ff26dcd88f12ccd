"""At which address an employee is invited."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class InviteForm(forms.Form):
    """The address of the employee; sent twice it invites once."""

    email = forms.EmailField(
        label=_("E-mailadres van de medewerker"),
        help_text=_("Liefst een adres dat alleen de medewerker zelf leest."),
        error_messages={
            "required": _("Vul het e-mailadres van de medewerker in."),
            "invalid": _("Dit is geen e-mailadres. Vul het in als naam@bedrijf.nl."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)
