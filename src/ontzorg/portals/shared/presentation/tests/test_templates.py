"""Templates keep the strict content policy, and name only icons that exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ontzorg.portals.shared.templatetags.shared import STATUS_ICONS

PORTALS = Path(__file__).parents[3]
ICONS = frozenset(json.loads((PORTALS.parents[2] / "frontend" / "icons.json").read_text("utf-8")))
FORBIDDEN = {
    "style in the page": re.compile(r"<style|\sstyle\s*="),
    "script in the page": re.compile(r"<script(?![^>]*\ssrc=)"),
    "event handler": re.compile(r"\son[a-z]+\s*=\s*[\"']"),
    "address outside": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"'](?:https?:)?//"
    ),
    "text marked as safe": re.compile(r"\|\s*safe\b|autoescape off"),
}
ICON = re.compile(r"{% icon \"([\w-]+)\"|icon=\"([\w-]+)\"")


def problems(text: str) -> list[str]:
    """Return what in this template breaks the content policy or has no drawing."""
    found = [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]
    named = {first or second for first, second in ICON.findall(text)}
    return found + [f"no icon {name}" for name in sorted(named - ICONS)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('<p style="color:red">', "style in the page"),
        ("<style>p {}</style>", "style in the page"),
        ("<script>alert(1)</script>", "script in the page"),
        ('<button onclick="go()">', "event handler"),
        ('<script src="https://example.org/a.js">', "address outside"),
        ('<link rel="icon" href="//example.org/a.svg">', "address outside"),
        ("{{ text|safe }}", "text marked as safe"),
        ('{% icon "unicorn" %}', "no icon unicorn"),
        ('{% include "shared/_empty.html" with icon="unicorn" %}', "no icon unicorn"),
    ],
)
def test_planted_faults_are_found(text: str, problem: str) -> None:
    assert problem in problems(text)


def test_what_is_allowed_passes() -> None:
    fine = '<script src="{% static \'a.js\' %}" nonce="n"></script>{% icon "check" %}'
    assert problems(fine) == []


def test_every_state_has_a_drawing() -> None:
    assert set(STATUS_ICONS.values()) <= ICONS


@pytest.mark.parametrize(
    "template", sorted(PORTALS.rglob("*.html")), ids=lambda path: str(path.relative_to(PORTALS))
)
def test_templates_are_clean(template: Path) -> None:
    assert problems(template.read_text("utf-8")) == []
