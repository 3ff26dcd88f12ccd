"""From the facts of a zaak to its timeline: one legal dossier after another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontzorg.rules.wet.mijlpaal import Mijlpaal
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.zaak import Huisnormen, Loonsanctie, Vangnet, Zaak, Zwangerschapsverlof

__all__ = [
    "DossierTijdlijn",
    "Huisnormen",
    "Loonsanctie",
    "Mijlpaal",
    "NietMeetellend",
    "Tijdlijn",
    "Vangnet",
    "Zaak",
    "Ziekteperiode",
    "Zwangerschapsverlof",
    "compute_tijdlijn",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NietMeetellend:
    """Days [start, end) that do not count; `soort` is `hersteld` or `verlof`."""

    start: date
    end: date
    soort: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierTijdlijn:
    """Everything derived for one legal dossier (one eerste_ziektedag).

    `hersteld_op` is the first fit day of the last ziekteperiode, `sluit_op` the first day on
    which a new sickness opens a new dossier.
    """

    eerste_ziektedag: date
    niet_meetellende_dagen: int
    niet_meetellend: tuple[NietMeetellend, ...]
    ziekteperioden: tuple[Ziekteperiode, ...]
    loondoorbetaling_laatste_dag: date
    wachttijd_laatste_dag: date | None
    wia_eerste_dag: date | None
    opzegverbod_laatste_dag: date | None
    loonsanctie_laatste_dag: date | None
    hersteld_op: date | None
    sluit_op: date | None
    vlaggen: tuple[str, ...]
    mijlpalen: tuple[Mijlpaal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tijdlijn:
    """The legal dossiers of one zaak, oldest first."""

    dossiers: tuple[DossierTijdlijn, ...]


def compute_tijdlijn(zaak: Zaak, *, trace: bool = True) -> Tijdlijn:
    """Derive every date of every dossier in the zaak."""
    raise NotImplementedError
