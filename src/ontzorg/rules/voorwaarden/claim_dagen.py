"""What each day of a claim period is: own risk, first or second year, garantie, or not insured.

Source and reading: see `claim`. The years are counted as for the wage (BW 7:629 lid 1 and 10).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from ontzorg.rules.dates import DAY, dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.voorwaarden.claim_polis import Claimvraag, Verzuimpolis
from ontzorg.rules.wet.loondoorbetaling_duur import LOON
from ontzorg.rules.wet.samentelling import Samentelling, chain_perioden
from ontzorg.rules.wet.tijdlijn import DossierTijdlijn, compute_tijdlijn

EERSTE_JAAR = load_parameter("wet/procesgang/eerste_ziektejaar_weken")
GARANTIE = load_parameter("voorwaarden/garantie_verlenging_weken")

_SATURDAY = 5
_SOURCE = "Gewoon in polisvoorwaarden van verzuimverzekeringen; niet bevestigd voor een polis"


class Claimsoort(StrEnum):
    """What a day is for the claim."""

    EIGEN_RISICO = "eigen_risico"
    JAAR_1 = "jaar_1"
    JAAR_2 = "jaar_2"
    GARANTIE = "garantie"
    NIET_VERZEKERD = "niet_verzekerd"
    GEEN = "geen"


@dataclass(frozen=True, slots=True)
class Claimdag:
    """One day: what it is, what the policy covers of it and how sick someone is."""

    dag: date
    soort: Claimsoort
    dekking: Decimal
    percentage: Decimal

    def key(self) -> tuple[object, ...]:
        """Return everything that decides the amount of the day."""
        return self.soort, self.dekking, self.percentage


@dataclass(frozen=True, slots=True)
class Claimverloop:
    """The days of the period, and the last day of own risk of the last sickness."""

    dagen: tuple[Claimdag, ...]
    eigen_risico_tot_en_met: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ziekte:
    """One added sickness, and the days on which its coverage changes."""

    chain: Samentelling
    insured: bool
    eigen_risico_tot: date | None
    jaar_1_tot: date
    laatste_dag: date
    garantie_tot: date | None

    def holds(self, day: date) -> bool:
        return any(
            periode.start <= day and (periode.hersteld_op is None or day < periode.hersteld_op)
            for periode in self.chain.ziekteperioden
        )

    def soort_on(self, day: date) -> Claimsoort:
        if not self.insured:
            return Claimsoort.NIET_VERZEKERD
        if self.eigen_risico_tot is None or day <= self.eigen_risico_tot:
            return Claimsoort.EIGEN_RISICO
        if day <= self.laatste_dag:
            return Claimsoort.JAAR_1 if day <= self.jaar_1_tot else Claimsoort.JAAR_2
        covered = self.garantie_tot is not None and day <= self.garantie_tot
        return Claimsoort.GARANTIE if covered else Claimsoort.NIET_VERZEKERD


def claimdagen(vraag: Claimvraag) -> Outcome[Claimverloop]:
    """Return what each day of the period is."""
    trace = Trace()
    zaak = vraag.zaak
    chains = chain_perioden(zaak.ziekteperioden, zaak.zwangerschapsverlof, trace=False)
    dossiers = compute_tijdlijn(zaak, trace=False).dossiers
    ziekten = [_ziekte(trace, vraag.polis, *pair) for pair in zip(chains, dossiers, strict=True)]
    days = tuple(_claimdag(vraag, ziekten, day) for day in _payable_days(vraag))
    return trace.outcome(Claimverloop(days, ziekten[-1].eigen_risico_tot if ziekten else None))


def _ziekte(
    trace: Trace, polis: Verzuimpolis, chain: Samentelling, dossier: DossierTijdlijn
) -> _Ziekte:
    eerste = chain.eerste_ziektedag
    basis = chain.last_day_of_weeks(int(trace.look_up(LOON, eerste)))
    ziekte = _Ziekte(
        chain=chain,
        insured=polis.holds_on(eerste),
        eigen_risico_tot=_own_risk_end(chain, polis.eigen_risico_dagen),
        jaar_1_tot=chain.last_day_of_weeks(int(trace.look_up(EERSTE_JAAR, eerste))),
        laatste_dag=min(basis, dossier.loondoorbetaling_laatste_dag),
        garantie_tot=_garantie_end(trace, polis, dossier, basis),
    )
    _note(trace, polis, ziekte)
    return ziekte


def _own_risk_end(chain: Samentelling, number: int) -> date | None:
    """Return the last working day of the own risk; None when the sickness ends within it."""
    if not number:
        return chain.eerste_ziektedag - DAY
    for periode in chain.ziekteperioden:
        day = periode.start
        while periode.hersteld_op is None or day < periode.hersteld_op:
            number -= day.weekday() < _SATURDAY
            if not number:
                return day
            day += DAY
    return None


def _garantie_end(
    trace: Trace, polis: Verzuimpolis, dossier: DossierTijdlijn, basis: date
) -> date | None:
    """Return the last day of a loonsanctie that the garantie covers."""
    last = dossier.loonsanctie_laatste_dag
    if last is None or not polis.garantie:
        return None
    start = max(basis, dossier.loondoorbetaling_laatste_dag)
    weeks = int(trace.look_up(GARANTIE, start))
    return min(last, start + timedelta(weeks=weeks))


def _note(trace: Trace, polis: Verzuimpolis, ziekte: _Ziekte) -> None:
    eerste = ziekte.chain.eerste_ziektedag
    if not ziekte.insured:
        text = f"De ziekte begon op {dutch_date(eerste)}, buiten de looptijd van de polis."
    elif ziekte.eigen_risico_tot is None:
        text = f"De ziekte duurde korter dan het eigen risico van {polis.eigen_risico_dagen} dagen."
    else:
        text = f"Het eigen risico duurt tot en met {dutch_date(ziekte.eigen_risico_tot)}."
    inputs = {"eerste_ziektedag": str(eerste), "eigen_risico": str(polis.eigen_risico_dagen)}
    result = str(ziekte.eigen_risico_tot or "")
    trace.note("claim.eigen_risico", inputs, result, text, source=_SOURCE)


def _payable_days(vraag: Claimvraag) -> Iterator[date]:
    if not vraag.polis.counts_calendar_days:
        return vraag.periode.weekdays()
    return vraag.periode.days()


def _claimdag(vraag: Claimvraag, ziekten: list[_Ziekte], day: date) -> Claimdag:
    ziekte = next((ziekte for ziekte in ziekten if ziekte.holds(day)), None)
    ended = vraag.zaak.einde_dienstverband
    if ziekte is None or (ended is not None and day > ended):
        return Claimdag(day, Claimsoort.GEEN, Decimal(0), Decimal(0))
    soort = ziekte.soort_on(day)
    dekking = _dekking(vraag.polis, soort)
    return Claimdag(day, soort, dekking, vraag.percentage_on(day) if dekking else Decimal(0))


def _dekking(polis: Verzuimpolis, soort: Claimsoort) -> Decimal:
    match soort:
        case Claimsoort.JAAR_1:
            return polis.dekking_jaar_1
        case Claimsoort.JAAR_2 | Claimsoort.GARANTIE:
            return polis.dekking_jaar_2
        case _:
            return Decimal(0)
