"""Visits every address as everyone, with one's own and with other people's objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ontzorg.access.actors import Actor
from tests.harness import world
from tests.harness.web import enter
from tests.harness.world import PEOPLE, actor
from tests.security.cases import Case
from tests.security.expectations import ROUTES, SEES, SIGN_IN_ROUTES, Expect, Kind

ANONYMOUS = "niemand"
EVERYBODY = (ANONYMOUS, *(person.key for person in PEOPLE))
NOBODY_IS = UUID("00000000-0000-4000-8000-000000000000")
SPARE = PEOPLE.index(next(p for p in PEOPLE if p.key == "ontzorgmanager_2")) + 1
FORM = "application/x-www-form-urlencoded"
OF_A_CASE = (Kind.DOSSIER, Kind.TASK, Kind.MELDING, Kind.WERKNEMER, Kind.DIENSTVERBAND)
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
class Visitor:
    """Someone with a browser, and the numbers of what he sees; without an actor he is nobody."""

    key: str
    account_id: int | None
    actor: Actor | None
    sees: frozenset[int]

    def allowed(self, expect: Expect) -> bool:
        """Tell whether the privilege table lets this person on this page."""
        if expect.privilege is None:
            return True
        if self.actor is None or not self.actor.may(expect.privilege):
            return False
        return not expect.also_one_of or any(self.actor.may(p) for p in expect.also_one_of)


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
    is_known: bool = True
    content: bytes = b""

    def __str__(self) -> str:
        return f"{self.who} {self.method} {self.route} over {self.about}: {self.status}"


@dataclass(frozen=True)
class Target:
    """One address to visit: a route, and the object that it is about."""

    route: Route
    about: int | None
    url: str

    @property
    def expect(self) -> Expect:
        """What the table says of this address."""
        return ROUTES[self.route.name]


def routes() -> list[Route]:
    """Return every named address from the resolver, the sign-in library's own left out."""
    return [route for route in _walk(get_resolver(), "") if route.name not in SIGN_IN_ROUTES]


def crawl(
    cases: tuple[Case, ...],
    *,
    people: tuple[str, ...] = EVERYBODY,
    only: frozenset[str] = frozenset(),
    client_for: Callable[[str], Client] | None = None,
    only_pages: bool = False,
) -> Iterator[Visit]:
    """Visit all routes (or `only` these) as these people. Nothing that they do is kept.

    With `only_pages` nothing is sent, and nobody asks for what he may not see.
    """
    found = [target for target in targets(cases) if target.route.name in (only or ROUTES)]
    for who in people:
        client, visitor = (client_for or client_of)(who), visitor_of(who)
        refused: set[str] = set()
        for target in found:
            may = visitor.allowed(target.expect)
            if only_pages and not (may and _is_there(target, visitor)):
                continue
            if not may and target.route.name in refused:
                continue  # one object is enough for someone who may not see the page at all
            if not may:
                refused.add(target.route.name)
            for method in _methods(target, who):
                if method == "GET" or not only_pages:
                    yield visit(client, visitor, method, target)


def targets(
    cases: tuple[Case, ...], more: Mapping[str, Sequence[tuple[int, object]]] | None = None
) -> list[Target]:
    """Return every address, once for each object; `more` gives objects of one's own for a route."""
    return [
        Target(route, about, _url(route, argument))
        for route in routes()
        for about, argument in (
            *_objects(ROUTES[route.name].kind, cases),
            *(more or {}).get(route.name, ()),
        )
    ]


def visit(
    client: Client,
    visitor: Visitor,
    method: str,
    target: Target,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> Visit:
    """Send one request, and keep nothing of what it did."""
    with transaction.atomic():
        answer: Any = client.generic(method, target.url, body, FORM, headers=headers)
        transaction.set_rollback(True)
    content = b"".join(answer)
    return Visit(
        who=visitor.key,
        route=target.route.name,
        method=method,
        about=target.about,
        url=target.url,
        may=visitor.allowed(target.expect),
        sees=target.about in visitor.sees and visitor.key not in target.expect.hidden_from,
        expect=target.expect,
        status=answer.status_code,
        headers=dict(answer.headers),
        cookies=tuple(str(cookie) for cookie in answer.cookies.values()),
        body=content.decode("utf-8", "replace"),
        is_known=visitor.actor is not None,
        content=content,
    )


def visitor_of(who: str) -> Visitor:
    """Return this person of the small world."""
    if who == ANONYMOUS:
        return Visitor(who, None, None, frozenset())
    return Visitor(who, actor(who).account_id, actor(who), SEES[who])


def client_of(who: str, *, checks_csrf: bool = False) -> Client:
    """Return a browser in which this person has signed in."""
    return browser_of(visitor_of(who), checks_csrf=checks_csrf)


def browser_of(visitor: Visitor, *, checks_csrf: bool = False) -> Client:
    """Return a browser in which this visitor has signed in, if he can."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=checks_csrf)
    if visitor.account_id:
        enter(client, visitor.account_id)
    return client


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


def _is_there(target: Target, visitor: Visitor) -> bool:
    named = target.about in visitor.sees
    return named if target.expect.kind in OF_A_CASE else target.expect.kind is not Kind.ABSENT


def _url(route: Route, argument: object) -> str:
    if not route.argument:
        return reverse(route.name)
    is_number = type(route.pattern.pattern.converters[route.argument]).__name__ == "IntConverter"
    value = 999_999 if is_number and argument is NOBODY_IS else argument
    return reverse(route.name, kwargs={route.argument: value})


def _methods(target: Target, who: str) -> tuple[str, ...]:
    declared = tuple(target.expect.methods.split())
    tries_all = who == "werkgever_beheerder" and not target.about
    return (*declared, *OTHER_METHODS) if tries_all else declared
