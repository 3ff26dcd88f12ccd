"""In which column of the tables someone stands on a day."""

from __future__ import annotations

from datetime import date

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.wet.aow_leeftijd import aow_datum
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep

_LAST_OLD_BIRTH_YEAR = 1945


def geboortejaar_groep(geboortedatum: date, day: date) -> Outcome[GeboortejaarGroep]:
    """Return the birth group for a payment on `day`.

    Law: Wet op de loonbelasting 1964 (BWBR0002471) art. 20b; Wet financiering sociale
    verzekeringen (BWBR0017745) art. 21. Reading: the AOW columns, without premiums for the
    employee insurances, hold from the first day of the month in which the age is reached.
    """
    reached_on = aow_datum(geboortedatum)
    groep = _groep(geboortedatum, reached_on, day)
    reached = dutch_date(reached_on) if reached_on else "een dag die nog niet vaststaat"
    step = Step(
        rule="loonheffing.geboortejaar_groep",
        source="Wet op de loonbelasting 1964 (BWBR0002471), art. 20b",
        inputs={"geboortedatum": str(geboortedatum), "dag": str(day)},
        result=groep.value,
        text=(
            f"De AOW-leeftijd is bereikt op {reached}. De AOW-kolom geldt vanaf de eerste dag "
            f"van die maand."
        ),
    )
    return Outcome(value=groep, steps=(step,))


def _groep(geboortedatum: date, reached_on: date | None, day: date) -> GeboortejaarGroep:
    if reached_on is None or day < reached_on.replace(day=1):
        return GeboortejaarGroep.JONGER_DAN_AOW
    if geboortedatum.year > _LAST_OLD_BIRTH_YEAR:
        return GeboortejaarGroep.AOW_1946_OF_LATER
    return GeboortejaarGroep.AOW_1945_OF_EERDER
