"""The forms of beheer. They check what can be typed wrong; the services check the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ontzorg.access.organisations import LONGEST_WORD
from ontzorg.access.roles import ROLE_LABELS, Role
from ontzorg.access.selectors import Organisation, OrganisationKind
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.presentation.forms import AddressField, DutchDateField, KindForm
from ontzorg.rules.wet.huisnormen import huisnorm_varianten

NUMBERS = (
    "loonheffingennummer",
    "aansluitnummer",
    "telefoon",
    "eigenrisicodrager_vanaf",
    "eigenrisicodrager_eind",
)
START = "eigenrisicodrager_vanaf"
if TYPE_CHECKING:
    _ModelChoice = forms.ModelChoiceField[Organisation]
else:
    _ModelChoice = forms.ModelChoiceField

MANY = 200
GONE = _("Deze organisatie staat niet in de lijst. Kies een andere.")
NO_MANDATE = (OrganisationKind.WERKGEVER, OrganisationKind.BEHEER)


def _variants() -> list[tuple[str, Any]]:
    """Return the house norms to choose from; empty means those of the brochure."""
    known = [(name, name.replace("_", " ").capitalize()) for name in huisnorm_varianten()]
    return [("", _("Standaard"))] + [choice for choice in known if choice[0] != "standaard"]


def _kvk_number() -> forms.CharField:
    return forms.CharField(
        label=_("KvK-nummer"),
        max_length=8,
        required=False,
        validators=[RegexValidator(r"^\d{8}$", _("Vul een KvK-nummer van acht cijfers in."))],
        help_text=_("Acht cijfers, bijvoorbeeld 12345678."),
        error_messages={"max_length": _("Vul een KvK-nummer van acht cijfers in.")},
    )


def _variant() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Huisnormen"),
        choices=_variants,
        required=False,
        help_text=_("Alleen voor een arbodienst: wat zij naast de wet belooft."),
        error_messages={"invalid_choice": _("Kies een van deze huisnormen.")},
    )


class OrganisationForm(KindForm):
    """A new organisation; sent twice it makes one."""

    kind = forms.ChoiceField(label=_("Soort"), choices=OrganisationKind.choices)
    name = forms.CharField(label=_("Naam"), max_length=200)
    kvk_number = _kvk_number()
    variant = _variant()
    form_key = forms.UUIDField(widget=forms.HiddenInput)


class ChangeOrganisationForm(KindForm):
    """What can change of an organisation; an employer also has numbers that others know it by."""

    name = forms.CharField(label=_("Naam"), max_length=200)
    kvk_number = _kvk_number()
    variant = _variant()
    loonheffingennummer = forms.CharField(
        label=_("Loonheffingennummer"),
        max_length=20,
        required=False,
        help_text=_("Negen cijfers, de letter L en twee cijfers."),
    )
    aansluitnummer = forms.CharField(
        label=_("Aansluitnummer"),
        max_length=40,
        required=False,
        help_text=_("Het nummer waaronder de arbodienst deze werkgever kent."),
    )
    telefoon = forms.CharField(label=_("Telefoonnummer"), max_length=20, required=False)
    eigenrisicodrager_vanaf = DutchDateField(
        label=_("Eigenrisicodrager voor de Ziektewet vanaf"),
        required=False,
        help_text=_("De dag in het besluit van de Belastingdienst. Leeg: UWV betaalt ziekengeld."),
    )
    eigenrisicodrager_eind = DutchDateField(
        label=_("Laatste dag als eigenrisicodrager"),
        required=False,
        help_text=_("Laat leeg zolang het doorgaat."),
    )

    def __init__(self, *arguments: Any, kind: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if kind != OrganisationKind.ARBODIENST:
            del self.fields["variant"]
        if kind != OrganisationKind.WERKGEVER:
            for number in NUMBERS:
                del self.fields[number]
        elif not (self.initial.get(START) or self.data.get(START)):
            del self.fields["eigenrisicodrager_eind"]


class RoleNamesForm(forms.Form):
    """An organisation's own word for each of its roles."""

    def __init__(self, *arguments: Any, roles: Iterable[Role], **options: Any) -> None:
        super().__init__(*arguments, **options)
        for role in roles:
            self.fields[role.value] = forms.CharField(
                label=ROLE_LABELS[role],
                max_length=LONGEST_WORD,
                required=False,
                error_messages={"max_length": _("Gebruik niet meer dan 40 tekens.")},
            )


