"""What modules cost per employee, for the whole year or for part of it.

Source: tariff list of the catalogue (M145, M154-M159) and conditions Ontzorgmanager -
Re-integratie art. 5.2 (M147, M149). Unit: EUR per employee per year, without provisie and btw
unless the list says otherwise. Reading: pro rata by days of service in each calendar year, over
the days of that year (INT-083); the amount is rounded once, and parts are differences of rounded
cumulative amounts, so that they add up. A provider without a price has none in this list; that is
never zero (INT-005). The list has no last day: after its own year the trace says so (INT-084).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from ontzorg.rules.dates import dutch_days
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.parameters import NoValueError, load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.values import Period
from ontzorg.rules.voorwaarden.catalogus import Catalogus, Prijslijst, Tarief
from ontzorg.rules.voorwaarden.regels import load_regels, step_of
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up

ZERO = Decimal("0.00")
BTW = load_parameter("voorwaarden/btw_procent")
ASSURANTIEBELASTING = load_parameter("voorwaarden/assurantiebelasting_procent")


class PrijsStand(StrEnum):
    """Whether there is a price, and if not why."""

    BEKEND = "prijs_bekend"
    NIET_IN_LIJST = "geen_prijs_in_deze_lijst"
    NIET_VAN_TOEPASSING = "niet_van_toepassing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prijs:
    """The price of a module per employee per year; no amount without a known price."""

    stand: PrijsStand
    bedrag: Decimal | None
    tarief: Tarief | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """A module with a provider, on a contract, beside other modules."""

    module: str
    uitvoerder: str
    contract_vanaf: date
    andere_modules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Medewerkerpremie:
    """The amount for one employee over the days of service in the period."""

    dagen: int
    bedrag: Decimal
    delen: tuple[Decimal, ...]
    jaren: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Premie:
    """The amounts for all employees, with the taxes that come with them."""

    prijs: Prijs
    medewerkers: tuple[Medewerkerpremie, ...]
    totaal: Decimal | None
    btw: Decimal | None
    assurantiebelasting: Decimal | None
    incasso: Decimal | None


def find_prijs(catalogus: Catalogus, keuze: Keuze, day: date) -> Outcome[Prijs]:
    """Return the price on `day`; raises NoValueError on a day or contract before the list."""
    lijst = catalogus.prijslijst
    _check_days(lijst, keuze, day)
    module = catalogus.modules[keuze.module].naam
    uitvoerder = catalogus.uitvoerders[keuze.uitvoerder]
    where = {"module": keuze.module, "uitvoerder": keuze.uitvoerder}
    tarief = _find_tarief(lijst, keuze)
    if tarief is not None:
        prijs = Prijs(stand=PrijsStand.BEKEND, bedrag=tarief.bedrag, tarief=tarief)
        text = f"{module} bij {uitvoerder} kost {euro_text(tarief.bedrag)} per medewerker per jaar."
        step = step_of(tarief.regel, text, str(tarief.bedrag), status=lijst.status, **where)
        return Outcome(value=prijs, steps=(step, *_notes(catalogus, tarief, day)))
    never = (keuze.module, keuze.uitvoerder) in lijst.niet_van_toepassing
    stand = PrijsStand.NIET_VAN_TOEPASSING if never else PrijsStand.NIET_IN_LIJST
    answer = f"{uitvoerder} biedt dit niet." if never else "Er is geen prijs in deze lijst."
    prijs = Prijs(stand=stand, bedrag=None, tarief=None)
    step = step_of("M159", f"{module} bij {uitvoerder}: {answer}", stand, **where)
    return Outcome(value=prijs, steps=(step,))


def compute_premie(
    catalogus: Catalogus,
    keuze: Keuze,
    periode: Period,
    diensten: tuple[Period, ...],
    grenzen: tuple[date, ...] = (),
) -> Outcome[Premie]:
    """Return what each employee costs over `periode`.

    `diensten` holds the service of each employee; `grenzen` cuts the period into terms.
    """
    found = find_prijs(catalogus, keuze, periode.start)
    if found.value.bedrag is None or found.value.tarief is None:
        return Outcome(value=_without_price(found.value), steps=found.steps)
    bedrag = found.value.bedrag
    cuts = (periode.start, *sorted(grenzen), _end(periode))
    parts = [Period(start, end) for start, end in pairwise(cuts)]
    amounts = tuple(_medewerker(bedrag, dienst, parts) for dienst in diensten)
    trace = Trace([*found.steps])
    for amount in amounts:
        _note_medewerker(trace, bedrag, amount)
    return trace.outcome(_total(found.value, amounts, periode.start, trace))


def days_of_year(year: int) -> int:
    """Return 365 or 366."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def _check_days(lijst: Prijslijst, keuze: Keuze, day: date) -> None:
    if keuze.contract_vanaf < lijst.contracten_vanaf:
        code = f"{lijst.naam}, contracten"
        raise NoValueError(code, keuze.contract_vanaf, lijst.contracten_vanaf)
    if day < lijst.valid_from:
        raise NoValueError(lijst.naam, day, lijst.valid_from)


def _find_tarief(lijst: Prijslijst, keuze: Keuze) -> Tarief | None:
    for tarief in lijst.tarieven:
        fits = keuze.module in tarief.modules and keuze.uitvoerder in tarief.uitvoerders
        with_it = tarief.met is None or tarief.met in keuze.andere_modules
        without_it = tarief.zonder is None or tarief.zonder not in keuze.andere_modules
        if fits and with_it and without_it:
            return tarief
    return None


