"""Rounding of money. Each way of rounding has a name here and says where it comes from.

Tax and premiums are computed in whole numbers (euros and hundred-thousandths of a percentage),
so that nothing is lost before the one rounding at the end.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
_NOTATION = str.maketrans(",.", ".,")


def round_half_up(amount: Decimal) -> Decimal:
    """Return whole cents, half a cent up.

    Source: none in the law for a daily benefit; this rule gives back every published maximum
    dagloon since 2023.
    """
    return amount.quantize(CENT, ROUND_HALF_UP)


def round_down(amount: Decimal) -> Decimal:
    """Return whole cents, parts of a cent dropped.

    Source: Wet financiering sociale verzekeringen: premiums and period maxima as published are
    rounded down; the tax on a bijzondere beloning likewise.
    """
    return amount.quantize(CENT, ROUND_DOWN)


def round_half_up_to_cents(euros: int, periods: int) -> int:
    """Return the cents of one of `periods` equal parts of a year amount, half a cent up.

    Source: Rekenvoorschriften loonheffing; gives back the published month tables of 2023-2026.
    """
    return (200 * euros + periods) // (2 * periods)


def round_up_to_cents(euros: int, periods: int) -> int:
    """Return the cents of one of `periods` equal parts of a year amount, rounded up.

    Source: Rekenvoorschriften loonheffing: the wage that a row of the table shows.
    """
    return -(-100 * euros // periods)


def round_down_to_cents(euros: int, periods: int) -> int:
    """Return the cents of one of `periods` equal parts of a year amount, rounded down.

    Source: the period maxima of the premieloon as published for 2023-2026.
    """
    return 100 * euros // periods


def round_down_share(cents: int, rate: int, whole: int) -> int:
    """Return `rate` parts of `whole` of an amount in cents, rounded down to cents.

    Source: Wet financiering sociale verzekeringen: premiums go down to cents; so does the tax
    on the wage above the tables of the Rekenvoorschriften loonheffing.
    """
    return cents * rate // whole


def to_cents(amount: Decimal) -> int:
    """Return an amount of whole cents as a whole number; refuses parts of a cent."""
    scaled = amount * 100
    cents = int(scaled)
    if cents != scaled:
        raise ValueError(f"{amount} is not a whole number of cents")
    return cents


def to_euro(cents: int) -> Decimal:
    """Return cents as an amount in euros with two decimals."""
    return cents * CENT


def euro_text(amount: Decimal) -> str:
    """Return an amount as people write it: € 1.234,56."""
    return "€ " + f"{amount:,.2f}".translate(_NOTATION)


def whole_euro_text(euros: int) -> str:
    """Return a whole amount as people write it: € 1.234."""
    return "€ " + f"{euros:,}".replace(",", ".")


def percent_text(percentage: Decimal) -> str:
    """Return a percentage as people write it: 36,93%."""
    return f"{percentage}%".replace(".", ",")
