"""T04, T18 and T31: what the checks must find when it is planted."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest

from ontzorg.access.privileges import Privilege
from tests.security.canary import Secret, leaks, plain
from tests.security.cases import MARK
from tests.security.crawl import Visit
from tests.security.expectations import Expect
from tests.security.verdicts import NEEDED, told_too_much, wrong_headers

NOTE, BSN = f"{MARK}0123456789abcdef", "123456782"
SECRETS = [
    Secret(NOTE, "medische notitie", frozenset({"bedrijfsarts"})),
    Secret(BSN, "BSN", frozenset({"werkgever_beheerder"})),
    Secret("Klinkhamer", "naam", frozenset({"bedrijfsarts"})),
]
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-x'; style-src 'self'; object-src 'none';"
    " base-uri 'none'; frame-ancestors 'none'; form-action 'self'; connect-src 'self'"
)
GOOD = Visit(
    who="planner",
    route="dossiers",
    method="GET",
    about=None,
    url="/dossiers/",
    may=True,
    sees=True,
    expect=Expect(Privilege.SEE_DOSSIERS),
    status=200,
    headers={**NEEDED, "Content-Security-Policy": POLICY, "Content-Type": "text/html"},
    cookies=("Set-Cookie: session=x; HttpOnly; Max-Age=43200; Path=/; SameSite=Lax",),
    body="<p>Alles is goed.</p>",
)
DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64, one off": lambda text: base64.b64encode(f"a{text}".encode()).decode(),
    "base64, two off": lambda text: base64.b64encode(f"ab{text}".encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "HEX": lambda text: text.encode().hex().upper(),
    "html": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "html hex": lambda text: "".join(f"&#x{ord(c):x};" for c in text),
    "json": lambda text: "".join(f"\\u{ord(c):04x}" for c in text),
    "url": lambda text: "".join(f"%{ord(c):02X}" for c in text),
    "url, as usual": quote,
    "backwards": lambda text: text[::-1],
    "capitals": str.upper,
    "spaced": " ".join,
}
PLACES: dict[str, Callable[[Visit, str], Visit]] = {
    "body": lambda visit, text: replace(visit, body=f"<p>{text}</p>"),
    "header": lambda visit, text: replace(visit, headers={**visit.headers, "X-Note": text}),
    "cookie": lambda visit, text: replace(visit, cookies=(f"messages={text}",)),
    "address": lambda visit, text: replace(visit, url=f"/dossiers/?q={text}"),
}
BAD_HEADERS = (
    *({name: ""} for name in NEEDED),
    {"Server": "granian"},
    {"X-Powered-By": "Django"},
    {"Access-Control-Allow-Origin": "*"},
    {"Content-Security-Policy": ""},
    {"Content-Security-Policy": POLICY.replace("'nonce-x'", "'unsafe-inline'")},
    {"Content-Security-Policy": POLICY.replace("'nonce-x'", "'unsafe-eval'")},
    {"Content-Security-Policy": POLICY.replace("'nonce-x'", "https://cdn.example")},
    {"Content-Security-Policy": POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")},
    {"Content-Security-Policy": POLICY.replace("base-uri 'none';", "")},
    {"Content-Security-Policy": POLICY.replace("form-action 'self'", "form-action *")},
    {"Content-Type": "image/svg+xml"},
)


def test_a_sound_answer_raises_no_alarm() -> None:
    assert leaks(GOOD, SECRETS) == []
    assert wrong_headers(GOOD) == []
    assert told_too_much(replace(GOOD, status=404)) == ""


@pytest.mark.planted("T04")
@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_medical_word_is_found_in_any_place_and_disguise(
    place: Callable[[Visit, str], Visit], disguise: Callable[[str], str]
) -> None:
    assert leaks(place(GOOD, disguise(f"Besproken: {NOTE}.")), SECRETS)


@pytest.mark.planted("T04")
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("secret", [BSN, "Klinkhamer"])
def test_a_number_or_name_of_someone_else_is_found(
    place: Callable[[Visit, str], Visit], secret: str
) -> None:
    assert leaks(place(GOOD, secret), SECRETS)


@pytest.mark.planted("T04")
@pytest.mark.parametrize(
    "text",
    [
        f"WARNING ontzorg.medical note {NOTE} saved",
        f"SELECT audit.append(...) ('consult', '{NOTE}')",
        f'{{"topic": "consult", "text": "{NOTE}"}}',
        f"Subject: Uw consult\n\n{base64.b64encode(NOTE.encode()).decode()}",
        f"DEBUG django.db.backends ('{BSN}', 5001)",
    ],
)
def test_a_secret_in_a_log_query_message_or_mail_is_found(text: str) -> None:
    assert plain(text, SECRETS)


def test_people_see_what_is_meant_for_them() -> None:
    assert leaks(replace(GOOD, who="bedrijfsarts", body=NOTE), SECRETS) == []
    assert leaks(replace(GOOD, who="werkgever_beheerder", body=BSN), SECRETS) == []


@pytest.mark.planted("T18")
@pytest.mark.parametrize("bad", BAD_HEADERS, ids=str)
def test_a_bad_header_is_found(bad: dict[str, str]) -> None:
    assert wrong_headers(replace(GOOD, headers={**GOOD.headers, **bad}))


@pytest.mark.planted("T18")
@pytest.mark.parametrize(
    "cookie",
    [
        "Set-Cookie: session=x; Path=/; SameSite=Lax",
        "Set-Cookie: session=x; HttpOnly; Path=/",
        "Set-Cookie: session=x; HttpOnly; Path=/; SameSite=None",
    ],
)
def test_an_open_cookie_is_found(cookie: str) -> None:
    assert wrong_headers(replace(GOOD, cookies=(cookie,)))


@pytest.mark.planted("T18")
@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<button onclick="go()">Ga</button>',
        '<p style="color: red">Rood</p>',
        '<a href="javascript:go()">Ga</a>',
    ],
)
def test_script_or_style_in_a_page_is_found(body: str) -> None:
    assert wrong_headers(replace(GOOD, body=body))


@pytest.mark.planted("T31")
@pytest.mark.parametrize(
    "body",
    [
        "Traceback (most recent call last)",
        'File "views.py", line 3, in dossier',
        "psycopg.errors.InsufficientPrivilege",
        "permission denied for table parties_werknemer",
        "SELECT id FROM verzuim_melding",
        "ontzorg.access.errors.UserError",
        "Using the URLconf defined in config, django.urls tried",
    ],
)
def test_an_error_page_that_tells_too_much_is_found(body: str) -> None:
    assert told_too_much(replace(GOOD, status=500, body=body))
