"""Reads numbers that check themselves, and hours."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from stdnum import iban as iban_number
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.nl import bsn as bsn_number

from ontzorg.parties.staff_import.cells.faults import Wrong

HOURS = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)(?: ?(?:uur|u|uren))?")
MOST_HOURS = 60
CENT = Decimal("0.01")
EMPLOYER = re.compile(r"\d{9}L\d{2}")
BSN_DIGITS = (8, 9)
IBAN_FORM = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")


def read_bsn(text: str) -> str:
    """Return the nine digits; a zero that a spreadsheet dropped in front comes back."""
    digits = text.replace(" ", "").replace(".", "").replace("-", "")
    if not digits.isascii() or not digits.isdigit():
        raise Wrong("bsn.letters")
    if len(digits) not in BSN_DIGITS:
        raise Wrong("bsn.length")
    try:
        return str(bsn_number.validate(digits))
    except ValidationError:
        raise Wrong("bsn.check") from None


def read_iban(text: str) -> str:
    """Return the IBAN without spaces, in capitals."""
    compact = text.replace(" ", "").replace(".", "").upper()
    if not IBAN_FORM.fullmatch(compact):
        raise Wrong("iban.form")
    try:
        return str(iban_number.validate(compact))
    except InvalidChecksum:
        raise Wrong("iban.check") from None
    except (InvalidLength, ValidationError):
        raise Wrong("iban.form") from None


@lru_cache(maxsize=4_096)
def read_hours(text: str) -> Decimal:
    """Return the hours per week, in hundredths."""
    found = HOURS.fullmatch(text.lower())
    if not found:
        raise Wrong("hours.number")
    hours = round_hours(Decimal(found[1].replace(",", ".")))
    if not 0 < hours <= MOST_HOURS:
        raise Wrong("hours.range")
    return hours


def round_hours(hours: Decimal) -> Decimal:
    """Return the hours in hundredths: payroll packages keep more, an employment does not."""
    return hours.quantize(CENT, ROUND_HALF_UP)


@lru_cache(maxsize=256)
def read_employer(text: str) -> str:
    """Return the loonheffingennummer of the employer that the row is about."""
    number = text.replace(" ", "").upper()
    if not EMPLOYER.fullmatch(number):
        raise Wrong("employer.form")
    return number
