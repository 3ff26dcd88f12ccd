"""The people on the page "Planning": who can take work, and a page of who carries it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ontzorg.access.actors import Actor
from ontzorg.access.selectors import colleague_names
from ontzorg.portals.shared.colleagues import Colleague, colleagues
from ontzorg.portals.shared.presentation.shell import KeysetPage
from ontzorg.portals.shared.work.planning_page import PlanningQuery
from ontzorg.verzuim.selectors.workload import carrying

PEOPLE = 25
GONE = "werkt hier niet meer in deze rol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who can be given work, and who has left and still carries some."""

    takers: tuple[Colleague, ...]
    gone: tuple[Colleague, ...]

    @property
    def everyone(self) -> tuple[Colleague, ...]:
        """All of them, in the order of the page."""
        return (*self.takers, *self.gone)


def team_of(actor: Actor, today: date) -> Team:
    """Return the colleagues of today, a planner only when he carries work, and who is gone."""
    here = colleagues(actor, today)
    names = colleague_names()
    doers = {one.pk for one in here if not one.only_plans}
    others = carrying(actor, names.keys() - doers)
    left = sorted(others - {one.pk for one in here}, key=lambda pk: (names[pk].casefold(), pk))
    return Team(
        takers=tuple(one for one in here if one.pk in doers | others),
        gone=tuple(Colleague(pk=pk, name=names[pk], role=GONE) for pk in left),
    )


def people_page(
    everyone: Sequence[Colleague], query: PlanningQuery
) -> tuple[Sequence[Colleague], KeysetPage]:
    """Return the page of people on which the chosen one stands, and where the list goes on."""
    places = {one.pk: place for place, one in enumerate(everyone)}
    start = places.get(query.carrier or 0, 0) // PEOPLE * PEOPLE
    end = start + PEOPLE
    last = min(end, len(everyone))
    return everyone[start:end], KeysetPage(
        shown=f"{start + 1} tot en met {last} van {len(everyone)}"
        if len(everyone) > PEOPLE
        else "",
        next_url=_from(everyone[end], query) if end < len(everyone) else "",
        previous_url=_from(everyone[start - PEOPLE], query) if start else "",
    )


def _from(one: Colleague, query: PlanningQuery) -> str:
    return query.url(wie=str(one.pk), wanneer="")
