"""When a shorter wachttijd can be asked (vervroegde IVA).

Law: Wet WIA (BWBR0019057) art. 23 lid 6: a shorter wachttijd lasts 13 to 78 weeks and does not end
within ten weeks after the aanvraag.
Reading: so the aanvraag fits from the last day of week 3 up to the last day of week 68.
"""

from __future__ import annotations

from datetime import date

from ontzorg.rules.dates import DAY
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.values import Period
from ontzorg.rules.wet.samentelling import Samentelling

MINIMUM = load_parameter("wet/wia/verkorte_wachttijd_minimum_weken")
MAXIMUM = load_parameter("wet/wia/verkorte_wachttijd_maximum_weken")
AANVRAAG = load_parameter("wet/wia/verkorte_wachttijd_aanvraag_weken")


def verkorte_wachttijd_venster(samentelling: Samentelling) -> Period:
    """Return the days on which the aanvraag can be made."""
    eerste = samentelling.eerste_ziektedag
    before = AANVRAAG.on(eerste).number
    first = samentelling.last_day_of_weeks(MINIMUM.on(eerste).number - before)
    last = samentelling.last_day_of_weeks(MAXIMUM.on(eerste).number - before)
    return Period(first, last + DAY)


def is_verkorte_wachttijd_open(
    samentelling: Samentelling, peildatum: date | None, *, already_asked: bool
) -> bool:
    """Say whether a running sickness is within the window on the peildatum; art. 66 lid 2: once."""
    if peildatum is None or samentelling.hersteld_op is not None or already_asked:
        return False
    return peildatum in verkorte_wachttijd_venster(samentelling)
