"""Visits every address as everyone of the wide world, in every way a browser can ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.test import Client

from tests.fuzz.forms import forms_on
from tests.fuzz.hostile import encode
from tests.harness import world
from tests.security.cases import Case
from tests.security.crawl import Target, Visit, Visitor, browser_of, targets, visit
from tests.security.wide import Wide

# What a page may know, what only the web server knows, and what nobody knows.
METHODS = (
    *("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"),
    *("TRACE", "PROPFIND", "CONNECT", "ONZIN"),
)
# Asking for a part of a page, and for other people by name and number.
PARTLY = {"HX-Request": "true"}
QUERY = "?zoek=Boterbloem&q=Klinkhamer&werkgever=101&dienstverband=6101&na=1&soort=alles"
PAGE_FOUND = 200

Answers = dict[str, dict[str, bytes]]  # address, who filled it in, the form as it is sent


@dataclass(frozen=True)
class Request:
    """One way to ask: a method, perhaps with a form, filled in by oneself or by someone else."""

    target: Target
    method: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    is_own: bool = False


@dataclass
class WideCrawl:
    """The crawl: one in `step` of all requests, and the honest answers of each form.

    `stolen` tells the visits with a form that someone filled in who sees other people.
    """

    wide: Wide
    step: int = 1
    answers: Answers = field(default_factory=lambda: defaultdict(dict))
    stolen: list[tuple[Visit, bytes]] = field(default_factory=list)

    def run(self) -> Iterator[Visit]:
        """Visit everything; whoever may see a form fills it in before anyone sends it."""
        found = targets(self.wide.cases, self.wide.more)
        for visitor in self.wide.visitors:
            yield from self._read(visitor, browser_of(visitor), found)
        for number, visitor in enumerate(self.wide.visitors):
            requests = list(self._requests(visitor, found))
            browser = browser_of(visitor)  # signed in just now: who waits long must do it again
            for request in requests[number % self.step :: self.step]:
                seen = visit(
                    browser,
                    visitor,
                    request.method,
                    request.target,
                    request.body,
                    request.headers,
                )
                if request.body and not request.is_own:
                    self.stolen.append((seen, request.body))
                yield seen

    def _read(self, visitor: Visitor, client: Client, found: list[Target]) -> Iterator[Visit]:
        """Look at every form that he may see, and keep it filled in."""
        for target in found:
            if "POST" in target.expect.methods and visitor.allowed(target.expect):
                seen = visit(client, visitor, "GET", target)
                if seen.status == PAGE_FOUND:
                    self._keep(visitor, target, seen)
                yield seen

    def _keep(self, visitor: Visitor, target: Target, seen: Visit) -> None:
        for form in forms_on(seen.body, who=visitor.key, url=target.url):
            if form.method == "POST":
                self.answers[form.url][visitor.key] = encode(list(form.answers))

    def _requests(self, visitor: Visitor, found: list[Target]) -> Iterator[Request]:
        for target in found:
            yield from (Request(target, method) for method in METHODS)
            yield Request(target, "GET", headers=PARTLY)
            yield Request(replace(target, url=target.url + QUERY), "GET")
            for who, body in self.answers.get(target.url, {}).items():
                yield Request(target, "POST", body, is_own=who == visitor.key)


def numbers_of(case: Case) -> frozenset[bytes]:
    """Return what names this case and its person in a form."""
    dienstverband = world.dienstverband_of(case.werknemer_id)
    names = (case.werknemer, case.dossier, case.melding, case.task, f"={dienstverband}")
    return frozenset(name.encode() for name in names)
