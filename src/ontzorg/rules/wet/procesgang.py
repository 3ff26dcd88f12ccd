"""The duties of table 1.2: from the ziekmelding up to the loonsanctie decision.

Law: Regeling procesgang eerste en tweede ziektejaar (BWBR0013540) art. 2, 4 and 6; Wet WIA
(BWBR0019057) art. 25 and 64; Ziektewet (BWBR0001888) art. 38. Per duty the article stands with
its number in the tables under `data/wet`.
Reading: forward terms walk the counted days from the eerste_ziektedag (day 1), so "within six
weeks" ends on day 42 (INT-017); backward terms count calendar days from the recomputed end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from ontzorg.rules.dates import DAY, DAYS_IN_WEEK, add_weeks
from ontzorg.rules.parameters import Parameter, Value, load_parameter
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.loonsanctie import BESLUIT
from ontzorg.rules.wet.mijlpaal import (
    BEDRIJFSARTS,
    HUISNORM,
    PRAKTIJK,
    UWV,
    VERZUIMBEGELEIDER,
    WERKGEVER,
    WERKNEMER,
    WETTELIJK,
    Mijlpaal,
    coulancedatum_van,
    make_mijlpaal,
)
from ontzorg.rules.wet.procesgang_plan import compute_planning
from ontzorg.rules.wet.procesgang_uitleg import (
    after_steps,
    backward_steps,
    evaluatie_steps,
    forward_steps,
)
from ontzorg.rules.wet.samentelling import walk
from ontzorg.rules.wet.wia_aanvraag import AANVRAAG, BRIEF

MELDING = load_parameter("wet/ziektewet/melding_weken")
MELDING_VANAF = load_parameter("wet/ziektewet/melding_na_weken")
EVALUATIE = load_parameter("wet/procesgang/evaluatie_weken")
EERSTE_JAAR = load_parameter("wet/procesgang/eerste_ziektejaar_weken")
TWEEDE_SPOOR = load_parameter("wet/procesgang/tweede_spoor_weken_na_evaluatie")
VERSLAG = load_parameter("wet/wia/re_integratieverslag_weken")
OORDEEL_VOOR_VERSLAG = load_parameter("wet/procesgang/actueel_oordeel_weken_voor_verslag")
OORDEEL_VANAF = load_parameter("wet/procesgang/actueel_oordeel_vanaf_weken_voor_verslag")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Week:
    """A duty that is due on the last day of a week, counted from the eerste_ziektedag."""

    code: str
    weken: Parameter
    soort: str
    voor: str
    vanaf_na_weken: Parameter | None = None
    in_wachttijd: bool = False


_WEEKS = (
    _Week(
        code="ZIEKMELDING_ARBODIENST",
        weken=load_parameter("wet/procesgang/ziekmelding_arbodienst_weken"),
        soort=PRAKTIJK,
        voor=WERKGEVER,
    ),
    _Week(
        code="EERSTEJAARSEVALUATIE",
        weken=EERSTE_JAAR,
        soort=WETTELIJK,
        voor=WERKGEVER,
        vanaf_na_weken=load_parameter("wet/procesgang/eerstejaarsevaluatie_na_weken"),
    ),
    _Week(
        code="EINDE_EERSTE_ZIEKTEJAAR",
        weken=EERSTE_JAAR,
        soort=WETTELIJK,
        voor=WERKGEVER,
        vanaf_na_weken=EERSTE_JAAR,
    ),
    _Week(
        code="UWV_BRIEF_WIA",
        weken=BRIEF,
        soort=WETTELIJK,
        voor=UWV,
        vanaf_na_weken=load_parameter("wet/wia/uwv_brief_na_weken"),
        in_wachttijd=True,
    ),
)


def procesgang(berekening: Berekening) -> Iterator[Mijlpaal]:
    """Yield every duty of the procesgang for one dossier, also those after a recovery."""
    for week in _WEEKS:
        yield _week(berekening, week)
    planning = compute_planning(berekening)
    yield planning.oordeel
    yield planning.plan
    yield from _evaluaties(berekening, planning.plan_verwacht_op)
    if berekening.vangnet is None and not _is_replaced(berekening):
        yield _melding_42_weken(berekening)
    yield _tweede_spoor(berekening)
    end = berekening.loon.wia_tot
    verslag = _before(berekening, "RE_INTEGRATIEVERSLAG", end, VERSLAG, WERKGEVER)
    yield verslag
    yield _actueel_oordeel(berekening, verslag.due_on)
    yield _before(berekening, "WIA_AANVRAAG", end, AANVRAAG, WERKNEMER)
    besluit = max(end, berekening.loon.volledig_tot)
    yield _before(berekening, "UWV_BESLUIT_LOONSANCTIE", besluit, BESLUIT, UWV)


def _week(berekening: Berekening, week: _Week) -> Mijlpaal:
    value = week.weken.on(berekening.eerste_ziektedag)
    telling = berekening.wachttijd.telling if week.in_wachttijd else berekening.samentelling
    due = telling.last_day_of_weeks(value.number)
    vanaf = None
    if week.vanaf_na_weken is not None:
        after = week.vanaf_na_weken.on(berekening.eerste_ziektedag).number
        vanaf = telling.first_day_after_weeks(after)
    return make_mijlpaal(
        week.code,
        due,
        soort=week.soort,
        bron=value.source,
        voor=week.voor,
        vanaf=vanaf,
        stappen=forward_steps(berekening, week.code, value, due),
    )


def _evaluaties(berekening: Berekening, plan_verwacht_op: date) -> Iterator[Mijlpaal]:
    """Yield an evaluation every six weeks after the plan, up to the end of the guidance."""
    value, soort = _evaluatie_value(berekening)
    start = berekening.zaak.plan_van_aanpak_op or plan_verwacht_op
    every, end = value.number * DAYS_IN_WEEK, berekening.begeleiding_tot
    uncounted = berekening.samentelling.niet_meetellend
    for volgnummer in count(1):
        due = walk(start, every * volgnummer + 1, uncounted)
        if due > end:
            return
        yield make_mijlpaal(
            "EVALUATIE",
            due,
            soort=soort,
            bron=value.source,
            voor=WERKGEVER,
            volgnummer=volgnummer,
            stappen=evaluatie_steps(berekening, value, start, due, volgnummer),
        )


def _evaluatie_value(berekening: Berekening) -> tuple[Value, str]:
    value = EVALUATIE.on(berekening.eerste_ziektedag)
    normen = berekening.zaak.huisnormen
    if normen is None or normen.evaluatie_weken is None or normen.evaluatie_weken == value.number:
        return value, PRAKTIJK
    return replace(value, number=normen.evaluatie_weken, source=normen.bron), HUISNORM


def _melding_42_weken(berekening: Berekening) -> Mijlpaal:
    """Return the notice on the first day after 42 weeks (Ziektewet art. 38 lid 1).

    Not for those who already get ziekengeld through the employer (lid 4).
    """
    value = MELDING.on(berekening.eerste_ziektedag)
    due = melding_42_weken_op(berekening)
    after = MELDING_VANAF.on(berekening.eerste_ziektedag).number
    normen = berekening.zaak.huisnormen
    delegated = normen is not None and normen.uwv_melding_door_verzuimbegeleider
    return make_mijlpaal(
        "MELDING_42_WEKEN",
        due,
        soort=WETTELIJK,
        bron=value.source,
        voor=VERZUIMBEGELEIDER if delegated else WERKGEVER,
        coulancedatum=coulancedatum_van(due),
        vanaf=berekening.samentelling.first_day_after_weeks(after),
        stappen=forward_steps(berekening, "MELDING_42_WEKEN", value, due),
    )


def _is_replaced(berekening: Berekening) -> bool:
    """Say whether an earlier aanvraag counts as the notice (Ziektewet art. 38 lid 8)."""
    asked = berekening.zaak.verkorte_wachttijd_aanvraag_op
    return asked is not None and asked <= melding_42_weken_op(berekening)


def melding_42_weken_op(berekening: Berekening) -> date:
    """Return the last day for the 42-week notice."""
    weeks = MELDING.on(berekening.eerste_ziektedag).number
    return berekening.samentelling.first_day_after_weeks(weeks)


def _tweede_spoor(berekening: Berekening) -> Mijlpaal:
    """Return the last day on which, in practice, the tweede spoor has started.

    Law: Burgerlijk Wetboek boek 7 art. 658a lid 1 names no term; UWV names six weeks after the
    eerstejaarsevaluatie.
    """
    value = TWEEDE_SPOOR.on(berekening.eerste_ziektedag)
    weeks = EERSTE_JAAR.on(berekening.eerste_ziektedag).number + value.number
    due = berekening.samentelling.last_day_of_weeks(weeks)
    evaluatie = berekening.samentelling.last_day_of_weeks(weeks - value.number)
    return make_mijlpaal(
        "TWEEDE_SPOOR",
        due,
        soort=PRAKTIJK,
        bron=value.source,
        voor=WERKGEVER,
        stappen=after_steps(berekening, "TWEEDE_SPOOR", value, evaluatie, due),
    )


def _actueel_oordeel(berekening: Berekening, verslag: date) -> Mijlpaal:
    value = OORDEEL_VOOR_VERSLAG.on(berekening.eerste_ziektedag)
    earliest = OORDEEL_VANAF.on(berekening.eerste_ziektedag).number
    due = add_weeks(verslag, -value.number)
    return make_mijlpaal(
        "ACTUEEL_OORDEEL",
        due,
        soort=PRAKTIJK,
        bron=value.source,
        voor=BEDRIJFSARTS,
        vanaf=add_weeks(verslag, -earliest) + DAY,
        stappen=backward_steps(berekening, "ACTUEEL_OORDEEL", value, verslag, due),
    )


def _before(berekening: Berekening, code: str, end: date, weken: Parameter, voor: str) -> Mijlpaal:
    """Return a duty that is due a number of calendar weeks before `end`."""
    value = weken.on(berekening.eerste_ziektedag)
    due = add_weeks(end, -value.number)
    return make_mijlpaal(
        code,
        due,
        soort=WETTELIJK,
        bron=value.source,
        voor=voor,
        stappen=backward_steps(berekening, code, value, end, due),
    )
