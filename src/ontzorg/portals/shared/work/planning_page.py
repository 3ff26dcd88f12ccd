"""Who carries what, as the page "Planning" shows it: a row per person, a bar and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from ontzorg.portals.shared.colleagues import Colleague
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.work.filters import count_text
from ontzorg.portals.shared.work.words import count_words
from ontzorg.verzuim.selectors import Load, TaskFilters

NOBODY = "niemand"
# Word in the address, the name of the span, and its heading.
SPANS = (
    ("te-laat", "late", "Te laat"),
    ("deze-week", "week", "Deze week"),
    ("volgende-week", "next_week", "Volgende week"),
    ("week-daarna", "third_week", "Week daarna"),
    ("later", "beyond", "Later"),
)
SPAN_OF_WORD = {word: span for word, span, _ in SPANS}
LABEL_OF_WORD = {word: label for word, _, label in SPANS}
FULL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningQuery:
    """Whose work the list shows, and of which span. Unknown words are as good as none."""

    carrier: int | None = None
    span: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> PlanningQuery:
        """Read the address."""
        who, span = query.get("wie", ""), query.get("wanneer", "")
        return cls(
            carrier=row_number(who),
            span=span if span in SPAN_OF_WORD else "",
        )

    @property
    def filters(self) -> TaskFilters:
        """The same wish for the selector."""
        span = SPAN_OF_WORD.get(self.span, "")
        return TaskFilters(chip=span, scope="carrier", carrier=self.carrier)

    def url(self, **changes: str) -> str:
        """Return the address with these words changed; an empty word leaves."""
        words = {"wie": str(self.carrier or ""), "wanneer": self.span} | changes
        kept = {name: word for name, word in words.items() if word}
        return f"{_address()}?{urlencode(kept)}" if kept else _address()


@cache
def _address() -> str:
    return reverse("planning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number in the row of a person; no address when there is nothing to see."""

    key: str
    label: str
    number: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the bar: where it starts and how wide it is, in hundredths of the longest."""

    key: str
    start: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierRow:
    """One person, or nobody, with what he carries."""

    name: str
    role: str
    url: str
    dossiers: str
    total: str
    figures: tuple[Figure, ...]
    bar: tuple[Part, ...]
    is_chosen: bool
    is_nobody: bool


def carrier_rows(
    loads: Mapping[int | None, Load], people: Sequence[Colleague], query: PlanningQuery
) -> list[CarrierRow]:
    """Return the work of nobody first, then that of each of these people."""
    everyone: dict[int | None, tuple[str, str]] = {None: ("Nog van niemand", "")}
    everyone |= {
        one.pk: (f"{one.name} (u)" if one.is_self else one.name, one.role) for one in people
    }
    longest = max((load.total for load in loads.values()), default=0)
    return [
        _row(loads.get(pk, Load(membership_id=pk)), name, role, query, longest)
        for pk, (name, role) in everyone.items()
    ]


def planning_lead(loads: Mapping[int | None, Load], *, has_more: bool = False) -> str:
    """Say in two sentences how the work is spread: what nobody has, and what is late.

    With more pages of people the second one speaks of this page only.
    """
    nobodys = loads.get(None, Load(membership_id=None)).total
    first = "Al het werk heeft iemand"
    if nobodys:
        first = f"{count_words(nobodys)} {'heeft' if nobodys == 1 else 'hebben'} nog niemand"
    where = " bij wie op deze bladzijde staat" if has_more else ""
    return f"{first}. {_late_words(sum(load.late for load in loads.values()))}{where}."


def _late_words(late: int) -> str:
    if not late:
        return "Niets is te laat"
    return f"{count_words(late)} {'is' if late == 1 else 'zijn'} te laat"


def _row(load: Load, name: str, role: str, query: PlanningQuery, longest: int) -> CarrierRow:
    pk = load.membership_id
    who = str(pk or "")
    is_chosen = query.carrier == pk
    return CarrierRow(
        name=name,
        role=role,
        url=query.url(wie=who, wanneer=""),
        dossiers=f"{load.dossiers}+" if load.has_more else count_text(load.dossiers),
        total=count_text(load.total),
        figures=tuple(
            Figure(
                key=span,
                label=label,
                number=count_text(getattr(load, span)),
                url=query.url(wie=who, wanneer=word) if getattr(load, span) else "",
                is_chosen=is_chosen and query.span == word,
            )
            for word, span, label in SPANS
        ),
        bar=_bar(load, longest),
        is_chosen=is_chosen,
        is_nobody=pk is None,
    )


def _bar(load: Load, longest: int) -> tuple[Part, ...]:
    parts, before = [], 0
    for _, span, _ in SPANS:
        after = before + getattr(load, span)
        start, end = (round(FULL * edge / longest) if longest else 0 for edge in (before, after))
        if end > start:
            parts.append(Part(key=span, start=start, width=end - start))
        before = after
    return tuple(parts)
