"""How amounts of money become whole cents.

The statutes name no rounding for a daily amount; payroll and UWV practice round half up to
cents. A calculation carries exact decimals and rounds each amount that is paid or shown once.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def round_cents(amount: Decimal) -> Decimal:
    """Return the amount in whole cents, half a cent away from zero (INT-060)."""
    return amount.quantize(CENT, ROUND_HALF_UP)
