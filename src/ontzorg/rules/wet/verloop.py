"""From meldingen to the course of the sickness."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class MeldingSoort(StrEnum):
    """What a melding says."""

    ZIEKMELDING = "ziekmelding"
    WIJZIGING = "wijziging"
    HERSTELMELDING = "herstelmelding"
    CORRECTIE = "correctie"
    INTREKKING = "intrekking"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeldingFact:
    """One melding as it was recorded; a correctie carries all new values.

    `day` is the first sick day, the day of change or the first fit day. `percentage` is the
    arbeidsongeschiktheidspercentage after the melding: 100 is fully sick.
    """

    id: int
    soort: MeldingSoort
    day: date
    recorded_at: datetime
    percentage: int | None = None
    arbeidstherapeutisch_uren: Decimal | None = None
    refers_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ziekteperiode:
    """Unbroken sickness from `start` up to `hersteld_op`, the first fit day."""

    start: date
    hersteld_op: date | None = None
    percentages: tuple[tuple[date, int], ...] = ()
    melding_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Geparkeerd:
    """A melding that cannot count yet, and what is missing."""

    melding_id: int
    reason_code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verloop:
    """The sickness periods, oldest first, and the meldingen that wait."""

    ziekteperioden: tuple[Ziekteperiode, ...]
    geparkeerd: tuple[Geparkeerd, ...]


def fold_verloop(meldingen: Iterable[MeldingFact]) -> Verloop:
    """Fold the meldingen into one course of sickness."""
    raise NotImplementedError
