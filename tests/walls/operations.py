"""Every operation of a role: what it finds by following links, and each address of our own list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from http.client import HTTPConnection
from urllib.parse import urlencode, urljoin, urlsplit

from django.urls import Resolver404, resolve, reverse
from lxml import html

from ontzorg.access.privileges import GRANTS
from ontzorg.access.roles import Role
from tests.fuzz.forms import FoundForm, forms_on
from tests.harness.server import Server
from tests.performance.browsing import Client
from tests.security.crawl import NOBODY_IS, Route, routes
from tests.security.expectations import ROUTES

# Who attacks, by the name that the demo signs him in with.
ATTACKERS = {
    "werkgever": Role.WERKGEVER_BEHEERDER,
    "ontzorgmanager": Role.ONTZORGMANAGER,
    "claims": Role.VERZEKERAAR_CLAIMS,
}
# These end the session of the scanner itself; T15 to T17 attack them.
NOT_VISITED = ("/account/", "/demo/", "/rol/", "/beveiliging/sessies/", "/static/")
NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
OF_A_KIND = 2


@dataclass(frozen=True)
class Signed:
    """Someone who signed in: where, and the cookies that prove it."""

    who: str
    server: Server
    cookie: str
    token: str

    @property
    def base(self) -> str:
        """The address of the product."""
        return f"http://127.0.0.1:{self.server.port}"

    def fetch(self, path: str) -> tuple[int, str, str]:
        """Return the status, where it sends on to or else its kind, and the text of a page."""
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.request("GET", path, headers={"Cookie": self.cookie})
        response = connection.getresponse()
        body = response.read().decode("utf-8", "replace")
        connection.close()
        place = response.getheader("Location") or response.getheader("Content-Type") or ""
        return response.status, place, body


def sign_in(server: Server, who: str) -> Signed:
    """Sign in as someone of the demo."""
    client = Client(server.port).sign_in(who)
    cookie = client.cookies.output(attrs=[], header="", sep=";").replace(" ", "").strip()
    return Signed(who, server, cookie, client.cookies["csrf"].value)


def operations_of(signed: Signed) -> list[FoundForm]:
    """Return all operations that this role may try, one of each kind."""
    found = _Walk(signed).run()
    seen = {route_of(form.url) for form in found}
    return found + [form for form in _not_met(signed.who) if route_of(form.url) not in seen]


def fewest(forms: Iterable[FoundForm]) -> list[FoundForm]:
    """Return as few of the operations as hold every field of every address."""
    chosen: list[FoundForm] = []
    covered: set[tuple[str, str, str]] = set()
    for form in sorted(forms, key=lambda form: (-len(form.answers), form.shape)):
        fields = {(form.method, route_of(form.url), name) for name, _ in form.answers}
        if not fields <= covered:
            covered |= fields
            chosen.append(form)
    return chosen


def route_of(path: str) -> str:
    """Return the name of the address, or nothing when it is none of ours."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def plain_visit(who: str, path: str, **query: str) -> FoundForm:
    """Return the visit of a page."""
    return FoundForm(who, path, "GET", is_multipart=False, answers=tuple(query.items()))


def write_list(forms: Iterable[FoundForm], token: str) -> str:
    """Return a page with a link or a form for each operation, for a scanner that follows them."""
    items = [_as_form(form, token) if form.answers else _as_link(form) for form in forms]
    body = "\n".join(items)
    return f"<!doctype html><html lang='nl'><title>Lijst</title><body>{body}</body></html>"


@dataclass
class _Walk:
    """A visit to every kind of page."""

    signed: Signed
    waiting: list[str] = field(default_factory=lambda: ["/"])
    kinds: Counter[str] = field(default_factory=Counter)
    found: dict[tuple[str, str, tuple[str, ...]], FoundForm] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def run(self) -> list[FoundForm]:
        while self.waiting:
            self._look(self.waiting.pop(0))
        return list(self.found.values())

    def _look(self, path: str) -> None:
        status, kind, body = self.signed.fetch(path)
        if 300 <= status < 400:
            self._want(urljoin(path, kind))
        elif status == 200:
            self._keep(plain_visit(self.signed.who, path.partition("?")[0]))
            if "html" in kind:
                self._read(path, body)

    def _read(self, path: str, body: str) -> None:
        for form in forms_on(body, who=self.signed.who, url=path):
            self._keep(form)
        for link in html.document_fromstring(body).iter("a"):
            self._want(urljoin(path, str(link.get("href", ""))))

    def _keep(self, form: FoundForm) -> None:
        if form.url.startswith("/") and not form.url.startswith(NOT_VISITED):
            names = tuple(name for name, _ in form.answers)
            self.found.setdefault((form.method, NUMBER.sub("*", form.url), names), form)

    def _want(self, address: str) -> None:
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        kind = NUMBER.sub("*", parts.path) + ("?" if parts.query else "")
        is_ours = not parts.netloc and path.startswith("/") and not path.startswith(NOT_VISITED)
        if is_ours and path not in self.seen and self.kinds[kind] < OF_A_KIND:
            self.kinds[kind] += 1
            self.seen.add(path)
            self.waiting.append(path)


def _not_met(who: str) -> Iterator[FoundForm]:
    """Return the addresses that are his by right, although nothing leads to them today."""
    granted = GRANTS[ATTACKERS[who]]
    for route in routes():
        expect = ROUTES[route.name]
        if expect.privilege is None or expect.privilege in granted:
            path = _address(route)
            if not path.startswith(NOT_VISITED):
                yield plain_visit(who, path)


def _address(route: Route) -> str:
    """Return the address with a number that nobody has."""
    converters = route.pattern.pattern.converters
    is_number = type(converters.get(route.argument)).__name__ == "IntConverter"
    value = 999_999 if is_number else NOBODY_IS
    return reverse(route.name, kwargs={route.argument: value} if route.argument else None)


def _as_link(form: FoundForm) -> str:
    return f'<a href="{escape(form.url)}">{escape(form.url)}</a>'


def _as_form(form: FoundForm, token: str) -> str:
    kind = ' enctype="multipart/form-data"' if form.is_multipart else ""
    given = [*form.answers, *([(TOKEN, token)] if form.method == "POST" else [])]
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in given
    )
    return (
        f'<form method="{form.method.lower()}" action="{escape(form.url)}"{kind}>'
        f"{fields}<button>Ga</button></form>"
    )


def as_request(form: FoundForm, signed: Signed) -> str:
    """Return the operation as the text of an HTTP request."""
    given = urlencode(form.answers)
    head = f"Host: 127.0.0.1:{signed.server.port}\r\nCookie: {signed.cookie}\r\n"
    if form.method == "GET":
        query = f"?{given}" if given else ""
        return f"GET {form.url}{query} HTTP/1.1\r\n{head}\r\n"
    body = urlencode([*form.answers, (TOKEN, signed.token)])
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    return f"POST {form.url} HTTP/1.1\r\n{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}"
