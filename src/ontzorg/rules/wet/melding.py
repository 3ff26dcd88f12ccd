"""A melding as it was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

FULLY_SICK = 100


class MeldingSoort(StrEnum):
    """What a melding says."""

    ZIEKMELDING = "ziekmelding"
    WIJZIGING = "wijziging"
    HERSTELMELDING = "herstelmelding"
    CORRECTIE = "correctie"
    INTREKKING = "intrekking"

    @property
    def refers(self) -> bool:
        """Say whether this kind only means something together with another melding."""
        return self in (MeldingSoort.CORRECTIE, MeldingSoort.INTREKKING)


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

    def __post_init__(self) -> None:
        if self.percentage is not None and not 0 <= self.percentage <= FULLY_SICK:
            raise ValueError(f"melding {self.id}: percentage {self.percentage} is not 0 to 100")


@dataclass(frozen=True, slots=True, kw_only=True)
class Geparkeerd:
    """A melding that cannot count yet, and what is missing."""

    melding_id: int
    reason_code: str
    reason: str
