"""Sick when the employment ends: the notice to UWV and the re-integratieverslag.

Law: Ziektewet (BWBR0001888) art. 38 lid 2: on the last working day the employer reports the
sickness, and hands over the verslag when at least six weeks lie since the first sick day; art. 46
(nawerking). Beleidsregels BWBR0015184 art. 2a: a short verslag up to ten weeks.
Reading: the weeks are the calendar days from the eerste_ziektedag to the last working day
(INT-044). Recovery that the bedrijfsarts expects within three months after it also makes it short.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ontzorg.rules.dates import DAYS_IN_WEEK, add_months, dutch_date, dutch_days
from ontzorg.rules.outcome import Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.werkdagen import last_werkdag_until
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.mijlpaal import WERKGEVER, WETTELIJK, Mijlpaal, make_mijlpaal
from ontzorg.rules.wet.zaak import Zaak

VERSLAG = load_parameter("wet/ziektewet/ziek_uit_dienst_verslag_weken")
VOLLEDIG = load_parameter("wet/ziektewet/ziek_uit_dienst_volledig_verslag_weken")
HERSTEL = load_parameter("wet/ziektewet/verkort_verslag_herstel_maanden")
NAWERKING = load_parameter("wet/ziektewet/nawerking_weken")

MELDING_CODE = "ZIEKMELDING_EINDE_DIENSTVERBAND"
VERSLAG_CODE = "RIV_ZIEK_UIT_DIENST"


@dataclass(frozen=True, slots=True, kw_only=True)
class ZiekUitDienst:
    """The last working day, and which verslag is due on it (None: none)."""

    laatste_werkdag: date
    verslag: str | None
    dagen: int
    is_eigenrisicodrager: bool = False

    @property
    def vlaggen(self) -> tuple[str, ...]:
        """Return the flags: out of service while sick, and the kind of verslag."""
        if self.is_eigenrisicodrager:
            return "ZIEK_UIT_DIENST", "EIGENRISICODRAGER"
        return "ZIEK_UIT_DIENST", f"RIV_{(self.verslag or 'niet_nodig').upper()}"


def ziek_uit_dienst(berekening: Berekening) -> ZiekUitDienst | None:
    """Return what is due when the employment ends during this sickness; None otherwise.

    Household work is not insured under the Ziektewet, so there nothing is due (INT-102).
    """
    end = berekening.zaak.einde_dienstverband
    eerste = berekening.eerste_ziektedag
    if end is None or berekening.zaak.huishoudelijk:
        return None
    if not eerste <= end <= berekening.loon.wachttijd_laatste_dag:
        return None
    laatste = max(eerste, last_werkdag_until(end))
    hersteld_op = berekening.samentelling.hersteld_op
    if hersteld_op is not None and hersteld_op <= laatste:
        return None
    dagen = (laatste - eerste).days
    return ZiekUitDienst(
        laatste_werkdag=laatste,
        verslag=_verslag(berekening.zaak, eerste, laatste),
        dagen=dagen,
        is_eigenrisicodrager=berekening.zaak.eigenrisicodrager,
    )


def is_nawerking(eerste_ziektedag: date, einde_dienstverband: date | None) -> bool:
    """Say whether the sickness began after the employment, within the four weeks of art. 46."""
    if einde_dienstverband is None or eerste_ziektedag <= einde_dienstverband:
        return False
    weeks = timedelta(weeks=NAWERKING.on(eerste_ziektedag).number)
    return eerste_ziektedag <= einde_dienstverband + weeks


def ziek_uit_dienst_mijlpalen(
    berekening: Berekening, uit_dienst: ZiekUitDienst
) -> Iterator[Mijlpaal]:
    """Yield the notice (only for the product, INT-044) and the verslag."""
    if berekening.zaak.huisnormen is not None:
        yield _mijlpaal(berekening, MELDING_CODE, uit_dienst, "De ziekmelding bij UWV")
    if uit_dienst.verslag is not None:
        what = f"Het re-integratieverslag ({uit_dienst.verslag})"
        yield _mijlpaal(berekening, VERSLAG_CODE, uit_dienst, what)


def _verslag(zaak: Zaak, eerste_ziektedag: date, laatste_werkdag: date) -> str | None:
    """Return the kind of verslag; an eigenrisicodrager makes none now (art. 38 lid 2)."""
    dagen = (laatste_werkdag - eerste_ziektedag).days
    if zaak.eigenrisicodrager or dagen < VERSLAG.on(eerste_ziektedag).number * DAYS_IN_WEEK:
        return None
    months = HERSTEL.on(eerste_ziektedag).number
    expected = zaak.herstel_verwacht_op
    if expected is not None and expected <= add_months(laatste_werkdag, months):
        return "verkort"
    full = VOLLEDIG.on(eerste_ziektedag).number * DAYS_IN_WEEK
    return "volledig" if dagen >= full else "verkort"


def _mijlpaal(berekening: Berekening, code: str, uit_dienst: ZiekUitDienst, what: str) -> Mijlpaal:
    eerste = berekening.eerste_ziektedag
    value = VERSLAG.on(eerste)
    day = uit_dienst.laatste_werkdag
    step = Step(
        rule=f"ziek_uit_dienst.{code.lower()}",
        source=value.source,
        inputs={"eerste_ziektedag": str(eerste), "laatste_werkdag": str(day)},
        result=str(day),
        text=(
            f"{what} is er op de laatste werkdag, {dutch_date(day)}. De ziekte duurt dan "
            f"{dutch_days(uit_dienst.dagen)}."
        ),
    )
    return make_mijlpaal(
        code,
        day,
        soort=WETTELIJK,
        bron=value.source,
        voor=WERKGEVER,
        stappen=(step,) if berekening.trace else (),
    )
