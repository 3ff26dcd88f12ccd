"""Everything that reads accounts, roles, mandates and the log. No function here writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ontzorg.access.actors import Actor, Origin
from ontzorg.access.logins import SIGN_IN
from ontzorg.access.models import (
    Account,
    AuditEvent,
    Brand,
    Deputy,
    FormerNumber,
    Mandate,
    Membership,
    Organisation,
    OrganisationKind,
)
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.walls.open_columns import read_open

__all__ = [
    "Account",
    "AuditEvent",
    "Brand",
    "Mandate",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "account_names",
    "accounts_visible_to",
    "actor_of",
    "actor_of_session",
    "brand_of",
    "colleague_names",
    "colleagues_of",
    "current_mandates",
    "deputies_known_to",
    "events_about",
    "events_visible_to",
    "has_own_pages",
    "mandates_visible_to",
    "memberships_of",
    "memberships_visible_to",
    "named_organisations",
    "numbers_of",
    "organisation_names",
    "organisations_visible_to",
    "variant_of",
    "with_deputised",
    "with_people",
]

M = TypeVar("M", bound=Model)


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations, for who decides on access."""
    return _for_beheer(actor, Organisation.objects.order_by("kind", "name", "pk"))


def with_people(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Add how many people have a role at each: counted for the rows that are shown, no others."""
    members = Membership.objects.filter(organisation=OuterRef("pk")).order_by()
    counted = members.values("organisation").annotate(people=Count("account", distinct=True))
    return organisations.annotate(people=Coalesce(Subquery(counted.values("people")), 0))


def accounts_visible_to(actor: Actor) -> QuerySet[Account]:
    """Return the people who can sign in, for who decides on access; without their secrets."""
    accounts = read_open(Account.objects.using("default"), actor)
    return _for_beheer(actor, accounts.order_by("name", "pk"))


def memberships_visible_to(actor: Actor) -> QuerySet[Membership]:
    """Return the roles of people with their organisation, for who decides on access."""
    return _for_beheer(actor, Membership.objects.select_related("organisation").order_by("pk"))


def mandates_visible_to(actor: Actor) -> QuerySet[Mandate]:
    """Return the mandates with both sides, for who decides on access."""
    mandates = Mandate.objects.select_related("werkgever", "organisation")
    return _for_beheer(actor, mandates.order_by("werkgever__name", "kind", "pk"))


def events_about(actor: Actor) -> QuerySet[AuditEvent]:
    """Return every line about the medewerker himself, the newest first. The walls hold too."""
    actor.require(Privilege.SEE_OWN_DATA)
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_own_numbers()")
        numbers = cursor.fetchone()[0]  # written out, so that the index is chosen
    return AuditEvent.objects.filter(werknemer_ids__overlap=numbers).order_by("-pk")


def events_visible_to(actor: Actor) -> QuerySet[AuditEvent]:
    """Return the log, the newest line first, for the auditor."""
    events = AuditEvent.objects.order_by("-pk")
    return events if actor.may(Privilege.READ_AUDIT) else events.none()


def numbers_of(werknemer_id: int) -> list[int]:
    """Return every number by which the log knows this medewerker, for the auditor."""
    former = FormerNumber.objects.filter(werknemer_id=werknemer_id)
    return [werknemer_id, *former.values_list("former_id", flat=True)]


def memberships_of(
    account_id: int, today: date, *, organisation_id: int | None = None
) -> QuerySet[Membership]:
    """Return the roles this account has today (at one organisation), the first to use in front.

    Read through the login for signing in: before a role is chosen, no party's walls can hold.
    """
    found = Membership.objects.using(SIGN_IN).filter(account_id=account_id, period__contains=today)
    if organisation_id is not None:
        found = found.filter(organisation_id=organisation_id)
    return found.select_related("organisation").order_by("pk")


def has_own_pages(werknemer_id: int) -> bool:
    """Tell whether a medewerker was let in, as far as the walls show his employer."""
    return Membership.objects.filter(role=Role.MEDEWERKER, werknemer_id=werknemer_id).exists()


def actor_of_session(
    *,
    account: Any,
    membership_id: int | None,
    today: date,
    origin: Origin,
    organisation_id: int | None = None,
) -> Actor | None:
    """Return the actor for a signed-in account; None when it has no role today.

    Who signed in for one organisation, as with eHerkenning, acts there and nowhere else.

    The chosen membership counts only while its period runs; else the first one is taken.
    """
    found = list(memberships_of(account.pk, today, organisation_id=organisation_id))
    chosen = next((m for m in found if m.pk == membership_id), found[0] if found else None)
    if chosen is None:
        return None
    return actor_of(chosen, name=account.name, origin=origin)


def with_deputised(actor: Actor, today: date) -> Actor:
    """Return the actor with the memberships of the colleagues whose work he does today."""
    if not actor.may(Privilege.NAME_DEPUTY):
        return actor
    running = Deputy.objects.filter(
        deputy_id=actor.membership_id or 0, period__contains=today, stopped_at=None
    )
    absent = tuple(running.values_list("membership_id", flat=True))
    return replace(actor, deputy_for=absent) if absent else actor


def deputies_known_to(actor: Actor, today: date) -> QuerySet[Deputy]:
    """Return who replaces the actor, and whom he replaces, now or later."""
    mine = Q(membership_id=actor.membership_id) | Q(deputy_id=actor.membership_id)
    known = Deputy.objects.filter(mine, organisation_id=actor.organisation_id or 0, stopped_at=None)
    return known.filter(period__endswith__gt=today).order_by("period", "pk")


def actor_of(
    membership: Membership, *, name: str, origin: Origin, deputy_for: tuple[int, ...] = ()
) -> Actor:
    """Return the actor that a membership makes of a person."""
    role = Role(membership.role)
    return Actor(
        role=role,
        account_id=membership.account_id,
        membership_id=membership.pk,
        organisation_id=membership.organisation_id,
        organisation_name=membership.organisation.name,
        werknemer_id=membership.werknemer_id,
        afdeling_ids=tuple(membership.afdeling_ids),
        taakdelegatie=membership.taakdelegatie,
        name=name,
        role_name=membership.organisation.word_for(role),
        deputy_for=deputy_for,
        origin=origin,
    )


def colleagues_of(actor: Actor, roles: frozenset[Role], today: date) -> QuerySet[Membership]:
    """Return the people of the actor's organisation in these roles, to give work to."""
    return Membership.objects.filter(
        organisation_id=actor.organisation_id or 0, role__in=roles, period__contains=today
    ).order_by("account_id")


def current_mandates(werkgever_id: int, today: date) -> QuerySet[Mandate]:
    """Return who works for this werkgever today."""
    return Mandate.objects.filter(werkgever_id=werkgever_id, period__contains=today)


def running_mandates(today: date) -> QuerySet[Mandate]:
    """Return who works for whom today."""
    return Mandate.objects.filter(period__contains=today)


def colleague_names() -> dict[int, str]:
    """Return who is behind each membership at the organisation of the actor in context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT membership_id, name FROM access_colleague_names()")
        return dict(cursor.fetchall())


def account_names(account_ids: Iterable[int | None]) -> dict[int | None, str]:
    """Return who is behind these accounts; only an auditor in context gets any name."""
    wanted = sorted({pk for pk in account_ids if pk})
    with connection.cursor() as cursor:
        cursor.execute("SELECT account_id, name FROM access_account_names(%s)", [wanted])
        return dict(cursor.fetchall())


def organisation_names(organisation_ids: Iterable[int | None]) -> dict[int | None, str]:
    """Return the name of each of these organisations."""
    found = Organisation.objects.filter(pk__in={pk for pk in organisation_ids if pk}).order_by()
    return dict(found.values_list("pk", "name"))


def named_organisations(organisation_ids: Iterable[int]) -> dict[int, Organisation]:
    """Return these organisations, with their name and their own words for roles and no more."""
    found = Organisation.objects.filter(pk__in=set(organisation_ids)).order_by()
    return {each.pk: each for each in found.only("name", "role_names")}


def brand_of(organisation_ids: Iterable[int | None]) -> Brand | None:
    """Return the look of the first of these organisations that has one, without its logo."""
    wanted = [pk for pk in organisation_ids if pk]
    brands = Brand.objects.filter(pk__in=wanted).select_related("organisation").defer("logo")
    found = {brand.pk: brand for brand in brands.annotate(has_logo=Q(logo__isnull=False))}
    return next((found[pk] for pk in wanted if pk in found), None)


def variant_of(organisation_id: int | None) -> str:
    """Return the name of the house norms of an organisation; empty when it has none."""
    found = Organisation.objects.filter(pk=organisation_id or 0).values_list("variant", flat=True)
    return found.first() or ""


def _for_beheer(actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    return rows if actor.may(Privilege.MANAGE_ACCESS) else rows.none()
