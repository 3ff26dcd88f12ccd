"""T01: the list of addresses is whole, and the matrix finds every planted hole in a door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, path, reverse

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.config import urls
from ontzorg.portals.shared.http import needs
from tests.harness.results import Tell
from tests.security.cases import Case
from tests.security.crawl import ANONYMOUS, Visit, client_of, crawl, routes
from tests.security.expectations import ROUTES, SIGN_IN_ROUTES, Expect, Kind
from tests.security.verdicts import wrong_access

GOOD = Visit(
    who="bedrijfsarts",
    route="dossier",
    method="GET",
    about=0,
    url="/dossiers/x/",
    may=True,
    sees=True,
    expect=Expect(Privilege.SEE_DOSSIERS, kind=Kind.DOSSIER),
    status=200,
    headers={},
    cookies=(),
    body="",
)
HOLES: tuple[Visit, ...] = (
    replace(GOOD, status=500),
    replace(GOOD, status=503),
    replace(GOOD, status=403),
    replace(GOOD, status=404),
    replace(GOOD, may=False),
    replace(GOOD, may=False, status=302),
    replace(GOOD, may=False, status=404),
    replace(GOOD, may=False, status=422, method="POST"),
    replace(GOOD, sees=False),
    replace(GOOD, sees=False, status=302),
    replace(GOOD, sees=False, status=422, method="POST"),
    replace(GOOD, sees=False, status=403),
    replace(GOOD, who=ANONYMOUS, may=False),
    replace(GOOD, who=ANONYMOUS, may=False, status=302, headers={"Location": "/dossiers/"}),
    replace(GOOD, method="DELETE"),
    replace(GOOD, method="PUT", status=302),
    replace(GOOD, method="TRACE"),
    replace(GOOD, method="OPTIONS"),
    replace(GOOD, method="POST"),
    replace(GOOD, method="HEAD", may=False),
    replace(GOOD, method="HEAD", sees=False),
    replace(GOOD, who="oud_medewerker", is_known=False),
    replace(GOOD, who="oud_medewerker", is_known=False, may=False, status=302),
    replace(GOOD, who="oud_medewerker", is_known=False, may=False, status=403),
)
# Doors that neither of these two may open: each in turn forgets to ask.
STRANGERS = ("verzekeraar_polis", "auditor")
DOORS = (
    *("work", "dossiers", "parked", "planning", "search", "why-not-seen", "deputies"),
    *("export-staff", "export-dossiers", "export-tasks", "task", "dossier", "dossier-fact"),
    *("werkgever:staff", "werkgever:afdeling-new", "werkgever:staff-bsn", "werkgever:imports"),
    *("werknemer:my-data-download", "arbodienst:consults", "arbodienst:consult-new"),
    *("beheer:organisation-new", "beheer:account-new", "beheer:mandate-new"),
)


@pytest.fixture
def unblocked(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def test_every_address_has_an_expectation_and_each_expectation_an_address() -> None:
    assert {route.name for route in routes()} == set(ROUTES)


def test_every_view_says_which_privilege_it_needs() -> None:
    assert _without_privilege() == []


def test_every_view_asks_for_the_expected_privilege() -> None:
    assert _other_privilege() == []


def test_the_ways_to_sign_in_are_the_listed_ones() -> None:
    (library,) = [one for one in urls.urlpatterns if str(one.pattern) == "account/"]
    named = {pattern.name for pattern in _flat([library])}
    assert named == SIGN_IN_ROUTES


def test_a_sound_answer_is_no_hole() -> None:
    assert wrong_access(GOOD) == ""
    assert wrong_access(replace(GOOD, may=False, status=403)) == ""
    assert wrong_access(replace(GOOD, sees=False, status=404)) == ""


@pytest.mark.planted("T01")
@pytest.mark.parametrize("hole", HOLES, ids=str)
def test_a_hole_is_seen(hole: Visit) -> None:
    assert wrong_access(hole)


@pytest.mark.planted("T01")
@pytest.mark.parametrize(
    "view",
    [
        lambda request: HttpResponse(),
        needs(Privilege.SEE_DOSSIERS)(lambda request: HttpResponse()),
    ],
    ids=["bare", "guarded"],
)
def test_a_new_address_without_expectation_is_seen(
    monkeypatch: pytest.MonkeyPatch, view: Callable[[HttpRequest], HttpResponse]
) -> None:
    _plant(monkeypatch, path("nieuw/", view, name="nieuw"))
    assert "nieuw" in {route.name for route in routes()} - set(ROUTES)


@pytest.mark.planted("T01")
def test_a_view_without_privilege_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    _plant(monkeypatch, path("nieuw/", lambda request: HttpResponse(), name="nieuw"))
    assert _without_privilege() == ["nieuw"]


@pytest.mark.planted("T01")
def test_a_view_with_a_lighter_privilege_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    view = next(route.view for route in routes() if route.name == "beheer:audit")
    monkeypatch.setattr(view, "privilege", Privilege.SEE_CLIENTS)
    assert _other_privilege() == ["beheer:audit"]


@pytest.mark.usefixtures("unblocked")
def test_each_door_that_no_longer_asks_is_seen(
    cases: tuple[Case, ...], monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    monkeypatch.setattr(Actor, "require", lambda self, privilege: None)
    visits = list(crawl(cases, people=STRANGERS, only=frozenset(DOORS)))
    seen = {visit.route for visit in visits if wrong_access(visit)}
    tell("T01", planted=len(DOORS), seen=len(seen))
    assert seen == set(DOORS)


@pytest.mark.usefixtures("unblocked")
def test_every_form_refuses_a_request_from_elsewhere(cases: tuple[Case, ...]) -> None:
    client = client_of("werkgever_beheerder", checks_csrf=True)
    posted = {name for name, expect in ROUTES.items() if "POST" in expect.methods}
    forms = [route for route in routes() if route.name in posted and not route.argument]
    assert len(forms) > 5
    for route in forms:
        response = client.post(reverse(route.name), {"form_key": "x"})
        assert response.status_code == 403, route.name


def _without_privilege() -> list[str]:
    return [route.name for route in routes() if not hasattr(route.view, "privilege")]


def _other_privilege() -> list[str]:
    return [
        route.name
        for route in routes()
        if route.name in ROUTES
        and getattr(route.view, "privilege", None) != ROUTES[route.name].privilege
    ]


def _flat(patterns: list[Any]) -> Iterator[Any]:
    for pattern in patterns:
        yield from _flat(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


def _plant(monkeypatch: pytest.MonkeyPatch, pattern: Any) -> None:
    monkeypatch.setattr(get_resolver(), "url_patterns", [*get_resolver().url_patterns, pattern])
