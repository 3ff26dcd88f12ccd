"""The loonheffing of very many wages at once, with NumPy: the same cents, many times faster.

NumPy is no part of the base install; only who calls this needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontzorg.rules.wet.loonheffing_tabel import (
    SCALE,
    Afbouw,
    Arbeidskorting,
    GeboortejaarGroep,
    Schijf,
    Tabel,
    Tarief,
    Tijdvak,
    load_tarief,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]


def compute_loonheffing_reeks(
    jaar: int,
    tabel: Tabel,
    tijdvak: Tijdvak,
    lonen: Whole,
    groep: GeboortejaarGroep,
    *,
    loonheffingskorting: bool,
) -> Whole:
    """Return what is withheld from each of these wages; wages and result in whole cents.

    Law, reading and errors: as `compute_loonheffing`; all steps are whole numbers, so that the
    result is the same to the cent.
    """
    tarief = load_tarief(jaar, groep)
    periods = tarief.rekenvoorschrift.periods[tijdvak]
    if lonen.size and lonen.min() < 0:
        raise ValueError("a wage is not below zero")
    euros = _verschuldigd(
        tarief, lonen * periods, white=tabel is Tabel.WIT, credit=loonheffingskorting
    )
    rate = tarief.rekenvoorschrift.above_rate
    excess = (lonen * periods - tarief.highest * 100).clip(0)
    cents: Whole = (200 * euros + periods) // (2 * periods) + excess * rate // (SCALE * periods)
    return cents


def _verschuldigd(tarief: Tarief, year_cents: Whole, *, white: bool, credit: bool) -> Whole:
    step = tarief.rekenvoorschrift.step
    jaarloon = (year_cents // (100 * step) * step).clip(0, tarief.highest)
    belasting = _tax(tarief.schijven, jaarloon)
    if not credit:
        return belasting
    korting = _tapered(tarief.algemene_heffingskorting, jaarloon)
    if tarief.ouderenkorting:
        korting = korting + _tapered(tarief.ouderenkorting, jaarloon)
    if white:
        korting = korting + _arbeidskorting(tarief.arbeidskorting, jaarloon)
    return (belasting - korting).clip(0)


def _tax(schijven: tuple[Schijf, ...], jaarloon: Whole) -> Whole:
    import numpy as np

    above = np.array([schijf.above for schijf in schijven])
    rate = np.array([schijf.rate for schijf in schijven])
    fixed = np.array([schijf.fixed for schijf in schijven])
    held = np.searchsorted(above, jaarloon, side="left").clip(1) - 1
    tax: Whole = (jaarloon - above[held]) * rate[held] // SCALE + fixed[held]
    return tax


def _tapered(korting: Afbouw, jaarloon: Whole) -> Whole:
    over = (jaarloon - korting.taper_from).clip(0)
    left = (korting.maximum - over * korting.rate // SCALE).clip(0)
    return left * (jaarloon <= korting.nil_above)


def _arbeidskorting(korting: Arbeidskorting, jaarloon: Whole) -> Whole:
    total = jaarloon * 0
    for part in korting.parts:
        grown = total + (jaarloon - part.above).clip(0) * part.rate
        total = grown.clip(None, part.maximum * SCALE)
    total = total - (jaarloon - korting.taper.taper_from).clip(0) * korting.taper.rate
    held: Whole = (-(-total // SCALE)).clip(0) * (jaarloon <= korting.taper.nil_above)
    return held
