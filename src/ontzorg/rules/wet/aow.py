"""The short regime for those who have the AOW age.

Law: Burgerlijk Wetboek boek 7 art. 629 lid 2: the wage duty lasts six weeks for an employee who
has reached the AOW age; thirteen for a sickness that began before 1 July 2023. Wet WIA art. 43
onder g: who has the AOW age gets no WIA-uitkering.
Reading: the weeks are counted from the AOW day or, when that is later, the eerste_ziektedag;
the total never passes 104 weeks (INT-039).
"""

from __future__ import annotations

from datetime import date

from ontzorg.rules.dates import DAYS_IN_WEEK, dutch_date
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet.samentelling import Samentelling

WEKEN = load_parameter("wet/bw/loondoorbetaling_aow_weken")


def aow_laatste_dag(samentelling: Samentelling, aow_datum: date, *, trace: bool) -> Outcome[date]:
    """Return the last wage day under the AOW regime, whatever the end of the 104 weeks.

    Raises NoValueError for an eerste_ziektedag before 2016.
    """
    value = WEKEN.on(samentelling.eerste_ziektedag)
    start = max(aow_datum, samentelling.eerste_ziektedag)
    last = samentelling.counted_day(start, value.number * DAYS_IN_WEEK)
    if not trace:
        return Outcome(value=last)
    step = Step(
        rule="aow.loondoorbetaling",
        source=value.source,
        inputs={"aow_datum": str(aow_datum), "vanaf": str(start), "weken": str(value.number)},
        result=str(last),
        text=(
            f"De werknemer heeft de AOW-leeftijd op {dutch_date(aow_datum)}. Vanaf "
            f"{dutch_date(start)} betaalt de werkgever nog {value.number} weken loon door: tot en "
            f"met {dutch_date(last)}."
        ),
    )
    return Outcome(value=last, steps=(step,))
