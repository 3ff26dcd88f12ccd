"""The chips above "Mijn werk": each is an address, so that a choice can be kept and shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.presentation.shell import Filter
from ontzorg.verzuim.selectors import TaskCounts, TaskFilters, TaskItem
from ontzorg.verzuim.selectors.tasks import MOST_COUNTED

if TYPE_CHECKING:
    from django.http import QueryDict

WHEN = {"te-laat": "late", "deze-week": "week", "later": "later", "niet-toegewezen": "unassigned"}
WHOSE = {"mij": "mine", "alleen-mij": "me", "vervanging": "deputy", "alles": "all"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkQuery:
    """What the address asks for. Unknown words are as good as none."""

    when: str = ""
    whose: str = "mij"
    code: str = ""
    werkgever_id: int | None = None
    search: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> WorkQuery:
        """Read the address."""
        when, whose = query.get("wanneer", ""), query.get("van", "")
        werkgever = query.get("werkgever", "")
        return cls(
            when=when if when in WHEN else "",
            whose=whose if whose in WHOSE else "mij",
            code=query.get("soort", "")[:40],
            werkgever_id=row_number(werkgever),
            search=query.get("q", "").strip()[:80],
        )

    @property
    def filters(self) -> TaskFilters:
        """The same wish for the selector."""
        return TaskFilters(
            chip=WHEN.get(self.when, ""),
            scope=WHOSE[self.whose],
            code=self.code,
            werkgever_id=self.werkgever_id,
            search=self.search,
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether something is filtered away."""
        return self != WorkQuery()

    def url(self, **changes: str) -> str:
        """Return the address of the list with these words changed; an empty word leaves."""
        words = {
            "wanneer": self.when,
            "van": "" if self.whose == "mij" else self.whose,
            "soort": self.code,
            "werkgever": str(self.werkgever_id or ""),
            "q": self.search,
        }
        kept = {name: word for name, word in (words | changes).items() if word}
        return f"{reverse('work')}?{urlencode(kept)}" if kept else reverse("work")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterMenu:
    """A chip that opens a list of choices; each choice is an address."""

    label: str
    choices: tuple[Filter, ...]
    active: bool = False


def when_chips(query: WorkQuery, counts: TaskCounts) -> list[Filter]:
    """Return the chips for how near the day is, each with its number."""
    chips = [
        ("", "Alles", counts.total),
        ("te-laat", "Te laat", counts.late),
        ("deze-week", "Deze week", counts.week),
        ("later", "Later", counts.later),
        ("niet-toegewezen", "Niet toegewezen", counts.unassigned),
    ]
    return [
        Filter(
            label=label,
            url=query.url(wanneer=key),
            active=key == query.when,
            count=count_text(count),
        )
        for key, label, count in chips
    ]


def count_text(number: int) -> str:
    """Return the number as people read it; the selector counts no further than `MOST_COUNTED`."""
    return f"{number}" if number < MOST_COUNTED else f"{MOST_COUNTED // 1000}.000+"


def menus(
    query: WorkQuery,
    items: Sequence[TaskItem],
    *,
    employers: Mapping[int, str],
    is_deputy: bool,
) -> list[FilterMenu]:
    """Return the other choices: whose work, which kind, which employer."""
    found = [_whose(query, is_deputy=is_deputy), _kinds(query, items), _employers(query, employers)]
    return [menu for menu in found if len(menu.choices) > 1]


def _whose(query: WorkQuery, *, is_deputy: bool) -> FilterMenu:
    words = {"mij": "Mijn werk", "alleen-mij": "Alleen aan mij toegewezen"}
    if is_deputy:
        words["vervanging"] = "Van collega's die ik vervang"
    words["alles"] = "Alle stappen in mijn dossiers"
    choices = tuple(
        Filter(
            label=label, url=query.url(van="" if key == "mij" else key), active=key == query.whose
        )
        for key, label in words.items()
    )
    return FilterMenu(
        label=words.get(query.whose, "Van wie"), choices=choices, active=query.whose != "mij"
    )


def _kinds(query: WorkQuery, items: Sequence[TaskItem]) -> FilterMenu:
    names = {item.code: item.official_term or item.title for item in items}
    return _menu("Soort taak", "soort", query, names, query.code)


def _employers(query: WorkQuery, employers: Mapping[int, str]) -> FilterMenu:
    names = {str(pk): name for pk, name in employers.items()}
    return _menu("Werkgever", "werkgever", query, names, str(query.werkgever_id or ""))


def _menu(
    label: str, word: str, query: WorkQuery, names: dict[str, str], chosen: str
) -> FilterMenu:
    rows = sorted(names.items(), key=lambda row: row[1].casefold())
    every = Filter(label="Alle", url=query.url(**{word: ""}), active=not chosen)
    choices = [
        Filter(label=name, url=query.url(**{word: key}), active=key == chosen) for key, name in rows
    ]
    if not chosen and len(choices) < 2:
        return FilterMenu(label=label, choices=())
    return FilterMenu(
        label=names.get(chosen, label), choices=(every, *choices), active=bool(chosen)
    )
