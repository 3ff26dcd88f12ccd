"""Follows every link that a role can see, a few of each kind, and looks at each page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Response

from tests.harness.browser import Complaints

SAME_KIND = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"
# Pages that are the same for everyone are looked at with the first role that meets them.
EVERYONES = ("/account/", "/rol/")
OF_A_NEW_KIND, OF_A_KNOWN_KIND = 2, 1


def kind_of(address: str) -> str:
    """Return the address without the numbers that tell one page of a kind from another."""
    parts = urlsplit(address)
    return SAME_KIND.sub("*", parts.path) + ("?" if parts.query else "")


@dataclass
class Crawl:
    """The visit of one role: pages still to see, pages seen, and what was wrong.

    `known` holds the kinds of pages that any role saw, and grows. `inspect` looks at a page
    at an address and returns its faults.
    """

    page: Page
    base: str
    known: set[str]
    inspect: Callable[[Page, str], list[str]]
    waiting: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    seen: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def run(self) -> None:
        """See every page from the current one on."""
        complaints = Complaints.of(self.page)
        self.find_links()
        while self.waiting:
            address = self.waiting.pop(0)
            self.look(address, complaints)

    def look(self, address: str, complaints: Complaints) -> None:
        """See one page and note its faults and links."""
        response = open_address(self.page, address)
        if response is None:
            return
        self.seen.append(address)
        wrong = [] if response.ok else [f"answer {response.status}"]
        wrong += self.inspect(self.page, address) + complaints.take()
        self.faults += [f"{address} - {one}" for one in wrong]
        self.known.add(kind_of(address))
        self.find_links()

    def find_links(self) -> None:
        """Put the links of this page on the list, a few of each kind."""
        for link in self.page.evaluate(LINKS):
            address = link.removeprefix(self.base).partition("#")[0]
            is_ours = link.startswith(self.base)
            if is_ours and address not in self.seen + self.waiting and self.wants(address):
                self.kinds[kind_of(address)] += 1
                self.waiting.append(address)

    def wants(self, address: str) -> bool:
        """Tell whether there were too few pages of this kind yet."""
        kind = kind_of(address)
        is_known = kind in self.known
        if is_known and kind.startswith(EVERYONES):
            return False
        return self.kinds[kind] < (OF_A_KNOWN_KIND if is_known else OF_A_NEW_KIND)


def open_address(page: Page, address: str) -> Response | None:
    """Open a page; None for a file that the browser saves instead."""
    try:
        return page.goto(address)
    except PlaywrightError as error:
        if "Download is starting" in error.message:
            return None
        raise
