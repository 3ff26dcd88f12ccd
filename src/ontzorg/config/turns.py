"""Gives every visitor a turn: who asks for much waits for himself, and others do not wait for him.

The server takes in many requests at once; a few threads make the pages, for one visitor after
another. See decision 0021.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import parse_cookie

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Any]
Work = Callable[[], object]

MOST_WAITING = 24  # requests of one visitor; more than any browser sends at once
SLOW_SECONDS = 1.0
TOO_MUCH = "U vraagt te veel tegelijk. Wacht even, en probeer het dan opnieuw."
TOO_MUCH_HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Retry-After", "1"),
]


class TooMuchError(Exception):
    """One visitor has more requests waiting than a browser sends."""


class Line:
    """What waits to be done, in a row for each visitor; so many things are done at once.

    Of one visitor one thing at a time. What is slow, such as a large file that comes in, keeps
    him from the next for a second; but one place stays free for someone else.
    """

    def __init__(self, at_once: int) -> None:
        self._most_each = max(at_once - 1, 1)
        self._rows: OrderedDict[str, deque[Work]] = OrderedDict()
        self._begun: defaultdict[str, list[float]] = defaultdict(list)
        self._changed = threading.Condition()

    def put(self, visitor: str, work: Work) -> None:
        """Let this work wait. Raises TooMuchError when too much of this visitor waits already."""
        with self._changed:
            row = self._rows.setdefault(visitor, deque())
            if len(row) >= MOST_WAITING:
                raise TooMuchError
            row.append(work)
            self._changed.notify()

    def do_next(self) -> None:
        """Wait for work and do it."""
        with self._changed:
            while (visitor := next(filter(self._may_begin, self._rows), None)) is None:
                self._changed.wait(SLOW_SECONDS if self._rows else None)
            work, moment = self._take(visitor), time.monotonic()
            self._begun[visitor].append(moment)
        try:
            work()
        finally:
            with self._changed:
                self._end(visitor, moment)
                self._changed.notify()

    def _may_begin(self, visitor: str) -> bool:
        begun = self._begun.get(visitor, [])
        is_slow = all(time.monotonic() >= moment + SLOW_SECONDS for moment in begun)
        return is_slow and len(begun) < self._most_each

    def _take(self, visitor: str) -> Work:
        row = self._rows.pop(visitor)
        work = row.popleft()
        if row:
            self._rows[visitor] = row  # at the end: now it is the turn of others
        return work

    def _end(self, visitor: str, moment: float) -> None:
        self._begun[visitor].remove(moment)
        if not self._begun[visitor]:
            del self._begun[visitor]


class Turns:
    """A WSGI application around another one, that lets visitors take turns."""

    def __init__(self, application: Application, *, at_once: int) -> None:
        self._application = application
        self._at_once = at_once
        self._line = Line(at_once)
        self._start_once = threading.Lock()
        self._is_started = False

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Wait for a turn, and return the page that was made."""
        self._start()
        answer: Future[Iterable[bytes]] = Future()
        work = partial(self._make, answer, environ, start_response)
        try:
            self._line.put(visitor_of(environ), work)
        except TooMuchError:
            start_response("429 Too Many Requests", TOO_MUCH_HEADERS)
            return [TOO_MUCH.encode()]
        return answer.result()

    def _start(self) -> None:
        with self._start_once:
            if not self._is_started:
                self._is_started = True
                for _ in range(self._at_once):
                    threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while True:
            self._line.do_next()

    def _make(
        self,
        answer: Future[Iterable[bytes]],
        environ: Environ,
        start_response: Callable[..., Any],
    ) -> None:
        try:
            answer.set_result(_page(self._application(environ, start_response)))
        except BaseException as error:
            answer.set_exception(error)


def visitor_of(environ: Environ) -> str:
    """Return the session of a request, or else its browser, or else where it comes from.

    Only for taking turns: nobody proves by it who he is.
    """
    cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
    known = (
        cookies.get(settings.SESSION_COOKIE_NAME),
        cookies.get(settings.CSRF_COOKIE_NAME),
        environ.get("HTTP_X_FORWARDED_FOR"),
        environ.get("REMOTE_ADDR"),
    )
    return next(filter(None, known), "")


def _page(response: Any) -> Iterable[bytes]:
    """Return a whole page; a file that goes out in pieces is left to the thread that sends it."""
    if getattr(response, "streaming", False):
        return Pieces(response)
    try:
        return [b"".join(response)]
    finally:
        response.close()


class Pieces:
    """A file on its way out; what its thread needed of the database is given back at the end."""

    def __init__(self, response: Any) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        """Yield the pieces."""
        yield from self._response

    def close(self) -> None:
        """End the file, whether it was sent whole or not."""
        try:
            self._response.close()
        finally:
            connections.close_all()
