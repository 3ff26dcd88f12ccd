"""The categories of maatregelen, as the dated table has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ontzorg.rules.parameters import NoValueError, read_table

_CODE = "wet/maatregelen/categorieen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Categorie:
    """One category; `keuzes` is filled when UWV chooses, `maanden` is empty when permanent."""

    nummer: int
    source: str
    percentage: Decimal
    minimum: Decimal
    maanden: int | None
    verhoogd: Decimal | None = None
    verminderd: Mapping[Decimal, Decimal] = field(default_factory=dict)
    verminderd_maanden: int | None = None
    keuzes: tuple[Decimal, ...] = ()
    te_laat_procent: tuple[tuple[int, Decimal], ...] = ()
    te_laat_maanden: tuple[tuple[int, int], ...] = ()

    def percentage_late(self, days: int) -> Decimal:
        """Return the percentage for who is this many days late."""
        steps = [percentage for over, percentage in self.te_laat_procent if days > over]
        return steps[-1] if steps else self.percentage

    def months_late(self, days: int, *, reduced: bool) -> int | None:
        """Return the months for who is this many days late; None: for ever."""
        if reduced and self.verminderd_maanden is not None:
            return self.verminderd_maanden
        steps = [months for over, months in self.te_laat_maanden if days > over]
        return steps[-1] if steps else self.maanden


def find_categorie(nummer: int, day: date) -> Categorie:
    """Return category 1 to 5 on `day`; raises NoValueError before the table."""
    table = _table()
    if day < table["valid_from"]:
        raise NoValueError(_CODE, day, table["valid_from"])
    return _categorie(nummer)


@cache
def _categorie(nummer: int) -> Categorie:
    raw = _table()["categorieen"][nummer]
    late, long = raw.get("te_laat_procent", ()), raw.get("te_laat_maanden", ())
    return Categorie(
        nummer=nummer,
        source=_table()["source"],
        percentage=Decimal(raw.get("percentage", 0)),
        minimum=Decimal(raw["minimum"]),
        maanden=raw.get("maanden"),
        verhoogd=Decimal(raw["verhoogd"]) if "verhoogd" in raw else None,
        verminderd={Decimal(k): Decimal(v) for k, v in raw.get("verminderd", {}).items()},
        verminderd_maanden=raw.get("verminderd_maanden"),
        keuzes=tuple(Decimal(choice) for choice in raw.get("keuzes", ())),
        te_laat_procent=tuple((row["meer_dan_dagen"], Decimal(row["percentage"])) for row in late),
        te_laat_maanden=tuple((row["meer_dan_dagen"], row["maanden"]) for row in long),
    )


@cache
def _table() -> dict[str, Any]:
    return read_table(_CODE)
