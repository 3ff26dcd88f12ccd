"""The meldingen that count now, and those of one case among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontzorg.rules.wet.melding import MeldingSoort

from .faults import Fault, FaultCode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from .plan import IncomingMelding


class BezwaarError(Exception):
    """The melding cannot be processed; `fault` says why."""

    def __init__(self, code: FaultCode, message: str) -> None:
        self.fault = Fault(code, message)
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stap:
    """One melding to record."""

    soort: MeldingSoort
    day: date
    percentage: int | None = None
    arbeidstherapeutisch_uren: Decimal | None = None
    refers_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMelding:
    """A melding that counts, with its last values.

    `verzuimgevallen` and `volgnummers` are the names the sender gave to it and to its
    corrections; a melding that came in by another door has none.
    """

    id: int
    soort: MeldingSoort
    day: date
    percentage: int
    arbeidstherapeutisch_uren: Decimal | None = None
    verzuimgevallen: frozenset[str] = frozenset()
    volgnummers: frozenset[int] = frozenset()

    def says(self, step: Stap) -> bool:
        """Tell whether `step` would record the same once more."""
        return self.soort is step.soort and self.has_values(step)

    def has_values(self, step: Stap, *, but_day: bool = False) -> bool:
        """Tell whether the values are those of `step`."""
        return (
            self.percentage == step.percentage
            and self.arbeidstherapeutisch_uren == step.arbeidstherapeutisch_uren
            and (but_day or self.day == step.day)
        )

    def moved_to(self, day: date) -> Stap:
        """Return the same values from another day."""
        return Stap(
            soort=self.soort,
            day=day,
            percentage=self.percentage,
            arbeidstherapeutisch_uren=self.arbeidstherapeutisch_uren,
        )

    def corrected_to(self, new: Stap) -> Stap:
        """Return the correction that gives this melding the values of `new`."""
        return Stap(
            soort=MeldingSoort.CORRECTIE,
            day=new.day,
            percentage=new.percentage,
            arbeidstherapeutisch_uren=new.arbeidstherapeutisch_uren,
            refers_to=self.id,
        )


def of_case(melding: IncomingMelding, known: Iterable[KnownMelding]) -> list[KnownMelding]:
    """Return the meldingen of the case of `melding`, oldest first.

    Meldingen that came in by another door belong to it when they lie in the same sickness:
    from its first day up to the first recovery or the next ziekmelding.
    """
    names = {melding.sleutel.verzuimgeval, melding.verzuimgeval_oud}
    ordered = sorted(known, key=lambda each: (each.day, each.id))
    named = [each for each in ordered if each.verzuimgevallen & names]
    first_days = [each.day for each in named if each.soort is MeldingSoort.ZIEKMELDING]
    first_day = melding.eerste_ziektedag_oud or melding.eerste_ziektedag
    start = first_days[-1] if first_days else first_day
    others = [each for each in ordered if not each.verzuimgevallen and each.day >= start]
    case = [*named, *_same_sickness(others, start)]
    return sorted(case, key=lambda each: (each.day, each.id))


def _same_sickness(ordered: Iterable[KnownMelding], start: date) -> Iterable[KnownMelding]:
    for each in ordered:
        if each.soort is MeldingSoort.ZIEKMELDING and each.day > start:
            return
        yield each
        if each.soort is MeldingSoort.HERSTELMELDING:
            return
