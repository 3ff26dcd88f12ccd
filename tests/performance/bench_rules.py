"""`make bench`: how fast the rules of money and of the timeline compute on one core.

Each figure is the best of several runs, in processor time, so that other work on the machine
counts as little as possible. A timeline is also told as so many times a floor, measured in the
same run, so that figures of two machines can be compared.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from time import process_time
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from ontzorg.rules.reken.registry import find_subject
from ontzorg.rules.reken.subject import answer
from ontzorg.rules.wet.loonheffing_reeks import compute_loonheffing_reeks
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tabel, Tijdvak
from ontzorg.rules.wet.strook import compute_strook
from ontzorg.rules.wet.strook_vraag import StrookVraag
from ontzorg.rules.wet.tijdlijn import Zaak, Ziekteperiode, compute_tijdlijn

RUNS = 7
SLIPS = 2_000
WAGES = 1_000_000
MICRO = 1_000_000
VRAAG = StrookVraag(
    jaar=2026,
    tijdvak=Tijdvak.VIER_WEKEN,
    peildatum=date(2026, 1, 26),
    dagloon=Decimal("100.00"),
    percentage=Decimal(70),
    uitkeringsdagen=20,
    loonheffingskorting=True,
    groep=GeboortejaarGroep.JONGER_DAN_AOW,
    whk_percentage=Decimal("0.96"),
)
# Every slip has a wage of its own, so that nothing is remembered from the one before.
VRAGEN = [replace(VRAAG, dagloon=Decimal(4000 + 13 * i) / 100) for i in range(SLIPS)]
MONTHS = 24
CASES, FLOOR_DAYS = 2_000, 100
FIRST_SICK_DAY, TODAY, AOW_DATUM = date(2024, 1, 1), date(2026, 11, 22), date(2050, 1, 1)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure, what it counts, and what was wanted."""

    what: str
    found: str
    wanted: str


def main() -> None:
    """Print every measurement; fails when OpenFisca and NumPy do not give the same cents."""
    table = Table("Wat", "Gemeten", "Gewenst", title="Snelheid op een kern")
    for measurement in (*_slips(), _wia(), *timelines(), *_wages()):
        table.add_row(measurement.what, measurement.found, measurement.wanted)
    Console().print(table)


def _slips() -> list[Measurement]:
    rows = []
    for label, trace, wanted in (("met uitleg", True, 120), ("zonder uitleg", False, 40)):
        seconds = _best(partial(_repeat, trace=trace))
        micro = seconds / SLIPS * MICRO
        found = f"{micro:.1f} µs ({SLIPS / seconds:,.0f} per seconde)"
        rows.append(Measurement(f"een strook {label}", found, f"<= {wanted} µs"))
    return rows


def _repeat(*, trace: bool) -> None:
    for vraag in VRAGEN:
        compute_strook(vraag, trace=trace)


def _wia() -> Measurement:
    subject = find_subject("wia")
    incomes = [f"{i}.01" for i in range(100)]
    rows = [
        {**subject.example, "inkomen_maand": income, "wat_als_maanden": MONTHS}
        for income in incomes
    ]
    text = json.dumps(rows)
    seconds = _best(lambda: answer(subject, text)) / len(rows)
    found = f"{seconds * MICRO:.0f} µs ({1 / seconds:,.0f} per seconde)"
    what = f"een WIA-wat-als over {MONTHS} maanden, uit JSON en met uitleg"
    return Measurement(what, found, "-")


def timelines() -> list[Measurement]:
    """Measure the timeline of a case, with and without its explanation."""
    floor = _best(_add_days) / CASES
    rows = []
    for label, relapse in (("een ziekte", False), ("een ziekte met terugval", True)):
        zaken = [_zaak(number, relapse=relapse) for number in range(CASES)]
        for trace, wanted in ((False, 120), (True, 400)):
            seconds = _best(partial(_compute_timelines, zaken, trace=trace)) / CASES
            words = "met" if trace else "zonder"
            found = f"{seconds * MICRO:.1f} µs ({seconds / floor:.2f} maal de bodem)"
            what = f"een tijdlijn van {label}, {words} uitleg"
            rows.append(Measurement(what, found, f"<= {wanted} µs"))
    what = f"de bodem: {FLOOR_DAYS} keer dagen bij een datum optellen"
    return [*rows, Measurement(what, f"{floor * MICRO:.1f} µs", "-")]


def _add_days() -> None:
    for _ in range(CASES):
        for number in range(FLOOR_DAYS):
            _ = FIRST_SICK_DAY + timedelta(number)


def _zaak(number: int, *, relapse: bool) -> Zaak:
    start = FIRST_SICK_DAY + timedelta(number % 700)
    perioden: tuple[Ziekteperiode, ...] = (Ziekteperiode(start=start),)
    if relapse:
        fit, again = start + timedelta(60), start + timedelta(81)
        perioden = (Ziekteperiode(start=start, hersteld_op=fit), Ziekteperiode(start=again))
    return Zaak(ziekteperioden=perioden, aow_datum=AOW_DATUM, peildatum=TODAY)


def _compute_timelines(zaken: list[Zaak], *, trace: bool) -> None:
    for zaak in zaken:
        compute_tijdlijn(zaak, trace=trace)


def _wages() -> list[Measurement]:
    lonen = np.random.default_rng(2026).integers(0, 1_500_000, WAGES)
    numpy_seconds = _best(lambda: _numpy_tax(lonen))
    what = f"loonheffing over {WAGES:,} lonen"
    rows = [Measurement(f"{what}, NumPy", f"{numpy_seconds:.3f} s", "<= 1 s")]
    try:
        from tests.performance.openfisca_tax import compute_tax, make_system
    except ImportError as error:
        return [*rows, Measurement(f"{what}, OpenFisca", f"niet gemeten: {error}", "-")]
    system = make_system()
    if not np.array_equal(compute_tax(system, lonen), _numpy_tax(lonen)):
        sys.exit("OpenFisca and NumPy do not give the same cents")
    seconds = _best(lambda: compute_tax(system, lonen))
    factor = seconds / numpy_seconds
    found = f"{seconds:.3f} s ({factor:.1f} maal de tijd van NumPy; dezelfde centen)"
    return [*rows, Measurement(f"{what}, OpenFisca", found, "-")]


def _numpy_tax(lonen: Any) -> Any:
    return compute_loonheffing_reeks(
        2026,
        Tabel.GROEN,
        Tijdvak.MAAND,
        lonen,
        GeboortejaarGroep.JONGER_DAN_AOW,
        loonheffingskorting=True,
    )


def _best(run: Callable[[], object]) -> float:
    """Return the processor seconds of the fastest of several runs, after one to warm up."""
    run()
    seconds = []
    for _ in range(RUNS):
        start = process_time()
        run()
        seconds.append(process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    main()
