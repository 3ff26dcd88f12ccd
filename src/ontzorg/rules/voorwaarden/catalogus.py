"""The catalogue of an insurer: modules, providers, coupling, tariffs and activity lists.

Source: `data/catalogus/<insurer>/<year>`, read from the brochures, conditions and tariffs of that
insurer. Each cell of a list keeps its row among the marked rows (INT-095) and its mark, so that the
catalogue can be checked against the printed list. The wording is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ontzorg.rules.parameters import read_table

CATALOGI = ("asr/2024",)
LIJSTEN = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A module that an employer can insure; the first name is ours, others are printed too."""

    code: str
    namen: tuple[str, ...]
    soort: str
    groep: str
    uitvoerders: tuple[str, ...]
    regel_uitvoerder: str | None

    @property
    def naam(self) -> str:
        """Return the name that screens show."""
        return self.namen[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppeling:
    """Modules that stand together (`samen`), or that need one of others (`vereist`)."""

    regel: str
    soort: str
    modules: tuple[str, ...]
    een_van: tuple[str, ...]
    productversie: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tarief:
    """A price per employee per year for these modules together, and what it leaves out."""

    modules: tuple[str, ...]
    uitvoerders: tuple[str, ...]
    bedrag: Decimal
    exclusief: tuple[str, ...]
    inclusief: tuple[str, ...]
    met: str | None
    zonder: str | None
    regel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grens:
    """A limit of a cell, for example 3 werkdagen or 48 uur."""

    aantal: int
    eenheid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instemming:
    """Who agrees, or is asked, before the activity takes place."""

    rol: str
    vorm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cel:
    """One marked cell: where it stands in the printed list, and what it says."""

    lijst: str
    rij: int
    rubriek: str
    teken: str
    tekst: int
    verrichtingen: tuple[str, ...]
    omschrijving: str
    rol: str
    naam_rol: str | None
    voorwaarden: tuple[str, ...]
    grens: Grens | None
    instemming: Instemming | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijst:
    """One activity list: for which modules and providers, and its marked cells in order."""

    code: str
    nummer: int
    titel: str
    modules: tuple[str, ...]
    uitvoerders: tuple[str, ...]
    bron: str
    cellen: tuple[Cel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verrichting:
    """One activity that lists may name, each in its own words."""

    code: str
    groep: str
    naam: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prijslijst:
    """The tariffs of one printed list; `niet_van_toepassing` names what a provider never offers."""

    naam: str
    valid_from: date
    contracten_vanaf: date
    status: str
    bron: str
    tarieven: tuple[Tarief, ...]
    niet_van_toepassing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogus:
    """Everything an insurer offers in one version of its papers."""

    versie: str
    bron: str
    uitvoerders: Mapping[str, str]
    modules: Mapping[str, Module]
    koppelingen: tuple[Koppeling, ...]
    productversies: tuple[str, ...]
    eigenrisicodrager_nodig: tuple[str, ...]
    prijslijst: Prijslijst
    verrichtingen: Mapping[str, Verrichting]
    lijsten: tuple[Lijst, ...]
    termen: Mapping[str, Any]

    @property
    def cellen(self) -> tuple[Cel, ...]:
        """Return the cells of all lists."""
        return tuple(cel for lijst in self.lijsten for cel in lijst.cellen)


@cache
def load_catalogus(versie: str = "asr/2024") -> Catalogus:
    """Read one version of the catalogue."""
    raw = read_table(f"catalogus/{versie}/producten")
    return Catalogus(
        versie=versie,
        bron=raw["bron"],
        uitvoerders={code: row["naam"] for code, row in raw["uitvoerders"].items()},
        modules={code: _module(code, row) for code, row in raw["modules"].items()},
        koppelingen=tuple(_koppeling(row) for row in raw["koppelingen"]),
        productversies=tuple(raw["productversies"]),
        eigenrisicodrager_nodig=tuple(raw["eigenrisicodrager_nodig"]["modules"]),
        prijslijst=_prijslijst(versie, raw["contracten_vanaf"]),
        verrichtingen=_verrichtingen(versie),
        lijsten=tuple(_lijst(versie, nummer) for nummer in LIJSTEN),
        termen=read_table(f"catalogus/{versie}/termen"),
    )


def _module(code: str, row: Mapping[str, Any]) -> Module:
    return Module(
        code=code,
        namen=tuple(row["namen"]),
        soort=row["soort"],
        groep=row["groep"],
        uitvoerders=tuple(row["uitvoerders"]),
        regel_uitvoerder=row.get("regel_uitvoerder"),
    )


def _koppeling(row: Mapping[str, Any]) -> Koppeling:
    return Koppeling(
        regel=row["regel"],
        soort=row["soort"],
        modules=tuple(row["modules"]),
        een_van=tuple(row.get("een_van", ())),
        productversie=row.get("productversie"),
    )


def _prijslijst(versie: str, contracten_vanaf: date) -> Prijslijst:
    raw = read_table(f"catalogus/{versie}/tarieven")
    return Prijslijst(
        naam=raw["lijst"],
        valid_from=raw["valid_from"],
        contracten_vanaf=contracten_vanaf,
        status=raw["status"],
        bron=raw["bron"],
        tarieven=tuple(_tarief(row) for row in raw["tarieven"]),
        niet_van_toepassing=tuple(
            (module, uitvoerder)
            for row in raw["niet_van_toepassing"]
            for module in row["modules"]
            for uitvoerder in row["uitvoerders"]
        ),
    )


def _tarief(row: Mapping[str, Any]) -> Tarief:
    return Tarief(
        modules=tuple(row["modules"]),
        uitvoerders=tuple(row["uitvoerders"]),
        bedrag=Decimal(row["bedrag"]),
        exclusief=tuple(row.get("exclusief", ())),
        inclusief=tuple(row.get("inclusief", ())),
        met=row.get("met"),
        zonder=row.get("zonder"),
        regel=row["regel"],
    )


def _verrichtingen(versie: str) -> dict[str, Verrichting]:
    rows = read_table(f"catalogus/{versie}/verrichtingen")["verrichtingen"]
    return {
        code: Verrichting(code=code, groep=row["groep"], naam=row["naam"])
        for code, row in rows.items()
    }


def _lijst(versie: str, nummer: int) -> Lijst:
    raw = read_table(f"catalogus/{versie}/lijst_{nummer}")
    texts = read_table(f"catalogus/{versie}/teksten")["teksten"]
    return Lijst(
        code=raw["code"],
        nummer=nummer,
        titel=raw["titel"],
        modules=tuple(raw["modules"]),
        uitvoerders=tuple(raw["uitvoerders"]),
        bron=raw["bron"],
        cellen=tuple(_cel(raw["code"], row, texts) for row in raw["rijen"]),
    )


def _cel(lijst: str, row: Mapping[str, Any], texts: Mapping[int, str]) -> Cel:
    grens = row.get("grens")
    instemming = row.get("instemming")
    return Cel(
        lijst=lijst,
        rij=row["rij"],
        rubriek=row["rubriek"],
        teken=row["teken"],
        tekst=row["tekst"],
        verrichtingen=tuple(row["verrichtingen"]),
        omschrijving=texts[row["tekst"]],
        rol=row["rol"],
        naam_rol=row.get("naam_rol"),
        voorwaarden=tuple(row.get("voorwaarden", ())),
        grens=None if grens is None else Grens(**grens),
        instemming=None if instemming is None else Instemming(**instemming),
    )
