"""A browser that shows the pages of the product, and hears every script that should not run."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Route

HOME = "http://ontzorg.test"
HEARD = "GEHOORD"
LISTEN = f"""
window.hit = n => console.log("{HEARD} script " + n);
document.addEventListener("securitypolicyviolation", e => console.log(
  "{HEARD} inhoudsbeleid " + e.violatedDirective + " " + e.blockedURI + " " + e.sample));
"""
# Touch whatever a visitor could touch that carries a script of its own.
POKE = """() => {
  for (const one of document.querySelectorAll("*")) {
    for (const {name} of [...one.attributes])
      if (/^on/i.test(name)) one.dispatchEvent(new Event(name.slice(2)));
    const leads = one.href?.baseVal ?? one.href ?? one.getAttribute?.("formaction") ?? one.action;
    if (typeof leads === "string" && /^\\s*javascript:/i.test(leads))
      one.tagName === "FORM" ? one.requestSubmit() : one.dispatchEvent(new MouseEvent("click"));
  }
}"""


@dataclass(frozen=True)
class Answer:
    """What a server says: a status, headers and content."""

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass
class Theatre:
    """One page of a browser; `serve` answers it in a thread that may use the database."""

    page: Page
    serve: Callable[[str], Answer]
    thread: ThreadPoolExecutor
    heard: list[str] = field(default_factory=list)
    shown: int = 0

    def show(self, address: str) -> list[str]:
        """Open a page, touch all that carries a script; return what ran or was stopped."""
        self.heard.clear()
        self.page.goto(HOME + address)
        self.page.evaluate(POKE)
        self.page.evaluate("() => new Promise(done => setTimeout(done))")
        self.shown += 1
        return [f"{one} op {address}" for one in self.heard]

    def answer(self, route: Route) -> None:
        """Answer a request of the browser: a file of the product, or a page."""
        address = urlsplit(route.request.url)
        if address.path.startswith("/static/"):
            _answer_with_file(route, address.path.removeprefix("/static/"))
            return
        path = address.path + (f"?{address.query}" if address.query else "")
        given = self.thread.submit(self.serve, path).result()
        headers = dict(given.headers)
        route.fulfill(status=given.status, headers=headers, body=given.content)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the page says of scripts."""
        if message.text.startswith(HEARD):
            self.heard.append(message.text.removeprefix(HEARD).strip())

    def see_window(self, window: Dialog) -> None:
        """Keep that a script opened a window, and close it."""
        self.heard.append("script: een venster")
        window.dismiss()


@contextmanager
def theatre(browser: Browser, serve: Callable[[str], Answer]) -> Iterator[Theatre]:
    """Open a page that only gets what `serve` gives."""
    context = browser.new_context(locale="nl-NL", reduced_motion="reduce")
    context.set_default_timeout(0)  # the machine may be busy
    with ThreadPoolExecutor(1) as thread:
        seen = Theatre(context.new_page(), serve, thread)
        seen.page.add_init_script(LISTEN)
        seen.page.on("console", seen.hear)
        seen.page.on("dialog", seen.see_window)
        context.route("**/*", seen.answer)
        try:
            yield seen
        finally:
            context.close()
            thread.submit(_close_connections).result()


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


def _answer_with_file(route: Route, name: str) -> None:
    place = finders.find(name)
    if not isinstance(place, str):
        route.fulfill(status=404)
        return
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    route.fulfill(path=place, headers={"Content-Type": kind})
