"""What the auditor asks of the log: who, whose data, what and when. All of it is in the address."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontzorg.access import audit
from ontzorg.access.selectors import AuditEvent, Organisation, OrganisationKind, numbers_of
from ontzorg.portals.beheer.audit_words import KINDS
from ontzorg.portals.shared.numbers import HIGHEST
from ontzorg.portals.shared.presentation.forms import DutchDateField
from ontzorg.portals.shared.presentation.shell import Filter

ONE_DAY = timedelta(days=1)
RESULTS = (("", "Alles"), (audit.ALLOWED, "Toegestaan"), (audit.REFUSED, "Geweigerd"))
NUMBER = _("Vul alleen het nummer in, bijvoorbeeld 31.")
FIRST = slice(0, 1)


class AuditForm(forms.Form):
    """The search in the log. Nothing is required; what is wrong is told and left out."""

    door = forms.CharField(label=_("Wie"), required=False, max_length=80)
    account = forms.IntegerField(
        required=False, min_value=1, max_value=HIGHEST, widget=forms.HiddenInput
    )
    werkgever = forms.CharField(label=_("Bij werkgever"), required=False, max_length=80)
    medewerker = forms.IntegerField(
        label=_("Nummer van de medewerker"),
        required=False,
        min_value=1,
        max_value=HIGHEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
    )
    wat = forms.ChoiceField(label=_("Wat"), required=False)
    van = DutchDateField(label=_("Van"), required=False, help_text="")
    tot = DutchDateField(label=_("Tot en met"), required=False, help_text="")
    resultaat = forms.ChoiceField(required=False, choices=RESULTS, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        kinds = [
            (kind, [(f"soort:{kind}", f"{kind}: alles"), *actions.items()])
            for kind, actions in KINDS.items()
        ]
        self.fields["wat"].choices = [("", "Alles"), *kinds]  # type: ignore[attr-defined]
        self.fields["door"].widget.attrs["autocomplete"] = "off"
        self.fields["werkgever"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        data = super().clean() or {}
        if data.get("van") and data.get("tot") and data["tot"] < data["van"]:
            self.add_error("tot", _("Deze dag ligt voor de eerste dag. Kies een latere."))
        return data

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out."""
        return any(self.cleaned_data.values())

    def url(self, name: str = "beheer:audit", **changes: object) -> str:
        """Return the address with these words changed; an empty word leaves."""
        words = {key: self.data.get(key, "") for key in self.fields} | changes
        kept = {key: word for key, word in words.items() if word}
        return f"{reverse(name)}?{urlencode(kept)}" if kept else reverse(name)

    def narrow(self, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        """Return the lines that were asked for."""
        data = self.cleaned_data
        if data.get("door"):
            events = events.filter(actor_label__icontains=data["door"])
        if data.get("account"):
            events = events.filter(account_id=data["account"])
        if data.get("werkgever"):
            events = events.filter(chain__in=_chains(data["werkgever"]))
        if data.get("medewerker"):
            events = events.filter(werknemer_ids__overlap=numbers_of(data["medewerker"]))
        if data.get("resultaat"):
            events = events.filter(result=data["resultaat"])
        period = _period(data.get("van"), data.get("tot"))
        return events.filter(_action(data.get("wat", "")), period)


def result_chips(form: AuditForm) -> list[Filter]:
    """Return the chips for what was allowed and what was refused."""
    current = form.cleaned_data.get("resultaat", "")
    return [
        Filter(label=label, url=form.url(resultaat=value), active=value == current)
        for value, label in RESULTS
    ]


def _chains(name: str) -> list[str]:
    """Return the chains of the employers with this name: an index serves them."""
    found = Organisation.objects.filter(kind=OrganisationKind.WERKGEVER, name__icontains=name)
    numbers = found.values_list("pk", flat=True)
    return [f"{chain}:{pk}" for pk in numbers for chain in ("werkgever", "medisch")]


def _action(wanted: str) -> Q:
    if wanted.startswith("soort:"):
        return Q(action__in=list(KINDS[wanted.removeprefix("soort:")]))
    return Q(action=wanted) if wanted else Q()


def _period(first: date | None, last: date | None) -> Q:
    zone = timezone.get_current_timezone()
    period = Q()
    if first:
        period &= Q(at__gte=datetime.combine(first, time.min, zone))
    if last:
        period &= Q(at__lt=datetime.combine(last + ONE_DAY, time.min, zone))
    return period
