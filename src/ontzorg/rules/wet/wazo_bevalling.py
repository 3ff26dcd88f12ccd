"""Leave around a birth: zwangerschapsverlof and bevallingsverlof in days.

Law: Wet arbeid en zorg (BWBR0013008) art. 3:1, 3:3 and 3:11; BW 7:670 lid 2 (BWBR0005290).
Reading: the first possible day is six weeks before the day after the due day, the last possible day
four weeks (multiples ten and eight). Bevallingsverlof starts the day after the birth, and lasts ten
weeks plus what was left of the six (ten) weeks up to the due day or an earlier birth. Sick days
with ziekengeld between the first possible day and the start count as leave. Admission of the child
prolongs the leave: all admissions together, from the eighth day, only days inside the leave, less
what the leave was already longer than ten weeks (INT-085). Days are calendar days.
Errors: StartOutsideError when the wished start does not lie in the window.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ontzorg.rules.dates import DAY, dutch_date, dutch_days
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.parameters import Parameter, load_parameter
from ontzorg.rules.trace import Trace
from ontzorg.rules.values import Period

VROEGSTE = load_parameter("wet/wazo/zwangerschapsverlof_weken")
LAATSTE = load_parameter("wet/wazo/zwangerschapsverlof_laatste_weken")
VROEGSTE_MEERLING = load_parameter("wet/wazo/meerling_weken")
LAATSTE_MEERLING = load_parameter("wet/wazo/meerling_laatste_weken")
BEVALLINGSVERLOF = load_parameter("wet/wazo/bevallingsverlof_weken")
DREMPEL = load_parameter("wet/wazo/ziekenhuis_drempel_dagen")
VERLENGING = load_parameter("wet/wazo/ziekenhuis_maximum_weken")
VAST_DEEL = load_parameter("wet/wazo/spreiden_na_weken")
SPREIDING_BINNEN = load_parameter("wet/wazo/spreiden_binnen_weken")
SPREIDING_VERZOEK = load_parameter("wet/wazo/spreiden_verzoek_weken")
MELDING = load_parameter("wet/wazo/melding_verlof_weken")
BEVALLINGSMELDING = load_parameter("wet/wazo/melding_bevalling_dag")
AANVRAAG = load_parameter("wet/wazo/uitkering_aanvraag_weken")
OPZEGVERBOD = load_parameter("wet/wazo/opzegverbod_na_verlof_weken")

WET = "Wet arbeid en zorg (BWBR0013008), art. 3:1"


class StartOutsideError(ValueError):
    """The wished start of the leave lies before the first or after the last possible day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zwangerschap:
    """What decides about the leave; without `bevallen_op` the due day stands in for it."""

    uitgerekend_op: date
    start: date | None = None
    bevallen_op: date | None = None
    meerling: bool = False
    ziek: tuple[Period, ...] = ()
    opnamen: tuple[Period, ...] = ()
    moeder_overleden_op: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreiding:
    """The part of the bevallingsverlof that can be spread, and until when."""

    dagen: int
    vanaf: date
    uiterlijk: date
    verzoek_uiterlijk: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Bevallingsverlof:
    """Every day that matters about the leave; `laatste_dag` is its last day."""

    vroegste_start: date
    laatste_start: date
    start: date
    voorlopig: bool
    zwangerschapsdagen: int
    ziektedagen: int
    bevallingsverlof_start: date
    bevallingsdagen: int
    ziekenhuisdagen: int
    laatste_dag: date
    spreiding: Spreiding
    melding_uiterlijk: date
    bevallingsmelding_uiterlijk: date
    aanvraag_uiterlijk: date
    opzegverbod_laatste_dag: date
    partner_vanaf: date | None


def compute_bevallingsverlof(zaak: Zwangerschap) -> Outcome[Bevallingsverlof]:
    """Return the leave around this birth; raises StartOutsideError."""
    trace = Trace()
    first, last = _window(zaak, trace)
    geboorte = zaak.bevallen_op or zaak.uitgerekend_op
    start = _start(zaak, first, last, geboorte, trace)
    sick = _sick_days(zaak, Period(first, max(first, start)), geboorte)
    pregnant = _leave_days(start, min(geboorte, zaak.uitgerekend_op))
    begin = geboorte + DAY
    days = _bevallingsdagen(zaak, pregnant + sick, trace)
    extra = _ziekenhuisdagen(zaak, begin, days, trace)
    end = begin + timedelta(days=days + extra - 1)
    _note_end(trace, begin, days, extra, end)
    _note_notices(trace, start)
    verlof = Bevallingsverlof(
        vroegste_start=first,
        laatste_start=last,
        start=start,
        voorlopig=zaak.bevallen_op is None,
        zwangerschapsdagen=_leave_days(start, geboorte),
        ziektedagen=sick,
        bevallingsverlof_start=begin,
        bevallingsdagen=days,
        ziekenhuisdagen=extra,
        laatste_dag=end,
        spreiding=_spreiding(begin, days + extra),
        melding_uiterlijk=start - _weeks(MELDING, start),
        bevallingsmelding_uiterlijk=geboorte
        + timedelta(days=BEVALLINGSMELDING.on(geboorte).number),
        aanvraag_uiterlijk=start - _weeks(AANVRAAG, start),
        opzegverbod_laatste_dag=end + _weeks(OPZEGVERBOD, end),
        partner_vanaf=_partner_vanaf(zaak, begin, end, trace),
    )
    return trace.outcome(verlof)


