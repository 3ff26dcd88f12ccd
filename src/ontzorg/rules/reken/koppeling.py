"""`ontzorg reken koppeling`: which modules go together, and what ends with what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ontzorg.rules.dates import DAY
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.reken import Choice, Day, Field, FieldError, Flag, ListOf, Record, Subject, Text
from ontzorg.rules.reken.periods import OPEN_PERIOD_FIELDS, period_of
from ontzorg.rules.voorwaarden.beeindiging import Beeindiging, Einde, Grond, end_module
from ontzorg.rules.voorwaarden.catalogus import load_catalogus
from ontzorg.rules.voorwaarden.koppeling import (
    BROCHURE,
    Bezwaar,
    Polis,
    PolisModule,
    check_koppeling,
)
from ontzorg.rules.voorwaarden.uitloop import (
    LopendeZieke,
    Uitloop,
    Uitlooptekst,
    determine_uitloop,
)

CATALOGUS = load_catalogus()


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    polis = Polis(
        modules=tuple(_module(row, index) for index, row in enumerate(values["modules"])),
        eigenrisicodrager_ziektewet=values["eigenrisicodrager_ziektewet"],
        productversie=values["productversie"],
    )
    judged = check_koppeling(CATALOGUS, polis)
    steps = judged.steps
    value: dict[str, Any] = {
        "toegestaan": judged.value.toegestaan,
        "bezwaren": _bezwaren(judged.value.bezwaren),
        "wenken": _bezwaren(judged.value.wenken),
        "einde": None,
    }
    if values["einde"] is not None:
        einde = _einde(values["einde"], allowed=judged.value.toegestaan)
        ended = end_module(CATALOGUS, polis, einde)
        rows, more = _uitloop(values["einde"]) if ended.value.toegestaan else ((), ())
        value["einde"] = {**_beeindiging(ended.value), "uitloop": rows}
        steps = (*steps, *ended.steps, *more)
    return Outcome(value=value, steps=steps)


def _module(row: Mapping[str, Any], index: int) -> PolisModule:
    period = period_of(row, f"modules[{index}]")
    return PolisModule(module=row["module"], periode=period, uitvoerder=row["uitvoerder"])


def _einde(row: Mapping[str, Any], *, allowed: bool) -> Einde:
    if not allowed:
        raise FieldError("einde", "kan pas als de modules zelf samen kunnen")
    return Einde(
        module=row["module"],
        per=row["per"],
        grond=Grond(row["grond"]),
        herinnering_op=row["herinnering_op"],
        geschorst_vanaf=row["geschorst_vanaf"],
    )


def _uitloop(
    row: Mapping[str, Any],
) -> tuple[tuple[dict[str, str], ...], tuple[Step, ...]]:
    """Return what becomes of the guidance of each running case, by the text of the agreement."""
    tekst = Uitlooptekst(row["uitlooptekst"])
    found = [determine_uitloop(_zieke(case), tekst) for case in row["lopende_zieken"]]
    rows = tuple(
        {"kenmerk": case["kenmerk"], "uitloop": answer.value, "regel": answer.steps[0].rule}
        for case, answer in zip(row["lopende_zieken"], found, strict=True)
    )
    return rows, tuple(step for answer in found for step in answer.steps)


def _zieke(row: Mapping[str, Any]) -> LopendeZieke:
    return LopendeZieke(
        vergoeding_loopt=row["vergoeding_loopt"], interventie_loopt=row["interventie_loopt"]
    )


def _bezwaren(rows: tuple[Bezwaar, ...]) -> tuple[dict[str, str], ...]:
    return tuple({"regel": r.regel, "module": r.module, "tekst": r.tekst} for r in rows)


def _beeindiging(ended: Beeindiging) -> dict[str, Any]:
    return {
        "toegestaan": ended.toegestaan,
        "bezwaren": _bezwaren(ended.bezwaren),
        "eindes": tuple(
            {"module": row.module, "per": row.per, "regel": row.regel} for row in ended.eindes
        ),
        "modules_daarna": tuple(_line(line) for line in ended.polis.modules),
    }


def _line(line: PolisModule) -> dict[str, Any]:
    end = line.periode.end
    return {
        "module": line.module,
        "van": line.periode.start,
        "tot_en_met": None if end is None else end - DAY,
    }


_MODULE = Choice(tuple(CATALOGUS.modules))
_BEZWAAR = Record(
    {
        "regel": Field(Text(), "het nummer van de regel"),
        "module": Field(_MODULE, "de module"),
        "tekst": Field(Text(maximum=500), "wat er niet kan en wat wel"),
    }
)
_ZIEKE = Record(
    {
        "kenmerk": Field(Text(), "een kenmerk, geen naam"),
        "vergoeding_loopt": Field(Flag(), "of de werkgever voor hem een vergoeding krijgt"),
        "interventie_loopt": Field(Flag(), "of er hulp is ingezet of toegezegd"),
    }
)
_UITLOOP = Record(
    {
        "kenmerk": Field(Text(), "het kenmerk van de zieke"),
        "uitloop": Field(Choice(tuple(Uitloop)), "wat er met de begeleiding gebeurt"),
        "regel": Field(Text(), "de regel die dat zegt"),
    }
)
_EINDE = Record(
    {
        "module": Field(_MODULE, "de module die eindigt"),
        "per": Field(Day(), "de eerste dag zonder de module"),
        "grond": Field(Choice(tuple(Grond)), "waarom"),
        "herinnering_op": Field(Day(), "wanneer de herinnering ging", required=False),
        "geschorst_vanaf": Field(Day(), "sinds wanneer geschorst", required=False),
        "uitlooptekst": Field(
            Choice(tuple(Uitlooptekst)),
            "de tekst die over lopende zieken beslist",
            required=False,
            default=Uitlooptekst.ONTZORGMANAGER,
        ),
        "lopende_zieken": Field(ListOf(_ZIEKE), "wie dan ziek is", required=False, default=()),
    }
)
_BEEINDIGING = Record(
    {
        "toegestaan": Field(Flag(), "of dit mag"),
        "bezwaren": Field(ListOf(_BEZWAAR), "waarom niet"),
        "eindes": Field(
            ListOf(
                Record(
                    {
                        "module": Field(_MODULE, "de module"),
                        "per": Field(Day(), "de eerste dag zonder de module"),
                        "regel": Field(Text(), "de regel die dat zegt"),
                    }
                )
            ),
            "wat er eindigt",
        ),
        "modules_daarna": Field(
            ListOf(Record({"module": Field(_MODULE, "de module"), **OPEN_PERIOD_FIELDS})),
            "de modules met hun nieuwe periode",
        ),
        "uitloop": Field(ListOf(_UITLOOP), "wat er met lopende zieken gebeurt"),
    }
)

SUBJECT = Subject(
    name="koppeling",
    about="Welke modules samengaan en wat samen eindigt",
    input=Record(
        {
            "modules": Field(
                ListOf(
                    Record(
                        {
                            "module": Field(_MODULE, "de module"),
                            **OPEN_PERIOD_FIELDS,
                            "uitvoerder": Field(
                                Choice(tuple(CATALOGUS.uitvoerders)),
                                "de uitvoerder op het polisblad",
                                required=False,
                            ),
                        }
                    ),
                    minimum=1,
                ),
                "de modules",
            ),
            "eigenrisicodrager_ziektewet": Field(
                Flag(), "eigenrisicodrager voor de Ziektewet", required=False, default=False
            ),
            "productversie": Field(
                Choice(CATALOGUS.productversies),
                "of de Ziektewetmodules los mogen",
                required=False,
                default=BROCHURE,
            ),
            "einde": Field(_EINDE, "een module die iemand wil beëindigen", required=False),
        }
    ),
    output=Record(
        {
            "toegestaan": Field(Flag(), "of de modules samen kunnen"),
            "bezwaren": Field(ListOf(_BEZWAAR), "waarom niet"),
            "wenken": Field(ListOf(_BEZWAAR), "wat handiger is"),
            "einde": Field(_BEEINDIGING, "wat er eindigt", required=False),
        }
    ),
    example={
        "modules": [
            {"module": "MVOV_BASIS", "van": "2024-01-01"},
            {"module": "ONTZORGMANAGER_ARBO", "van": "2024-01-01", "uitvoerder": "arboned"},
            {"module": "ONTZORGMANAGER_REINTEGRATIE", "van": "2024-01-01", "uitvoerder": "arboned"},
        ],
        "einde": {"module": "MVOV_BASIS", "per": "2025-01-01", "grond": "opzegging_werkgever"},
    },
    compute=_compute,
)
