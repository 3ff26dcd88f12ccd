"""Vangnet: UWV pays ziekengeld although there is an employer.

Law: Ziektewet (BWBR0001888) art. 29 lid 2 e-g, 29a, 29b, 38 lid 4, 38a lid 2 and 3, 38b lid 2.
Reading: pregnancy before the leave, organ donation and no-risk are reported on the first day after
six weeks from the first sick day, or on the last day of the employment when that is earlier
(INT-020); sickness after childbirth on its fourth day. The six weeks are calendar weeks: a gap
does not move them (INT-043). Sickness of whatever cause in the days on which the leave could have
begun is reported on the fourth day of it; that alone makes the dossier no vangnet (INT-103).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ontzorg.rules.dates import DAY, add_days, dutch_date
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.values import Period
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.mijlpaal import WERKGEVER, WETTELIJK, Mijlpaal, make_mijlpaal
from ontzorg.rules.wet.samentelling import Samentelling
from ontzorg.rules.wet.zaak import Vangnet, Zaak, Zwangerschapsverlof

MELDING = load_parameter("wet/ziektewet/vangnet_melding_weken")
MELDING_DAG = load_parameter("wet/ziektewet/vangnet_melding_dag")
MELDING_LATER = load_parameter("wet/ziektewet/vangnet_melding_later_dagen")
MELDING_FLEXIBEL = load_parameter("wet/ziektewet/vangnet_melding_flexibel_dag")
ZIEKENGELD_NA_BEVALLING = load_parameter("wet/ziektewet/ziekengeld_na_bevalling_weken")

CODE = "VANGNETMELDING_UWV"


def vangnet_of(
    samentelling: Samentelling,
    zaak: Zaak,
    verloven: tuple[Zwangerschapsverlof, ...],
    *,
    is_last: bool,
) -> Vangnet | None:
    """Return the vangnet of one dossier; pregnancy and childbirth only touch a leave.

    Without any leave in the zaak the answer is about the last dossier. Household work is not
    insured (INT-102).
    """
    if zaak.huishoudelijk:
        return None
    match zaak.vangnet:
        case Vangnet.ZWANGERSCHAP if verloven:
            fit_days = {periode.hersteld_op for periode in samentelling.ziekteperioden}
            touches = any(verlof.start in fit_days for verlof in verloven)
            upcoming = is_last and verloven[-1].start > samentelling.ziekteperioden[-1].start
            return zaak.vangnet if touches or upcoming else None
        case Vangnet.BEVALLING if verloven:
            return zaak.vangnet if any(starts_after_verlof(samentelling, verloven)) else None
        case Vangnet.NO_RISK:
            return zaak.vangnet
        case other:
            return other if is_last else None


def starts_after_verlof(
    samentelling: Samentelling, verloven: tuple[Zwangerschapsverlof, ...]
) -> Iterator[date]:
    """Yield each first sick day that directly follows a leave."""
    first_days = {verlof.eind + DAY for verlof in verloven}
    for periode in samentelling.ziekteperioden:
        if periode.start in first_days:
            yield periode.start


def vangnet_meldingen(
    berekening: Berekening, verloven: tuple[Zwangerschapsverlof, ...]
) -> Iterator[Mijlpaal]:
    """Yield the notices to UWV: before the leave, in its flexible period, after it."""
    known = (_as_known(berekening, notice) for notice in _notices(berekening, verloven))
    notices = sorted(known, key=lambda notice: notice.due)
    for number, notice in enumerate(notices, 1):
        yield _melding(berekening, notice, number)


@dataclass(frozen=True, slots=True)
class _Notice:
    """One notice: the last day for it, and why."""

    due: date
    source: str
    inputs: dict[str, str]
    text: str


def _notices(
    berekening: Berekening, verloven: tuple[Zwangerschapsverlof, ...]
) -> Iterator[_Notice]:
    if berekening.zaak.huishoudelijk:
        return
    for start in _flexible_starts(berekening.samentelling, verloven):
        yield _in_flexible_period(start)
    match berekening.vangnet:
        case None:
            return
        case Vangnet.ZWANGERSCHAP | Vangnet.BEVALLING as vangnet:
            if is_pregnancy_before_verlof(berekening.samentelling, vangnet, verloven):
                yield _after_weeks(berekening)
            after = list(starts_after_verlof(berekening.samentelling, verloven))
            if not after and vangnet is Vangnet.BEVALLING:
                after = [berekening.eerste_ziektedag]
            for start in after:
                yield _after_verlof(start)
        case _:
            yield _after_weeks(berekening)


def _as_known(berekening: Berekening, notice: _Notice) -> _Notice:
    """Return the notice, later when the employer could not know before (art. 38b lid 2)."""
    known = berekening.zaak.vangnet_bekend_op
    if known is None or berekening.vangnet is Vangnet.ORGAANDONATIE:
        return notice
    value = MELDING_LATER.on(known)
    due = add_days(known, value.number)
    if due <= notice.due:
        return notice
    text = f"Het recht op ziekengeld was pas duidelijk op {dutch_date(known)}. De melding volgt "
    text += f"uiterlijk op {dutch_date(due)}."
    return _Notice(due, value.source, {"bekend_op": str(known)}, text)


def _flexible_starts(
    samentelling: Samentelling, verloven: tuple[Zwangerschapsverlof, ...]
) -> Iterator[date]:
    """Yield the first sick day on which a leave could have begun and had not."""
    for verlof in verloven:
        if verlof.flexibel_vanaf is None:
            continue
        window = Period(verlof.flexibel_vanaf, verlof.start)
        sick = (Period(p.start, p.hersteld_op) for p in samentelling.ziekteperioden)
        first = next((p for p in sick if p.overlaps(window)), None)
        if first is not None:
            yield max(first.start, window.start)


def is_pregnancy_before_verlof(
    samentelling: Samentelling,
    vangnet: Vangnet | None,
    verloven: tuple[Zwangerschapsverlof, ...],
) -> bool:
    """Say whether the sickness before the leave comes from the pregnancy.

    Known when the vangnet says so, or when sickness through childbirth has the same cause as
    the sickness before the leave.
    """
    if vangnet is Vangnet.ZWANGERSCHAP:
        return True
    if vangnet is not Vangnet.BEVALLING:
        return False
    fit_days = {periode.hersteld_op for periode in samentelling.ziekteperioden[:-1]}
    return any(verlof.start in fit_days and verlof.zelfde_oorzaak for verlof in verloven)


def ziekengeld_na_bevalling(
    berekening: Berekening, verloven: tuple[Zwangerschapsverlof, ...]
) -> Outcome[date] | None:
    """Return the last day of ziekengeld after childbirth, when that route is taken.

    Law: Ziektewet art. 29a lid 4 and 5: 104 consecutive weeks after the leave, apart from the
    adding of periods in art. 29 lid 5. So it can end on another day than the wachttijd.
    """
    if berekening.vangnet not in (Vangnet.ZWANGERSCHAP, Vangnet.BEVALLING):
        return None
    start = next(starts_after_verlof(berekening.samentelling, verloven), None)
    if start is None:
        return None
    value = ZIEKENGELD_NA_BEVALLING.on(start)
    last = start + timedelta(weeks=value.number) - DAY
    if not berekening.trace:
        return Outcome(value=last)
    text = (
        f"Ziekengeld na de bevalling duurt {value.number} weken aaneen vanaf {dutch_date(start)}: "
        f"tot en met {dutch_date(last)}."
    )
    step = Step(
        rule="vangnet.ziekengeld_na_bevalling",
        source=value.source,
        inputs={"vanaf": str(start), "weken": str(value.number)},
        result=str(last),
        text=text,
    )
    return Outcome(value=last, steps=(step,))


def _after_weeks(berekening: Berekening) -> _Notice:
    start = berekening.eerste_ziektedag
    value = MELDING.on(start)
    due = start + timedelta(weeks=value.number)
    text = f"De eerste dag na {value.number} weken ziekte is {dutch_date(due)}."
    end = berekening.zaak.einde_dienstverband
    if end is not None and start <= end < due:
        due = end
        text = f"Het dienstverband eindigt al op {dutch_date(end)}; de melding is er dan."
    inputs = {"eerste_ziektedag": str(start), "weken": str(value.number)}
    return _Notice(due, value.source, inputs, text)


def _after_verlof(start: date) -> _Notice:
    value = MELDING_DAG.on(start)
    due = start + timedelta(days=value.number - 1)
    text = (
        f"De ziekte na het verlof begint op {dutch_date(start)}. Dag {value.number} is "
        f"{dutch_date(due)}."
    )
    return _Notice(
        due, value.source, {"ziek_na_verlof_op": str(start), "dag": str(value.number)}, text
    )


def _in_flexible_period(start: date) -> _Notice:
    value = MELDING_FLEXIBEL.on(start)
    due = start + timedelta(days=value.number - 1)
    text = (
        f"Vanaf {dutch_date(start)} was er ziekte terwijl het verlof al kon ingaan. Dag "
        f"{value.number} is {dutch_date(due)}."
    )
    inputs = {"ziek_en_verlof_mogelijk_op": str(start), "dag": str(value.number)}
    return _Notice(due, value.source, inputs, text)


def _melding(berekening: Berekening, notice: _Notice, volgnummer: int) -> Mijlpaal:
    step = Step(
        rule="vangnet.melding",
        source=notice.source,
        inputs=notice.inputs,
        result=str(notice.due),
        text=notice.text,
    )
    return make_mijlpaal(
        CODE,
        notice.due,
        soort=WETTELIJK,
        bron=notice.source,
        voor=WERKGEVER,
        volgnummer=volgnummer,
        stappen=(step,) if berekening.trace else (),
    )
