"""Who pays the ziekengeld: the eigenrisicodrager, UWV, or nobody.

Law: Wfsv (BWBR0017745) art. 40, Ziektewet (BWBR0001888) art. 29 lid 2, 29a, 29b, 63a and 63b.
Reading: the checks run in this order and the first that decides, ends: no-risk, insured, the
letter of art. 29 lid 2, the start and end of the own risk, the AOW age (INT-067). A sickness that
began during the own risk stays with the bearer after it ends (63b lid 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import read_table
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.ziek_uit_dienst import is_nawerking


class Grond(StrEnum):
    """The letter of Ziektewet art. 29 lid 2 under which someone gets ziekengeld."""

    ARBEIDSVERHOUDING = "arbeidsverhouding"
    NAWERKING = "nawerking"
    UIT_DIENST = "uit_dienst"
    WW = "ww"
    ORGAANDONATIE = "orgaandonatie"
    ZWANGERSCHAP = "zwangerschap"
    NO_RISK = "no_risk"


class Drager(StrEnum):
    """Who bears the ziekengeld."""

    EIGENRISICODRAGER = "eigenrisicodrager"
    UWV = "uwv"
    NIEMAND = "niemand"


BEARER_GRONDEN = frozenset({Grond.ARBEIDSVERHOUDING, Grond.NAWERKING, Grond.UIT_DIENST})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToerekeningVraag:
    """What decides who pays; `eigenrisico_tot_en_met` is empty while the own risk runs."""

    grond: Grond
    eerste_ziektedag: date
    verzekerd: bool = True
    no_risk_code: str | None = None
    einde_dienstbetrekking: date | None = None
    eigenrisico_vanaf: date | None = None
    eigenrisico_tot_en_met: date | None = None
    aow_datum: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toerekening:
    """Who pays, by which check, and whether the AOW age makes it short."""

    drager: Drager
    reden: str
    aow_bereikt: bool


def decide_toerekening(vraag: ToerekeningVraag) -> Outcome[Toerekening]:
    """Return who pays; see the module for law and order. Raises ValueError for an unknown code."""
    trace = Trace()
    for check in (_check_no_risk, _check_verzekerd, _check_grond, _check_eigenrisico):
        drager = check(trace, vraag)
        if drager is not None:
            return _answer(trace, vraag, drager)
    return _answer(trace, vraag, Drager.EIGENRISICODRAGER)


def _answer(trace: Trace, vraag: ToerekeningVraag, drager: Drager) -> Outcome[Toerekening]:
    reden = trace.steps[-1].rule.removeprefix("zw.toerekening.")
    reached = vraag.aow_datum is not None and vraag.aow_datum <= vraag.eerste_ziektedag
    if reached:
        _note(trace, "aow", "ja", "De AOW-leeftijd is bereikt: het ziekengeld is kort.", "art. 29")
    return trace.outcome(Toerekening(drager=drager, reden=reden, aow_bereikt=reached))


def _check_no_risk(trace: Trace, vraag: ToerekeningVraag) -> Drager | None:
    if vraag.no_risk_code is None:
        _note(trace, "no_risk", "nee", "Er is geen bewijs van een no-riskpolis.", "art. 29b")
        return None
    reasons = _no_risk_reasons()
    if vraag.no_risk_code not in reasons:
        raise ValueError(f"onbekende no-riskcode; kies uit {', '.join(reasons)}")
    text = f"De werknemer {reasons[vraag.no_risk_code]}. UWV betaalt: dit is een no-riskpolis."
    _note(trace, "no_risk", "ja", text, "art. 29b")
    return Drager.UWV


def _check_verzekerd(trace: Trace, vraag: ToerekeningVraag) -> Drager | None:
    why = _why_not_insured(vraag)
    if why is None:
        _note(trace, "verzekerd", "ja", "De werknemer is verzekerd.", "art. 20 en 46")
        return None
    _note(trace, "verzekerd", "nee", why, "art. 20 en 46")
    return Drager.NIEMAND


def _why_not_insured(vraag: ToerekeningVraag) -> str | None:
    """Return why there is no insurance; the day of the sickness must fit the grond."""
    if not vraag.verzekerd:
        return "De werknemer is niet verzekerd."
    sick, end = vraag.eerste_ziektedag, vraag.einde_dienstbetrekking
    if vraag.grond is Grond.NAWERKING and end is not None and not is_nawerking(sick, end):
        return "De ziekte begon niet binnen vier weken na het einde van de verzekering."
    if vraag.grond is Grond.UIT_DIENST and end is not None and sick > end:
        return "De ziekte begon na het dienstverband."
    return None


def _check_grond(trace: Trace, vraag: ToerekeningVraag) -> Drager | None:
    if vraag.grond in BEARER_GRONDEN:
        text = "Deze grond valt onder het eigen risico."
        _note(trace, "grond", vraag.grond, text, "art. 29 lid 2 en 63a")
        return None
    _note(trace, "grond", vraag.grond, "Voor deze grond betaalt UWV.", "art. 29 lid 2 en 63a")
    return Drager.UWV


def _check_eigenrisico(trace: Trace, vraag: ToerekeningVraag) -> Drager | None:
    start, end, sick = vraag.eigenrisico_vanaf, vraag.eigenrisico_tot_en_met, vraag.eerste_ziektedag
    if start is None:
        text = "De werkgever is geen eigenrisicodrager."
    elif sick < start:
        text = f"De ziekte begon voor het eigen risico, dat begint op {dutch_date(start)}."
    elif end is not None and sick > end:
        text = f"De ziekte begon na het eigen risico, dat eindigt op {dutch_date(end)}."
    else:
        text = "De ziekte begon tijdens het eigen risico. De eigenrisicodrager betaalt."
        _note(trace, "eigenrisico", "ja", text, "art. 63a en 63b")
        return None
    _note(trace, "eigenrisico", "nee", text, "art. 63a en 63b")
    return Drager.UWV


def _note(trace: Trace, check: str, result: str, text: str, article: str) -> None:
    source = f"Ziektewet (BWBR0001888), {article}"
    trace.note(f"zw.toerekening.{check}", {}, result, text, source=source)


@cache
def _no_risk_reasons() -> dict[str, Any]:
    reasons: dict[str, Any] = read_table("wet/ziektewet/no_risk")["redenen"]
    return reasons
