"""How much less someone can earn, and which right follows.

Law: Wet WIA (BWBR0019057) art. 4 (volledig en duurzaam), art. 5 ("ten minste 35%"), art. 6 (the
comparison is per hour) and art. 61 lid 6 (classes).
Reading: the percentage is (maatman - residual capacity) / maatman * 100 and is not rounded before
it is put in a class; a class begins at its lower border. Both incomes may be given per month, as
long as they are over the same hours (INT-061).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import NoValueError, load_parameter, read_table
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.geld_afronding import percent_text, round_half_up

DREMPEL = load_parameter("wet/wia/drempel_procent")
VOLLEDIG = load_parameter("wet/wia/volledig_procent")
HUNDRED = Decimal(100)
SOURCE = "Wet WIA (BWBR0019057), art. 4 tot en met 6 en 61 lid 6"


class Recht(StrEnum):
    """Which part of the Wet WIA applies."""

    GEEN = "geen"
    WGA = "wga"
    IVA = "iva"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arbeidsongeschiktheid:
    """The percentage, the right it gives, and the class percentage of the vervolguitkering."""

    percentage: Decimal
    recht: Recht
    klasse_procent: Decimal
    inkomenseis: bool


def arbeidsongeschiktheid(
    peildatum: date, maatman: Decimal, verdiencapaciteit: Decimal, *, duurzaam: bool
) -> Outcome[Arbeidsongeschiktheid]:
    """Return the percentage, the right and the class on `peildatum`; see the module for the law.

    `maatman` and `verdiencapaciteit` are in EUR over the same time; `maatman` is above zero.
    Raises ValueError otherwise, NoValueError for a day before the Wet WIA.
    """
    if maatman <= 0:
        raise ValueError("het maatmaninkomen is nul: zonder maatman is er geen vergelijking")
    trace = Trace()
    exact = max(Decimal(0), (maatman - verdiencapaciteit) * HUNDRED / maatman)
    _note_percentage(trace, exact, maatman, verdiencapaciteit)
    volledig = trace.look_up(VOLLEDIG, peildatum)
    is_volledig = verdiencapaciteit * HUNDRED <= volledig * maatman
    recht = _recht(
        exact, trace.look_up(DREMPEL, peildatum), volledig_duurzaam=is_volledig and duurzaam
    )
    klasse = _klasse(trace, exact, peildatum) if recht is Recht.WGA else Decimal(0)
    _note_recht(trace, recht, exact)
    return trace.outcome(
        Arbeidsongeschiktheid(
            percentage=round_half_up(exact),
            recht=recht,
            klasse_procent=klasse,
            inkomenseis=not is_volledig,
        )
    )


def _note_percentage(trace: Trace, exact: Decimal, maatman: Decimal, capacity: Decimal) -> None:
    trace.amount(
        "wia.percentage",
        "max(0, (M - F) / M * 100)",
        round_half_up(exact),
        f"Iemand kan {percent_text(round_half_up(exact))} minder verdienen dan eerst.",
        source=SOURCE,
        M=maatman,
        F=capacity,
    )


def _recht(exact: Decimal, threshold: Decimal, *, volledig_duurzaam: bool) -> Recht:
    if exact < threshold:
        return Recht.GEEN
    return Recht.IVA if volledig_duurzaam else Recht.WGA


def _klasse(trace: Trace, exact: Decimal, peildatum: date) -> Decimal:
    table = _klassen()
    if peildatum < table["valid_from"]:
        raise NoValueError("wet/wia/klassen", peildatum, table["valid_from"])
    row = [row for row in table["klassen"] if row["ao_from"] <= exact][-1]
    trace.note(
        "wia.klasse",
        {"percentage": str(round_half_up(exact)), "vanaf": str(row["ao_from"])},
        row["percentage"],
        f"De klasse begint bij {row['ao_from']}%; daarbij hoort "
        f"{percent_text(Decimal(row['percentage']))}.",
        source=table["source"],
    )
    return Decimal(row["percentage"])


@cache
def _klassen() -> dict[str, Any]:
    return read_table("wet/wia/klassen")


_TEXTS = {
    Recht.GEEN: "Dat is te weinig voor een WIA-uitkering.",
    Recht.WGA: "Dat geeft recht op een WGA-uitkering.",
    Recht.IVA: "Dat is volledig en duurzaam: het geeft recht op een IVA-uitkering.",
}


def _note_recht(trace: Trace, recht: Recht, exact: Decimal) -> None:
    inputs = {"percentage": str(round_half_up(exact))}
    trace.note("wia.recht", inputs, recht, _TEXTS[recht], source=SOURCE)
