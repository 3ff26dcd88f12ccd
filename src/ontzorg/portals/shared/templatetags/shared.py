"""Template tags of every portal: icons and dates in Dutch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from ontzorg.portals.shared.presentation import dates
from ontzorg.portals.shared.sign_in.devices import describe

if TYPE_CHECKING:
    from datetime import date

register = template.Library()
DOT = " · "
TYPED_DATE = re.compile(r"\b(\d{2}-\d{2}-\d{4})\b")


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """Draw an icon of the sprite. It is decoration: always write a word beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css_class,
        static("build/icons.svg"),
        name,
    )


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
    written = {"long": dates.long_date, "short": dates.short_date, "bare": dates.day_and_month}
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), written[style](value))
