"""Very many wages at once give the same cents as one by one."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from ontzorg.rules.tests.test_loonheffing import borders
from ontzorg.rules.wet.geld_afronding import to_cents, to_euro
from ontzorg.rules.wet.loonheffing import compute_loonheffing
from ontzorg.rules.wet.loonheffing_reeks import compute_loonheffing_reeks
from ontzorg.rules.wet.loonheffing_tabel import (
    GeboortejaarGroep,
    Tabel,
    Tijdvak,
    load_rekenvoorschrift,
    load_tarief,
)
from ontzorg.rules.wet.loonheffing_vraag import LoonheffingVraag

np = pytest.importorskip("numpy", reason="NumPy is not installed")
TABLES = list(product(range(2023, 2028), Tabel, GeboortejaarGroep, (True, False)))


@pytest.mark.parametrize("tijdvak", Tijdvak)
@pytest.mark.parametrize(("jaar", "tabel", "groep", "korting"), TABLES)
def test_the_same_cents(
    jaar: int, tabel: Tabel, groep: GeboortejaarGroep, tijdvak: Tijdvak, *, korting: bool
) -> None:
    lonen = wages(jaar, groep, tijdvak)
    found = compute_loonheffing_reeks(
        jaar, tabel, tijdvak, lonen, groep, loonheffingskorting=korting
    )
    for cents, tax in zip(lonen.tolist(), found.tolist(), strict=True):
        vraag = LoonheffingVraag(
            jaar=jaar,
            tabel=tabel,
            tijdvak=tijdvak,
            loon=to_euro(cents),
            groep=groep,
            loonheffingskorting=korting,
        )
        assert to_cents(compute_loonheffing(vraag, trace=False).value.inhouding) == tax, vraag


def wages(jaar: int, groep: GeboortejaarGroep, tijdvak: Tijdvak) -> Any:
    """Return wages around every border of the tables, and some between."""
    tarief = load_tarief(jaar, groep)
    periods = load_rekenvoorschrift(jaar).periods[tijdvak]
    steps = [
        (border + step) * 100 // periods for border in borders(tarief) for step in (-54, 0, 54)
    ]
    cents = [max(0, step + more) for step in steps for more in (-1, 0, 1)]
    return np.array(cents, dtype=np.int64)


def test_a_wage_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="not below zero"):
        compute_loonheffing_reeks(
            2026,
            Tabel.WIT,
            Tijdvak.MAAND,
            np.array([100, -1]),
            GeboortejaarGroep.JONGER_DAN_AOW,
            loonheffingskorting=True,
        )


def test_cents_and_euros_are_each_other() -> None:
    assert [to_cents(to_euro(cents)) for cents in (0, 1, 99, 100, 140_000)] == [
        *(0, 1, 99, 100, 140_000)
    ]
    assert to_euro(140_000) == Decimal("1400.00")
