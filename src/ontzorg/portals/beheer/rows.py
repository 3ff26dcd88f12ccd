"""What the lists of beheer show: plain values, no queries left for the template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse

from ontzorg.access.roles import Role
from ontzorg.access.selectors import (
    Account,
    Mandate,
    Membership,
    Organisation,
    OrganisationKind,
    accounts_visible_to,
    mandates_visible_to,
    memberships_visible_to,
    organisations_visible_to,
    with_people,
)
from ontzorg.portals.shared.by_name import address, page_by_name
from ontzorg.portals.shared.http import ActorRequest
from ontzorg.portals.shared.presentation.dates import short_date
from ontzorg.portals.shared.presentation.shell import Filter, NavItem

RUNNING, ENDED = "", "beeindigd"
PLURAL = {
    OrganisationKind.WERKGEVER: "Werkgevers",
    OrganisationKind.ARBODIENST: "Arbodiensten",
    OrganisationKind.REINTEGRATIE: "Re-integratiebedrijven",
    OrganisationKind.VERZEKERAAR: "Verzekeraars",
    OrganisationKind.PROVIDER: "Providers",
    OrganisationKind.ZIEKTEWET: "Uitvoerders Ziektewet",
    OrganisationKind.ADVISEUR: "Adviseurs",
    OrganisationKind.BEHEER: "Beheer",
}
PLACES = (
    ("Gegevens", "beheer:organisation-edit", "pencil"),
    ("Namen van rollen", "beheer:role-names", "tag"),
    ("Huisstijl", "beheer:brand", "sun"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """One organisation."""

    edit_url: str
    name: str
    kind: str
    kvk_number: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """One role of one person."""

    pk: int
    text: str
    note: str
    can_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """One person with his roles."""

    pk: int
    name: str
    email: str
    roles: tuple[RoleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRow:
    """One mandate."""

    pk: int
    werkgever: str
    organisation: str
    kind: str
    period: str
    can_end: bool


def organisation_page(request: ActorRequest) -> dict[str, Any]:
    """Return a page of organisations with how many people have a role there."""
    query, kind = _searched(request), request.GET.get("soort", "")
    found = with_people(organisations_visible_to(request.actor))
    if query:
        found = found.filter(Q(name__icontains=query) | Q(kvk_number=query))
    if kind in OrganisationKind.values:
        found = found.filter(kind=kind)
    rows, page = page_by_name(
        found,
        name="name",
        path=request.path,
        kept={"q": query, "soort": kind},
        cursor=request.GET.get("na", ""),
        words=("organisatie", "organisaties"),
    )
    return {
        "organisations": [_organisation_row(one) for one in rows],
        "filters": _kinds(request.path, query, kind),
        "query": query,
        "kind": kind,
        "page": page,
    }


def organisation_places(organisation: Organisation, here: str) -> list[NavItem]:
    """Return the pages of one organisation; the one that is open is current."""
    found = [(label, reverse(name, args=[organisation.pk]), icon) for label, name, icon in PLACES]
    return [
        NavItem(label=text, url=url, icon=icon, current=url == here) for text, url, icon in found
    ]


def account_page(request: ActorRequest) -> dict[str, Any]:
    """Return a page of people whose name or address holds what was searched for."""
    query = _searched(request)
    roles = Prefetch("memberships", memberships_visible_to(request.actor))
    found = accounts_visible_to(request.actor).prefetch_related(roles)
    if query:
        found = found.filter(Q(name__icontains=query) | Q(email__istartswith=query))
    rows, page = page_by_name(
        found,
        name="name",
        path=request.path,
        kept={"q": query},
        cursor=request.GET.get("na", ""),
        words=("gebruiker", "gebruikers"),
    )
    accounts = [
        AccountRow(pk=a.pk, name=a.name, email=a.email, roles=_roles(a, request.today))
        for a in rows
    ]
    return {"accounts": accounts, "query": query, "page": page}


def mandate_page(request: ActorRequest) -> dict[str, Any]:
    """Return a page of mandates by werkgever: those that run or are to come, or the ended."""
    query, state = _searched(request), request.GET.get("stand", RUNNING)
    found = mandates_visible_to(request.actor).filter(_in_state(state, request.today))
    if query:
        sides = Q(werkgever__name__icontains=query) | Q(organisation__name__icontains=query)
        found = found.filter(sides)
    rows, page = page_by_name(
        found,
        name="werkgever__name",
        path=request.path,
        kept={"q": query, "stand": state},
        cursor=request.GET.get("na", ""),
        words=("mandaat", "mandaten"),
    )
    return {
        "mandates": [_mandate_row(mandate, request.today) for mandate in rows],
        "filters": [
            Filter(label=label, url=address(request.path, q=query, stand=key), active=key == state)
            for key, label in ((RUNNING, "Lopend"), (ENDED, "Beëindigd"))
        ],
        "query": query,
        "state": state,
        "page": page,
    }


def _in_state(state: str, today: date) -> Q:
    """Keep what has ended, or what runs or is still to come; no end is an end that never comes."""
    if state == ENDED:
        return Q(period__endswith__lte=today)
    return Q(period__upper_inf=True) | Q(period__endswith__gt=today)


def _searched(request: ActorRequest) -> str:
    return request.GET.get("q", "").strip()[:80]


def _kinds(path: str, query: str, chosen: str) -> list[Filter]:
    kinds = [("", "Alle"), *((kind.value, label) for kind, label in PLURAL.items())]
    return [
        Filter(label=label, url=address(path, q=query, soort=kind), active=kind == chosen)
        for kind, label in kinds
    ]


def _organisation_row(organisation: Any) -> OrganisationRow:
    return OrganisationRow(
        edit_url=reverse("beheer:organisation-edit", args=[organisation.pk]),
        name=organisation.name,
        kind=organisation.get_kind_display(),
        kvk_number=organisation.kvk_number,
        people=organisation.people,
    )


def _mandate_row(mandate: Mandate, today: date) -> MandateRow:
    return MandateRow(
        pk=mandate.pk,
        werkgever=mandate.werkgever.name,
        organisation=mandate.organisation.name,
        kind=mandate.get_kind_display(),
        period=_period(mandate.period.lower, mandate.period.upper),
        can_end=_can_end(mandate, today),
    )


def _roles(account: Account, today: date) -> tuple[RoleRow, ...]:
    return tuple(
        RoleRow(
            pk=one.pk,
            text=f"{one.organisation.word_for(Role(one.role))} bij {one.organisation.name}",
            note=_note(one, today),
            can_end=_can_end(one, today),
        )
        for one in account.memberships.all()
    )


def _note(membership: Membership, today: date) -> str:
    """Say when a role is not simply there: it must begin, it will end, or it has ended."""
    start, end = membership.period.lower, membership.period.upper
    if end is not None and end <= today:
        return f"beëindigd op {short_date(end)}"
    if end is not None:
        return f"tot {short_date(end)}"
    return f"vanaf {short_date(start)}" if start > today else ""


def _can_end(row: Membership | Mandate, today: date) -> bool:
    return row.period.upper is None or row.period.upper > today


def _period(start: date, end: date | None) -> str:
    if end is None:
        return f"vanaf {short_date(start)}"
    return f"{short_date(start)} tot {short_date(end)}"
