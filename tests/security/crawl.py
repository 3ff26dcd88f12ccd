"""Visits every address as everyone, with one's own and with other people's objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.harness import world
from tests.harness.web import enter
from tests.harness.world import PEOPLE, actor
from tests.security.cases import Case
from tests.security.expectations import ROUTES, SEES, SIGN_IN_ROUTES, Expect, Kind

ANONYMOUS = "niemand"
EVERYBODY = (ANONYMOUS, *(person.key for person in PEOPLE))
NOBODY_IS = UUID("00000000-0000-4000-8000-000000000000")
SPARE = PEOPLE.index(next(p for p in PEOPLE if p.key == "ontzorgmanager_2")) + 1
OTHER_METHODS = ("PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Route:
    """One address of the product."""

    name: str
    pattern: URLPattern
    argument: str

    @property
    def view(self) -> object:
        """The function that answers."""
        return self.pattern.callback


@dataclass(frozen=True)
class Visit:
    """One request, what it should have given, and what it gave."""

    who: str
    route: str
    method: str
    about: int | None  # the number of the case, or None
    url: str
    may: bool
    sees: bool
    expect: Expect
    status: int
    headers: dict[str, str]
    cookies: tuple[str, ...]
    body: str

    def __str__(self) -> str:
        return f"{self.who} {self.method} {self.route} over {self.about}: {self.status}"


def routes() -> list[Route]:
    """Return every named address from the resolver, the sign-in library's own left out."""
    return [route for route in _walk(get_resolver(), "") if route.name not in SIGN_IN_ROUTES]


def crawl(
    cases: tuple[Case, ...],
    *,
    people: tuple[str, ...] = EVERYBODY,
    only: frozenset[str] = frozenset(),
    client_for: Callable[[str], Client] | None = None,
) -> Iterator[Visit]:
    """Visit all routes (or `only` these) as these people. Nothing that they do is kept."""
    chosen = [route for route in routes() if route.name in (only or ROUTES)]
    for who in people:
        client = (client_for or client_of)(who)
        for route in chosen:
            expect = ROUTES[route.name]
            for about, argument in _chosen(who, expect, cases):
                url = _url(route, argument)
                for method in _methods(expect, who, about):
                    response = _ask(client, method, url)
                    yield _visit(who, route.name, method, about, url, expect, response)


def client_of(who: str, *, checks_csrf: bool = False) -> Client:
    """Return a browser in which this person has signed in."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=checks_csrf)
    if who != ANONYMOUS:
        enter(client, actor(who).account_id or 0)
    return client


def allowed(who: str, expect: Expect) -> bool:
    """Tell whether the privilege table lets this person on this page."""
    if expect.privilege is None:
        return True
    if who == ANONYMOUS or not actor(who).may(expect.privilege):
        return False
    return not expect.also_one_of or any(actor(who).may(p) for p in expect.also_one_of)


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner)
        else:
            names = list(pattern.pattern.converters)
            yield Route(f"{namespace}{pattern.name}", pattern, names[0] if names else "")


def _objects(kind: Kind, cases: tuple[Case, ...]) -> Iterator[tuple[int | None, object]]:
    match kind:
        case Kind.NOTHING:
            yield None, None
        case Kind.ABSENT:
            yield None, NOBODY_IS
        case Kind.WERKGEVER:
            yield None, world.WERKGEVER_A
        case Kind.ACCOUNT | Kind.MEMBERSHIP | Kind.MANDATE:
            yield None, SPARE if kind is not Kind.MANDATE else 1
        case Kind.DIENSTVERBAND:
            for number, case in enumerate(cases):
                yield number, world.dienstverband_of(case.werknemer_id)
        case _:
            for number, case in enumerate(cases):
                yield number, getattr(case, kind.value)
            yield None, NOBODY_IS


def _url(route: Route, argument: object) -> str:
    if not route.argument:
        return reverse(route.name)
    is_number = type(route.pattern.pattern.converters[route.argument]).__name__ == "IntConverter"
    value = 999_999 if is_number and argument is NOBODY_IS else argument
    return reverse(route.name, kwargs={route.argument: value})


def _chosen(
    who: str, expect: Expect, cases: tuple[Case, ...]
) -> Iterator[tuple[int | None, object]]:
    """Keep one object for someone who may not see the page at all."""
    objects = _objects(expect.kind, cases)
    return objects if allowed(who, expect) else islice(objects, 1)


def _methods(expect: Expect, who: str, about: int | None) -> tuple[str, ...]:
    declared = tuple(expect.methods.split())
    tries_all = who == "werkgever_beheerder" and not about
    return (*declared, *OTHER_METHODS) if tries_all else declared


def _ask(client: Client, method: str, url: str) -> HttpResponseBase:
    with transaction.atomic():
        response: Any = client.generic(method, url)
        transaction.set_rollback(True)
    return cast("HttpResponseBase", response)


def _visit(
    who: str,
    route: str,
    method: str,
    about: int | None,
    url: str,
    expect: Expect,
    response: HttpResponseBase,
) -> Visit:
    return Visit(
        who=who,
        route=route,
        method=method,
        about=about,
        url=url,
        may=allowed(who, expect),
        sees=about in SEES.get(who, frozenset()) and who not in expect.hidden_from,
        expect=expect,
        status=response.status_code,
        headers=dict(response.headers),
        cookies=tuple(str(cookie) for cookie in response.cookies.values()),
        body=b"".join(response).decode("utf-8", "replace"),
    )
