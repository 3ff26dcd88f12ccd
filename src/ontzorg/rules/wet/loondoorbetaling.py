"""What the employer pays during sickness, per day and per pay period.

Law: Burgerlijk Wetboek boek 7 (BWBR0005290) art. 629 lid 1 (70% of the wage up to the maximum
dagloon; in the first 52 weeks at least the minimumloon), lid 3 (no wage), lid 5 (benefits and
income are taken off), lid 6 (opschorting), lid 7 (only when told to the employee), lid 9
(wachtdagen).
Reading: over the part of the wage that is really earned (loonwaarde) the whole wage is due, over
the rest the percentage. The maximum cuts the wage before that split, or after it when the
employer agreed so (INT-073). Wachtdagen cost the wage of a day each. A stop or opschorting leaves
the earned part alone (INT-074). Amounts over a part of the pay period go by its weekdays.
Units: EUR gross per pay period; each part is rounded once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.wet.dagloon_maximum import MAXIMUM
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up
from ontzorg.rules.wet.loondoorbetaling_afspraak import Loonafspraak, Loonvraag
from ontzorg.rules.wet.loondoorbetaling_dagen import Dagsoort, Loondag, loondagen
from ontzorg.rules.wet.minimumloon import minimum_uurloon

PROCENT = load_parameter("wet/loondoorbetaling/procent")
WACHTDAGEN_MAXIMUM = load_parameter("wet/loondoorbetaling/wachtdagen_maximum")

ZERO = Decimal("0.00")
HUNDRED = Decimal(100)
_SOURCE = "Burgerlijk Wetboek boek 7 (BWBR0005290), art. 629"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loondeel:
    """Days of one kind: what is paid, what waits, and what one such day gives."""

    soort: Dagsoort
    dagen: int
    percentage: Decimal
    loonwaarde: Decimal
    per_dag: Decimal
    bedrag: Decimal
    opgeschort: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Loonperiode:
    """The wage over one pay period; `laatste_dag` is the last wage day of the sickness."""

    bruto: Decimal
    opgeschort: Decimal
    delen: tuple[Loondeel, ...]
    laatste_dag: date | None


def loon_bij_ziekte(vraag: Loonvraag) -> Outcome[Loonperiode]:
    """Return the wage over the pay period; see the module for the law.

    Raises ValueError for a lower percentage or more wachtdagen than the law allows, NoValueError
    for a day outside a table.
    """
    trace = Trace()
    _check(trace, vraag)
    course = trace.take_over(loondagen(vraag))
    parts = tuple(_deel(trace, vraag, stretch) for stretch in _stretches(course.dagen))
    due = sum((part.bedrag for part in parts), ZERO)
    paid = _minus_income(trace, vraag, due)
    held = sum((part.opgeschort for part in parts), ZERO)
    return trace.outcome(
        Loonperiode(bruto=paid, opgeschort=held, delen=parts, laatste_dag=course.laatste_dag)
    )


def _check(trace: Trace, vraag: Loonvraag) -> None:
    afspraak, day = vraag.afspraak, vraag.periode.start
    least = trace.look_up(PROCENT, day)
    if min(afspraak.procent_jaar_1, afspraak.procent_jaar_2) < least:
        raise ValueError(f"het percentage is lager dan {least}, wat de wet ten minste geeft")
    most = int(trace.look_up(WACHTDAGEN_MAXIMUM, day))
    if afspraak.wachtdagen > most:
        raise ValueError(f"er zijn ten hoogste {most} wachtdagen")


def _stretches(days: Sequence[Loondag]) -> Iterator[list[Loondag]]:
    """Yield the days that are paid alike, together."""
    for _, stretch in groupby(days, key=Loondag.key):
        yield list(stretch)


@dataclass(frozen=True, slots=True)
class _Amounts:
    """Wage, maximum and minimum over the same time: a day, or part of a pay period."""

    loon: Decimal
    maximum: Decimal
    minimum: Decimal


def _deel(trace: Trace, vraag: Loonvraag, days: Sequence[Loondag]) -> Loondeel:
    first, number = days[0], Decimal(len(days))
    share = number / vraag.weekdagen
    whole = _amounts(trace, vraag, first, share)
    one = _amounts(trace, vraag, first, 1 / vraag.dagen_per_tijdvak)
    earned, due = _earned(trace, first, whole), _due(trace, vraag, first, whole, number)
    return Loondeel(
        soort=first.soort,
        dagen=len(days),
        percentage=first.percentage,
        loonwaarde=first.loonwaarde,
        per_dag=_due(Trace(), vraag, first, one, Decimal(1)),
        bedrag=earned if first.inhouding else due,
        opgeschort=due - earned if first.is_opgeschort else ZERO,
    )


def _amounts(trace: Trace, vraag: Loonvraag, day: Loondag, share: Decimal) -> _Amounts:
    afspraak = vraag.afspraak
    maximum = trace.look_up(MAXIMUM, day.dag) if day.percentage else ZERO
    return _Amounts(
        loon=afspraak.loon * share,
        maximum=maximum * vraag.dagen_per_tijdvak * share,
        minimum=_minimum(trace, afspraak, day) * share,
    )


def _minimum(trace: Trace, afspraak: Loonafspraak, day: Loondag) -> Decimal:
    """Return the minimumloon over the whole pay period; only the first year has one."""
    if day.soort is not Dagsoort.JAAR_1:
        return ZERO
    hourly = minimum_uurloon(trace, day.leeftijd, day.dag, bbl=afspraak.bbl)
    return hourly * afspraak.uren_per_tijdvak


def _due(
    trace: Trace, vraag: Loonvraag, day: Loondag, amounts: _Amounts, number: Decimal
) -> Decimal:
    match day.soort:
        case Dagsoort.GEEN | Dagsoort.VERLOF:
            return ZERO
        case Dagsoort.WERK:
            return round_half_up(amounts.loon)
        case Dagsoort.WACHTDAG:
            return _wachtdagen(trace, vraag, amounts, number)
        case _:
            return _sick_pay(trace, vraag, day, amounts)


def _wachtdagen(trace: Trace, vraag: Loonvraag, amounts: _Amounts, number: Decimal) -> Decimal:
    per_day = round_half_up(vraag.afspraak.loon / vraag.dagen_per_tijdvak)
    return trace.amount(
        "loondoorbetaling.wachtdagen",
        "L - n * d",
        round_half_up(amounts.loon - number * per_day),
        f"Voor {number} wachtdagen gaat er {euro_text(number * per_day)} van het loon af.",
        source=f"{_SOURCE} lid 9",
        L=amounts.loon,
        n=number,
        d=per_day,
    )


def _sick_pay(trace: Trace, vraag: Loonvraag, day: Loondag, amounts: _Amounts) -> Decimal:
    worked, rest = day.loonwaarde / HUNDRED, 1 - day.loonwaarde / HUNDRED
    if vraag.afspraak.maximum_na_loonwaarde:
        capped, formula = min(rest * amounts.loon, amounts.maximum), "min((1 - w / 100) * L, M)"
    else:
        capped, formula = rest * min(amounts.loon, amounts.maximum), "(1 - w / 100) * min(L, M)"
    exact = worked * amounts.loon + day.percentage * capped / HUNDRED
    amount = round_half_up(max(amounts.minimum, exact))
    return trace.amount(
        f"loondoorbetaling.{day.soort}",
        f"max(v, w / 100 * L + p / 100 * {formula})",
        amount,
        f"Het loon bij ziekte is {euro_text(amount)}.",
        source=f"{_SOURCE} lid 1",
        L=amounts.loon,
        M=amounts.maximum,
        v=amounts.minimum,
        w=day.loonwaarde,
        p=day.percentage,
    )


def _earned(trace: Trace, day: Loondag, amounts: _Amounts) -> Decimal:
    """Return what is due over the work that was really done, whatever is withheld."""
    if not day.inhouding:
        return ZERO
    amount = round_half_up(day.loonwaarde * amounts.loon / HUNDRED)
    return trace.amount(
        f"loondoorbetaling.{day.inhouding}",
        "w / 100 * L",
        amount,
        f"Door de {day.inhouding} is er alleen loon over het gewerkte deel: {euro_text(amount)}.",
        source=f"{_SOURCE} lid 3, 6 en 7",
        w=day.loonwaarde,
        L=amounts.loon,
    )


def _minus_income(trace: Trace, vraag: Loonvraag, due: Decimal) -> Decimal:
    paid = max(ZERO, due - vraag.uitkering - vraag.inkomsten)
    return trace.amount(
        "loondoorbetaling.bruto",
        "max(0, L - u - i)",
        paid,
        f"Het loon over de periode is {euro_text(paid)}.",
        source=f"{_SOURCE} lid 5",
        L=due,
        u=vraag.uitkering,
        i=vraag.inkomsten,
    )
