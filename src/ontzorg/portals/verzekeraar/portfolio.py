"""What the list of absence asks for: all of it is in the address."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from ontzorg.portals.shared.by_name import address
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.presentation.shell import Filter, KeysetPage
from ontzorg.verzuim.selectors import DossierFilters, DossierItem, Page

STATES = {"": "Lopend", "sick": "Nu ziek", "recovered": "Hersteld", "closed": "Gesloten"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioQuery:
    """Which dossiers to show. Unknown words are as good as none."""

    status: str = ""
    search: str = ""
    werkgever_id: int | None = None

    @classmethod
    def of(cls, query: QueryDict) -> PortfolioQuery:
        """Read the address."""
        status, werkgever = query.get("status", ""), query.get("werkgever", "")
        return cls(
            status=status if status in STATES else "",
            search=query.get("q", "").strip()[:80],
            werkgever_id=row_number(werkgever),
        )

    @property
    def filters(self) -> DossierFilters:
        """The same wish for the selector."""
        return DossierFilters(
            status=self.status, search=self.search, werkgever_id=self.werkgever_id
        )

    def url(self, **changes: str) -> str:
        """Return the address with these words changed; an empty word leaves."""
        words = {
            "status": self.status,
            "q": self.search,
            "werkgever": str(self.werkgever_id or ""),
        }
        return address(reverse("verzekeraar:portfolio"), **words | changes)

    def chips(self) -> list[Filter]:
        """Return the chips for how the absence stands."""
        return [
            Filter(label=label, url=self.url(status=status), active=status == self.status)
            for status, label in STATES.items()
        ]

    def page(self, found: Page[DossierItem], *, cursor: str) -> KeysetPage:
        """Return where the list goes on."""
        number = len(found.items)
        words = "1 dossier" if number == 1 else f"{number} dossiers"
        return KeysetPage(
            shown=words if found.next_cursor or cursor else "",
            next_url=self.url(na=found.next_cursor) if found.next_cursor else "",
            previous_url=self.url() if cursor else "",
        )
