"""Template tags of every portal: icons and dates in Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from ontzorg.portals.shared.presentation import dates

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """Draw an icon of the sprite. It is decoration: always write a word beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css_class,
        static("build/icons.svg"),
        name,
    )


@register.simple_tag
def day(value: date | None, style: str = "long") -> SafeString | str:
    """Write a day as `<time>`: long "3 februari 2025", short "3 feb 2025", bare "3 feb"."""
    if value is None:
        return ""
    written = {"long": dates.long_date, "short": dates.short_date, "bare": dates.day_and_month}
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), written[style](value))
