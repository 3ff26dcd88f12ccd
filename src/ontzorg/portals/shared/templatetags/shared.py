"""Template tags of every portal: icons and dates in Dutch."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from django import template
from django.template.base import Node, Parser, TextNode, Token
from django.templatetags.i18n import do_translate
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from ontzorg.portals.shared.presentation import dates
from ontzorg.portals.shared.sign_in.devices import describe
from ontzorg.rules.dates import dutch_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

register = template.Library()
# The icon of each state of a duty, and of each tone of a badge.
STATUS_ICONS = {
    "done": "circle-check",
    "late": "alert-triangle",
    "soon": "clock",
    "due": "calendar",
    "suspended": "player-pause",
    "withdrawn": "circle-off",
    "info": "info-circle",
    "rest": "circle-dashed",
}
DOT, QUOTES = " · ", "\"'"
STYLES: dict[str, Callable[[date], str]] = {
    "long": dutch_date,
    "short": dates.short_date,
    "bare": dates.day_and_month,
}
TYPED_DATE = re.compile(r"\b(\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{2}-\d{2})\b")


@register.simple_tag
@cache
def icon(name: str, css_class: str = "") -> SafeString:
    """Draw an icon of the sprite. It is decoration: always write a word beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css_class,
        static("build/icons.svg"),
        name,
    )


@register.simple_tag
def status(state: str, label: str) -> SafeString:
    """Write a state in words, with its icon: how far away a duty is, or a tone of a badge."""
    drawing = icon(STATUS_ICONS[state])
    return format_html('<span class="status status-{}">{}{}</span>', state, drawing, label)


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Translate as Django does; plain words once, when the template is read.

    The product speaks one language, so they say the same on every page.
    """
    node: Node = do_translate(parser, token)
    _, words, *options = token.split_contents()
    is_plain = words[0] in QUOTES and not options
    return TextNode(node.render(template.Context())) if is_plain else node


@register.filter
def device(user_agent: str) -> str:
    """Write a browser as people call it."""
    return describe(user_agent)


@register.filter
def breakable(text: str) -> SafeString | str:
    """Let an e-mail address that is too long break behind its @, and nowhere else first."""
    name, at, domain = text.partition("@")
    if not at or " " in text:
        return conditional_escape(text)
    return format_html_join("", "{}<wbr>", [(name + at,), (domain,)])


@register.filter
def in_parts(text: str) -> SafeString:
    """Break a line of short facts only where one fact ends."""
    *first, last = str(text).split(DOT)
    pieces = [*(f"{piece}{DOT.rstrip()}" for piece in first), last]
    return format_html_join(" ", '<span class="part">{}</span>', ((one,) for one in pieces))


@register.filter
def whole_dates(text: str) -> SafeString:
    """Keep the parts of a typed date, 03-02-2025, together on one line."""
    written = str(text)
    if isinstance(written, SafeString):
        return written
    pieces = enumerate(TYPED_DATE.split(written))
    return format_html_join("", "{}", ((_whole(piece) if n % 2 else piece,) for n, piece in pieces))


def _whole(piece: str) -> SafeString:
    return format_html('<span class="part">{}</span>', piece)


@register.simple_tag
def day(value: date | None, style: str = "long") -> SafeString | str:
    """Write a day as `<time>`: long "3 februari 2025", short "3 feb 2025", bare "3 feb"."""
    if value is None:
        return ""
    return SafeString(f'<time datetime="{value.isoformat()}">{STYLES[style](value)}</time>')
