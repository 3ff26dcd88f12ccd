"""Reads numbers that check themselves, hours, percentages and amounts."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from stdnum import iban as iban_number
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.nl import bsn as bsn_number

from ontzorg.parties.staff_import.cells.faults import Wrong
from ontzorg.parties.staff_import.cells.legal_bounds import LEAST_SHARE, MOST_WAITING_DAYS

HOURS = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)(?: ?(?:uur|u|uren))?")
MOST_HOURS = 60
CENT = Decimal("0.01")
EMPLOYER = re.compile(r"\d{9}L\d{2}")
BSN_DIGITS = (8, 9)
# Thousands may be parted by a point, a space or not at all; cents follow a comma or a point.
WAGE = re.compile(
    r"(?:€|eur)? ?(\d{1,3}(?:[. ]\d{3})+|\d{1,8})(?:[,.](\d{1,2}|-))?(?: ?(?:€|eur))?"
)
SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?) ?%?")
DAYS = re.compile(r"(\d{1,2})(?: ?dag(?:en)?)?")
ALL = 100
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
        raise Wrong("bsn.check" if len(digits) == max(BSN_DIGITS) else "bsn.short") from None


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


@lru_cache(maxsize=256)
def read_waiting_days(text: str) -> int:
    """Return the days without wage at the start of an illness (BW 7:629 lid 9)."""
    found = DAYS.fullmatch(text.lower())
    if not found:
        raise Wrong("waiting.number")
    days = int(found[1])
    if days > MOST_WAITING_DAYS:
        raise Wrong("waiting.range")
    return days


@lru_cache(maxsize=256)
def read_paid_share(text: str) -> Decimal:
    """Return the percentage of the wage that is paid on (BW 7:629 lid 1)."""
    found = SHARE.fullmatch(text)
    if not found:
        raise Wrong("share.number")
    share = Decimal(found[1].replace(",", ".")).quantize(CENT)
    if not LEAST_SHARE <= share <= ALL:
        raise Wrong("share.range")
    return share


@lru_cache(maxsize=16_384)
def read_wage(text: str) -> Decimal:
    """Return an amount of money in euros and cents."""
    found = WAGE.fullmatch(text.lower())
    if not found:
        is_negative = text.startswith("-") and WAGE.fullmatch(text[1:].lower().strip())
        raise Wrong("wage.negative" if is_negative else "wage.number")
    cents = (found[2] or "0").replace("-", "0").ljust(2, "0")
    amount = Decimal(f"{found[1].replace('.', '').replace(' ', '')}.{cents}")
    if not amount:
        raise Wrong("wage.zero")
    return amount