def _notes(catalogus: Catalogus, tarief: Tarief, day: date) -> Iterator[Step]:
    lijst = catalogus.prijslijst
    if len(tarief.modules) > 1:
        names = " en ".join(catalogus.modules[code].naam for code in tarief.modules)
        yield step_of(tarief.regel, f"Dit is één prijs voor {names} samen.", "samen")
    if tarief.exclusief:
        text = f"De prijs is zonder {' en '.join(tarief.exclusief)}."
        yield step_of("M159", text, ", ".join(tarief.exclusief), status=lijst.status)
    if day.year > lijst.valid_from.year:
        text = f"Dit is de lijst van {lijst.valid_from.year}. Een latere lijst is hier niet bekend."
        yield step_of("M146", text, str(lijst.valid_from.year), jaar=day.year)


def _without_price(prijs: Prijs) -> Premie:
    return Premie(
        prijs=prijs,
        medewerkers=(),
        totaal=None,
        btw=None,
        assurantiebelasting=None,
        incasso=None,
    )


def _medewerker(bedrag: Decimal, dienst: Period, parts: list[Period]) -> Medewerkerpremie:
    """Round the cumulative amount at each cut: the parts then add up to the whole."""
    whole = [Period(parts[0].start, part.end) for part in parts]
    edges = [ZERO, *(round_half_up(bedrag * _years(dienst, period)) for period in whole)]
    return Medewerkerpremie(
        dagen=sum(_shared_days(dienst, part) for part in parts),
        bedrag=edges[-1],
        delen=tuple(later - earlier for earlier, later in pairwise(edges)),
        jaren=tuple(_days_per_year(dienst, whole[-1])),
    )


def _years(dienst: Period, period: Period) -> Decimal:
    """Return the service in the period as a number of years."""
    rows = _days_per_year(dienst, period)
    return sum((Decimal(days) / days_of_year(year) for year, days in rows), Decimal(0))


def _days_per_year(dienst: Period, period: Period) -> Iterator[tuple[int, int]]:
    """Yield the days of service in each calendar year of the period."""
    end = _end(period)
    for year in range(period.start.year, end.year + 1):
        start, following = max(period.start, date(year, 1, 1)), min(end, date(year + 1, 1, 1))
        if start < following:
            yield year, _shared_days(dienst, Period(start, following))


def _shared_days(dienst: Period, part: Period) -> int:
    end = _end(part)
    last = end if dienst.end is None else min(dienst.end, end)
    return max(0, (last - max(dienst.start, part.start)).days)


def _end(period: Period) -> date:
    if period.end is None:
        raise ValueError("de periode heeft een laatste dag nodig")
    return period.end


def _note_medewerker(trace: Trace, bedrag: Decimal, amount: Medewerkerpremie) -> None:
    """Note the amount; one term for each calendar year, over the days of that year."""
    terms = " + ".join(f"dagen_{year} / jaar_{year}" for year, _ in amount.jaren)
    numbers: dict[str, Decimal] = {"tarief": bedrag}
    for year, days in amount.jaren:
        numbers[f"dagen_{year}"] = Decimal(days)
        numbers[f"jaar_{year}"] = Decimal(days_of_year(year))
    trace.amount(
        "M149",
        f"tarief * ({terms})",
        amount.bedrag,
        f"De premie voor {dutch_days(amount.dagen)} in dienst is {euro_text(amount.bedrag)}.",
        source=load_regels()["M149"].bron,
        **numbers,
    )


def _total(prijs: Prijs, amounts: tuple[Medewerkerpremie, ...], day: date, trace: Trace) -> Premie:
    totaal = sum((amount.bedrag for amount in amounts), ZERO)
    btw = _btw(prijs, totaal, day, trace)
    return Premie(
        prijs=prijs,
        medewerkers=amounts,
        totaal=totaal,
        btw=btw,
        assurantiebelasting=_assurantiebelasting(prijs, totaal, day, trace),
        incasso=totaal + btw,
    )


def _btw(prijs: Prijs, totaal: Decimal, day: date, trace: Trace) -> Decimal:
    if prijs.tarief is None or "btw" not in prijs.tarief.exclusief:
        return ZERO
    rate = trace.look_up(BTW, day)
    btw = round_half_up(totaal * rate / 100)
    return trace.amount(
        "M147",
        "totaal * procent / 100",
        btw,
        f"De verzekeraar int {rate} procent btw mee: {euro_text(btw)}.",
        source=load_regels()["M147"].bron,
        totaal=totaal,
        procent=rate,
    )


def _assurantiebelasting(prijs: Prijs, totaal: Decimal, day: date, trace: Trace) -> Decimal:
    if prijs.tarief is None or "assurantiebelasting" not in prijs.tarief.inclusief:
        return ZERO
    rate = trace.look_up(ASSURANTIEBELASTING, day)
    tax = round_half_up(totaal * rate / (100 + rate))
    return trace.amount(
        "M158",
        "totaal * procent / (100 + procent)",
        tax,
        f"In het bedrag zit {rate} procent assurantiebelasting: {euro_text(tax)}.",
        source=load_regels()["M158"].bron,
        totaal=totaal,
        procent=rate,
    )
