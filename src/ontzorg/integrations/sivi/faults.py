"""What can be wrong with a message: where, and what the sender must do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultCode(StrEnum):
    """Our own fault numbers, five characters as the standard wants them."""

    UNREADABLE = "OZ000"
    UNKNOWN_MESSAGE = "OZ001"
    MISSING = "OZ101"
    UNKNOWN_ELEMENT = "OZ102"
    TOO_MANY = "OZ103"
    WRONG_ORDER = "OZ104"
    FORMAT = "OZ105"
    CONTRADICTION = "OZ201"
    UNKNOWN_CASE = "OZ202"
    NUMBER_USED = "OZ203"
    REFERENCE_USED = "OZ301"
    NOT_ACCEPTED = "OZ302"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `path` and `line` point into the message; the text never quotes a value."""

    code: str
    message: str
    path: str = ""
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.path} (regel {self.line}): " if self.path and self.line else ""
        return f"{where}{self.message}"


@dataclass(frozen=True, slots=True, order=True)
class Meldingsleutel:
    """By what a sender knows a melding again; an answer repeats it."""

    aansluitnummer: str
    identificatie_bij_arbodienst: str
    verzuimgeval: str
    volgnummer: int


@dataclass(frozen=True, slots=True)
class GeweigerdeMelding:
    """A melding that is answered with its faults, and not processed."""

    sleutel: Meldingsleutel
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Herkomst:
    """What an answer needs to know of the message, as far as it could be read."""

    jaar: int
    inzender: str = "ONBEKEND"
    ontvanger: str = "ONBEKEND"
    berichtreferentienummer: str = "ONBEKEND"
    test: bool = False


class MessageRefusedError(Exception):
    """The message as a whole cannot be read; nothing of it may be processed."""

    def __init__(self, herkomst: Herkomst, faults: tuple[Fault, ...]) -> None:
        self.herkomst = herkomst
        self.faults = faults
        super().__init__("; ".join(str(fault) for fault in faults))
