"""At which address an employee is invited."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ontzorg.portals.shared.presentation.forms import AddressField


class InviteForm(forms.Form):
    """The address of the employee; sent twice it invites once."""

    email = AddressField(
        label=_("E-mailadres van de medewerker"),
        help_text=_("Liefst een adres dat alleen de medewerker zelf leest."),
        error_messages={"required": _("Vul het e-mailadres van de medewerker in.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)
