"""Which fields an answer holds: of its forms, its tables and lists, and its files."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from tests.security.crawl import Visit

DECLARED = Path(__file__).with_name("fields.yaml")
HEAD = """\
# T05: the fields that each role finds on each page, and in each file it takes along. This list
# decides: a field that a page shows beyond it fails the test. After a change that is meant, write
# it anew with WRITE_FIELDS=1 and read the difference before it is kept.
"""
HOUSEHOLD = frozenset({"csrfmiddlewaretoken", "form_key", "version", "next", "membership", "q"})
HELP = re.compile(r"<dialog\b.*?</dialog>", re.DOTALL)  # the keys, the same for everyone
NAME = re.compile(r'<(?:input|select|textarea)\b[^>]*\sname="([^"]+)"')
HEADING = re.compile(r'<th\b[^>]*scope="col"[^>]*>(.*?)</th>|<dt\b[^>]*>(.*?)</dt>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")
NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")

Found = dict[str, dict[str, list[str]]]  # route, roles, fields


def fields_of(visit: Visit) -> frozenset[str]:
    """Return the names of the fields in one answer."""
    kind = visit.headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        return frozenset(_keys(json.loads(visit.body), ""))
    if kind.startswith("text/csv"):
        rows = list(csv.reader(visit.body.lstrip("\ufeff").splitlines(), delimiter=";"))
        return frozenset(rows[0]) if rows else frozenset()
    if not kind.startswith("text/html"):
        return frozenset()
    body = HELP.sub("", visit.body)
    names = {NUMBER.sub("*", name) for name in NAME.findall(body)} - HOUSEHOLD
    return frozenset(names | {_plain(one or other) for one, other in HEADING.findall(body)})


def gather(visits: Iterable[Visit]) -> Found:
    """Return per page and per group of roles which fields were found there."""
    seen: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for visit in visits:
        if visit.status in (200, 422):
            seen[visit.route][visit.who] |= fields_of(visit)
    return {route: _grouped(per_role) for route, per_role in sorted(seen.items()) if per_role}


def compare(declared: Found, found: Found) -> list[str]:
    """Return each field that someone finds beyond the declared ones, and each that is missing."""
    wanted, there = _flat(declared), _flat(found)
    extra = [f"te veel: {one}" for one in sorted(there - wanted)]
    return extra + [f"ontbreekt: {one}" for one in sorted(wanted - there)]


def read_declared() -> Found:
    """Return the declared fields."""
    return dict(yaml.safe_load(DECLARED.read_text("utf-8")))


def write_declared(found: Found) -> None:
    """Declare what was found."""
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=True, width=100)
    DECLARED.write_text(HEAD + text, "utf-8")


def _keys(value: object, place: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{place}{key}"
            yield from _keys(inner, f"{place}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner, place)


def _plain(text: str) -> str:
    return " ".join(TAG.sub(" ", text).split())


def _grouped(per_role: dict[str, set[str]]) -> dict[str, list[str]]:
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for role, fields in per_role.items():
        groups[tuple(sorted(fields))].append(role)
    return {" ".join(sorted(roles)): list(fields) for fields, roles in groups.items() if fields}


def _flat(found: Found) -> set[str]:
    return {
        f"{role} op {route}: {field}"
        for route, groups in found.items()
        for roles, fields in groups.items()
        for role in roles.split()
        for field in fields
    }