def _window(zaak: Zwangerschap, trace: Trace) -> tuple[date, date]:
    after = zaak.uitgerekend_op + DAY
    early, late = (VROEGSTE, LAATSTE)
    if zaak.meerling:
        early, late = (VROEGSTE_MEERLING, LAATSTE_MEERLING)
    first, last = after - _weeks(early, after), after - _weeks(late, after)
    value = early.on(after)
    text = f"Het verlof kan ingaan van {dutch_date(first)} tot en met {dutch_date(last)}."
    if value.status != "wet":
        text += " Deze weken zijn nog niet in de wettekst nagelezen."
    inputs = {"uitgerekend_op": str(zaak.uitgerekend_op), "status": value.status}
    trace.note("wazo.venster", inputs, f"{first}/{last}", text, source=value.source)
    return first, last


def _start(zaak: Zwangerschap, first: date, last: date, geboorte: date, trace: Trace) -> date:
    wished = zaak.start or first
    if not first <= wished <= last:
        raise StartOutsideError(f"kies een dag van {first} tot en met {last}")
    start = min(wished, geboorte + DAY)
    text = f"Het verlof gaat in op {dutch_date(start)}."
    if start < wished:
        text = (
            f"De bevalling was voor het begin van het verlof; dat gaat in op {dutch_date(start)}."
        )
    trace.note("wazo.start", {"gewenst": str(wished)}, str(start), text, source=f"{WET} lid 2")
    return start


def _leave_days(start: date, end: date) -> int:
    return max(0, (end - start).days + 1)


def _sick_days(zaak: Zwangerschap, flex: Period, geboorte: date) -> int:
    """Count sick days between the first possible day and the start, up to the birth."""
    days = {day for period in zaak.ziek for day in _days_of(period, geboorte)}
    return sum(day in flex for day in days)


def _days_of(period: Period, until: date) -> Iterator[date]:
    day = period.start
    while day <= until and day in period:
        yield day
        day += DAY


def _bevallingsdagen(zaak: Zwangerschap, used: int, trace: Trace) -> int:
    after = zaak.uitgerekend_op + DAY
    full = _weeks(VROEGSTE_MEERLING if zaak.meerling else VROEGSTE, after).days
    base = _weeks(BEVALLINGSVERLOF, after)
    days = base.days + max(0, full - used)
    text = (
        f"Van de {dutch_days(full)} zwangerschapsverlof tellen er {used}. Het bevallingsverlof "
        f"duurt {base.days} dagen en wat overbleef: {dutch_days(days)}."
    )
    inputs = {"basis": str(base.days), "voluit": str(full), "gebruikt": str(used)}
    trace.note("wazo.bevallingsverlof", inputs, str(days), text, source=f"{WET} lid 3 en 4")
    return days


def _ziekenhuisdagen(zaak: Zwangerschap, begin: date, days: int, trace: Trace) -> int:
    if not zaak.opnamen:
        return 0
    leave = Period(begin, begin + timedelta(days=days))
    until = begin + timedelta(days=days)
    admitted = sorted({day for period in zaak.opnamen for day in _days_of(period, until)})
    threshold = DREMPEL.on(begin).number
    counted = sum(day in leave for day in admitted[threshold:])
    longer = days - _weeks(BEVALLINGSVERLOF, begin).days
    extra = min(max(0, counted - longer), _weeks(VERLENGING, begin).days)
    text = (
        f"Het kind lag {dutch_days(len(admitted))} in het ziekenhuis. Vanaf dag {threshold + 1} "
        f"tellen er {counted} binnen het verlof; {longer} zijn al eerder bijgeteld. "
        f"Het verlof wordt {dutch_days(extra)} langer."
    )
    inputs = {"opname": str(len(admitted)), "geteld": str(counted), "al_langer": str(longer)}
    trace.note("wazo.ziekenhuis", inputs, str(extra), text, source=DREMPEL.on(begin).source)
    return extra


def _note_end(trace: Trace, begin: date, days: int, extra: int, end: date) -> None:
    text = (
        f"Het bevallingsverlof loopt van {dutch_date(begin)} tot en met {dutch_date(end)}: "
        f"{dutch_days(days + extra)}."
    )
    trace.note("wazo.einde", {"begin": str(begin)}, str(end), text, source=f"{WET} lid 3")


def _note_notices(trace: Trace, start: date) -> None:
    for parameter, what in ((MELDING, "Meld het verlof"), (AANVRAAG, "Vraag de uitkering aan")):
        day = start - _weeks(parameter, start)
        text = f"{what} uiterlijk op {dutch_date(day)}."
        source = parameter.on(start).source
        trace.note("wazo.uiterlijk", {"start": str(start)}, str(day), text, source=source)


def _spreiding(begin: date, days: int) -> Spreiding:
    fixed = _weeks(VAST_DEEL, begin)
    vanaf = begin + fixed
    return Spreiding(
        dagen=days - fixed.days,
        vanaf=vanaf,
        uiterlijk=vanaf + _weeks(SPREIDING_BINNEN, begin) - DAY,
        verzoek_uiterlijk=begin + _weeks(SPREIDING_VERZOEK, begin),
    )


def _partner_vanaf(zaak: Zwangerschap, begin: date, end: date, trace: Trace) -> date | None:
    """Return the first day of leave for the partner when the mother died; art. 3:1a."""
    died = zaak.moeder_overleden_op
    if died is None or died >= end:
        return None
    first = max(begin, died + DAY)
    text = f"De partner heeft recht op de rest van het verlof, vanaf {dutch_date(first)}."
    trace.note("wazo.partner", {"overleden_op": str(died)}, str(first), text, source=f"{WET}a")
    return first


def _weeks(parameter: Parameter, day: date) -> timedelta:
    return timedelta(weeks=parameter.on(day).number)
