"""What each weekday of a pay period is: work, wachtdag, first or second year, leave, nothing.

Law: Burgerlijk Wetboek boek 7 (BWBR0005290) art. 629 lid 1 (52 and 104 weeks), lid 2 (AOW age;
household work), lid 4 (leave), lid 9 (wachtdagen), lid 10 (added sickness), lid 11 (longer).
Reading: wachtdagen are the first weekdays of the sickness, once per added sickness (INT-075). The
last wage day is that of the timeline, a loonsanctie included. Past it, who is still sick gets no
wage; so does who is no longer employed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ontzorg.rules.dates import DAY, dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.dagloon_maximum import MAXIMUM
from ontzorg.rules.wet.loondoorbetaling_afspraak import Inhouding, Loonvraag
from ontzorg.rules.wet.loondoorbetaling_duur import HUISHOUDELIJK, LOON
from ontzorg.rules.wet.minimumloon import ADULT, age_on
from ontzorg.rules.wet.samentelling import Samentelling, chain_perioden
from ontzorg.rules.wet.tijdlijn import DossierTijdlijn, compute_tijdlijn

MINIMUMLOON_WEKEN = load_parameter("wet/loondoorbetaling/minimumloon_weken")

_SATURDAY = 5


class Dagsoort(StrEnum):
    """What a weekday is for the wage."""

    WERK = "werk"
    WACHTDAG = "wachtdag"
    JAAR_1 = "jaar_1"
    JAAR_2 = "jaar_2"
    VERLENGD = "verlengd"
    VERLOF = "verlof"
    GEEN = "geen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loondag:
    """One weekday; `inhouding` says whether sick pay is withheld on it.

    `bedragen_vanaf` is the day since which the amounts of the law hold, on a day of sickness.
    """

    dag: date
    soort: Dagsoort
    percentage: Decimal
    loonwaarde: Decimal
    inhouding: Inhouding | None
    leeftijd: int
    bedragen_vanaf: date | None

    @property
    def is_opgeschort(self) -> bool:
        """Say whether what is withheld waits, and is not lost."""
        return self.inhouding is Inhouding.OPSCHORTING

    def key(self) -> tuple[object, ...]:
        """Return everything that decides the pay of the day, but the day itself."""
        return (
            self.soort,
            self.percentage,
            self.loonwaarde,
            self.inhouding,
            self.leeftijd,
            self.bedragen_vanaf,
        )


@dataclass(frozen=True, slots=True)
class Loonverloop:
    """The weekdays of the pay period, and the last wage day of the last sickness."""

    dagen: tuple[Loondag, ...]
    laatste_dag: date | None


@dataclass(frozen=True, slots=True)
class _Ziekte:
    """One added sickness, and the days on which its pay changes."""

    chain: Samentelling
    wachtdagen: frozenset[date]
    jaar_1_tot: date
    basis_tot: date
    laatste_dag: date

    def holds(self, day: date) -> bool:
        return any(
            periode.start <= day and (periode.hersteld_op is None or day < periode.hersteld_op)
            for periode in self.chain.ziekteperioden
        )

    def soort_on(self, day: date) -> Dagsoort:
        if day > self.laatste_dag:
            return Dagsoort.GEEN
        if day in self.wachtdagen:
            return Dagsoort.WACHTDAG
        if day <= self.jaar_1_tot:
            return Dagsoort.JAAR_1
        return Dagsoort.JAAR_2 if day <= self.basis_tot else Dagsoort.VERLENGD


def loondagen(vraag: Loonvraag) -> Outcome[Loonverloop]:
    """Return what each weekday of the pay period is; see the module for the law."""
    trace = Trace()
    zaak = vraag.zaak
    chains = chain_perioden(zaak.ziekteperioden, zaak.zwangerschapsverlof, trace=False)
    dossiers = compute_tijdlijn(zaak, trace=False).dossiers
    ziekten = [_ziekte(trace, vraag, *pair) for pair in zip(chains, dossiers, strict=True)]
    days = tuple(_loondag(vraag, ziekten, day) for day in vraag.periode.weekdays())
    return trace.outcome(Loonverloop(days, ziekten[-1].laatste_dag if ziekten else None))


def _ziekte(
    trace: Trace, vraag: Loonvraag, chain: Samentelling, dossier: DossierTijdlijn
) -> _Ziekte:
    eerste = chain.eerste_ziektedag
    last = dossier.loonsanctie_laatste_dag or dossier.loondoorbetaling_laatste_dag
    if vraag.zaak.huishoudelijk:
        trace.look_up(HUISHOUDELIJK, eerste)
    year = chain.last_day_of_weeks(int(trace.look_up(MINIMUMLOON_WEKEN, eerste)))
    _note(trace, chain, year, last)
    return _Ziekte(
        chain=chain,
        wachtdagen=frozenset(_first_weekdays(chain, vraag.afspraak.wachtdagen)),
        jaar_1_tot=year,
        basis_tot=chain.last_day_of_weeks(int(trace.look_up(LOON, eerste))),
        laatste_dag=last,
    )


def _note(trace: Trace, chain: Samentelling, year: date, last: date) -> None:
    eerste = chain.eerste_ziektedag
    trace.note(
        "loondoorbetaling.duur",
        {"eerste_ziektedag": str(eerste), "jaar_1_tot": str(year)},
        str(last),
        f"De eerste ziektedag is {dutch_date(eerste)}. Het eerste jaar loopt tot en met "
        f"{dutch_date(year)}; de laatste dag met loon is {dutch_date(last)}.",
        source="Burgerlijk Wetboek boek 7 (BWBR0005290), art. 629 lid 1, 2, 10 en 11",
    )


def _first_weekdays(chain: Samentelling, number: int) -> Iterator[date]:
    """Yield the first weekdays of the sickness."""
    for periode in chain.ziekteperioden:
        day = periode.start
        while number and (periode.hersteld_op is None or day < periode.hersteld_op):
            if day.weekday() < _SATURDAY:
                number -= 1
                yield day
            day += DAY


def _loondag(vraag: Loonvraag, ziekten: list[_Ziekte], day: date) -> Loondag:
    ziekte = next((ziekte for ziekte in ziekten if ziekte.holds(day)), None)
    soort = _soort(vraag, ziekte, day)
    percentage = _percentage(vraag, soort)
    sick = bool(percentage)
    return Loondag(
        dag=day,
        soort=soort,
        percentage=percentage,
        loonwaarde=vraag.loonwaarde_on(day) if sick else Decimal(0),
        inhouding=vraag.inhouding_on(day) if sick else None,
        leeftijd=age_on(day, vraag.afspraak.geboortedatum) if sick else ADULT,
        bedragen_vanaf=MAXIMUM.on(day).valid_from if sick else None,
    )


def _soort(vraag: Loonvraag, ziekte: _Ziekte | None, day: date) -> Dagsoort:
    zaak = vraag.zaak
    if zaak.einde_dienstverband is not None and day > zaak.einde_dienstverband:
        return Dagsoort.GEEN
    if any(verlof.start <= day <= verlof.eind for verlof in zaak.zwangerschapsverlof):
        return Dagsoort.VERLOF
    return Dagsoort.WERK if ziekte is None else ziekte.soort_on(day)


def _percentage(vraag: Loonvraag, soort: Dagsoort) -> Decimal:
    match soort:
        case Dagsoort.JAAR_1:
            return vraag.afspraak.procent_jaar_1
        case Dagsoort.JAAR_2 | Dagsoort.VERLENGD:
            return vraag.afspraak.procent_jaar_2
        case _:
            return Decimal(0)
