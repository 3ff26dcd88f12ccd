"""When the ziekengeld ends, and why.

Law: Ziektewet (BWBR0001888) art. 29 lid 5 (104 weeks), lid 10 (at most 52 weeks longer), art. 19aa
(after 52 weeks only who can earn at most 65% of the maatman; ends "een maand na de dag" that this
is no longer so; not before six months of really earning more), and Stb. 2023, 169 (six weeks past
the AOW age).
Reading: the month runs from the later of that day and the first day after 52 weeks, up to the day
before the same day of the next month (INT-069). The earliest end counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ontzorg.rules.dates import DAY, DAYS_IN_WEEK, add_months, dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.zw_zaak import ZiektewetZaak

WEKEN = load_parameter("wet/ziektewet/ziekengeld_weken")
VERLENGING = load_parameter("wet/ziektewet/verlenging_weken")
AOW_WEKEN = load_parameter("wet/ziektewet/aow_weken")
TOETS_WEKEN = load_parameter("wet/ziektewet/eerstejaarstoets_weken")
TOETS_GRENS = load_parameter("wet/ziektewet/eerstejaarstoets_procent")
TOETS_UITLOOP = load_parameter("wet/ziektewet/eerstejaarstoets_uitloop_maanden")
TOETS_WERKEND = load_parameter("wet/ziektewet/eerstejaarstoets_werkend_maanden")

_SOURCE = "Ziektewet (BWBR0001888), art. 19aa en 29 lid 5 en 10"


class Reden(StrEnum):
    """Why the ziekengeld ends."""

    HERSTELD = "hersteld"
    OVERLEDEN = "overleden"
    EERSTEJAARSTOETS = "eerstejaarstoets"
    AOW = "aow"
    MAXIMUM = "maximum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Einde:
    """The last day of the right and its reason."""

    laatste_dag: date
    reden: Reden


_TEXTS = {
    Reden.HERSTELD: "De zieke is hersteld.",
    Reden.OVERLEDEN: "De zieke is overleden.",
    Reden.EERSTEJAARSTOETS: "De zieke kan meer dan 65 procent verdienen.",
    Reden.AOW: "De AOW-leeftijd is bereikt en de korte duur is voorbij.",
    Reden.MAXIMUM: "De langste duur is bereikt.",
}


def ziekengeld_einde(zaak: ZiektewetZaak) -> Outcome[Einde]:
    """Return the last day of the ziekengeld and the reason; see the module for the law."""
    trace = Trace()
    ends = sorted(_ends(trace, zaak), key=lambda end: end.laatste_dag)
    for end in ends:
        inputs = {"eerste_ziektedag": str(zaak.eerste_ziektedag)}
        text = f"{_TEXTS[end.reden]} De laatste dag is dan {dutch_date(end.laatste_dag)}."
        trace.note(f"zw.einde.{end.reden}", inputs, str(end.laatste_dag), text, source=_SOURCE)
    return trace.outcome(ends[0])


def _ends(trace: Trace, zaak: ZiektewetZaak) -> Iterator[Einde]:
    maximum = _maximum(trace, zaak)
    yield Einde(laatste_dag=maximum, reden=Reden.MAXIMUM)
    hersteld_op = zaak.samentelling.hersteld_op
    if hersteld_op is not None:
        yield Einde(laatste_dag=hersteld_op - DAY, reden=Reden.HERSTELD)
    if zaak.overleden_op is not None:
        yield Einde(laatste_dag=zaak.overleden_op, reden=Reden.OVERLEDEN)
    if zaak.meer_dan_65_vanaf is not None:
        last = _after_toets(trace, zaak, zaak.meer_dan_65_vanaf)
        yield Einde(laatste_dag=last, reden=Reden.EERSTEJAARSTOETS)
    if zaak.aow_datum is not None and zaak.aow_datum <= maximum:
        yield Einde(laatste_dag=_after_aow(trace, zaak, zaak.aow_datum), reden=Reden.AOW)


def _maximum(trace: Trace, zaak: ZiektewetZaak) -> date:
    eerste = zaak.eerste_ziektedag
    last = zaak.samentelling.last_day_of_weeks(int(trace.look_up(WEKEN, eerste)))
    if zaak.verlengd_tot is None or zaak.verlengd_tot <= last:
        return last
    longest = last + timedelta(weeks=int(trace.look_up(VERLENGING, eerste)))
    return min(longest, zaak.verlengd_tot)


def _after_toets(trace: Trace, zaak: ZiektewetZaak, able_from: date) -> date:
    """Return the end of the month after someone is able to earn more than 65%."""
    eerste = zaak.eerste_ziektedag
    trace.look_up(TOETS_GRENS, eerste)
    weeks = int(trace.look_up(TOETS_WEKEN, eerste))
    start = max(able_from, zaak.samentelling.first_day_after_weeks(weeks))
    if zaak.verdient_meer_sinds is not None:
        months = int(trace.look_up(TOETS_WERKEND, eerste))
        start = max(start, add_months(zaak.verdient_meer_sinds, months))
    return add_months(start, int(trace.look_up(TOETS_UITLOOP, eerste))) - DAY


def _after_aow(trace: Trace, zaak: ZiektewetZaak, aow_datum: date) -> date:
    weeks = int(trace.look_up(AOW_WEKEN, zaak.eerste_ziektedag))
    start = max(aow_datum, zaak.eerste_ziektedag)
    return zaak.samentelling.counted_day(start, weeks * DAYS_IN_WEEK)
