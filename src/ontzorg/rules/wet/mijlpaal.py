"""One duty or event on the timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ontzorg.rules.dates import dutch_date, dutch_weekday_date
from ontzorg.rules.outcome import Step
from ontzorg.rules.werkdagen import first_werkdag_from, last_werkdag_until

WETTELIJK = "wettelijk"
PRAKTIJK = "praktijk"
HUISNORM = "huisnorm"

WERKGEVER = "werkgever"
WERKNEMER = "werknemer"
ONTZORGMANAGER = "ontzorgmanager"
BEDRIJFSARTS = "bedrijfsarts"
VERZUIMBEGELEIDER = "verzuimbegeleider"
UWV = "uwv"

TERMIJNENWET = "Algemene termijnenwet (BWBR0002448), art. 1, 3, 4 en 5"


class Mijlpaal(NamedTuple):
    """A duty with its dates, each apart.

    `wettelijk_uiterlijk` is the last day by statute (None where the statute has no number),
    `taakdatum` the last working day on or before the due day, `coulancedatum` the day until
    which UWV is lenient, `vanaf` the first day on which the duty can be done. `soort` is
    `wettelijk`, `praktijk` or `huisnorm`; `voor` is the role that must act.
    """

    code: str
    wettelijk_uiterlijk: date | None
    taakdatum: date | None
    soort: str
    bron: str
    voor: str
    volgnummer: int = 1
    coulancedatum: date | None = None
    vanaf: date | None = None
    stappen: tuple[Step, ...] = ()

    @property
    def due_on(self) -> date:
        """Return the day that orders the timeline: the legal date, else the working date."""
        day = self.wettelijk_uiterlijk or self.taakdatum
        if day is None:
            raise ValueError(f"{self.code} has no date")
        return day


def make_mijlpaal(
    code: str,
    due: date,
    *,
    soort: str,
    bron: str,
    voor: str,
    stappen: tuple[Step, ...] = (),
    volgnummer: int = 1,
    coulancedatum: date | None = None,
    vanaf: date | None = None,
) -> Mijlpaal:
    """Return the duty with its working date; steps given are completed with those of the dates.

    The legal date never moves for a weekend or holiday, the working date lies on or before it
    (INT-040). Only a statute makes the due day a legal date.
    """
    taakdatum = last_werkdag_until(due)
    legal = due if soort == WETTELIJK else None
    if stappen:
        stappen = (*stappen, *_date_steps(due, taakdatum, coulancedatum))
    return Mijlpaal(
        code, legal, taakdatum, soort, bron, voor, volgnummer, coulancedatum, vanaf, stappen
    )


def coulancedatum_van(due: date) -> date:
    """Return the first working day on or after `due`, until which UWV is lenient."""
    return first_werkdag_from(due)


def _date_steps(due: date, taakdatum: date, coulancedatum: date | None) -> Iterator[Step]:
    if taakdatum != due:
        yield _taakdatum_step(due, taakdatum)
    if coulancedatum is not None and coulancedatum != due:
        yield _coulance_step(due, coulancedatum)


@lru_cache(maxsize=16_384)
def _taakdatum_step(due: date, taakdatum: date) -> Step:
    return Step(
        rule="taakdatum",
        source=TERMIJNENWET,
        inputs={"uiterlijk": str(due)},
        result=str(taakdatum),
        text=(
            f"{dutch_weekday_date(due).capitalize()} is geen werkdag. De termijn schuift niet op; "
            f"de laatste werkdag ervoor is {dutch_weekday_date(taakdatum)}."
        ),
    )


@lru_cache(maxsize=16_384)
def _coulance_step(due: date, coulancedatum: date) -> Step:
    return Step(
        rule="coulancedatum",
        source="Praktijk van UWV: eerste werkdag na week 42",
        inputs={"uiterlijk": str(due)},
        result=str(coulancedatum),
        text=f"UWV accepteert de melding ook nog op {dutch_date(coulancedatum)}.",
    )
