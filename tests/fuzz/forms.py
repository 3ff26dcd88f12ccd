"""The forms that a person finds on the pages he may open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import html

NOT_SENT = frozenset({"submit", "button", "image", "reset"})
SENT_BY = frozenset({"GET", "POST"})
NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
TYPED = (
    ".//textarea/@name | .//input[not(@type)"
    " or contains('text search email tel url password number', @type)]/@name"
)
DAY = re.compile(r"da[yg]|datum|start|eind?|last|_o[np]$|^(op|van|tot)$")


@dataclass(frozen=True)
class FoundForm:
    """A form as the page shows it, with an answer for each field."""

    who: str
    url: str
    method: str
    is_multipart: bool
    answers: tuple[tuple[str, str], ...]
    typed: frozenset[str] = frozenset()  # what is written by hand, not chosen from a list

    @property
    def shape(self) -> tuple[str, str, tuple[str, ...]]:
        """What makes it another form: its method, where it goes and which fields it has."""
        return (self.method, self.url, tuple(name for name, _ in self.answers))

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        """Its shape without the numbers that tell what it is about."""
        return (self.method, NUMBER.sub("#", self.url), tuple(name for name, _ in self.answers))

    def __str__(self) -> str:
        return f"{self.who} {self.method} {self.url}"


def forms_on(page: str, *, who: str, url: str) -> Iterator[FoundForm]:
    """Return the forms of a page, and its links with a query as forms of their own."""
    if not page.strip():
        return
    tree = html.document_fromstring(page)
    forms: list[html.FormElement] = list(tree.iter("form"))
    for form in forms:
        action = urlsplit(urljoin(url, form.get("action") or url))
        if form.get("method", "get").upper() not in SENT_BY:
            continue
        yield FoundForm(
            who=who,
            url=action.path,
            method=form.get("method", "get").upper(),
            is_multipart="multipart" in form.get("enctype", ""),
            answers=(*parse_qsl(action.query), *_answers(form)),
            typed=frozenset(form.xpath(TYPED)),
        )
    for link in tree.iter("a"):
        address = urlsplit(urljoin(url, str(link.get("href", ""))))
        if address.query and not address.netloc:
            pairs = tuple(parse_qsl(address.query))
            yield FoundForm(who, address.path, "GET", is_multipart=False, answers=pairs)


def _answers(form: html.FormElement) -> Iterator[tuple[str, str]]:
    chosen: set[str] = set()
    for field in form.xpath(".//*[self::input or self::select or self::textarea][@name]"):
        name, kind = field.get("name"), field.get("type", "text")
        if kind in NOT_SENT or name == "csrfmiddlewaretoken" or name in chosen:
            continue
        if kind == "radio":
            chosen.add(name)
        yield name, _answer(field, kind)
    for button in form.xpath(".//button[@name]"):
        yield button.get("name"), button.get("value", "")


def _answer(field: html.HtmlElement, kind: str) -> str:
    """Return what is filled in, else something a kind visitor would answer."""
    if field.tag == "select":
        options = [option for option in field.xpath(".//option/@value") if option]
        return str(options[0]) if options else ""
    if field.get("value"):
        return str(field.get("value"))
    if DAY.search(field.get("name")):
        return "02-11-2026"
    return {"number": "50", "email": "x@voorbeeld.example"}.get(kind, "Proef")
