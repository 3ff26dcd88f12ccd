"""What comes in with a melding, whatever the door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeAnswers:
    """The answers an employer may ask for at a ziekmelding (AP-beleidsregels); nothing else."""

    telefoon: str = ""
    verpleegadres: str = ""
    lopende_afspraken: str = ""
    arbeidsongeval: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMelding:
    """One report, not yet recorded.

    `soort` is a `Soort` value. `day` is the first sick day, the day of change or the first fit
    day; a correctie carries all new values and, like an intrekking, `refers_to` (the id of the
    melding it is about). `percentage` is the degree of incapacity from that day on.
    `recorded_at` is only heeded for the system itself, when it brings in history.
    """

    soort: str
    day: date
    percentage: int | None = None
    arbeidstherapeutisch_uren: Decimal | None = None
    verwacht_hersteld_op: date | None = None
    vangnet: bool | None = None
    verkeersongeval_derde: bool | None = None
    refers_to: int | None = None
    door: str = "werkgever"
    extern_ref: str = ""
    reported_at: datetime | None = None
    recorded_at: datetime | None = None
    intake: IntakeAnswers | None = field(default=None)
