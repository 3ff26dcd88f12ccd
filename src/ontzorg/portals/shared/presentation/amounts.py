"""Writes money as people in the Netherlands read it."""

from __future__ import annotations

from decimal import Decimal


def euros(amount: Decimal) -> str:
    """Return an amount with its cents: € 2.850,00."""
    written = f"{amount:,.2f}"
    return f"€ {written.translate(str.maketrans(',.', '.,'))}"
