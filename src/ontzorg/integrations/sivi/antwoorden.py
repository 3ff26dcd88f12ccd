"""The two answers to `Verzuimmeldingen`, in full words. Tags and formats are in `data/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .berichten import Berichtkop


@dataclass(frozen=True, slots=True, kw_only=True)
class VrijeTekst:
    """A text for people."""

    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwerkingsmelding:
    """What became of one melding (`VrwrkMld`)."""

    verwerkbaarheid: str
    verzuimgeval: str
    volgnummer: int
    aansluitnummer: str
    identificatie_bij_arbodienst: str
    controlecode: str
    meldingstekst: str
    vrije_tekst: VrijeTekst | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerwerkingsmeldingWerkgeverArbodienst:
    """The answer to Verzuimmeldingen: one result for each melding."""

    kop: Berichtkop
    meldingen: tuple[Verwerkingsmelding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Foutmelding:
    """One reason why a message could not be read (`Foutmldng`)."""

    soort: str
    toelichting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retourmelding1:
    """The answer to a message that could not be read, or a receipt."""

    kop: Berichtkop
    fouten: tuple[Foutmelding, ...] = ()
