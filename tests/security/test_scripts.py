"""T14: whatever people write in whichever field, no page runs it: seen in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.template import engines
from django.test import Client
from django.utils import timezone

from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import.reading import read_import
from ontzorg.parties.staff_import.services import start_import
from tests.fuzz.forms import FoundForm, forms_on
from tests.fuzz.hostile import encode
from tests.harness import world
from tests.harness.browser import open_browser
from tests.harness.database import as_login
from tests.harness.results import Tell, is_long
from tests.harness.world import actor
from tests.security.cases import Case, write_note
from tests.security.crawl import FORM, Target, Visitor, browser_of, targets, visitor_of
from tests.security.payloads import PAYLOADS
from tests.security.scripts import Answer, Theatre, theatre
from tests.security.stuffing import Stuffing
from tests.security.wide import widen

IN_SHORT = {
    "werkgever_beheerder": frozenset({"werkgever:staff", "dossier", "werkgever:staff-detail"}),
    "bedrijfsarts": frozenset({"arbodienst:consults", "dossiers"}),
    "auditor": frozenset({"beheer:audit"}),
    "beheerder": frozenset({"beheer:organisations"}),
}
CHUNK = 60
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
QUOTE = '"'
HEADERS = {"Content-Type": "text/html; charset=utf-8"}
NOTHING = Answer(404, HEADERS, b"")
# Mistakes that a template can make, with what someone wrote in the field.
MISTAKES = {
    "marked as safe": ("<p>{{ text|safe }}</p>", "<script>hit(1)</script>"),
    "an attribute without quotes": ("<input value={{ text }}>", "x onfocus=hit(2)"),
    "a link to anywhere": ('<a href="{{ text }}">x</a>', "javascript:hit(3)"),
    "JSON in a script": (
        "<script nonce=\"x\">let name = '{{ text|safe }}';</script>",
        "</script><img src=/x onerror=hit(4)>",
    ),
    "HTML in an attribute": (
        '<p title="{% autoescape off %}{{ text }}{% endautoescape %}">x</p>',
        '" onmouseover="hit(5)',
    ),
}

Page = tuple[Visitor, str]


@dataclass(frozen=True)
class Shown:
    """A page that someone can open."""

    visitor: Visitor
    route: str
    url: str
    text: str


@pytest.fixture
def unblocked(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.mark.usefixtures("unblocked")
def test_no_page_runs_what_someone_wrote(cases: tuple[Case, ...], tell: Tell) -> None:
    stuffing = Stuffing(PAYLOADS)
    stuffing.fill()
    pages = [
        (visitor_of(who), target.url)
        for who, only in IN_SHORT.items()
        for target in targets(cases)
        if target.route.name in only and target.about == (0 if target.route.argument else None)
    ]
    heard, shown = _show_all(pages)
    tell("T14", tried=shown, unit="pagina's", found=len(heard))
    assert heard == []
    assert shown == len(pages)
    assert stuffing.pairs > 500
    written = [_text(browser_of(visitor), url) for visitor, url in pages]
    assert all("hit(" in text for text in written), "each page shows what was written"


@pytest.mark.walls
@pytest.mark.usefixtures("unblocked")
def test_no_page_of_anyone_runs_any_payload(cases: tuple[Case, ...], tell: Tell) -> None:
    """First all pages of everyone; at full length one of each again until all were there."""
    wide, stuffing = widen(cases), Stuffing(PAYLOADS)
    _write_hostile_notes(cases[0])
    _read_hostile_file()
    stuffing.fill()
    pages = [
        one
        for visitor in wide.visitors
        for one in _pages_of(visitor, targets(wide.cases, wide.more))
    ]
    heard, shown = _show_all([(one.visitor, one.url) for one in pages])
    one_of_each = {one.route: (one.visitor, one.url) for one in pages}
    while is_long() and stuffing.missing():
        stuffing.fill()
        told, count = _show_all(list(one_of_each.values()))
        heard, shown = heard + told, shown + count
    told, count = _show_echoes(pages)
    columns = f"ladingen in {len(stuffing.put)} kolommen"
    tell("T14", tried=stuffing.pairs, unit=columns, found=len(heard + told))
    tell("T14", tried=shown + count, unit="pagina's")
    assert heard + told == []
    assert len(PAYLOADS) >= 300
    assert count >= 35, "each form with something to write comes back"


@pytest.mark.planted("T14")
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_template_is_heard(mistake: str, theatre_of: Callable[..., Theatre]) -> None:
    template, written = MISTAKES[mistake]
    part = engines["django"].from_string(template).render({"text": written})
    page = f"<!doctype html><html lang=nl><title>x</title><body>{part}</body></html>".encode()
    behind_policy = Answer(200, {**HEADERS, "Content-Security-Policy": POLICY}, page)
    without_policy = Answer(200, HEADERS, page)
    seen = theatre_of({"/wel/": behind_policy, "/niet/": without_policy})
    assert any("inhoudsbeleid" in one for one in seen.show("/wel/")), "the policy stops it"
    assert any("script" in one for one in seen.show("/niet/")), "without the policy it runs"


def test_a_sound_page_is_silent(theatre_of: Callable[..., Theatre]) -> None:
    part = engines["django"].from_string("<p title='{{ text }}'>{{ text }}</p>")
    page = part.render({"text": " ".join(PAYLOADS)}).encode()
    assert theatre_of({"/gaaf/": Answer(200, HEADERS, page)}).show("/gaaf/") == []


@pytest.fixture(scope="module")
def theatre_of() -> Iterator[Callable[..., Theatre]]:
    """Return `theatre_of(answers)`: one browser for all pages that need no database."""
    known: dict[str, Answer] = {}
    with open_browser() as browser, theatre(browser, lambda at: known.get(at, NOTHING)) as seen:

        def serve(answers: dict[str, Answer]) -> Theatre:
            known.update(answers)
            return seen

        yield serve


def _show_all(pages: list[Page]) -> tuple[list[str], int]:
    """Show each page to whom it belongs; return what was heard, and how many were shown."""
    heard, shown = list[str](), 0
    # Playwright's event loop keeps this thread from the database: sign in before it is there.
    clients = {visitor: browser_of(visitor) for visitor, _url in pages}
    with open_browser() as browser:
        for visitor, client in clients.items():
            with theatre(browser, partial(_answer, client)) as seen:
                for url in [url for one, url in pages if one == visitor]:
                    heard += [f"{visitor.key}: {what}" for what in seen.show(url)]
                shown += seen.shown
    return heard, shown


def _pages_of(visitor: Visitor, found: list[Target]) -> Iterator[Shown]:
    """Return the pages that this visitor can open, with what they hold."""
    client = browser_of(visitor)
    for target in found:
        if visitor.allowed(target.expect) and _is_page(answer := _answer(client, target.url)):
            text = answer.content.decode("utf-8", "replace")
            yield Shown(visitor, target.route.name, target.url, text)


def _show_echoes(pages: list[Shown]) -> tuple[list[str], int]:
    """Send each kind of form with payloads in all that is typed, and show what comes back."""
    forms = {
        form.kind: (one.visitor, form)
        for one in pages
        for form in forms_on(one.text, who=one.visitor.key, url=one.url)
    }
    clients = {visitor: browser_of(visitor) for visitor, _form in forms.values()}
    answers = [a for visitor, form in forms.values() for a in _echoes_of(clients[visitor], form)]
    echoes = {f"/echo/{number}/": answer for number, answer in enumerate(answers)}
    heard = list[str]()
    with open_browser() as browser, theatre(browser, lambda at: echoes.get(at, NOTHING)) as seen:
        for address in echoes:
            heard += seen.show(address)
    return heard, len(echoes)


def _echoes_of(client: Client, form: FoundForm) -> Iterator[Answer]:
    chunks = range(0, len(PAYLOADS), CHUNK) if is_long() else (0,)
    for start in chunks if form.typed else ():
        written = " ".join(PAYLOADS[start : start + CHUNK])
        pairs = [(name, written if name in form.typed else old) for name, old in form.answers]
        with transaction.atomic():
            answer = _sent(client, form, pairs)
            transaction.set_rollback(True)
        if _is_page(answer):
            yield answer


def _sent(client: Client, form: FoundForm, pairs: list[tuple[str, str]]) -> Answer:
    if form.method == "GET":
        return _answer(client, f"{form.url}?{encode(pairs).decode()}")
    return _kept(client.generic("POST", form.url, encode(pairs), FORM))


def _answer(client: Client, address: str) -> Answer:
    return _kept(client.get(address))


def _kept(response: Any) -> Answer:
    return Answer(response.status_code, dict(response.headers), b"".join(response))


def _write_hostile_notes(case: Case) -> None:
    for number in range(0, len(PAYLOADS), CHUNK):
        write_note(actor("bedrijfsarts"), case, " ".join(PAYLOADS[number : number + CHUNK]))


def _text(client: Client, url: str) -> str:
    return _answer(client, url).content.decode("utf-8", "replace")


def _is_page(answer: Answer) -> bool:
    kind, away = answer.headers.get("Content-Type", ""), answer.headers.get("Content-Disposition")
    return answer.status in (200, 422) and kind.startswith("text/html") and not away


def _read_hostile_file() -> None:
    """Read in a file with payloads as its name, its columns and its cells, with faults to show."""
    heads = ["Personeelsnummer", "Achternaam", "Geboortedatum", "E-mail", *PAYLOADS[:20]]
    rows = [heads] + [[one] * len(heads) for one in PAYLOADS]
    text = "\n".join(";".join(map(_cell, row)) for row in rows)
    beheerder = actor("werkgever_beheerder")
    with acting_as(beheerder):
        made = start_import(
            actor=beheerder,
            werkgever_id=world.WERKGEVER_A,
            file=BytesIO(text.encode()),
            file_name=f"{PAYLOADS[0]}.csv",
            byte_count=len(text.encode()),
        )
    with as_login("jobs"):
        read_import(made.pk, today=timezone.localdate())


def _cell(text: str) -> str:
    return f'"{text.replace(QUOTE, QUOTE * 2)}"'
