"""How long the employer pays the wage, and when the wachttijd ends.

Law: Burgerlijk Wetboek boek 7 art. 629 lid 1 ("een tijdvak van 104 weken") and lid 11 (longer by
a late WIA-aanvraag, a voluntary extension or a loonsanctie); Wet WIA art. 23 lid 1 (wachttijd),
art. 24 (extension "na afloop van de wachttijd"), art. 43 onder b and g, art. 47 lid 2 and 54 lid 2;
art. 629 lid 2 (six weeks for household work on fewer than four days a week, INT-102).
Reading: day 728 is the last day (INT-015); an extension or a delay moves the wage and not the
wachttijd, but no WIA-uitkering starts while the wage runs (INT-037); the wage also ends with the
employment and by the AOW regime.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from ontzorg.rules.dates import DAY, DAYS_IN_WEEK, add_days, add_weeks, dutch_date
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.wet.aow import aow_laatste_dag
from ontzorg.rules.wet.samentelling import Samentelling
from ontzorg.rules.wet.wachttijd import WEKEN as WACHTTIJD
from ontzorg.rules.wet.wachttijd import Wachttijd
from ontzorg.rules.wet.wia_aanvraag import Vertraging, aanvraag_uiterlijk, vertraging_aanvraag
from ontzorg.rules.wet.zaak import Zaak

LOON = load_parameter("wet/bw/loondoorbetaling_weken")
VERLENGING_MINIMUM = load_parameter("wet/wia/verlenging_minimum_weken")
HUISHOUDELIJK = load_parameter("wet/bw/loondoorbetaling_huishoudelijk_weken")

_EXTENSION_SOURCE = (
    "Wet WIA (BWBR0019057), art. 24 en 25 lid 4; Burgerlijk Wetboek boek 7, art. 629"
)


class Loondoorbetaling(NamedTuple):
    """The ends of the wage period, each apart.

    `basis_laatste_dag` is the end of the 104 weeks, `verlengd_tot` that after a voluntary
    extension, `volledig_tot` that after a late aanvraag as well, `laatste_dag` the last wage day
    once AOW, household work and the end of the employment are taken into account. `wia_tot` is
    the end that the aanvraag and the verslag are counted back from.
    """

    basis_laatste_dag: date
    wachttijd_laatste_dag: date
    verlengd_tot: date
    wia_tot: date
    aanvraag_uiterlijk: date
    vertraging: Vertraging
    volledig_tot: date
    aow_tot: date | None
    huishoudelijk_tot: date | None
    laatste_dag: date
    vlaggen: tuple[str, ...]
    stappen: tuple[Step, ...]

    @property
    def verlenging_dagen(self) -> int:
        """Return by how many days extension and delay lengthen the 104 weeks."""
        return (self.volledig_tot - self.basis_laatste_dag).days


def loondoorbetaling(
    samentelling: Samentelling, zaak: Zaak, wachttijd: Wachttijd, *, trace: bool
) -> Loondoorbetaling:
    """Derive the wage period of one dossier; see the module for the law."""
    eerste = samentelling.eerste_ziektedag
    basis = samentelling.last_day_of_weeks(LOON.on(eerste).number)
    verlengd, flags = _extend(basis, zaak.verlenging_tot)
    wia_tot = max(verlengd, wachttijd.laatste_dag or verlengd)
    uiterlijk = aanvraag_uiterlijk(eerste, wia_tot)
    vertraging = vertraging_aanvraag(wachttijd.telling, zaak, uiterlijk, trace=trace)
    volledig = add_days(verlengd, vertraging.dagen)
    short = _short_regimes(samentelling, zaak, volledig, trace=trace)
    laatste = min(
        filter(
            None, (volledig, short.aow_tot, short.huishoudelijk_tot, employment_end(zaak, eerste))
        )
    )
    stappen = (
        (*_steps(samentelling, basis, verlengd), *vertraging.stappen, *short.stappen)
        if trace
        else ()
    )
    return Loondoorbetaling(
        basis_laatste_dag=basis,
        wachttijd_laatste_dag=samentelling.last_day_of_weeks(WACHTTIJD.on(eerste).number),
        verlengd_tot=verlengd,
        wia_tot=wia_tot,
        aanvraag_uiterlijk=uiterlijk,
        vertraging=vertraging,
        volledig_tot=volledig,
        aow_tot=short.aow_tot,
        huishoudelijk_tot=short.huishoudelijk_tot,
        laatste_dag=laatste,
        vlaggen=(*flags, *vertraging.vlaggen, *short.vlaggen),
        stappen=(*stappen, *_employment_steps(zaak, laatste, trace=trace)),
    )


def wia_eerste_dag(
    wachttijd: Wachttijd,
    loon: Loondoorbetaling,
    loonsanctie_laatste_dag: date | None,
    aow_datum: date | None,
) -> date | None:
    """Return the first day on which a WIA-uitkering can start; None from the AOW age on."""
    if wachttijd.laatste_dag is None or wachttijd.volgende_dag is None:
        return None
    first = wachttijd.volgende_dag
    if wachttijd.is_shortened:
        return None if aow_datum is not None and aow_datum <= first else first
    if loon.laatste_dag > wachttijd.laatste_dag:
        first = max(first, loon.laatste_dag + DAY)
    if loonsanctie_laatste_dag is not None:
        first = max(first, loonsanctie_laatste_dag + DAY)
    return None if aow_datum is not None and aow_datum <= first else first


def employment_end(zaak: Zaak, eerste_ziektedag: date) -> date | None:
    """Return the last day of the employment, unless the sickness began after it."""
    end = zaak.einde_dienstverband
    return end if end is not None and end >= eerste_ziektedag else None


def _extend(basis: date, verlenging_tot: date | None) -> tuple[date, tuple[str, ...]]:
    if verlenging_tot is None:
        return basis, ()
    if verlenging_tot <= basis:
        return basis, ("VERLENGING_ZONDER_EFFECT",)
    if verlenging_tot < add_weeks(basis, VERLENGING_MINIMUM.on(basis).number):
        return verlenging_tot, ("VRIJWILLIG_VERLENGD", "VERLENGING_KORT")
    return verlenging_tot, ("VRIJWILLIG_VERLENGD",)


@dataclass(frozen=True, slots=True)
class _Short:
    """What shortens the 104 weeks by law."""

    aow_tot: date | None = None
    huishoudelijk_tot: date | None = None
    vlaggen: tuple[str, ...] = ()
    stappen: tuple[Step, ...] = ()


_NOT_SHORT = _Short()


def _short_regimes(
    samentelling: Samentelling, zaak: Zaak, volledig: date, *, trace: bool
) -> _Short:
    """Return the ends by the AOW regime and for household work, those that apply."""
    short = _NOT_SHORT
    if zaak.aow_datum is not None and zaak.aow_datum <= volledig:
        aow = aow_laatste_dag(samentelling, zaak.aow_datum, trace=trace)
        short = _Short(aow_tot=aow.value, vlaggen=("AOW_REGIME",), stappen=aow.steps)
    if zaak.huishoudelijk:
        home = _huishoudelijk(samentelling, trace=trace)
        short = replace(
            short,
            huishoudelijk_tot=home.value,
            vlaggen=(*short.vlaggen, "HUISHOUDELIJK_WERK"),
            stappen=(*short.stappen, *home.steps),
        )
    return short


def _huishoudelijk(samentelling: Samentelling, *, trace: bool) -> Outcome[date]:
    value = HUISHOUDELIJK.on(samentelling.eerste_ziektedag)
    last = samentelling.last_day_of_weeks(value.number)
    if not trace:
        return Outcome(value=last)
    step = Step(
        rule="loondoorbetaling.huishoudelijk",
        source=value.source,
        inputs={"eerste_ziektedag": str(samentelling.eerste_ziektedag), "weken": str(value.number)},
        result=str(last),
        text=(
            f"Wie op minder dan vier dagen per week huishoudelijk werk doet, krijgt {value.number} "
            f"weken loon bij ziekte: tot en met {dutch_date(last)}."
        ),
    )
    return Outcome(value=last, steps=(step,))


def _steps(samentelling: Samentelling, basis: date, verlengd: date) -> tuple[Step, ...]:
    eerste = samentelling.eerste_ziektedag
    value = LOON.on(eerste)
    first = Step(
        rule="loondoorbetaling.104_weken",
        source=value.source,
        inputs={"eerste_ziektedag": str(eerste), "weken": str(value.number)},
        result=str(basis),
        text=(
            f"{value.number} weken zijn {value.number * DAYS_IN_WEEK} dagen die meetellen. "
            f"Dag 1 is {dutch_date(eerste)}; de laatste dag is {dutch_date(basis)}."
        ),
    )
    if verlengd == basis:
        return (*samentelling.stappen, first)
    second = Step(
        rule="loondoorbetaling.vrijwillige_verlenging",
        source=_EXTENSION_SOURCE,
        inputs={"verlenging_tot": str(verlengd)},
        result=str(verlengd),
        text=(
            "Werkgever en werknemer hebben verlenging gevraagd. UWV heeft het einde bepaald op "
            f"{dutch_date(verlengd)}."
        ),
    )
    return (*samentelling.stappen, first, second)


def _employment_steps(zaak: Zaak, laatste: date, *, trace: bool) -> tuple[Step, ...]:
    if not trace or zaak.einde_dienstverband != laatste:
        return ()
    step = Step(
        rule="loondoorbetaling.einde_dienstverband",
        source="Burgerlijk Wetboek boek 7 (BWBR0005290), art. 629 lid 1",
        inputs={"einde_dienstverband": str(laatste)},
        result=str(laatste),
        text=f"Het dienstverband eindigt op {dutch_date(laatste)}. Daarna is er geen loon meer.",
    )
    return (step,)
