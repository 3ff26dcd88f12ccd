"""The other kinds of leave: how many hours, in which days, and when to ask for it.

Law: Wet arbeid en zorg (BWBR0013008) chapters 3-6. Units: hours over the whole right, calendar
days. Reading: a period "after the birth" starts the day after it, and a number of months ends the
day before the same day of the month (INT-086). Parts that are own knowledge are marked in the
tables and in the trace.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from ontzorg.rules.dates import DAY, add_months, dutch_date
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.parameters import Parameter, Value, load_parameter, read_table
from ontzorg.rules.trace import plain

GEBOORTE = load_parameter("wet/wazo/geboorteverlof_weken")
AANVULLEND = load_parameter("wet/wazo/aanvullend_geboorteverlof_weken")
AANVULLEND_BINNEN = load_parameter("wet/wazo/aanvullend_geboorteverlof_maanden")
OUDERSCHAP = load_parameter("wet/wazo/ouderschapsverlof_weken")
OUDERSCHAP_BETAALD = load_parameter("wet/wazo/ouderschapsverlof_betaald_weken")
OUDERSCHAP_LEEFTIJD = load_parameter("wet/wazo/ouderschapsverlof_leeftijd_jaren")
OUDERSCHAP_MELDING = load_parameter("wet/wazo/ouderschapsverlof_melding_maanden")
ADOPTIE = load_parameter("wet/wazo/adoptieverlof_weken")
ADOPTIE_BINNEN = load_parameter("wet/wazo/adoptieverlof_binnen_weken")
ADOPTIE_VOOR = load_parameter("wet/wazo/adoptieverlof_voor_weken")
ADOPTIE_MELDING = load_parameter("wet/wazo/adoptieverlof_melding_weken")
KORT_ZORG = load_parameter("wet/wazo/kortdurend_zorgverlof_weken")
LANG_ZORG = load_parameter("wet/wazo/langdurend_zorgverlof_weken")
ZORG_TIJDVAK = load_parameter("wet/wazo/zorgverlof_tijdvak_maanden")

MONTHS_IN_YEAR = 12


class Verlofsoort(StrEnum):
    """A kind of leave that is counted in hours."""

    GEBOORTEVERLOF = "geboorteverlof"
    AANVULLEND_GEBOORTEVERLOF = "aanvullend_geboorteverlof"
    OUDERSCHAPSVERLOF = "ouderschapsverlof"
    BETAALD_OUDERSCHAPSVERLOF = "betaald_ouderschapsverlof"
    ADOPTIEVERLOF = "adoptieverlof"
    CALAMITEITENVERLOF = "calamiteitenverlof"
    KORTDUREND_ZORGVERLOF = "kortdurend_zorgverlof"
    LANGDUREND_ZORGVERLOF = "langdurend_zorgverlof"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verlofvraag:
    """The kind, the day it counts from, and the hours that someone works in a week.

    `vanaf` is the birth, the arrival of the child, or the first day of care or calamity.
    """

    soort: Verlofsoort
    vanaf: date
    uren_per_week: Decimal
    start: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verlofrecht:
    """How many hours there are, in which days, who pays, and when to tell the employer.

    Without hours the law names no number: a short, reasonable time.
    """

    soort: Verlofsoort
    naam: str
    uren: Decimal | None
    eerste_dag: date
    laatste_dag: date | None
    melding_uiterlijk: date | None
    betaler: str
    procent: int


@dataclass(frozen=True, slots=True)
class _Ruimte:
    """The measure of a right: weeks of work, first and last day, notice, and what says so."""

    weken: int | None
    first: date
    last: date | None
    notice: date | None
    values: tuple[Value, ...]


def compute_verlofrecht(vraag: Verlofvraag) -> Outcome[Verlofrecht]:
    """Return the right to this kind of leave; raises NoValueError before the law had it."""
    row = _soorten()[vraag.soort.value]
    ruimte = _RUIMTE[vraag.soort](vraag)
    uren = None if ruimte.weken is None else vraag.uren_per_week * ruimte.weken
    recht = Verlofrecht(
        soort=vraag.soort,
        naam=row["naam"],
        uren=uren,
        eerste_dag=ruimte.first,
        laatste_dag=ruimte.last,
        melding_uiterlijk=ruimte.notice,
        betaler=row["betaler"],
        procent=row["procent"],
    )
    return Outcome(value=recht, steps=_steps(vraag, recht, ruimte, row))


@cache
def _soorten() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_table("verlofsoorten")["soorten"]
    return found


def _geboorte(vraag: Verlofvraag) -> _Ruimte:
    weken = GEBOORTE.on(vraag.vanaf)
    first = vraag.vanaf + DAY
    return _Ruimte(1, first, _after_weeks(first, weken), None, (weken,))


def _aanvullend(vraag: Verlofvraag) -> _Ruimte:
    first = vraag.vanaf + DAY
    weken, months = AANVULLEND.on(vraag.vanaf), AANVULLEND_BINNEN.on(vraag.vanaf)
    last = add_months(first, months.number) - DAY
    return _Ruimte(weken.number, first, last, None, (weken, months))


def _ouderschap(vraag: Verlofvraag) -> _Ruimte:
    day = vraag.start or vraag.vanaf
    weken, years = OUDERSCHAP.on(day), OUDERSCHAP_LEEFTIJD.on(day)
    last = add_months(vraag.vanaf, years.number * MONTHS_IN_YEAR) - DAY
    return _Ruimte(weken.number, vraag.vanaf, last, _two_months(vraag), (weken, years))


def _betaald_ouderschap(vraag: Verlofvraag) -> _Ruimte:
    weken = OUDERSCHAP_BETAALD.on(vraag.start or vraag.vanaf)
    last = add_months(vraag.vanaf, MONTHS_IN_YEAR) - DAY
    return _Ruimte(weken.number, vraag.vanaf, last, _two_months(vraag), (weken,))


def _two_months(vraag: Verlofvraag) -> date | None:
    if vraag.start is None:
        return None
    return add_months(vraag.start, -OUDERSCHAP_MELDING.on(vraag.start).number)


def _adoptie(vraag: Verlofvraag) -> _Ruimte:
    day = vraag.vanaf
    weken, within = ADOPTIE.on(day), ADOPTIE_BINNEN.on(day)
    first = day - timedelta(weeks=ADOPTIE_VOOR.on(day).number)
    notice = (vraag.start or first) - timedelta(weeks=ADOPTIE_MELDING.on(day).number)
    return _Ruimte(weken.number, first, _after_weeks(first, within), notice, (weken, within))


def _calamiteiten(vraag: Verlofvraag) -> _Ruimte:
    return _Ruimte(None, vraag.vanaf, None, None, ())


def _kort_zorg(vraag: Verlofvraag) -> _Ruimte:
    return _zorg(vraag, KORT_ZORG)


def _lang_zorg(vraag: Verlofvraag) -> _Ruimte:
    return _zorg(vraag, LANG_ZORG)


def _zorg(vraag: Verlofvraag, parameter: Parameter) -> _Ruimte:
    weken, months = parameter.on(vraag.vanaf), ZORG_TIJDVAK.on(vraag.vanaf)
    last = add_months(vraag.vanaf, months.number) - DAY
    return _Ruimte(weken.number, vraag.vanaf, last, None, (weken, months))


_RUIMTE: Mapping[Verlofsoort, Callable[[Verlofvraag], _Ruimte]] = {
    Verlofsoort.GEBOORTEVERLOF: _geboorte,
    Verlofsoort.AANVULLEND_GEBOORTEVERLOF: _aanvullend,
    Verlofsoort.OUDERSCHAPSVERLOF: _ouderschap,
    Verlofsoort.BETAALD_OUDERSCHAPSVERLOF: _betaald_ouderschap,
    Verlofsoort.ADOPTIEVERLOF: _adoptie,
    Verlofsoort.CALAMITEITENVERLOF: _calamiteiten,
    Verlofsoort.KORTDUREND_ZORGVERLOF: _kort_zorg,
    Verlofsoort.LANGDUREND_ZORGVERLOF: _lang_zorg,
}


def _after_weeks(first: date, weken: Value) -> date:
    return first + timedelta(weeks=weken.number) - DAY


def _steps(
    vraag: Verlofvraag, recht: Verlofrecht, ruimte: _Ruimte, row: Mapping[str, object]
) -> tuple[Step, ...]:
    until = "" if recht.laatste_dag is None else f" tot en met {dutch_date(recht.laatste_dag)}"
    much = (
        "een korte, redelijke tijd"
        if recht.uren is None
        else f"{plain(recht.uren)} uur".replace(".", ",")
    )
    head = Step(
        rule=f"wazo.{vraag.soort}",
        source=f"{row['bron']} (status {row['status']})",
        inputs={"vanaf": str(vraag.vanaf), "uren_per_week": str(vraag.uren_per_week)},
        result=str(recht.uren),
        text=f"{recht.naam}: {much}, van {dutch_date(recht.eerste_dag)}{until}.",
    )
    return (head, *(_table_step(vraag, value) for value in ruimte.values))


def _table_step(vraag: Verlofvraag, value: Value) -> Step:
    doubt = "" if value.status == "wet" else " Dit getal is nog niet in de wettekst nagelezen."
    return Step(
        rule=f"wazo.{vraag.soort}.getal",
        source=value.source,
        inputs={"vanaf": str(value.valid_from), "status": value.status},
        result=str(value.value),
        text=f"Het getal {value.value} geldt sinds {dutch_date(value.valid_from)}.{doubt}",
    )
