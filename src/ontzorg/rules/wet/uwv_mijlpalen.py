"""Terms between employer and UWV that start when something is done; only in the product.

Law: Wet WIA (BWBR0019057) art. 25 lid 13 (three weeks for the decision on the repair), lid 15 (six
weeks after the repair for the decision on the uitkering), art. 64 lid 7 and 8 (the aanvraag rests
during a loonsanctie, at the latest until six weeks before its end); Ziektewet (BWBR0001888)
art. 38a lid 5 and 6 (recovery in a vangnet).
Reading: the employee tells his recovery on the first fit day (INT-105). The other terms are
practice of UWV: the verslag is sent the day after the aanvraag, a decision takes eight weeks, and
a sickness that goes on after a leave is reported on the first working day when the 42-week notice
was made before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ontzorg.rules.dates import add_days, add_weeks, dutch_date
from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import Value, load_parameter
from ontzorg.rules.werkdagen import first_werkdag_from
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.loonsanctie import BESLUIT_HERSTEL
from ontzorg.rules.wet.mijlpaal import PRAKTIJK, UWV, WERKGEVER, WETTELIJK, Mijlpaal, make_mijlpaal
from ontzorg.rules.wet.samentelling import VERLOF
from ontzorg.rules.wet.zaak import Vangnet, Zwangerschapsverlof

BESLUIT = load_parameter("wet/wia/besluit_aanvraag_weken")
BESLUIT_NA_HERSTEL = load_parameter("wet/wia/besluit_na_herstel_weken")
RESUMED = load_parameter("wet/wia/hervatting_aanvraag_weken")
VERSLAG_DAGEN = load_parameter("wet/procesgang/verslag_insturen_dagen")
HERSTELMELDING = load_parameter("wet/ziektewet/vangnet_herstelmelding_dagen")

# UWV names no statute for the notice after a leave.
_NA_VERLOF = "Formulier van UWV voor wie ziek is voor, tijdens en na het zwangerschapsverlof"


@dataclass(frozen=True, slots=True)
class _Term:
    """One duty: the day it counts from, the day it is due, and in what words."""

    code: str
    start: date
    due: date
    source: str
    words: str
    soort: str
    voor: str
    volgnummer: int = 1


def wia_mijlpalen(berekening: Berekening) -> Iterator[Mijlpaal]:
    """Yield what follows the aanvraag and a loonsanctie."""
    for term in (*_after_aanvraag(berekening), *_after_sanctie(berekening)):
        yield _mijlpaal(berekening, term)


def verlof_mijlpalen(berekening: Berekening) -> Iterator[Mijlpaal]:
    """Yield the notice after each leave that the sickness went on over, when UWV knows of it."""
    melding = berekening.zaak.melding_42_weken_op
    if melding is None or berekening.vangnet is not None:
        return
    bridged = (part for part in berekening.samentelling.niet_meetellend if part.soort == VERLOF)
    starts = (part.end for part in bridged if melding < part.start)
    for number, start in enumerate(starts, 1):
        due = first_werkdag_from(start)
        words = f"Na het verlof is er nog ziekte op {dutch_date(start)}. De melding"
        term = _Term(
            "MELDING_ZIEK_NA_VERLOF", start, due, _NA_VERLOF, words, PRAKTIJK, WERKGEVER, number
        )
        yield _mijlpaal(berekening, term)


def herstel_mijlpalen(
    berekening: Berekening,
    verloven: tuple[Zwangerschapsverlof, ...],
    ziekmelding_op: date | None,
) -> Iterator[Mijlpaal]:
    """Yield the notice of each recovery in a vangnet; `ziekmelding_op` is that of the sickness."""
    if berekening.vangnet is None:
        return
    leave_days = {verlof.start for verlof in verloven}
    fit_days = [p.hersteld_op for p in berekening.samentelling.ziekteperioden if p.hersteld_op]
    recovered = [day for day in fit_days if day not in leave_days]
    for number, day in enumerate(recovered, 1):
        value = HERSTELMELDING.on(day)
        due = add_days(day, value.number)
        if berekening.vangnet is not Vangnet.BEVALLING and ziekmelding_op is not None:
            due = max(due, ziekmelding_op)
        words = f"Het herstel begint op {dutch_date(day)}. De melding, nooit voor de ziekmelding,"
        term = _Term(
            *("VANGNET_HERSTELMELDING_UWV", day, due, value.source, words, WETTELIJK, WERKGEVER),
            volgnummer=number,
        )
        yield _mijlpaal(berekening, term)


def _after_aanvraag(berekening: Berekening) -> Iterator[_Term]:
    done = berekening.zaak.wia_aanvraag_op
    if done is None:
        return
    value = VERSLAG_DAGEN.on(done)
    words = f"De WIA-aanvraag is van {dutch_date(done)}. Het verslag"
    due = add_days(done, value.number)
    yield _Term("VERSLAG_NAAR_UWV", done, due, value.source, words, PRAKTIJK, WERKGEVER)
    if berekening.sanctie.laatste_dag is None:
        value = BESLUIT.on(done)
        words = f"UWV doet er meestal {value.number} weken over. Het besluit"
        yield _decision("UWV_BESLUIT_WIA", value, done, words, PRAKTIJK)


def _after_sanctie(berekening: Berekening) -> Iterator[_Term]:
    sanctie, last = berekening.zaak.loonsanctie, berekening.sanctie.laatste_dag
    if sanctie is None or last is None:
        return
    if sanctie.herstel_gemeld_op is not None:
        value = BESLUIT_HERSTEL.on(berekening.eerste_ziektedag)
        words = f"Het herstel is gemeld op {dutch_date(sanctie.herstel_gemeld_op)}. Het besluit"
        yield _decision("UWV_BESLUIT_HERSTEL", value, sanctie.herstel_gemeld_op, words, WETTELIJK)
    if sanctie.herstel_vastgesteld_op is not None:
        value = BESLUIT_NA_HERSTEL.on(berekening.eerste_ziektedag)
        day = sanctie.herstel_vastgesteld_op
        words = f"UWV stelde het herstel vast op {dutch_date(day)}. Het besluit over de uitkering"
        yield _decision("UWV_BESLUIT_WIA", value, day, words, WETTELIJK)
    elif berekening.zaak.wia_aanvraag_op is not None:
        value = RESUMED.on(berekening.eerste_ziektedag)
        due = add_weeks(last, -value.number)
        words = (
            f"De loonsanctie loopt tot en met {dutch_date(last)}. De behandeling van de aanvraag"
        )
        yield _Term("UWV_HERVAT_AANVRAAG", last, due, value.source, words, WETTELIJK, UWV)


def _decision(code: str, value: Value, start: date, words: str, soort: str) -> _Term:
    return _Term(code, start, add_weeks(start, value.number), value.source, words, soort, UWV)


def _mijlpaal(berekening: Berekening, term: _Term) -> Mijlpaal:
    step = Step(
        rule=f"uwv_mijlpalen.{term.code.lower()}",
        source=term.source,
        inputs={"vanaf": str(term.start)},
        result=str(term.due),
        text=f"{term.words} is uiterlijk op {dutch_date(term.due)}.",
    )
    return make_mijlpaal(
        term.code,
        term.due,
        soort=term.soort,
        bron=term.source,
        voor=term.voor,
        volgnummer=term.volgnummer,
        stappen=(step,) if berekening.trace else (),
    )
