"""What codes mean where the schema is silent: a table that an administrator can replace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TABLE = resources.files("ontzorg.integrations.sivi") / "data" / "betekenis.yaml"
Word = TypeVar("Word", bound=StrEnum)
Code = TypeVar("Code")
VERWERKING_CODES = {"01", "02", "03", "04", "05"}


class Verwerking(StrEnum):
    """What the sender wants done with a melding (`VrwrkCd`)."""

    MELDEN = "melden"
    WIJZIGEN = "wijzigen"
    CORRIGEREN = "corrigeren"
    VERWIJDEREN = "verwijderen"
    SYNCHRONISEREN = "synchroniseren"


class Resultaat(StrEnum):
    """What became of a melding."""

    VERWERKT = "verwerkt"
    MET_OPMERKING = "verwerkt_met_opmerking"
    NIET_VERWERKT = "niet_verwerkt"


class Hersteldatum(StrEnum):
    """Which day a sender means by the date of recovery (`DatHrstld`)."""

    EERSTE_GEZONDE_DAG = "eerste_gezonde_dag"
    LAATSTE_ZIEKTEDAG = "laatste_ziektedag"

    @property
    def distance(self) -> timedelta:
        """The days from the date in the message to the first fit day."""
        return timedelta(days=1 if self is Hersteldatum.LAATSTE_ZIEKTEDAG else 0)


class Proefbericht(StrEnum):
    """What to do with a test message (`TestJN`)."""

    VERWERKEN = "verwerken"
    PROBEREN = "proberen"


class SoortAdres(StrEnum):
    """Which address of a werknemer is meant (`SrtAdrsCd`)."""

    WOONADRES = "woonadres"
    VERPLEEGADRES = "verpleegadres"


class Contact(StrEnum):
    """How a werknemer can be reached (`SrtComCd`)."""

    TELEFOON = "telefoon"
    EMAIL = "email"


class SoortFout(StrEnum):
    """Why a message comes back."""

    BESTAND = "bestand"
    INHOUD = "inhoud"
    OVERIG = "overig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Betekenis:
    """The meanings that are in force."""

    verwerking: Mapping[str, Verwerking]
    hersteldatum: Hersteldatum
    testbericht: Proefbericht
    soort_adres: Mapping[SoortAdres, str]
    soort_communicatie: Mapping[Contact, Sequence[str]]
    verwerkbaarheid: Mapping[Resultaat, str]
    controlecode: Mapping[str, str]
    soort_retourmelding: str
    soort_fout: Mapping[SoortFout, str]


@cache
def load_betekenis(path: str = "") -> Betekenis:
    """Read the table of the house, or the administrator's own file at `path`.

    Raises ValueError when a code or a meaning is missing or unknown: never guess.
    """
    text = Path(path).read_text("utf-8") if path else TABLE.read_text("utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    if set(raw["verwerking"]) != VERWERKING_CODES:
        raise ValueError("verwerking: noem elk van de codes 01 tot en met 05 precies een keer")
    return Betekenis(
        verwerking={code: Verwerking(word) for code, word in raw["verwerking"].items()},
        hersteldatum=Hersteldatum(raw["hersteldatum"]),
        testbericht=Proefbericht(raw["testbericht"]),
        soort_adres=_per_word(SoortAdres, raw["soort_adres"]),
        soort_communicatie=_per_word(Contact, raw["soort_communicatie"]),
        verwerkbaarheid=_per_word(Resultaat, raw["verwerkbaarheid"]),
        controlecode=raw["controlecode"],
        soort_retourmelding=raw["soort_retourmelding"],
        soort_fout=_per_word(SoortFout, raw["soort_fout"]),
    )


def _per_word(words: type[Word], raw: Mapping[str, Code]) -> Mapping[Word, Code]:
    """Return the code of each word of the enumeration."""
    missing = {word.value for word in words} ^ set(raw)
    if missing:
        raise ValueError(f"{words.__name__}: ontbreekt of onbekend: {', '.join(sorted(missing))}")
    return {word: raw[word.value] for word in words}