class BrandForm(forms.Form):
    """Name, colour and logo. The service checks whether the colour can be read."""

    name = forms.CharField(
        label=_("Naam boven elke pagina"),
        max_length=40,
        required=False,
        help_text=_("Leeg: de naam van de organisatie."),
        error_messages={"max_length": _("Gebruik niet meer dan 40 tekens.")},
    )
    colour = forms.CharField(
        label=_("Kleur"),
        max_length=7,
        required=False,
        help_text=_("Een # met zes tekens, bijvoorbeeld #0b5f66. Leeg: de kleur van Ontzorg."),
        widget=forms.TextInput(attrs={"size": 9, "autocomplete": "off"}),
        error_messages={
            "max_length": _("Schrijf de kleur als # met zes tekens, bijvoorbeeld #0b5f66.")
        },
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("Een PNG-bestand van ten hoogste 200 kB. Het beste is 84 beeldpunten hoog."),
        widget=forms.FileInput(attrs={"accept": "image/png"}),
        error_messages={"empty": _("Dit bestand is leeg. Kies een ander.")},
    )
    without_logo = forms.BooleanField(label=_("Haal het logo weg"), required=False)

    def __init__(self, *arguments: Any, has_logo: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not has_logo:
            del self.fields["without_logo"]


class AccountForm(KindForm):
    """A new person; his roles come after."""

    name = forms.CharField(label=_("Naam"), max_length=200)
    email = AddressField(
        label=_("E-mailadres"), help_text=_("Hiermee meldt deze persoon zich aan.")
    )


class OrganisationChoice(_ModelChoice):
    """A choice of organisations, each with its kind behind its name."""

    def label_from_instance(self, obj: Organisation) -> str:
        """Return how an organisation reads in the list."""
        return f"{obj.name} · {obj.get_kind_display()}"


class RoleForm(KindForm):
    """A role at an organisation."""

    organisation = OrganisationChoice(
        label=_("Organisatie"),
        queryset=None,
        empty_label=_("Kies een organisatie"),
        error_messages={"invalid_choice": GONE},
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

    def __init__(
        self, *arguments: Any, organisations: QuerySet[Organisation], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        _offer(self.fields["organisation"], organisations)


class MandateForm(KindForm):
    """Who works for which werkgever."""

    werkgever: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        label=_("Werkgever"),
        queryset=None,
        empty_label=_("Kies een werkgever"),
        error_messages={"invalid_choice": GONE},
    )
    organisation = OrganisationChoice(
        label=_("Organisatie die gaat werken voor deze werkgever"),
        queryset=None,
        empty_label=_("Kies een organisatie"),
        error_messages={"invalid_choice": GONE},
    )
    start = DutchDateField(label=_("Vanaf"))

    def __init__(
        self,
        *arguments: Any,
        werkgevers: QuerySet[Organisation],
        organisations: QuerySet[Organisation],
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        _offer(self.fields["werkgever"], werkgevers)
        _offer(self.fields["organisation"], organisations)


class EndForm(forms.Form):
    """The first day on which something no longer holds."""

    end = DutchDateField(
        label=_("Geldt niet meer vanaf"),
        help_text=_("Op deze dag vervalt de toegang. Wat gedaan is, blijft bewaard."),
    )


def offered(
    organisations: QuerySet[Organisation], searched: str, chosen: str
) -> tuple[QuerySet[Organisation], bool]:
    """Return what fits in a list to choose from, and whether searching must come first.

    What was chosen is always in it.
    """
    if not organisations[MANY : MANY + 1].exists():
        return organisations, False
    wanted = Q(name__icontains=searched) if searched else Q(pk__in=())
    known = Q(pk=row_number(chosen))
    found = organisations.filter(wanted | known).values_list("pk", flat=True)[:MANY]
    return organisations.filter(pk__in=list(found)), True


def _offer(field: forms.Field, organisations: QuerySet[Organisation]) -> None:
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = organisations
