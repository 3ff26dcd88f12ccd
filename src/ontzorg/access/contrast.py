"""Can text in this colour be read? The shades of a brand, and whether they have contrast enough.

Rule: WCAG 2.2, success criterion 1.4.3: text has a contrast of at least 4.5:1 with what is
behind it. A contrast is (L1 + 0.05) / (L2 + 0.05), with L the relative luminance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ENOUGH = 4.5
WHITE, BLACK = "#ffffff", "#000000"
LIGHT_PAPER, DARK_PAPER, DARK_SURFACE = "#fbfaf7", "#10181a", "#172123"
HEX = re.compile(r"#[0-9a-f]{6}")
STEPS = 20
TINT, DARK_TINT, STRONG = 0.12, 0.2, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shades:
    """The colours of a brand on one theme; names as in the style sheet."""

    brand: str
    strong: str
    tint: str
    on_brand: str

    @property
    def lowest(self) -> float:
        """The smallest contrast that text in these shades gets anywhere."""
        pairs = ((self.brand, self.tint), (self.strong, self.tint), (self.on_brand, self.brand))
        return min(contrast(text, behind) for text, behind in pairs)


def light_shades(colour: str) -> Shades:
    """Return the shades on a light page: the colour itself, as it was chosen."""
    return Shades(
        brand=colour,
        strong=mix(BLACK, colour, STRONG),
        tint=mix(colour, WHITE, TINT),
        on_brand=WHITE,
    )


def dark_shades(colour: str) -> Shades:
    """Return the shades on a dark page: the colour, lighter until it can be read."""
    for step in range(STEPS + 1):
        brand = mix(WHITE, colour, step / STEPS)
        made = Shades(
            brand=brand,
            strong=mix(WHITE, brand, 2 * STRONG),
            tint=mix(brand, DARK_SURFACE, DARK_TINT),
            on_brand=mix(BLACK, colour, 1 - STRONG),
        )
        if made.lowest >= ENOUGH and contrast(brand, DARK_SURFACE) >= ENOUGH:
            break
    return made


def readable_contrast(colour: str) -> float:
    """Return the smallest contrast that text in this colour gets on a light page."""
    return min(light_shades(colour).lowest, contrast(colour, LIGHT_PAPER))


def nearest_readable(colour: str) -> str:
    """Return the same colour, only as much darker as reading needs."""
    darker = (mix(BLACK, colour, step / STEPS) for step in range(STEPS + 1))
    return next((one for one in darker if readable_contrast(one) >= ENOUGH), BLACK)


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return `other` with this share of `one` in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
