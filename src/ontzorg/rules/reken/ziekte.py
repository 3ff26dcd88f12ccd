"""The fields about a sickness that several subjects read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from ontzorg.rules.dates import DAY
from ontzorg.rules.reken import Day, Field, FieldError, Flag, ListOf, Record
from ontzorg.rules.values import Period
from ontzorg.rules.wet.samentelling import Samentelling, chain_perioden
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.zaak import Loonsanctie, Zaak, Zwangerschapsverlof

_PERIODE = Record(
    {
        "start": Field(Day(), "de eerste ziektedag"),
        "hersteld_op": Field(Day(), "de eerste gezonde dag", required=False),
    }
)
_VERLOF = Record(
    {
        "start": Field(Day(), "de eerste dag van het verlof"),
        "eind": Field(Day(), "de laatste dag van het verlof"),
        "zelfde_oorzaak": Field(Flag(), "is de ziekte erna dezelfde", required=False),
        "flexibel_vanaf": Field(
            Day(), "de eerste dag waarop het verlof kon ingaan", required=False
        ),
    }
)
_LOONSANCTIE = Record(
    {
        "besluit_op": Field(Day(), "de dag van het besluit"),
        "herstel_gemeld_op": Field(Day(), "de dag waarop herstel is gemeld", required=False),
        "herstel_vastgesteld_op": Field(
            Day(), "de dag waarop UWV het herstel vaststelde", required=False
        ),
    }
)

_TIJDVAK = Record(
    {
        "start": Field(Day(), "de eerste dag"),
        "eind": Field(Day(), "de laatste dag; leeg: het loopt nog", required=False),
    }
)

DETENTIE = Field(ListOf(_TIJDVAK), "perioden van detentie", required=False, default=())
ZIEKTEPERIODEN = Field(ListOf(_PERIODE, minimum=1), "de perioden van ziekte")
VERLOF = Field(ListOf(_VERLOF), "zwangerschaps- en bevallingsverlof", required=False, default=())
AOW_DATUM = Field(Day(), "de dag van de AOW-leeftijd", required=False)
ZAAK_FIELDS = {
    "ziekteperioden": ZIEKTEPERIODEN,
    "zwangerschapsverlof": VERLOF,
    "aow_datum": AOW_DATUM,
    "einde_dienstverband": Field(Day(), "de laatste dag van het dienstverband", required=False),
    "melding_42_weken_op": Field(Day(), "de dag van de 42e-weekmelding", required=False),
    "wia_brief_ontvangen_op": Field(Day(), "de dag van de brief van UWV", required=False),
    "wia_aanvraag_op": Field(Day(), "de dag van de WIA-aanvraag", required=False),
    "loonsanctie": Field(_LOONSANCTIE, "de loonsanctie", required=False),
    "verlenging_tot": Field(Day(), "de laatste dag van een vrijwillige verlenging", required=False),
}


def read_perioden(rows: Sequence[Mapping[str, Any]]) -> tuple[Ziekteperiode, ...]:
    """Return the sickness periods; raises FieldError for one that ends before it begins."""
    for index, row in enumerate(rows):
        if row["hersteld_op"] is not None and row["hersteld_op"] <= row["start"]:
            raise FieldError(f"ziekteperioden[{index}].hersteld_op", "ligt niet na de start")
    return tuple(Ziekteperiode(start=row["start"], hersteld_op=row["hersteld_op"]) for row in rows)


def read_samentelling(values: Mapping[str, Any]) -> Samentelling:
    """Return the last sickness that counts as one."""
    chains = _chains(values)
    if not chains:
        raise FieldError("ziekteperioden", "liggen helemaal in het verlof")
    return chains[-1]


def read_verlof(rows: Sequence[Mapping[str, Any]]) -> tuple[Zwangerschapsverlof, ...]:
    """Return the leaves; raises FieldError for one that ends before it begins."""
    for index, row in enumerate(rows):
        if row["eind"] < row["start"]:
            raise FieldError(f"zwangerschapsverlof[{index}].eind", "ligt voor de start")
        if row["flexibel_vanaf"] is not None and row["flexibel_vanaf"] > row["start"]:
            raise FieldError(f"zwangerschapsverlof[{index}].flexibel_vanaf", "ligt na de start")
    verloven = sorted((Zwangerschapsverlof(**row) for row in rows), key=lambda row: row.start)
    if any(later.start <= earlier.eind for earlier, later in pairwise(verloven)):
        raise FieldError("zwangerschapsverlof", "de verloven overlappen elkaar")
    return tuple(verloven)


def read_tijdvakken(name: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Period, ...]:
    """Return periods with a last day; raises FieldError for one that ends before it begins."""
    for index, row in enumerate(rows):
        if row["eind"] is not None and row["eind"] < row["start"]:
            raise FieldError(f"{name}[{index}].eind", "ligt voor de start")
    return tuple(
        Period(row["start"], None if row["eind"] is None else row["eind"] + DAY) for row in rows
    )


def read_zaak(values: Mapping[str, Any]) -> Zaak:
    """Return the facts of a timeline from the fields of `ZAAK_FIELDS`."""
    _chains(values)
    sanction = values["loonsanctie"]
    return Zaak(
        ziekteperioden=read_perioden(values["ziekteperioden"]),
        zwangerschapsverlof=read_verlof(values["zwangerschapsverlof"]),
        aow_datum=values["aow_datum"],
        einde_dienstverband=values["einde_dienstverband"],
        melding_42_weken_op=values["melding_42_weken_op"],
        wia_brief_ontvangen_op=values["wia_brief_ontvangen_op"],
        wia_aanvraag_op=values["wia_aanvraag_op"],
        loonsanctie=None if sanction is None else Loonsanctie(**sanction),
        verlenging_tot=values["verlenging_tot"],
    )


def _chains(values: Mapping[str, Any]) -> tuple[Samentelling, ...]:
    """Return every sickness that counts as one; raises FieldError when periods overlap."""
    perioden = read_perioden(values["ziekteperioden"])
    verloven = read_verlof(values["zwangerschapsverlof"])
    try:
        return chain_perioden(perioden, verloven, trace=True)
    except ValueError as error:
        raise FieldError("ziekteperioden", "de perioden overlappen elkaar") from error
