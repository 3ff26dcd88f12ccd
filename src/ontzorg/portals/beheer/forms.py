"""The forms of beheer. They check what can be typed wrong; the services check the rest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ontzorg.access.models import Organisation, OrganisationKind
from ontzorg.access.roles import ROLE_LABELS, Role
from ontzorg.portals.shared.presentation.forms import DutchDateField


class OrganisationForm(forms.Form):
    """A new organisation."""

    kind = forms.ChoiceField(label=_("Soort"), choices=OrganisationKind.choices)
    name = forms.CharField(label=_("Naam"), max_length=200)
    kvk_number = forms.CharField(
        label=_("KvK-nummer"),
        max_length=8,
        required=False,
        validators=[RegexValidator(r"^\d{8}$", _("Vul een KvK-nummer van acht cijfers in."))],
        help_text=_("Acht cijfers, bijvoorbeeld 12345678."),
    )


class AccountForm(forms.Form):
    """A new person with his first role."""

    name = forms.CharField(label=_("Naam"), max_length=200)
    email = forms.EmailField(
        label=_("E-mailadres"), help_text=_("Hiermee meldt deze persoon zich aan.")
    )


class RoleForm(forms.Form):
    """A role at an organisation."""

    organisation = forms.ModelChoiceField(
        label=_("Organisatie"), queryset=Organisation.objects.all(), empty_label=_("Kies …")
    )
    role = forms.ChoiceField(
        label=_("Rol"),
        choices=[
            (role.value, ROLE_LABELS[role])
            for role in Role
            if role not in {Role.SYSTEM, Role.MEDEWERKER}
        ],
    )
    taakdelegatie = forms.BooleanField(
        label=_("Werkt onder taakdelegatie van de bedrijfsarts"),
        required=False,
        help_text=_("Alleen dan mag een medisch verzuimbegeleider medische gegevens zien."),
    )
    start = DutchDateField(label=_("Vanaf"))


class MandateForm(forms.Form):
    """Who works for which werkgever."""

    werkgever = forms.ModelChoiceField(
        label=_("Werkgever"),
        queryset=Organisation.objects.filter(kind=OrganisationKind.WERKGEVER),
        empty_label=_("Kies …"),
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisatie die gaat werken voor deze werkgever"),
        queryset=Organisation.objects.exclude(
            kind__in=(OrganisationKind.WERKGEVER, OrganisationKind.BEHEER)
        ),
        empty_label=_("Kies …"),
    )
    start = DutchDateField(label=_("Vanaf"))


class EndForm(forms.Form):
    """The first day on which something no longer holds."""

    end = DutchDateField(
        label=_("Geldt niet meer vanaf"),
        help_text=_("Op deze dag vervalt de toegang. Wat gedaan is, blijft bewaard."),
    )


def add_user_error(form: forms.Form, field: str | None, message: str) -> None:
    """Show the message of a service at its field, or above the form."""
    known: dict[str, Any] = form.fields
    form.add_error(field if field in known else None, message)
