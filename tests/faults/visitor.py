"""Someone in front of a browser who sends his form again when no answer came."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode

SEEN_NOTHING = (OSError, http.client.HTTPException)
AWAY = frozenset({502, 503, 504})
PATIENCE_SECONDS = 40


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any, **_named: Any) -> None:
        """Show the redirect itself: it is the answer."""


@dataclass
class Visitor:
    """One session. `pause` is called between two tries."""

    url: str
    pause: Callable[[], None]
    jar: CookieJar = field(default_factory=CookieJar)
    tries: int = 0

    def __post_init__(self) -> None:
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(cookies, _StayHere())

    def sign_in(self, key: str) -> None:
        """Sign in at the demo as this person."""
        self.insist("/account/login/")
        status, _ = self.insist("/demo/aanmelden/", role=key)
        assert status == 302, f"{key} cannot sign in: {status}"

    def insist(self, path: str, **answers: str) -> tuple[int, str]:
        """Get a page, or send a form, until an answer comes that is not a failure."""
        while True:
            self.tries += 1
            try:
                status, body = self._ask(path, answers)
            except SEEN_NOTHING:
                self.pause()
                continue
            if status not in AWAY:
                return status, body
            self.pause()

    def _ask(self, path: str, answers: dict[str, str]) -> tuple[int, str]:
        data = None
        if answers:
            token = next((c.value for c in self.jar if c.name == "csrf"), "")
            data = urlencode({**answers, "csrfmiddlewaretoken": token}).encode()
        try:
            with self.opener.open(self.url + path, data, PATIENCE_SECONDS) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode()
