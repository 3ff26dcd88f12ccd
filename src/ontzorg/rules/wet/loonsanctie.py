"""When a loonsanctie ends.

Law: Wet WIA art. 25 lid 9 to 14. At most 52 weeks from the day after the wage period (lid 9);
not at all when UWV did not decide "voor de afloop" of it (lid 11); six weeks after UWV has
established the repair (lid 14); and earlier by each day that a decision is late (lid 14).
Zwangerschapsverlof postpones the start and interrupts the course (lid 9).
Reading: a decision on the last day itself is still in time; both delays count (INT-038).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ontzorg.rules.dates import DAY, DAYS_IN_WEEK, dutch_date, dutch_days
from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet.samentelling import VERLOF, NietMeetellend, walk
from ontzorg.rules.wet.zaak import Loonsanctie, Zwangerschapsverlof

WEKEN = load_parameter("wet/wia/loonsanctie_weken")
BESLUIT = load_parameter("wet/wia/besluit_loonsanctie_weken")
BESLUIT_HERSTEL = load_parameter("wet/wia/loonsanctie_besluit_herstel_weken")
NA_HERSTEL = load_parameter("wet/wia/loonsanctie_na_herstel_weken")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoonsanctieEinde:
    """The last day of the loonsanctie, None when there is none."""

    laatste_dag: date | None = None
    vlaggen: tuple[str, ...] = ()
    stappen: tuple[Step, ...] = ()


def besluit_uiterlijk(eerste_ziektedag: date, einde: date) -> date:
    """Return the last day for the decision of UWV, counted back from the end of the wage."""
    return einde - timedelta(weeks=BESLUIT.on(eerste_ziektedag).number)


def loonsanctie_einde(
    eerste_ziektedag: date,
    einde: date,
    loonsanctie: Loonsanctie | None,
    verloven: tuple[Zwangerschapsverlof, ...],
    *,
    trace: bool,
) -> LoonsanctieEinde:
    """Return the end of a loonsanctie that follows a wage period up to and including `einde`."""
    if loonsanctie is None or loonsanctie.besluit_op is None:
        return LoonsanctieEinde()
    if loonsanctie.besluit_op > einde:
        steps = (_expired_step(loonsanctie.besluit_op, einde),) if trace else ()
        return LoonsanctieEinde(vlaggen=("LOONSANCTIE_VERVALLEN",), stappen=steps)
    late = _days_late(loonsanctie.besluit_op, besluit_uiterlijk(eerste_ziektedag, einde))
    duration = WEKEN.on(eerste_ziektedag).number * DAYS_IN_WEEK - late
    last = walk(einde + DAY, duration, _as_uncounted(verloven))
    steps = (_length_step(eerste_ziektedag, einde, last, late),) if trace else ()
    flag = ("LOONSANCTIE_BESLUIT_TE_LAAT",) if late else ()
    longest = LoonsanctieEinde(laatste_dag=last, vlaggen=("LOONSANCTIE", *flag), stappen=steps)
    return _shorten(longest, eerste_ziektedag, einde, loonsanctie, late, trace=trace)


def end_with_wage(sanctie: LoonsanctieEinde, wage_until: date) -> LoonsanctieEinde:
    """Return the same loonsanctie, ending no later than the right to wage itself."""
    if sanctie.laatste_dag is None or wage_until >= sanctie.laatste_dag:
        return sanctie
    steps = (*sanctie.stappen, _wage_step(wage_until)) if sanctie.stappen else ()
    return replace(sanctie, laatste_dag=wage_until, stappen=steps)


def _shorten(
    longest: LoonsanctieEinde,
    eerste_ziektedag: date,
    einde: date,
    loonsanctie: Loonsanctie,
    late: int,
    *,
    trace: bool,
) -> LoonsanctieEinde:
    """Apply the repair, when UWV has established it."""
    hersteld = loonsanctie.herstel_vastgesteld_op
    if hersteld is None or longest.laatste_dag is None:
        return longest
    late += _repair_days_late(eerste_ziektedag, loonsanctie, hersteld)
    weeks = NA_HERSTEL.on(eerste_ziektedag).number
    last = hersteld + timedelta(weeks=weeks) - timedelta(days=late)
    if last >= longest.laatste_dag:
        return longest
    steps = (*longest.stappen, _repair_step(hersteld, last, weeks, late)) if trace else ()
    if last <= einde:
        return LoonsanctieEinde(vlaggen=("LOONSANCTIE_HERSTELD_VOOR_BEGIN",), stappen=steps)
    flags = (*longest.vlaggen, "LOONSANCTIE_BEKORT")
    return LoonsanctieEinde(laatste_dag=last, vlaggen=flags, stappen=steps)


def _repair_days_late(eerste_ziektedag: date, loonsanctie: Loonsanctie, hersteld: date) -> int:
    if loonsanctie.herstel_gemeld_op is None:
        return 0
    weeks = BESLUIT_HERSTEL.on(eerste_ziektedag).number
    return _days_late(hersteld, loonsanctie.herstel_gemeld_op + timedelta(weeks=weeks))


def _days_late(done_on: date, due_on: date) -> int:
    return max(0, (done_on - due_on).days)


def _as_uncounted(verloven: tuple[Zwangerschapsverlof, ...]) -> tuple[NietMeetellend, ...]:
    return tuple(
        NietMeetellend(start=verlof.start, end=verlof.eind + DAY, soort=VERLOF)
        for verlof in verloven
    )


def _expired_step(besluit_op: date, einde: date) -> Step:
    return Step(
        rule="loonsanctie.vervallen",
        source="Wet WIA (BWBR0019057), art. 25 lid 11",
        inputs={"besluit_op": str(besluit_op), "einde": str(einde)},
        result="geen loonsanctie",
        text=(
            f"UWV besliste op {dutch_date(besluit_op)}, na {dutch_date(einde)}. Dan is er geen "
            "loonsanctie."
        ),
    )


def _length_step(eerste_ziektedag: date, einde: date, last: date, late: int) -> Step:
    value = WEKEN.on(eerste_ziektedag)
    shorter = f", min {dutch_days(late)} omdat UWV te laat besliste" if late else ""
    return Step(
        rule="loonsanctie.duur",
        source=f"{value.source} en 14",
        inputs={"vanaf": str(einde + DAY), "weken": str(value.number), "te_laat": str(late)},
        result=str(last),
        text=(
            f"De loonsanctie begint op {dutch_date(einde + DAY)} en duurt ten hoogste "
            f"{value.number} weken{shorter}: tot en met {dutch_date(last)}."
        ),
    )


def _repair_step(hersteld: date, last: date, weeks: int, late: int) -> Step:
    shorter = f", min {dutch_days(late)} omdat UWV te laat besliste" if late else ""
    return Step(
        rule="loonsanctie.herstel",
        source="Wet WIA (BWBR0019057), art. 25 lid 13 en 14",
        inputs={"vastgesteld_op": str(hersteld), "weken": str(weeks), "te_laat": str(late)},
        result=str(last),
        text=(
            f"UWV stelde het herstel vast op {dutch_date(hersteld)}. De loonsanctie eindigt "
            f"{weeks} weken later{shorter}: op {dutch_date(last)}."
        ),
    )


def _wage_step(wage_until: date) -> Step:
    return Step(
        rule="loonsanctie.einde_loon",
        source="Wet WIA (BWBR0019057), art. 25 lid 9",
        inputs={"loon_tot_en_met": str(wage_until)},
        result=str(wage_until),
        text=(
            f"Het recht op loon eindigt op {dutch_date(wage_until)}. Een loonsanctie verlengt dat "
            "recht, en eindigt dus ook op die dag."
        ),
    )
