"""The employer, the people who work there and their employments."""

from ontzorg.parties.models.dienstverband import (
    Arbeidsverhouding,
    Contractduur,
    Dienstverband,
    Loon,
    LoonPer,
    WorkTerms,
)
from ontzorg.parties.models.werkgever import Afdeling, NamePart, Werkgever
from ontzorg.parties.models.werknemer import (
    Bankrekening,
    Geslacht,
    Identificatie,
    Invitation,
    Naamgebruik,
    Werknemer,
)

__all__ = [
    "Afdeling",
    "Arbeidsverhouding",
    "Bankrekening",
    "Contractduur",
    "Dienstverband",
    "Geslacht",
    "Identificatie",
    "Invitation",
    "Loon",
    "LoonPer",
    "Naamgebruik",
    "NamePart",
    "Werkgever",
    "Werknemer",
    "WorkTerms",
]
