"""The wachttijd of the WIA: when 104 weeks have been counted, apart from the wage.

Law: Wet WIA (BWBR0019057) art. 23 lid 1 (104 weeks), lid 4 (days without ziekengeld because of
art. 19a and 19b Ziektewet, such as detention, count) and lid 5 onder b (days without ziekengeld
because of art. 19aa lid 1 Ziektewet do not); Ziektewet (BWBR0001888) art. 6 lid 1 onder c (who
does household work on fewer than four days a week is not insured).
Reading: a period without ziekengeld that still runs stops the wachttijd, so it has no end yet
(INT-104). Detention moves nothing (INT-028). Without insurance there is no wachttijd (INT-102). A
shorter wachttijd (lid 6) ends on the day that UWV sets; the wage goes on (INT-106).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ontzorg.rules.dates import DAY, dutch_date, dutch_days
from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.values import Period
from ontzorg.rules.wet.samentelling import NietMeetellend, Samentelling
from ontzorg.rules.wet.zaak import Zaak

WEKEN = load_parameter("wet/wia/wachttijd_weken")

ZONDER_ZIEKENGELD = "zonder_ziekengeld"
_SOURCE = "Wet WIA (BWBR0019057), art. 23 lid 5 onder b; Ziektewet (BWBR0001888), art. 19aa"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wachttijd:
    """Its own count, its last day and the first counted day after it; None: no end in sight."""

    telling: Samentelling
    laatste_dag: date | None
    volgende_dag: date | None
    is_shortened: bool = False
    vlaggen: tuple[str, ...] = ()
    stappen: tuple[Step, ...] = ()


def compute_wachttijd(samentelling: Samentelling, zaak: Zaak, *, trace: bool) -> Wachttijd:
    """Return the wachttijd of one dossier; see the module for the law."""
    if zaak.huishoudelijk:
        return Wachttijd(telling=samentelling, laatste_dag=None, volgende_dag=None)
    if zaak.verkorte_wachttijd_tot is not None:
        return _shortened(samentelling, zaak.verkorte_wachttijd_tot, trace=trace)
    if not zaak.zonder_ziekengeld:
        return _counted(samentelling)
    return _without_ziekengeld(samentelling, zaak.zonder_ziekengeld, trace=trace)


def _counted(telling: Samentelling) -> Wachttijd:
    weeks = WEKEN.on(telling.eerste_ziektedag).number
    return Wachttijd(
        telling=telling,
        laatste_dag=telling.last_day_of_weeks(weeks),
        volgende_dag=telling.first_day_after_weeks(weeks),
    )


def _shortened(samentelling: Samentelling, last: date, *, trace: bool) -> Wachttijd:
    step = Step(
        rule="wachttijd.verkort",
        source="Wet WIA (BWBR0019057), art. 23 lid 6 en art. 66",
        inputs={"verkorte_wachttijd_tot": str(last)},
        result=str(last),
        text=f"UWV heeft de wachttijd verkort. Zij loopt tot en met {dutch_date(last)}.",
    )
    return Wachttijd(
        telling=samentelling,
        laatste_dag=last,
        volgende_dag=last + DAY,
        is_shortened=True,
        vlaggen=("VERKORTE_WACHTTIJD",),
        stappen=(step,) if trace else (),
    )


def _without_ziekengeld(
    samentelling: Samentelling, perioden: tuple[Period, ...], *, trace: bool
) -> Wachttijd:
    plain = _counted(samentelling)
    ended = [Period(p.start, p.end) for p in perioden if p.end is not None]
    longer = _counted(_leave_out(samentelling, ended))
    still = [p.start for p in perioden if p.end is None and p.start <= _last_day(longer)]
    if still:
        steps = (_still_step(min(still)),) if trace else ()
        return replace(
            plain,
            laatste_dag=None,
            volgende_dag=None,
            vlaggen=("WACHTTIJD_STAAT_STIL",),
            stappen=steps,
        )
    if longer.laatste_dag == plain.laatste_dag:
        return plain
    steps = (_longer_step(plain, longer),) if trace else ()
    return replace(longer, vlaggen=("WACHTTIJD_LANGER",), stappen=steps)


def _leave_out(samentelling: Samentelling, perioden: list[Period]) -> Samentelling:
    """Return the count in which these days do not count either; no day is left out twice."""
    parts = list(samentelling.niet_meetellend)
    for periode in sorted(perioden):
        parts.extend(list(_new_parts(periode, parts)))
        parts.sort(key=lambda part: part.start)
    return replace(samentelling, niet_meetellend=tuple(parts))


def _new_parts(periode: Period, parts: list[NietMeetellend]) -> Iterator[NietMeetellend]:
    """Yield what of the period lies outside all parts, which are in order."""
    start, end = periode.start, periode.end or periode.start
    for part in parts:
        if part.start > start:
            yield from _part(start, min(part.start, end))
        start = max(start, part.end)
    yield from _part(start, end)


def _part(start: date, end: date) -> Iterator[NietMeetellend]:
    if start < end:
        yield NietMeetellend(start=start, end=end, soort=ZONDER_ZIEKENGELD)


def _last_day(counted: Wachttijd) -> date:
    if counted.laatste_dag is None:
        raise ValueError("a count that does not stand still has a last day")
    return counted.laatste_dag


def _longer_step(plain: Wachttijd, longer: Wachttijd) -> Step:
    last = _last_day(longer)
    days = (last - _last_day(plain)).days
    return Step(
        rule="wachttijd.zonder_ziekengeld",
        source=_SOURCE,
        inputs={"zonder": str(plain.laatste_dag), "dagen": str(days)},
        result=str(last),
        text=(
            f"Over {dutch_days(days)} was er geen ziekengeld door de eerstejaarstoets. Die dagen "
            f"tellen niet mee: de wachttijd voor de WIA loopt tot en met {dutch_date(last)}."
        ),
    )


def _still_step(start: date) -> Step:
    return Step(
        rule="wachttijd.staat_stil",
        source=_SOURCE,
        inputs={"zonder_ziekengeld_vanaf": str(start)},
        result="nog geen einde",
        text=(
            f"Sinds {dutch_date(start)} is er geen ziekengeld door de eerstejaarstoets. Zolang dat "
            "duurt, staat de wachttijd voor de WIA stil."
        ),
    )
