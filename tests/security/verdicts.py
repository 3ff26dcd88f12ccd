"""Judges a visit: was the right person let in, and only that person?"""

from __future__ import annotations

import re

from tests.security.crawl import ANONYMOUS, Visit
from tests.security.expectations import Kind

FOUND = frozenset({200, 302, 422})
ALWAYS_THERE = (Kind.NOTHING, Kind.ACCOUNT, Kind.MEMBERSHIP, Kind.MANDATE, Kind.WERKGEVER)
STATE = frozenset({403, 404, 409})
NO_METHOD = 405
SIGN_IN = "/account/login/"


def wrong_access(visit: Visit) -> str:
    """Return what is wrong with the answer, or nothing."""
    if visit.status >= 500:
        return f"kapot: {visit}"
    is_method = visit.method in _known_methods(visit)
    if _is_nobody(visit) and not (is_method and visit.expect.privilege is None):
        is_sent = visit.headers.get("Location", "").startswith(SIGN_IN) and visit.status == 302
        is_refused = not is_method and visit.status == NO_METHOD
        return "" if is_sent or is_refused else f"zonder aanmelden: {visit}"
    if not is_method:
        return "" if visit.status in (403, 404, NO_METHOD) else f"methode werkt: {visit}"
    if not visit.may:
        return "" if visit.status == 403 else f"zonder recht: {visit}"
    if _is_hidden(visit):
        return "" if visit.status == 404 else f"van een ander: {visit}"
    has_state = visit.expect.needs_state or visit.expect.kind is Kind.ABSENT
    wanted = FOUND | (STATE if has_state else frozenset())
    return "" if visit.status in wanted else f"ten onrechte geweigerd: {visit}"


def _known_methods(visit: Visit) -> tuple[str, ...]:
    declared = tuple(visit.expect.methods.split())
    return (*declared, "HEAD") if "GET" in declared else declared


def _is_nobody(visit: Visit) -> bool:
    return visit.who == ANONYMOUS or not visit.is_known


def _is_hidden(visit: Visit) -> bool:
    kind = visit.expect.kind
    if kind in ALWAYS_THERE:
        return False
    return not visit.sees


NEEDED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
POLICY = {
    "default-src": {"'none'"},
    "style-src": {"'self'"},
    "object-src": {"'none'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
    "form-action": {"'self'"},
    "connect-src": {"'self'"},
}
TELLING = ("Server", "X-Powered-By", "Access-Control-Allow-Origin")
INLINE = re.compile(r"<script(?![^>]*(?:src|nonce)=)[^>]*>|\son\w+=[\"']|\sstyle=[\"']|javascript:")
INNARDS = re.compile(
    r"Traceback|File \"|line \d+, in |psycopg|ProgrammingError|permission denied|SELECT .* FROM"
    r"|django\.|ontzorg\.\w+\.|\.py\b|/site-packages/|DEBUG"
)


def wrong_headers(visit: Visit) -> list[str]:
    """Return each header, cookie or inline script that is not as it must be (T18)."""
    found = [
        f"{name} is {visit.headers.get(name)!r}: {visit}"
        for name, value in NEEDED.items()
        if visit.headers.get(name) != value
    ]
    found += [f"{name}: {visit}" for name in TELLING if name in visit.headers]
    found += [f"{fault}: {visit}" for fault in _wrong_policy(visit)]
    found += [f"koekje {cookie}: {visit}" for cookie in visit.cookies if not _is_closed(cookie)]
    if _is_page(visit) and INLINE.search(visit.body):
        found.append(f"script of stijl in de pagina: {visit}")
    if visit.body and not _is_page(visit) and not _is_harmless(visit):
        found.append(f"bestand zonder attachment: {visit}")
    return found


def told_too_much(visit: Visit) -> str:
    """Return what an error page tells of how the house is built, or nothing (T31)."""
    told = INNARDS.search(visit.body) if visit.status >= 400 else None
    return f"foutpagina noemt {told.group()!r}: {visit}" if told else ""


def _wrong_policy(visit: Visit) -> list[str]:
    parts = visit.headers.get("Content-Security-Policy", "").split(";")
    policy = {name: set(values) for name, *values in (p.split() for p in parts if p.strip())}
    wrong = [f"CSP {name}" for name, values in POLICY.items() if policy.get(name) != values]
    scripts = policy.get("script-src", {"*"})
    if {s for s in scripts if s != "'self'" and not s.startswith("'nonce-")}:
        wrong.append("CSP script-src")
    return wrong


def _is_closed(cookie: str) -> bool:
    low = cookie.lower()
    deletes = "max-age=0" in low
    return all(word in low for word in ("httponly", "samesite=lax", "path=/")) or deletes


def _is_page(visit: Visit) -> bool:
    return visit.headers.get("Content-Type", "").startswith("text/html")


def _is_harmless(visit: Visit) -> bool:
    disposition = visit.headers.get("Content-Disposition", "")
    return disposition.startswith("attachment") or visit.route == "security-txt"
