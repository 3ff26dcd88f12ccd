"""White label: whose name, colour and logo a page shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.urls import reverse

from ontzorg.access.actors import Actor
from ontzorg.access.contrast import Shades, dark_shades, light_shades
from ontzorg.access.roles import Party
from ontzorg.access.selectors import Brand, brand_of
from ontzorg.parties.selectors import werkgevers_visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What `base.html` and `_brand.html` need; what is empty is that of the product."""

    name: str = ""
    logo_url: str = ""
    css_url: str = ""


def look_for(actor: Actor) -> Look:
    """Return the look of the actor's organisation, or of who guides the employer's absence."""
    if connection.needs_rollback:  # an error page: the database answers no more questions
        return Look()
    try:
        return look_of(brand_of(_organisations(actor)))
    except DatabaseError:
        return Look()


def look_of(brand: Brand | None) -> Look:
    """Return the addresses of a brand; its version makes a browser fetch a changed one."""
    if brand is None:
        return Look()
    has_logo = brand.has_logo if hasattr(brand, "has_logo") else bool(brand.logo)
    return Look(
        name=brand.name or brand.organisation.name,
        logo_url=_address("brand-logo", brand) if has_logo else "",
        css_url=_address("brand-style", brand) if brand.colour else "",
    )


def style_of(colour: str) -> str:
    """Return the style sheet of a brand: its shades on the light and on the dark theme."""
    light, dark = _rules(light_shades(colour)), _rules(dark_shades(colour))
    return (
        f":root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n"
        f"@media print{{:root:root{{{light}}}}}\n"
    )


def _address(name: str, brand: Brand) -> str:
    return f"{reverse(name, args=[brand.organisation.public_id])}?v={brand.version}"


def _rules(shades: Shades) -> str:
    return (
        f"--brand:{shades.brand};--brand-strong:{shades.strong};"
        f"--brand-tint:{shades.tint};--on-brand:{shades.on_brand}"
    )


def _organisations(actor: Actor) -> list[int | None]:
    """Return whose look comes first: one's own, else that of the arbodienst, then the others."""
    if actor.party not in (Party.WERKGEVER, Party.WERKNEMER):
        return [actor.organisation_id]
    employer = werkgevers_visible_to(actor).first()
    if employer is None:
        return []
    return [
        employer.pk,
        employer.arbodienst_id,
        employer.reintegratiebedrijf_id,
        employer.verzekeraar_id,
    ]
