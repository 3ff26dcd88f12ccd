"""From meldingen to the course of the sickness.

Meldingen are append-only facts. What cannot count yet is parked with a reason and counts by
itself once the missing melding is there, in whatever order they were recorded.
Interpretations: INT-041 (second ziekmelding), INT-042 (percentage 0 is no recovery).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.wet.melding import FULLY_SICK, Geparkeerd, MeldingFact, MeldingSoort
from ontzorg.rules.wet.melding_verwijzingen import EffectiveMelding, park, resolve_meldingen

__all__ = [
    "Geparkeerd",
    "MeldingFact",
    "MeldingSoort",
    "Verloop",
    "Ziekteperiode",
    "fold_verloop",
]

# On one day a recovery ends the old sickness before a new one starts and then changes.
_ORDER_ON_ONE_DAY = {
    MeldingSoort.HERSTELMELDING: 0,
    MeldingSoort.ZIEKMELDING: 1,
    MeldingSoort.WIJZIGING: 2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ziekteperiode:
    """Unbroken sickness from `start` up to `hersteld_op`, the first fit day.

    `percentages` holds (day, percentage) pairs, oldest first; each holds until the next.
    """

    start: date
    hersteld_op: date | None = None
    percentages: tuple[tuple[date, int], ...] = ()
    melding_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verloop:
    """The sickness periods, oldest first, and the meldingen that wait."""

    ziekteperioden: tuple[Ziekteperiode, ...]
    geparkeerd: tuple[Geparkeerd, ...]


def fold_verloop(meldingen: Iterable[MeldingFact]) -> Verloop:
    """Fold the meldingen into one course of sickness.

    The order of the input does not matter. Raises ValueError when two different meldingen
    have the same id.
    """
    effective, parked = resolve_meldingen(meldingen)
    course = _Course(parked)
    for melding in sorted(effective, key=_order):
        match melding.soort:
            case MeldingSoort.ZIEKMELDING:
                course.fall_sick(melding)
            case MeldingSoort.WIJZIGING:
                course.change(melding)
            case _:
                course.recover(melding)
    return course.result()


def _order(melding: EffectiveMelding) -> tuple[date, int, datetime, int]:
    values = melding.values
    return values.day, _ORDER_ON_ONE_DAY[melding.soort], values.recorded_at, values.id


@dataclass(slots=True)
class _Course:
    """The course while it is being folded; on fit days nobody is sick since."""

    parked: list[Geparkeerd]
    periods: list[Ziekteperiode] = field(default_factory=list)
    sick_since: date | None = None
    percentages: dict[date, int] = field(default_factory=dict)
    melding_ids: list[int] = field(default_factory=list)

    def fall_sick(self, melding: EffectiveMelding) -> None:
        if self.sick_since is not None:
            since = dutch_date(self.sick_since)
            self._park(
                melding,
                "al_ziek",
                f"Er loopt al een ziekte sinds {since}. Meld eerst het herstel, of trek een van "
                "beide ziekmeldingen in.",
            )
            return
        self.sick_since = melding.values.day
        self._add(melding, FULLY_SICK)

    def change(self, melding: EffectiveMelding) -> None:
        if self.sick_since is None:
            self._park(
                melding,
                "wijziging_zonder_ziekte",
                f"Op {dutch_date(melding.values.day)} is geen ziekte bekend. Doe eerst de "
                "ziekmelding; daarna telt deze wijziging mee.",
            )
            return
        self._add(melding, self.percentages[max(self.percentages)])

    def recover(self, melding: EffectiveMelding) -> None:
        if melding.values.percentage:
            self._park(
                melding,
                "herstel_niet_volledig",
                "Een gedeeltelijk herstel is een wijziging van het percentage. Verbeter deze "
                "melding of doe een wijziging.",
            )
        elif self.sick_since is None:
            self._park(
                melding,
                "herstel_zonder_ziekte",
                f"Voor {dutch_date(melding.values.day)} is geen ziekte bekend. Doe eerst de "
                "ziekmelding; daarna telt dit herstel mee.",
            )
        else:
            self.melding_ids.extend(melding.ids)
            self._close(self.sick_since, melding.values.day)

    def result(self) -> Verloop:
        if self.sick_since is not None:
            self._close(self.sick_since, None)
        parked = sorted(self.parked, key=lambda parked: parked.melding_id)
        return Verloop(ziekteperioden=tuple(self.periods), geparkeerd=tuple(parked))

    def _add(self, melding: EffectiveMelding, otherwise: int) -> None:
        percentage = melding.values.percentage
        self.percentages[melding.values.day] = otherwise if percentage is None else percentage
        self.melding_ids.extend(melding.ids)

    def _close(self, since: date, hersteld_op: date | None) -> None:
        self.periods.append(
            Ziekteperiode(
                start=since,
                hersteld_op=hersteld_op,
                percentages=tuple(sorted(self.percentages.items())),
                melding_ids=tuple(self.melding_ids),
            )
        )
        self.sick_since = None
        self.percentages = {}
        self.melding_ids = []

    def _park(self, melding: EffectiveMelding, code: str, reason: str) -> None:
        self.parked.append(park(melding.ids[0], code, reason))
