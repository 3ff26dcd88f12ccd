"""Makes hostile requests out of honest forms and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle

from hypothesis import strategies as st

from tests.fuzz.attack import FORM, Request
from tests.fuzz.forms import FoundForm
from tests.fuzz.hostile import (
    BODIES,
    DEEP_QUERIES,
    EXTRA_NAMES,
    PATH_PARTS,
    VALUES,
    encode,
    values,
)

BOUNDARY = "ontzorgfuzz"
DAY = re.compile(r"\d\d-\d\d-\d{4}")
FAR_DAYS = ("01-01-0001", "31-12-9999")
LONG_TEXTS = ("a" * 300 + "@voorbeeld.example", "9" * 5_000)
QUERY_NAMES = ("zoek", "werkgever", "dienstverband", "op", "na", "van", "tot", "soort", "next", "a")
ODD_HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"HX-Request": "true"},
    {"Accept-Language": "x" * 5_000},
    {"Referer": "http://[::1"},
    {"Cookie": "session=%00; csrf=\x7f"},
    {"X-Forwarded-For": "' OR 1=1 --"},
    {"Content-Length": "-5"},
    {"Accept": "application/json"},
)


@st.composite
def hostile_forms(draw: st.DrawFn, forms: Sequence[FoundForm]) -> Request:
    """Return one form, filled in with hostile answers, or not like a form at all."""
    form = draw(st.sampled_from(forms))
    if form.method == "POST" and draw(st.integers(0, 9)) == 0:
        kind, body = draw(st.sampled_from(BODIES))
        return Request(form.who, "POST", form.url, body, kind)
    pairs = draw(_answers(form))
    is_multipart = form.is_multipart or draw(st.integers(0, 9)) == 0
    return _request(form, pairs, is_multipart=is_multipart)


@st.composite
def hostile_addresses(draw: st.DrawFn, people: Sequence[str], urls: Sequence[str]) -> Request:
    """Return a request for an address with a hostile part, query, method or header."""
    url = draw(st.sampled_from(urls))
    parts = url.strip("/").split("/")
    if draw(st.integers(0, 3)) == 0:
        parts[draw(st.integers(0, len(parts) - 1))] = draw(st.sampled_from(PATH_PARTS))
    pairs = draw(st.lists(st.tuples(st.sampled_from(QUERY_NAMES), values), max_size=3))
    headers = draw(st.sampled_from(ODD_HEADERS))
    method = draw(st.sampled_from(("GET", "GET", "GET", "POST", "HEAD", "OPTIONS", "PUT")))
    path = "/" + "/".join(parts) + ("/" if url.endswith("/") and parts != [""] else "")
    is_deep = draw(st.integers(0, 9)) == 0
    query = draw(st.sampled_from(DEEP_QUERIES)) if is_deep else encode(pairs).decode()
    address = f"{path}?{query}"
    return Request(draw(st.sampled_from(people)), method, address, headers=headers)


def each_field_with_each_value(forms: Sequence[FoundForm]) -> Iterator[Request]:
    """Return each kind of form once for each field and value; the other answers are honest."""
    for alike in _by_kind(forms):
        turns = cycle(alike)
        for place in range(len(alike[0].answers)):
            yield from (_with_other_answer(next(turns), place, value) for value in VALUES)


def each_typed_field_beyond_its_end(forms: Sequence[FoundForm]) -> Iterator[Request]:
    """Return each kind of form once for each typed field: with a day or a text beyond all ends."""
    for alike in _by_kind(forms):
        turns = cycle(alike)
        for place, (name, old) in enumerate(alike[0].answers):
            ends = FAR_DAYS if DAY.fullmatch(old) else LONG_TEXTS
            if name in alike[0].typed:
                yield from (_with_other_answer(next(turns), place, end) for end in ends)


def each_form_as_no_form(forms: Sequence[FoundForm]) -> Iterator[Request]:
    """Return each kind of form once for each body that is no form, or one with unknown fields."""
    for form in one_of_each_kind(forms):
        if form.method == "POST":
            yield from (Request(form.who, "POST", form.url, body, kind) for kind, body in BODIES)
        else:
            yield from (Request(form.who, "GET", f"{form.url}?{deep}") for deep in DEEP_QUERIES)
        unknown = [*form.answers, *((name, "1") for name in EXTRA_NAMES)]
        twice = [*form.answers, *((name, "²") for name, _old in form.answers)]
        for pairs in (unknown, twice, [], [*form.answers] * 50):
            yield _request(form, pairs, is_multipart=form.is_multipart)


def each_question_by_everyone(
    forms: Sequence[FoundForm], people: Sequence[str]
) -> Iterator[Request]:
    """Return each kind of form that only asks, honestly answered by who has it not on his pages."""
    for form in one_of_each_kind(forms):
        if form.method == "GET":
            asked = f"{form.url}?{encode(list(form.answers)).decode()}"
            yield from (Request(who, "GET", asked) for who in people)


def one_of_each_kind(forms: Sequence[FoundForm]) -> list[FoundForm]:
    """Return the forms without those that differ only in the object they are about."""
    return [alike[-1] for alike in _by_kind(forms)]


def _by_kind(forms: Sequence[FoundForm]) -> list[list[FoundForm]]:
    """Return the forms by kind: who asks for one each time meets every object it is about."""
    found: dict[object, list[FoundForm]] = {}
    for form in forms:
        found.setdefault(form.kind, []).append(form)
    return list(found.values())


def _with_other_answer(form: FoundForm, place: int, value: str) -> Request:
    pairs = [*form.answers]
    pairs[place] = (pairs[place][0], value)
    return _request(form, pairs, is_multipart=form.is_multipart)


def _request(form: FoundForm, pairs: list[tuple[str, str]], *, is_multipart: bool) -> Request:
    if form.method == "GET":
        return Request(form.who, "GET", f"{form.url}?{encode(pairs).decode()}")
    if is_multipart:
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return Request(form.who, "POST", form.url, _multipart(pairs), kind)
    return Request(form.who, "POST", form.url, encode(pairs), FORM)


@st.composite
def _answers(draw: st.DrawFn, form: FoundForm) -> list[tuple[str, str]]:
    """Return the honest answers with one to three of them changed, left out or repeated."""
    pairs = list(form.answers)
    for _ in range(draw(st.integers(1, 3))):
        if not pairs:
            break
        place = draw(st.integers(0, len(pairs) - 1))
        name, _old = pairs[place]
        match draw(st.sampled_from(("value", "value", "value", "leave out", "repeat", "extra"))):
            case "value":
                pairs[place] = (name, draw(values))
            case "leave out":
                pairs.pop(place)
            case "repeat":
                pairs.append((name, draw(values)))
            case _:
                pairs.append((draw(st.sampled_from(EXTRA_NAMES)), draw(values)))
    return pairs


def _multipart(pairs: list[tuple[str, str]]) -> bytes:
    head = b'--%s\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
    parts = []
    for name, value in pairs:
        content = value.encode("utf-8", "surrogatepass")
        extra = b'; filename="../%s"' % content[:50] if name in ("file", "bestand") else b""
        parts.append(head % (BOUNDARY.encode(), name.encode(), extra, content))
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
