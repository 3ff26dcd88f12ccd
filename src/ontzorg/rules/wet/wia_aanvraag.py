"""When the WIA-aanvraag is due and what a late one costs.

Law: Wet WIA art. 64 lid 3: the aanvraag is made at the latest eleven weeks before the end.
Lid 6: without a letter of UWV the aanvraag counts as timely; after a late letter it is timely
within four weeks after receipt; neither holds when the 42-week notice was not made "voor de dag
waarop de wachttijd 81 weken heeft geduurd". Burgerlijk Wetboek boek 7 art. 629 lid 11 onder a: the
wage period grows by the delay.
Reading: no date of receipt means that no delay is counted, and a flag asks for the date; an unknown
day of the 42-week notice counts as in time, and is asked as well (INT-036).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ontzorg.rules.dates import add_weeks, dutch_date, dutch_days
from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet.samentelling import Samentelling
from ontzorg.rules.wet.zaak import Zaak

AANVRAAG = load_parameter("wet/wia/aanvraag_weken")
BRIEF = load_parameter("wet/wia/uwv_brief_weken")
BRIEF_LAAT = load_parameter("wet/wia/uwv_brief_laat_weken")
TERUG = load_parameter("wet/wia/terugwerkende_kracht_weken")
MELDING = load_parameter("wet/wia/melding_42_weken_uiterlijk_weken")

SOURCE = "Wet WIA (BWBR0019057), art. 64 lid 3 en 6; Burgerlijk Wetboek boek 7, art. 629 lid 11"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vertraging:
    """By how many days the aanvraag is late, with flags and explanation."""

    dagen: int = 0
    vlaggen: tuple[str, ...] = ()
    stappen: tuple[Step, ...] = ()


NO_DELAY = Vertraging()


def aanvraag_uiterlijk(eerste_ziektedag: date, einde: date) -> date:
    """Return the last day for the aanvraag, counted back from the end of the wage period."""
    return add_weeks(einde, -AANVRAAG.on(eerste_ziektedag).number)


def vertraging_aanvraag(
    samentelling: Samentelling, zaak: Zaak, uiterlijk: date, *, trace: bool
) -> Vertraging:
    """Return the delay of the aanvraag in the count of the wachttijd; none while not made."""
    gedaan = zaak.wia_aanvraag_op
    if gedaan is None or gedaan <= uiterlijk:
        return NO_DELAY
    if _has_lost_protection(samentelling, zaak):
        delay = _delay(gedaan, uiterlijk, trace=trace)
        return replace(delay, vlaggen=(*delay.vlaggen, "MELDING_42_WEKEN_NA_81_WEKEN"))
    asked = () if _is_melding_known(zaak) else ("MELDING_42_WEKEN_ONBEKEND",)
    if zaak.wia_brief_ontvangen_op is None:
        return Vertraging(vlaggen=("WIA_BRIEF_ONBEKEND", *asked))
    op_tijd_tot = _timely_until(samentelling, zaak.wia_brief_ontvangen_op, uiterlijk)
    if gedaan <= op_tijd_tot:
        return Vertraging(vlaggen=asked)
    return _delay(gedaan, op_tijd_tot, trace=trace)


def is_meer_dan_een_jaar_te_laat(zaak: Zaak, eerste_dag: date | None) -> bool:
    """Say whether part of the uitkering is lost: art. 64 lid 11, 52 weeks before the aanvraag."""
    if eerste_dag is None or zaak.wia_aanvraag_op is None:
        return False
    weeks = TERUG.on(zaak.wia_aanvraag_op).number
    return add_weeks(zaak.wia_aanvraag_op, -weeks) > eerste_dag


def _has_lost_protection(samentelling: Samentelling, zaak: Zaak) -> bool:
    """Say whether the 42-week notice came too late for lid 6; a vangnet needs no notice."""
    melding = zaak.bekend_bij_uwv_op
    if melding is None or zaak.vangnet is not None:
        return False
    weeks = MELDING.on(samentelling.eerste_ziektedag).number
    return melding >= samentelling.last_day_of_weeks(weeks)


def _is_melding_known(zaak: Zaak) -> bool:
    return zaak.bekend_bij_uwv_op is not None or zaak.vangnet is not None


def _timely_until(samentelling: Samentelling, brief_op: date, uiterlijk: date) -> date:
    eerste = samentelling.eerste_ziektedag
    if brief_op <= samentelling.last_day_of_weeks(BRIEF.on(eerste).number):
        return uiterlijk
    return max(uiterlijk, add_weeks(brief_op, BRIEF_LAAT.on(eerste).number))


def _delay(gedaan: date, op_tijd_tot: date, *, trace: bool) -> Vertraging:
    dagen = (gedaan - op_tijd_tot).days
    stappen = (_step(gedaan, op_tijd_tot, dagen),) if trace else ()
    return Vertraging(dagen=dagen, vlaggen=("WIA_AANVRAAG_TE_LAAT",), stappen=stappen)


def _step(gedaan: date, op_tijd_tot: date, dagen: int) -> Step:
    return Step(
        rule="wia_aanvraag.vertraging",
        source=SOURCE,
        inputs={"aanvraag_op": str(gedaan), "op_tijd_tot": str(op_tijd_tot)},
        result=f"{dagen} dagen",
        text=(
            f"De WIA-aanvraag is gedaan op {dutch_date(gedaan)}, {dutch_days(dagen)} na "
            f"{dutch_date(op_tijd_tot)}. De werkgever betaalt het loon zo veel langer door."
        ),
    )
