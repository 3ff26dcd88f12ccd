"""In which column of the tables someone stands on a day."""

from __future__ import annotations

from datetime import date

from ontzorg.rules.wet.aow_leeftijd import aow_datum
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep

_LAST_OLD_BIRTH_YEAR = 1945


def geboortejaar_groep(geboortedatum: date, day: date) -> GeboortejaarGroep:
    """Return the birth group for a payment on `day`.

    Law: Wet op de loonbelasting 1964 (BWBR0002471) art. 20b; Wet financiering sociale
    verzekeringen (BWBR0017745) art. 21. Reading: the AOW columns, without premiums for the
    employee insurances, hold from the first day of the month in which the age is reached.
    """
    reached_on = aow_datum(geboortedatum)
    if reached_on is None or day < reached_on.replace(day=1):
        return GeboortejaarGroep.JONGER_DAN_AOW
    if geboortedatum.year > _LAST_OLD_BIRTH_YEAR:
        return GeboortejaarGroep.AOW_1946_OF_LATER
    return GeboortejaarGroep.AOW_1945_OF_EERDER
