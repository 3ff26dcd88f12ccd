"""Reads names, addresses and ways to reach someone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ontzorg.access.plain_cells import MARK, typed_cell
from ontzorg.parties.staff_import.cells.faults import Wrong

INITIALS = re.compile(r"(?:[^\W\d_]{1,4}[. -]*){1,8}")
# The same signs as the sign-in and the mail take; letters with accents are left to foreign lands.
EMAIL = re.compile(
    r"[-!#$%&'*+/=?^_`{}|~0-9A-Z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9A-Z]+)*"
    r"@(?:[A-Z0-9](?:[A-Z0-9-]{0,61}[A-Z0-9])?\.)+[A-Z]{2,63}",
    re.IGNORECASE,
)
PHONE = re.compile(r"\+?[\d\s()-]{8,20}")
LEAST_DIGITS = 8
NOT_IN_NAMES = frozenset("=<>@{}[]|*#$%+_")
PICTURE = "So"  # what Unicode calls another symbol, such as a smiling face
POSTCODE = re.compile(r"([1-9]\d{3})\s?([A-Za-z]{2})")
FOREIGN_POSTCODE = re.compile(r"[A-Za-z0-9 -]{3,10}")
HOUSE_NUMBER = re.compile(r"\d{1,5}(?:[ -]?[\w/+. -]{0,14})?")
ADDRESS = re.compile(r"(.+?)[ ,]+(\d{1,5}(?:[ -]?[\w/+. -]{0,14})?)")
# UTF-8 that was read as Windows text once, and saved so.
GARBLED = re.compile("Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œ¡©«¯±¶¼]|Â[\u00a0-\u00bf]|\ufffd")


def clean(text: str) -> str:
    """Return the text without what cannot be seen, its letters in one form.

    The mark that our own lists put before a sign as + or - goes too.
    """
    if text[:1] == MARK:
        text = typed_cell(text)
    if text.isascii() and text.isprintable():
        return text.strip()
    visible = "".join(" " if not letter.isprintable() else letter for letter in text)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def read_text(text: str) -> str:
    """Return any text."""
    if not text.isascii() and GARBLED.search(text):
        raise Wrong("cell.garbled")
    return text


def read_name(text: str) -> str:
    """Return a name of a person."""
    if not NOT_IN_NAMES.isdisjoint(text) or _has_picture(text):
        raise Wrong("name.signs")
    if any(letter.isdigit() for letter in text):
        raise Wrong("name.digits")
    return read_text(text)


def _has_picture(text: str) -> bool:
    return not text.isascii() and any(unicodedata.category(sign) == PICTURE for sign in text)


@lru_cache(maxsize=16_384)
def read_initials(text: str) -> str:
    """Return the initials as they were typed."""
    if not INITIALS.fullmatch(text):
        raise Wrong("initials")
    return text


def read_email(text: str) -> str:
    """Return the address; the part after the @ counts in small letters only."""
    if not EMAIL.fullmatch(text):
        raise Wrong("email")
    local, _, domain = text.rpartition("@")
    return f"{local}@{domain.lower()}"


def read_phone(text: str) -> str:
    """Return a number that can be dialled."""
    if not PHONE.fullmatch(text) or sum(sign.isdigit() for sign in text) < LEAST_DIGITS:
        raise Wrong("phone")
    return text


@lru_cache(maxsize=65_536)
def read_postcode(text: str) -> str:
    """Return a postcode as 1234 AB."""
    found = POSTCODE.fullmatch(text)
    if not found:
        raise Wrong("postcode")
    return f"{found[1]} {found[2].upper()}"


def read_foreign_postcode(text: str) -> str:
    """Return a postcode of another country as it was typed."""
    if not FOREIGN_POSTCODE.fullmatch(text):
        raise Wrong("postcode")
    return text


def read_house_number(text: str) -> str:
    """Return a house number with its addition."""
    if not HOUSE_NUMBER.fullmatch(text):
        raise Wrong("house_number")
    return text


def split_address(text: str) -> tuple[str, str]:
    """Return street and house number of a line that holds both."""
    found = ADDRESS.fullmatch(text)
    if not found:
        raise Wrong("house_number")
    return found[1], found[2]
