"""No list costs more in a larger book: in one of four times the size it touches as many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from importlib import import_module

import pytest

from ontzorg.access import audit
from ontzorg.access.actors import SYSTEM, Actor, Origin
from ontzorg.access.context import acting_as
from ontzorg.access.models import Membership
from ontzorg.access.roles import Role
from ontzorg.access.selectors import (
    actor_of,
    events_about,
    organisations_visible_to,
    with_people,
)
from ontzorg.config.demo.book import make_professionals
from ontzorg.config.demo.bulk.filling import Order, fill_book
from ontzorg.config.demo.bulk.seeded import random_of
from ontzorg.config.demo.bulk.teams import make_servings
from ontzorg.config.demo.organisations import make_organisations
from ontzorg.parties import searching
from ontzorg.parties.searching import matching_werkgevers
from ontzorg.parties.selectors import search_werknemers, werkgevers_visible_to
from ontzorg.portals.shared.work.planning_team import team_of
from ontzorg.portals.werkgever.staff_list import StaffQuery, build_staff_list
from ontzorg.verzuim.models import Task, Verzuimdossier
from ontzorg.verzuim.models.dossier import RUNNING
from ontzorg.verzuim.models.task import OPEN
from ontzorg.verzuim.selectors import (
    DossierFilters,
    TaskFilters,
    count_tasks,
    list_dossiers,
    parked_meldingen,
    tasks_mine,
    workload,
)
from ontzorg.verzuim.selectors import tasks as task_selectors
from ontzorg.verzuim.selectors.spans import HORIZON
from tests.harness.database import as_login
from tests.performance.plans import Cost, cost_of
from tests.security.admin import superuser

pytestmark = pytest.mark.login("jobs")

TODAY = date(2026, 6, 15)
SMALL, LARGE = range(12), range(12, 48)
PAGE = 10
LINES = 100  # of the log, for each employer, about other people
MANAGERS_FOR = 640  # employers: so many that each Ontzorgmanager has but a few
TIDY = """
    SELECT bool_and(relallvisible = relpages) FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
Look = Callable[[Actor], object]


@dataclass(frozen=True)
class List:
    """A list: who looks at it, how, and in how many statements."""

    who: str
    look: Look
    queries: int


def _tasks(**wanted: str) -> Look:
    return lambda who: tasks_mine(who, TaskFilters(**wanted), today=TODAY, size=PAGE)  # type: ignore[arg-type]


def _counts(**wanted: str) -> Look:
    return lambda who: count_tasks(who, TaskFilters(**wanted), today=TODAY)  # type: ignore[arg-type]


def _dossiers(**wanted: str) -> Look:
    return lambda who: list_dossiers(who, DossierFilters(**wanted), today=TODAY, size=PAGE)  # type: ignore[arg-type]


def _staff(who: Actor) -> object:
    return build_staff_list(who, StaffQuery(), today=TODAY)


def _clients(who: Actor) -> object:
    return list(werkgevers_visible_to(who).order_by("organisation__name", "pk")[:PAGE])


def _search_clients(who: Actor) -> object:
    return list(werkgevers_visible_to(who).filter(pk__in=matching_werkgevers(who, "b.v"))[:PAGE])


def _planning(who: Actor) -> object:
    team_of(who, TODAY)
    return workload(who, [who.membership_id or 0], today=TODAY)


def _log(who: Actor) -> object:
    return list(events_about(who)[:PAGE])


def _organisations(who: Actor) -> object:
    return list(with_people(organisations_visible_to(who)).order_by("name", "pk")[:PAGE])


LISTS = {
    "mijn werk, bedrijfsarts": List("bedrijfsarts", _tasks(), 4),
    "mijn werk, Ontzorgmanager": List("manager", _tasks(), 4),
    "mijn werk, werkgever": List("werkgever", _tasks(), 4),
    "mijn werk, planner": List("planner", _tasks(), 4),
    "alles, bedrijfsarts": List("bedrijfsarts", _tasks(scope="all"), 4),
    "alles, Ontzorgmanager": List("manager", _tasks(scope="all"), 4),
    "zoeken in taken": List("bedrijfsarts", _tasks(scope="all", search="Heide"), 6),
    "tellingen, bedrijfsarts": List("bedrijfsarts", _counts(scope="all"), 1),
    "tellingen, Ontzorgmanager": List("manager", _counts(), 1),
    "dossiers, Ontzorgmanager": List("manager", _dossiers(), 6),
    "eigen dossiers": List("manager", _dossiers(assigned="me"), 6),
    "gesloten dossiers, arbodienst": List("bedrijfsarts", _dossiers(status="closed"), 6),
    "gesloten dossiers, verzekeraar": List("claims", _dossiers(status="closed"), 6),
    "portefeuille": List("claims", _dossiers(), 6),
    "zoeken in de portefeuille": List("claims", _dossiers(search="Heide", status="closed"), 8),
    "personeel": List("werkgever", _staff, 4),
    "werkgevers van de verzekeraar": List("claims", _clients, 1),
    "werkgevers van de arbodienst": List("bedrijfsarts", _clients, 1),
    "werkgevers zoeken": List("claims", _search_clients, 2),
    "planning, Ontzorgmanager": List("manager", _planning, 7),
    "planning, arbodienst": List("planner", _planning, 8),
    "organisaties": List("beheerder", _organisations, 1),
    "mensen zoeken": List("manager", lambda who: list(search_werknemers(who, "Heide")[:PAGE]), 3),
    "wie keek mee": List("medewerker", _log, 1),
    "wacht op meer": List("bedrijfsarts", parked_meldingen, 1),
}

