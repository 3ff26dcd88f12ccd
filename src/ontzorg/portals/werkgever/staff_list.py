"""The list of employees, made ready for its template."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.parties import selectors as parties
from ontzorg.parties.reading import log_people_seen
from ontzorg.portals.shared.addresses import row_address
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.presentation.shell import Badge, Filter, KeysetPage, Tone
from ontzorg.portals.werkgever.people import describe, running_dossiers
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim.selectors import Verzuimdossier

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffQuery:
    """What the list shows: a search, a department, only who is sick, and where to start."""

    search: str = ""
    afdeling: str = ""
    only_sick: bool = False
    after: str = ""

    def url(self, **changes: Any) -> str:
        """Return the address of this list with these changes, from its first row."""
        query = replace(self, **{"after": "", **changes})
        values = {
            "zoek": query.search,
            "afdeling": query.afdeling,
            "ziek": "1" if query.only_sick else "",
            "na": query.after,
        }
        chosen = urlencode({name: value for name, value in values.items() if value})
        return reverse("werkgever:staff") + (f"?{chosen}" if chosen else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """One employee in the list."""

    name: str
    url: str
    work: str
    state: Badge | None
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffList:
    """The list page."""

    rows: tuple[StaffRow, ...]
    filters: tuple[Filter, ...]
    page: KeysetPage
    query: StaffQuery
    can_manage: bool
    is_empty: bool


def build_staff_list(actor: Actor, query: StaffQuery, *, today: date) -> StaffList:
    """Return a page of employees; the log keeps whose data were shown."""
    found = list(_found(actor, query)[: PAGE + 1])
    shown, has_more = found[:PAGE], len(found) > PAGE
    log_people_seen(actor, "medewerkers.bekeken", shown)
    return StaffList(
        rows=_rows(actor, shown, today),
        filters=_filters(actor, query),
        page=_page(query, shown, has_more=has_more),
        query=query,
        can_manage=actor.may(Privilege.MANAGE_STAFF),
        is_empty=query == StaffQuery() and not found,
    )


def _found(actor: Actor, query: StaffQuery) -> QuerySet[parties.Werknemer]:
    people = parties.search_werknemers(actor, query.search).order_by("achternaam", "pk")
    afdeling = row_number(query.afdeling)
    if afdeling is not None:
        here = parties.dienstverbanden_visible_to(actor).filter(afdeling_id=afdeling)
        people = people.filter(pk__in=here.values("werknemer_id"))
    if query.only_sick:
        people = people.filter(pk__in=running_dossiers(actor).values("werknemer_id"))
    return people.filter(_after(query.after)) if query.after else people


def _after(cursor: str) -> Q:
    try:
        name, pk = json.loads(base64.urlsafe_b64decode(cursor))
        return Q(achternaam__gt=str(name)) | Q(achternaam=str(name), pk__gt=int(pk))
    except (ValueError, TypeError, binascii.Error):
        return Q()


def _page(query: StaffQuery, shown: list[parties.Werknemer], *, has_more: bool) -> KeysetPage:
    if not has_more:
        return KeysetPage(shown="", previous_url=query.url() if query.after else "")
    last = json.dumps([shown[-1].achternaam, shown[-1].pk]).encode()
    after = base64.urlsafe_b64encode(last).decode()
    return KeysetPage(
        shown=f"{shown[0].achternaam} tot en met {shown[-1].achternaam}",
        next_url=query.url(after=after),
        previous_url=query.url() if query.after else "",
    )


def _rows(actor: Actor, people: list[parties.Werknemer], today: date) -> tuple[StaffRow, ...]:
    ids = [one.pk for one in people]
    sick = {one.werknemer_id: one for one in running_dossiers(actor).filter(werknemer_id__in=ids)}
    work: dict[int, parties.Dienstverband] = {}
    employments = parties.dienstverbanden_visible_to(actor).filter(werknemer_id__in=ids)
    for employment in employments.select_related("afdeling").order_by("begint_op"):
        work[employment.werknemer_id] = employment
    return tuple(_row(one, work.get(one.pk), sick.get(one.pk), today) for one in people)


def _row(
    werknemer: parties.Werknemer,
    employment: parties.Dienstverband | None,
    dossier: Verzuimdossier | None,
    today: date,
) -> StaffRow:
    return StaffRow(
        name=werknemer.name,
        url=row_address("werkgever:staff-detail", werknemer.public_id),
        work=describe(employment) if employment else "nog geen dienstverband",
        state=_state(employment, dossier, today),
        since=dossier.eerste_ziektedag if dossier else None,
    )


def _state(
    employment: parties.Dienstverband | None, dossier: Verzuimdossier | None, today: date
) -> Badge | None:
    if dossier:
        return Badge(f"{dossier.percentage}% ziek", Tone.SOON)
    if employment and employment.eindigt_op and employment.eindigt_op < today:
        return Badge(f"uit dienst sinds {dutch_date(employment.eindigt_op)}", Tone.REST)
    return None


def _filters(actor: Actor, query: StaffQuery) -> tuple[Filter, ...]:
    sick = Filter(
        label="Nu ziek", url=query.url(only_sick=not query.only_sick), active=query.only_sick
    )
    afdelingen = parties.afdelingen_visible_to(actor)
    return (sick, *(_afdeling_chip(query, str(one.pk), one.name) for one in afdelingen))


def _afdeling_chip(query: StaffQuery, pk: str, name: str) -> Filter:
    active = query.afdeling == pk
    return Filter(label=name, url=query.url(afdeling="" if active else pk), active=active)
