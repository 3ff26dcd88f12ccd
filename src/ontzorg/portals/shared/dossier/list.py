"""The list of dossiers: its choices in the address, its rows and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Party
from ontzorg.portals.shared.addresses import row_address
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.presentation.dates import short_date
from ontzorg.portals.shared.presentation.shell import Badge, Filter, KeysetPage, Tone
from ontzorg.portals.shared.presentation.tasks import Due, describe_due
from ontzorg.verzuim.selectors import DossierFilters, DossierItem

if TYPE_CHECKING:
    from django.http import QueryDict

STATUS = {"ziek": "sick", "hersteld": "recovered", "gesloten": "closed"}
WHOSE = {"mij": "me", "niemand": "nobody"}
OLDEST = "oudste-eerst"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierQuery:
    """What the address asks for. Unknown words are as good as none."""

    status: str = ""
    whose: str = ""
    search: str = ""
    werkgever_id: int | None = None
    oldest_first: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> DossierQuery:
        """Read the address."""
        status, whose = query.get("stand", ""), query.get("van", "")
        werkgever = query.get("werkgever", "")
        return cls(
            status=status if status in STATUS else "",
            whose=whose if whose in WHOSE else "",
            search=query.get("q", "").strip()[:80],
            werkgever_id=row_number(werkgever),
            oldest_first=query.get("volgorde") == OLDEST,
        )

    @property
    def filters(self) -> DossierFilters:
        """The same wish for the selector."""
        return DossierFilters(
            status=STATUS.get(self.status, ""),
            assigned=WHOSE.get(self.whose, ""),
            search=self.search,
            werkgever_id=self.werkgever_id,
            oldest_first=self.oldest_first,
        )

    @property
    def turned_url(self) -> str:
        """The same list in the other order."""
        return self.url(volgorde="" if self.oldest_first else OLDEST)

    def url(self, **changes: str) -> str:
        """Return the address of the list with these words changed; an empty word leaves."""
        order = OLDEST if self.oldest_first else ""
        words = {
            "stand": self.status,
            "van": self.whose,
            "q": self.search,
            "werkgever": str(self.werkgever_id or ""),
            "volgorde": order,
        }
        kept = {name: word for name, word in (words | changes).items() if word}
        return f"{reverse('dossiers')}?{urlencode(kept)}" if kept else reverse("dossiers")


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """One dossier in the list."""

    url: str
    name: str
    employer: str
    since: date
    course: str
    badge: Badge
    next_due: Due | None
    next_on: date | None
    manager: str


def dossier_chips(query: DossierQuery, actor: Actor) -> list[Filter]:
    """Return the chips: how it stands and whose it is."""
    stands = [
        ("", "Loopt"),
        ("ziek", "Ziek"),
        ("hersteld", "Net hersteld"),
        ("gesloten", "Gesloten"),
    ]
    chips = [
        Filter(label=label, url=query.url(stand=key), active=key == query.status)
        for key, label in stands
    ]
    if actor.party is Party.WERKGEVER or not actor.may(Privilege.ASSIGN_TASK):
        return chips
    whose = [("mij", "Van mij"), ("niemand", "Nog van niemand")]
    return chips + [
        Filter(
            label=label,
            url=query.url(van="" if key == query.whose else key),
            active=key == query.whose,
        )
        for key, label in whose
    ]


def dossier_rows(items: Sequence[DossierItem], actor: Actor, today: date) -> list[DossierRow]:
    """Return the rows of one page. An insurer opens a page of its own, which tells less."""
    place = "verzekeraar:dossier" if actor.party is Party.VERZEKERAAR else "dossier"
    is_own = actor.party is Party.WERKGEVER
    return [_row(item, today, place, is_own=is_own) for item in items]


def list_page(query: DossierQuery, next_cursor: str, *, cursor: str, shown: int) -> KeysetPage:
    """Return where the list goes on."""
    words = "1 dossier" if shown == 1 else f"{shown} dossiers"
    return KeysetPage(
        shown=words if next_cursor or cursor else "",
        next_url=query.url(na=next_cursor) if next_cursor else "",
        previous_url=query.url() if cursor else "",
    )


def _row(item: DossierItem, today: date, place: str, *, is_own: bool) -> DossierRow:
    names = ("" if is_own else item.werkgever_name, item.afdeling_name)
    employer = " · ".join(part for part in names if part)
    return DossierRow(
        url=row_address(place, item.public_id),
        name=item.person_name,
        employer=employer,
        since=item.eerste_ziektedag,
        course=_course(item),
        badge=_badge(item),
        next_due=describe_due(item.next_due_on, today) if item.next_due_on else None,
        next_on=item.next_due_on,
        manager=item.ontzorgmanager_name,
    )


def _course(item: DossierItem) -> str:
    if item.hersteld_op:
        return f"hersteld per {short_date(item.hersteld_op)}"
    return f"week {item.week} · {item.percentage}%"


def _badge(item: DossierItem) -> Badge:
    if item.late_tasks:
        words = "1 stap te laat" if item.late_tasks == 1 else f"{item.late_tasks} stappen te laat"
        return Badge(words, Tone.LATE)
    if item.closed_on:
        return Badge("gesloten", Tone.REST)
    return Badge("alles op tijd", Tone.DONE)
