"""Signed-in clients of a real server process, one after another or several at once."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"
PATIENCE_SECONDS = 60
MOVED = range(300, 400)


class UnexpectedAnswerError(RuntimeError):
    """The server said something else than a page; a figure of it would mean nothing."""


@dataclass
class Client:
    """One person with a browser: it keeps its connection and its cookies."""

    port: int
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    _connection: HTTPConnection | None = None

    def sign_in(self, role: str) -> Client:
        """Sign in as someone of the demo."""
        token = self.token_of("/")
        self.post("/demo/aanmelden/", {"role": role, "csrfmiddlewaretoken": token})
        return self

    def token_of(self, path: str) -> str:
        """Open a page with a form and return its token."""
        found = TOKEN.search(self.get(path))
        if found is None:
            raise UnexpectedAnswerError(f"no form on {path}")
        return found.group(1)

    def get(self, path: str) -> str:
        """Return the page; a page that sends on is none."""
        status, body = self.ask("GET", path)
        if status != 200:
            raise UnexpectedAnswerError(f"GET {path}: {status}")
        return body

    def post(self, path: str, values: dict[str, str]) -> None:
        """Send a form that must be accepted: the answer sends on to the next page."""
        status, body = self.ask("POST", path, urlencode(values))
        if status not in MOVED:
            raise UnexpectedAnswerError(f"POST {path}: {status} {_complaint(body)}")

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        """Return the status and the body of whatever the server answers."""
        connection = self._connection or self._connect()
        origin = f"http://localhost:{self.port}"
        headers = {"Cookie": self.cookies.output(attrs=[], header="", sep=";").strip()}
        if body:
            headers |= {"Content-Type": FORM, "Origin": origin, "Referer": origin + path}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            self.cookies.load(cookie)
        return response.status, text

    def _connect(self) -> HTTPConnection:
        self._connection = HTTPConnection("localhost", self.port, timeout=PATIENCE_SECONDS)
        return self._connection


def time_together(
    actions: Sequence[Callable[[], Iterator[Callable[[], object]]]],
) -> list[float]:
    """Let every client do its actions at the same time; return the seconds of each action.

    The first action of each client warms it up and does not count.
    """
    times: list[list[float]] = [[] for _ in actions]
    faults: list[BaseException] = []
    gate = threading.Barrier(len(actions))

    def live(number: int) -> None:
        try:
            steps = actions[number]()
            next(steps)()
            gate.wait()
            for step in steps:
                begin = time.perf_counter()
                step()
                times[number].append(time.perf_counter() - begin)
        except BaseException as error:
            faults.append(error)
            gate.abort()

    threads = [threading.Thread(target=live, args=(number,)) for number in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return [seconds for each in times for seconds in each]


def _complaint(body: str) -> str:
    """Return the first words of a refused form, to find out what was wrong."""
    found = re.findall(r'class="[^"]*invalid-feedback[^"]*"[^>]*>([^<]+)<', body)
    return " ".join(text.strip() for text in found[:3])
