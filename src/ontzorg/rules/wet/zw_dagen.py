"""Over which days there is ziekengeld.

Law: Ziektewet (BWBR0001888) art. 29 lid 2 ("vanaf de derde dag van de ongeschiktheid"; no
ziekengeld over Saturday and Sunday, unless in the first kalenderweek those were working days, and
then over at most five days), lid 2 onder c (from the first day after the employment), art. 19b
(detention).
Reading: the wachtdagen are the first two calendar days of sickness, once per added sickness
(INT-068). Public holidays are paid like other weekdays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from ontzorg.rules.dates import DAY, dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.zw_detentie import perioden_zonder_recht
from ontzorg.rules.wet.zw_duur import ziekengeld_einde
from ontzorg.rules.wet.zw_toerekening import BEARER_GRONDEN, Grond
from ontzorg.rules.wet.zw_zaak import ZiektewetZaak

WACHTDAGEN = load_parameter("wet/ziektewet/wachtdagen")
DAGEN_PER_WEEK = load_parameter("wet/ziektewet/uitkeringsdagen_per_week")

_SATURDAY = 5
_SOURCE = "Ziektewet (BWBR0001888), art. 29 lid 2"


def eerste_uitkeringsdag(zaak: ZiektewetZaak) -> Outcome[date]:
    """Return the first day from which there can be ziekengeld."""
    trace = Trace()
    eerste = zaak.eerste_ziektedag
    waiting = int(trace.look_up(WACHTDAGEN, eerste)) if zaak.grond in BEARER_GRONDEN else 0
    first = zaak.samentelling.counted_day(eerste, waiting + 1)
    if zaak.grond is Grond.UIT_DIENST and zaak.einde_dienstbetrekking is not None:
        first = max(first, zaak.einde_dienstbetrekking + DAY)
    trace.note(
        "zw.eerste_uitkeringsdag",
        {"eerste_ziektedag": str(eerste), "wachtdagen": str(waiting)},
        str(first),
        f"Er is ziekengeld vanaf {dutch_date(first)}.",
        source=_SOURCE,
    )
    return trace.outcome(first)


def uitkeringsdagen(zaak: ZiektewetZaak, start: date, eind: date) -> Outcome[tuple[date, ...]]:
    """Return the days with ziekengeld from `start` up to and including `eind`, oldest first."""
    trace = Trace()
    first = trace.take_over(eerste_uitkeringsdag(zaak))
    end = trace.take_over(ziekengeld_einde(zaak))
    most = int(trace.look_up(DAGEN_PER_WEEK, zaak.eerste_ziektedag))
    last = min(eind, end.laatste_dag)
    days = tuple(day for day in _days(zaak, first, last, most) if day >= start)
    days = _minus_detention(trace, zaak, days)
    trace.note(
        "zw.uitkeringsdagen",
        {"van": str(start), "tot_en_met": str(eind)},
        str(len(days)),
        f"Van {dutch_date(start)} tot en met {dutch_date(eind)} zijn er {len(days)} "
        "uitkeringsdagen.",
        source=_SOURCE,
    )
    return trace.outcome(days)


def _minus_detention(trace: Trace, zaak: ZiektewetZaak, days: tuple[date, ...]) -> tuple[date, ...]:
    lost = perioden_zonder_recht(zaak.detentie, zaak.eerste_ziektedag)
    kept = tuple(day for day in days if not any(day in periode for periode in lost))
    if len(kept) < len(days):
        trace.note(
            "zw.detentie",
            {"vanaf": str(lost[0].start)},
            str(len(days) - len(kept)),
            f"Door detentie is er over {len(days) - len(kept)} van deze dagen geen ziekengeld.",
            source="Ziektewet (BWBR0001888), art. 19b",
        )
    return kept


def _days(zaak: ZiektewetZaak, first: date, last: date, most: int) -> Iterator[date]:
    """Yield the days of each calendar week, at most five of them."""
    candidates = (
        day
        for day in _range(first, last)
        if zaak.is_sick_on(day) and _counts(zaak, day, _monday(zaak.eerste_ziektedag))
    )
    for _, week in groupby(candidates, key=_monday):
        yield from list(week)[:most]


def _counts(zaak: ZiektewetZaak, day: date, first_monday: date) -> bool:
    if day.weekday() < _SATURDAY:
        return True
    return _monday(day) == first_monday and day in zaak.gewerkte_weekenddagen


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _range(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