MAY_BE_EMPTY = {"wacht op meer"}


@pytest.fixture(scope="module")
def costs(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Costs]:
    """Look at every list in a small book, and again when it has grown to four times the size."""
    from tests.harness import database

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:  # type: ignore[attr-defined]
        patch.setattr(searching, "MOST_FOUND", PAGE)
        patch.setattr(task_selectors, "MOST_COUNTED", PAGE)
        patch.setattr(import_module(workload.__module__), "MOST_COUNTED", PAGE)
        order, people = _begin()
        fill_book(order, SMALL, processes=1)
        people |= _busy(order)
        _write_log([*_others(SMALL), *[people["medewerker"].werknemer_id or 0] * PAGE])
        small = _look(people)
        others = tuple(
            each
            for each in order.servings
            if each.cast.ontzorgmanager.membership_id != people["manager"].membership_id
        )
        fill_book(replace(order, servings=others), LARGE, processes=1)
        _write_log(_others(LARGE))
        yield Costs(small, _look(people), people)
        database.copy_pristine()


@dataclass(frozen=True)
class Costs:
    """What each list cost in both books, and who looked."""

    small: dict[str, Cost]
    large: dict[str, Cost]
    people: dict[str, Actor]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_touches_no_more_rows_in_a_larger_book(costs: Costs, name: str) -> None:
    small, large = costs.small[name], costs.large[name]
    assert small.rows > 0 or name in MAY_BE_EMPTY
    assert large.rows <= 1.5 * small.rows + 3 * PAGE, (small, large)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_as_many_statements_in_any_book(costs: Costs, name: str) -> None:
    small, large = costs.small[name].queries, costs.large[name].queries
    assert small == large == LISTS[name].queries or name in MAY_BE_EMPTY


def test_a_list_without_an_index_is_found_out(costs: Costs) -> None:
    """A planted fault: an order that no index gives touches all rows of the party."""

    def unordered(who: Actor) -> object:
        rows = Task.objects.filter(arbodienst_id=who.organisation_id)
        return list(rows.order_by("assigned_name")[:PAGE])

    with as_login("web_portal"):
        cost = cost_of(costs.people["bedrijfsarts"], unordered)
    assert cost.rows > 50 * PAGE


def _begin() -> tuple[Order, dict[str, Actor]]:
    with acting_as(SYSTEM):
        serving = make_organisations()
        people = make_professionals(serving, TODAY)
        servings = make_servings(serving, MANAGERS_FOR, random_of(1, 0), TODAY)
    now = datetime.combine(TODAY, time(18), UTC)
    return Order(servings=servings, seed=1, today=TODAY, now=now), people


def _others(employers: range) -> Iterable[int]:
    """Return numbers of people who are not in the book."""
    return range(-employers.stop * LINES, -employers.start * LINES)


def _write_log(people: Iterable[int]) -> None:
    """Write that someone looked at each of these, which a book does not."""
    with acting_as(SYSTEM):
        for werknemer_id in people:
            audit.record(actor=SYSTEM, action="proef.gelezen", werknemer_ids=[werknemer_id])


def _look(people: dict[str, Actor]) -> dict[str, Cost]:
    _let_the_database_settle()
    with as_login("web_portal"):
        return {name: cost_of(people[one.who], one.look) for name, one in LISTS.items()}


def _let_the_database_settle() -> None:
    """Do what the database does by itself, sooner or later: look at its tables, and tidy them.

    While something else still looks at old rows it cannot finish, and it plans by how far it came.
    """
    with superuser() as connection:
        settled = None
        while settled != (True,):
            connection.execute("VACUUM (ANALYZE)")
            settled = connection.execute(TIDY).fetchone()


def _busy(order: Order) -> dict[str, Actor]:
    """Return a manager and an employer with work in the small book, its doctor and an employee."""
    with acting_as(SYSTEM):
        guided = Verzuimdossier.objects.filter(RUNNING, ontzorgmanager_id__isnull=False)
        manager = guided.values_list("ontzorgmanager_id", flat=True)[0]
        waiting = Task.objects.filter(
            OPEN, owner="werkgever", assigned_to=None, due_on__lte=TODAY + HORIZON
        )
        werkgever = waiting.values_list("werkgever_id", flat=True)[0]
        with_account = Membership.objects.filter(role=Role.MEDEWERKER).order_by("pk")
        employee = with_account.values_list("pk", flat=True)[0]
        return {
            "manager": _actor(pk=manager),
            "werkgever": _actor(organisation=werkgever, role=Role.WERKGEVER_BEHEERDER),
            "bedrijfsarts": order.servings[0].cast.bedrijfsarts,
            "medewerker": _actor(pk=employee),
        }


def _actor(**wanted: object) -> Actor:
    member = Membership.objects.select_related("organisation").get(**wanted)
    return actor_of(member, name="Iemand", origin=Origin(channel="test"))
