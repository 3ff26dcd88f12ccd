"""Sends hostile requests, keeps nothing that was accepted, and judges the answer."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.conf import settings
from django.db import transaction
from django.test import Client

from ontzorg.config.backup.digests import TableDigest, table_digests
from ontzorg.config.database_setup import admin_conninfo
from tests.fuzz.forms import FoundForm, forms_on
from tests.fuzz.hostile import MARKUP, encode
from tests.harness.database import live_name
from tests.security.cases import Case
from tests.security.crawl import EVERYBODY, client_of, crawl

FORM = "application/x-www-form-urlencoded"
REFUSED, BROKEN = 400, 500
# Of our own work, the waiting for other programs on this machine left out.
LONGEST_SECONDS = 5
# A log may grow with a refusal, and so may open sessions.
LOGS = ("audit.", "public.usersessions_", "public.procrastinate_")
# That room has a connection of its own, and keeps what was accepted. So have the counters against
# guessing, which also grow when someone is refused: only at the door.
MEDICAL, COUNTERS, DOOR = "medical.", "public.access_sharedvalue", "/account/"
INSIDES = ("Traceback (most recent", "psycopg", "django.db", 'File "/')


@dataclass(frozen=True)
class Request:
    """One hostile request."""

    who: str
    method: str
    url: str
    body: bytes = b""
    content_type: str = FORM
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.who} {self.method} {self.url[:300]} {self.content_type} {self.body[:300]!r}"


class Attacker:
    """Sends requests as anyone of the small world, and counts them.

    What is stored is looked at after each refusal, or after so many (`check_each`).
    """

    def __init__(self, check_each: int = 1) -> None:
        self.check_each = check_each
        self.unchecked = 0
        self.free: set[str] = set()
        self.clients: dict[str, Client] = {}
        self.sent = 0
        self.refused = 0
        self.slowest = 0.0
        self.base = stored()

    def faults_of(self, request: Request) -> list[str]:
        """Send it and return what is wrong with the answer."""
        self.sent += 1
        begun = time.thread_time()
        status, kind, body = self._answer(request)
        took = time.thread_time() - begun
        self.slowest = max(self.slowest, took)
        found = [f"status {status}"] if status >= BROKEN else []
        if took > LONGEST_SECONDS:
            found.append(f"took {took:.1f} s")
        if "html" in kind and MARKUP in body:
            found.append("unescaped echo")
        found += [f"shows {inside}" for inside in INSIDES if inside in body]
        if status >= REFUSED and request.method == "POST":
            self.refused += 1
            self.unchecked += 1
        elif request.method == "POST":
            self.free.add(MEDICAL)
        if request.url.startswith(DOOR):
            self.free.add(COUNTERS)
        if self.unchecked >= self.check_each:
            found += self.half_saved()
        return [f"{fault}: {request}" for fault in found]

    def half_saved(self) -> list[str]:
        """Return the tables that hold something else since the last look."""
        now = stored()
        changed = [name for name in now if now[name] != self.base.get(name)]
        kept = [name for name in changed if not name.startswith(tuple(self.free))]
        self.base, self.unchecked, self.free = now, 0, set()
        return [f"half saved in {', '.join(kept)}"] if kept else []

    def forms(self, cases: tuple[Case, ...], people: tuple[str, ...]) -> list[FoundForm]:
        """Return every form that these people find, each shape once for each of them."""
        found = {(form.who, form.shape): form for form in self._on_pages(cases, people)}
        for form in {form.kind: form for form in found.values() if form.method == "POST"}.values():
            for step in self._behind(form):
                found.setdefault((step.who, step.shape), step)
        self.base = stored()
        return list(found.values())

    def _on_pages(self, cases: tuple[Case, ...], people: tuple[str, ...]) -> Iterator[FoundForm]:
        for visit in crawl(cases, people=people, client_for=self._client, only_pages=True):
            assert visit.status < BROKEN, f"{visit} {visit.url}"
            if visit.status < REFUSED and "html" in visit.headers.get("Content-Type", ""):
                yield from forms_on(visit.body, who=visit.who, url=visit.url)

    def _behind(self, form: FoundForm) -> Iterator[FoundForm]:
        """Return the forms of the next step, after an honest answer."""
        if form.url.startswith(DOOR):
            return
        body = encode(list(form.answers))
        status, kind, page = self._answer(Request(form.who, "POST", form.url, body))
        if status < BROKEN and "html" in kind:
            yield from forms_on(page, who=form.who, url=form.url)

    def _answer(self, request: Request) -> tuple[int, str, str]:
        headers: Any = request.headers
        with transaction.atomic():
            response = self._client(request.who).generic(
                request.method, request.url, request.body, request.content_type, headers=headers
            )
            body = b"".join(response).decode("utf-8", "replace")
            if response.status_code < REFUSED:
                transaction.set_rollback(True)
        if request.url.startswith(DOOR):
            self.clients.pop(request.who, None)  # he may have signed out
        return response.status_code, response.headers.get("Content-Type", ""), body

    def _client(self, who: str) -> Client:
        if who not in self.clients:
            self.clients[who] = client_of(who)
            self.base = stored()
        return self.clients[who]


def stored() -> dict[str, TableDigest]:
    """Return what every table holds, the logs left out."""
    place = admin_conninfo(settings.ENVIRONMENT)
    with psycopg.connect(place, dbname=live_name()) as connection:
        found = table_digests(connection)
    return {name: digest for name, digest in found.items() if not name.startswith(LOGS)}


__all__ = ["EVERYBODY", "Attacker", "Request", "stored"]
