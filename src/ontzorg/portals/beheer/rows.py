"""What the lists of beheer show: plain values, no queries left for the template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from ontzorg.access.actors import Actor
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
)
from ontzorg.portals.shared.presentation.dates import short_date

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """One organisation. Only an employer has an address to change it."""

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
    runs: bool


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
    runs: bool


def organisation_rows(actor: Actor) -> list[OrganisationRow]:
    """Return the organisations with how many people have a role there."""
    people = Count("memberships__account", distinct=True)
    found = organisations_visible_to(actor).annotate(people=people)
    return [
        OrganisationRow(
            edit_url=_edit_url(o),
            name=o.name,
            kind=o.get_kind_display(),
            kvk_number=o.kvk_number,
            people=o.people,
        )
        for o in found[:MOST]
    ]


def account_rows(actor: Actor, query: str, today: date) -> list[AccountRow]:
    """Return the people whose name or address starts with `query`."""
    roles = Prefetch("memberships", memberships_visible_to(actor))
    found = accounts_visible_to(actor).prefetch_related(roles)
    if query:
        found = found.filter(Q(name__istartswith=query) | Q(email__istartswith=query))
    return [
        AccountRow(pk=a.pk, name=a.name, email=a.email, roles=_roles(a, today))
        for a in found[:MOST]
    ]


def mandate_rows(actor: Actor, today: date) -> list[MandateRow]:
    """Return the mandates, those that run now in front."""
    made = [
        MandateRow(
            pk=m.pk,
            werkgever=m.werkgever.name,
            organisation=m.organisation.name,
            kind=m.get_kind_display(),
            period=_period(m.period.lower, m.period.upper),
            runs=_runs(m, today),
        )
        for m in mandates_visible_to(actor)[:MOST]
    ]
    return sorted(made, key=lambda row: (not row.runs, row.werkgever, row.kind))


def _edit_url(organisation: Organisation) -> str:
    if organisation.kind != OrganisationKind.WERKGEVER:
        return ""
    return reverse("beheer:werkgever-edit", args=[organisation.pk])


def _roles(account: Account, today: date) -> tuple[RoleRow, ...]:
    return tuple(
        RoleRow(
            pk=m.pk,
            text=f"{m.organisation.word_for(Role(m.role))} bij {m.organisation.name}",
            runs=_runs(m, today),
        )
        for m in account.memberships.all()
    )


def _runs(row: Membership | Mandate, today: date) -> bool:
    return bool(
        row.period.lower <= today and (row.period.upper is None or today < row.period.upper)
    )


def _period(start: date, end: date | None) -> str:
    return (
        f"vanaf {short_date(start)}"
        if end is None
        else f"{short_date(start)} tot {short_date(end)}"
    )
