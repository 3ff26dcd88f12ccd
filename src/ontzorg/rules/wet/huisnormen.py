"""Norms of the insurer and the arbodienst on top of the law.

Source: the activity lists and brochure of the MKB verzuim-ontzorgverzekering, in
`data/huisnormen`. Reading: the first contact is a number of working days after the first sick day
(INT-007); the questionnaire is out on its day and waits for a working day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from ontzorg.rules.dates import add_months, dutch_date
from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import load_parameter, read_table
from ontzorg.rules.werkdagen import add_werkdagen, first_werkdag_from, last_werkdag_until
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.mijlpaal import (
    HUISNORM,
    ONTZORGMANAGER,
    VERZUIMBEGELEIDER,
    WERKGEVER,
    WERKNEMER,
    Mijlpaal,
)
from ontzorg.rules.wet.zaak import Huisnormen

ZIEK = load_parameter("huisnormen/terugvalpreventie_ziek_maanden")
BIJSTELLING = load_parameter("huisnormen/bijstelling_plan_weken")
HERSTELD = load_parameter("huisnormen/terugvalpreventie_hersteld_maanden")

TERUGVALPREVENTIE = "TERUGVALPREVENTIE"


@cache
def load_huisnormen(variant: str) -> Huisnormen:
    """Return the norms of one uitvoerder, for example `arboned`; KeyError when unknown."""
    return Huisnormen(**read_table("huisnormen/varianten")["varianten"][variant])


@cache
def huisnorm_varianten() -> tuple[str, ...]:
    """Return the names of all known variants."""
    return tuple(read_table("huisnormen/varianten")["varianten"])


def huisnorm_mijlpalen(berekening: Berekening, volgende_op: date | None) -> Iterator[Mijlpaal]:
    """Yield the duties by house norm; `volgende_op` is when a next dossier begins."""
    normen = berekening.zaak.huisnormen
    if normen is None:
        return
    yield from _eerste_contact(berekening, normen)
    yield from _vragenlijst(berekening, normen)
    yield from _ontzorgmanager(berekening, normen)
    yield from _bijstellingen(berekening, normen)
    if normen.terugvalpreventie:
        yield from _terugvalpreventie(berekening, normen, volgende_op)


def _eerste_contact(berekening: Berekening, normen: Huisnormen) -> Iterator[Mijlpaal]:
    """Yield a first contact per ziekmelding: each new report asks for one."""
    if normen.eerste_contact_werkdagen is None:
        return
    for number, periode in enumerate(berekening.samentelling.ziekteperioden, 1):
        due = add_werkdagen(periode.start, normen.eerste_contact_werkdagen)
        text = (
            f"{normen.eerste_contact_werkdagen} werkdagen na {dutch_date(periode.start)} is "
            f"{dutch_date(due)}."
        )
        yield _mijlpaal(
            berekening,
            normen,
            "EERSTE_CONTACT",
            VERZUIMBEGELEIDER,
            due,
            periode.start,
            text,
            number,
        )


def _vragenlijst(berekening: Berekening, normen: Huisnormen) -> Iterator[Mijlpaal]:
    if normen.vragenlijst_dag is None:
        return
    for number, periode in enumerate(berekening.samentelling.ziekteperioden, 1):
        vanaf = periode.start + timedelta(days=normen.vragenlijst_dag - 1)
        due = first_werkdag_from(vanaf)
        text = (
            f"Dag {normen.vragenlijst_dag} is {dutch_date(vanaf)}; de eerste werkdag vanaf dan is "
            f"{dutch_date(due)}."
        )
        yield _mijlpaal(
            berekening, normen, "VRAGENLIJST_DAG_3", WERKNEMER, due, vanaf, text, number
        )


def _ontzorgmanager(berekening: Berekening, normen: Huisnormen) -> Iterator[Mijlpaal]:
    week = normen.ontzorgmanager_week
    if week is None:
        return
    vanaf = berekening.samentelling.first_day_after_weeks(week - 1)
    end = berekening.samentelling.last_day_of_weeks(week)
    due = max(vanaf, last_werkdag_until(end))
    text = f"Week {week} loopt van {dutch_date(vanaf)} tot en met {dutch_date(end)}."
    yield _mijlpaal(
        berekening, normen, "ONTZORGMANAGER_TOEWIJZEN", ONTZORGMANAGER, due, vanaf, text
    )


def _bijstellingen(berekening: Berekening, normen: Huisnormen) -> Iterator[Mijlpaal]:
    """Yield a changed plan after each changed probleemanalyse since the eerste_ziektedag."""
    eerste = berekening.eerste_ziektedag
    changed = sorted(day for day in berekening.zaak.bijstellingen_op if day >= eerste)
    for number, vanaf in enumerate(changed, 1):
        weeks = BIJSTELLING.on(vanaf).number
        due = last_werkdag_until(vanaf + timedelta(weeks=weeks))
        text = (
            f"De probleemanalyse is bijgesteld op {dutch_date(vanaf)}. Binnen {weeks} weken past "
            f"het plan: uiterlijk op {dutch_date(due)}."
        )
        code = "BIJSTELLING_PLAN_VAN_AANPAK"
        yield _mijlpaal(berekening, normen, code, WERKGEVER, due, vanaf, text, number)


def _terugvalpreventie(
    berekening: Berekening, normen: Huisnormen, volgende_op: date | None
) -> Iterator[Mijlpaal]:
    """Yield the call after recovery: sick for more than three months, fit for six."""
    hersteld_op = berekening.samentelling.hersteld_op
    eerste = berekening.eerste_ziektedag
    if hersteld_op is None:
        return
    uncounted = sum(part.days for part in berekening.samentelling.niet_meetellend)
    long_after = add_months(eerste, ZIEK.on(eerste).number) + timedelta(days=uncounted)
    vanaf = add_months(hersteld_op, HERSTELD.on(eerste).number)
    if hersteld_op <= long_after or (volgende_op is not None and volgende_op <= vanaf):
        return
    text = (
        f"De ziekte duurde langer dan {ZIEK.on(eerste).number} maanden en het herstel was op "
        f"{dutch_date(hersteld_op)}. {HERSTELD.on(eerste).number} maanden later is "
        f"{dutch_date(vanaf)}."
    )
    due = first_werkdag_from(vanaf)
    yield _mijlpaal(berekening, normen, TERUGVALPREVENTIE, ONTZORGMANAGER, due, vanaf, text)


def _mijlpaal(
    berekening: Berekening,
    normen: Huisnormen,
    code: str,
    voor: str,
    due: date,
    vanaf: date,
    text: str,
    volgnummer: int = 1,
) -> Mijlpaal:
    step = Step(
        rule=f"huisnormen.{code.lower()}",
        source=normen.bron,
        inputs={"eerste_ziektedag": str(berekening.eerste_ziektedag), "vanaf": str(vanaf)},
        result=str(due),
        text=text,
    )
    return Mijlpaal(
        code=code,
        wettelijk_uiterlijk=None,
        taakdatum=due,
        soort=HUISNORM,
        bron=normen.bron,
        voor=voor,
        volgnummer=volgnummer,
        vanaf=vanaf,
        stappen=(step,) if berekening.trace else (),
    )
