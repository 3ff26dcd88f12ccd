"""`ontzorg reken cijfers`: figures of absence, and the report in the terms of the sector."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.reken import (
    Amount,
    Choice,
    Day,
    Field,
    FieldError,
    Flag,
    ListOf,
    Record,
    Subject,
    Text,
    Whole,
)
from ontzorg.rules.reken.periods import OPEN_PERIOD_FIELDS, PERIOD_FIELDS, period_of
from ontzorg.rules.wet.verzuimcijfers import (
    Klasse,
    Telwijze,
    Verzuimcijfers,
    compute_cijfers,
    telvarianten,
)
from ontzorg.rules.wet.verzuimcijfers_rapportage import (
    PLICHTEN,
    REPORT_FIELDS,
    Plicht,
    compute_rapportage,
    count_meldingen,
)
from ontzorg.rules.wet.verzuimcijfers_telling import Dienst, Gegevens, Verlofperiode, Verzuim


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    periode, gegevens = period_of(values, ""), _gegevens(values)
    found = compute_cijfers(gegevens, periode, Telwijze(**values["telwijze"]))
    value, steps = _value(found.value), found.steps
    if values["plichten"] is not None:
        rows = tuple(Plicht(**row) for row in values["plichten"])
        telling = count_meldingen(gegevens, periode)
        report = compute_rapportage(found.value, telling, rows, periode)
        value["rapportage"] = dict(report.value)
        steps = (*steps, *report.steps)
    return Outcome(value=value, steps=steps)


def _gegevens(values: Mapping[str, Any]) -> Gegevens:
    return Gegevens(
        diensten=tuple(
            Dienst(
                medewerker=row["medewerker"],
                periode=period_of(row, f"diensten[{index}]"),
                deeltijdfactor=row["deeltijdfactor"],
            )
            for index, row in enumerate(values["diensten"])
        ),
        verzuim=tuple(_verzuim(row, index) for index, row in enumerate(values["verzuim"])),
        verlof=tuple(
            Verlofperiode(medewerker=row["medewerker"], periode=period_of(row, f"verlof[{index}]"))
            for index, row in enumerate(values["verlof"])
        ),
    )


def _verzuim(row: Mapping[str, Any], index: int) -> Verzuim:
    first, fit = row["eerste_ziektedag"], row["hersteld_op"]
    if fit is not None and fit <= first:
        raise FieldError(f"verzuim[{index}].hersteld_op", "ligt niet na eerste_ziektedag")
    if any(change["vanaf"] < first for change in row["percentages"]):
        raise FieldError(f"verzuim[{index}].percentages", "begint voor eerste_ziektedag")
    return Verzuim(
        medewerker=row["medewerker"],
        eerste_ziektedag=first,
        hersteld_op=fit,
        percentages=tuple((change["vanaf"], change["percentage"]) for change in row["percentages"]),
    )


def _value(cijfers: Verzuimcijfers) -> dict[str, Any]:
    return {
        "beschikbare_dagen": cijfers.beschikbare_dagen,
        "verzuimde_dagen": cijfers.verzuimde_dagen,
        "verzuimpercentage": cijfers.verzuimpercentage,
        "meldingen": cijfers.meldingen,
        "gemiddeld_aantal": cijfers.gemiddeld_aantal,
        "meldingsfrequentie": cijfers.meldingsfrequentie,
        "beeindigd": cijfers.beeindigd,
        "gemiddelde_duur": cijfers.gemiddelde_duur,
        "lopend": cijfers.lopend,
        "nulverzuim_percentage": cijfers.nulverzuim_percentage,
        "klassen": tuple(_klasse(klasse) for klasse in cijfers.klassen),
        "rapportage": None,
    }


def _klasse(klasse: Klasse) -> dict[str, Any]:
    return {
        "naam": klasse.naam,
        "gevallen": klasse.gevallen,
        "meldingen": klasse.meldingen,
        "dagen": klasse.dagen,
        "percentage": klasse.percentage,
    }


_WHO = Field(Text(), "een kenmerk van de medewerker, geen naam")
_DIENST = Record(
    {
        "medewerker": _WHO,
        **OPEN_PERIOD_FIELDS,
        "deeltijdfactor": Field(
            Amount(maximum=Decimal(2), decimals=4),
            "de uren gedeeld door een volle week",
            required=False,
            default=Decimal(1),
        ),
    }
)
_CHANGE = Record(
    {
        "vanaf": Field(Day(), "de eerste dag"),
        "percentage": Field(Whole(maximum=100), "welk deel van het werk niet lukt"),
    }
)
_VERZUIM = Record(
    {
        "medewerker": _WHO,
        "eerste_ziektedag": Field(Day(), "de eerste ziektedag"),
        "hersteld_op": Field(Day(), "de eerste hersteldag", required=False),
        "percentages": Field(ListOf(_CHANGE), "veranderingen", required=False, default=()),
    }
)
_TELWIJZE = Record(
    {
        "variant": Field(
            Choice(tuple(telvarianten())),
            "de manier van tellen",
            required=False,
            default="norm_1996",
        ),
        "met_verlof": Field(
            Flag(), "of zwangerschapsverlof als verzuim telt", required=False, default=False
        ),
        "verlof_in_noemer": Field(
            Flag(), "of verlof in de noemer blijft", required=False, default=True
        ),
        "klasse_naar": Field(
            Choice(("hele_duur", "dagen_in_periode")),
            "waarnaar de klasse kijkt",
            required=False,
            default="hele_duur",
        ),
    }
)
_PLICHT = Record(
    {
        "soort": Field(Choice(tuple(PLICHTEN)), "de plicht"),
        "uiterlijk": Field(Day(), "de laatste dag"),
        "gedaan_op": Field(Day(), "wanneer het is gedaan", required=False),
    }
)
_KLASSE = Record(
    {
        "naam": Field(Text(), "de klasse"),
        "gevallen": Field(Whole(), "de gevallen"),
        "meldingen": Field(Whole(), "de nieuwe meldingen"),
        "dagen": Field(Amount(decimals=8), "de verzuimde dagen"),
        "percentage": Field(Amount(), "het verzuimpercentage"),
    }
)
_DAYS = Amount(decimals=8)
_REPORT = Record(
    {name: Field(Amount(), "een veld van het bericht", required=False) for name in REPORT_FIELDS}
)

SUBJECT = Subject(
    name="cijfers",
    about="Verzuimcijfers",
    input=Record(
        {
            **PERIOD_FIELDS,
            "telwijze": Field(
                _TELWIJZE,
                "hoe er wordt geteld",
                required=False,
                default={
                    "variant": "norm_1996",
                    "met_verlof": False,
                    "verlof_in_noemer": True,
                    "klasse_naar": "hele_duur",
                },
            ),
            "diensten": Field(ListOf(_DIENST), "wie wanneer in dienst is"),
            "verzuim": Field(ListOf(_VERZUIM), "de gevallen", required=False, default=()),
            "verlof": Field(
                ListOf(Record({"medewerker": _WHO, **PERIOD_FIELDS})),
                "zwangerschaps- en bevallingsverlof",
                required=False,
                default=(),
            ),
            "plichten": Field(ListOf(_PLICHT), "voor de rapportage over op tijd", required=False),
        }
    ),
    output=Record(
        {
            "beschikbare_dagen": Field(_DAYS, "de dagen in dienst maal de deeltijdfactor"),
            "verzuimde_dagen": Field(_DAYS, "de verzuimde dagen, naar deel en deeltijd"),
            "verzuimpercentage": Field(Amount(), "het verzuimpercentage", required=False),
            "meldingen": Field(Whole(), "de nieuwe ziekmeldingen"),
            "gemiddeld_aantal": Field(Amount(), "de medewerkers, gemiddeld"),
            "meldingsfrequentie": Field(Amount(), "meldingen per persoon per jaar", required=False),
            "beeindigd": Field(Whole(), "de gevallen die eindigden"),
            "gemiddelde_duur": Field(Amount(), "de duur in dagen", required=False),
            "lopend": Field(Whole(), "de gevallen die doorlopen"),
            "nulverzuim_percentage": Field(Amount(), "wie nooit ziek was", required=False),
            "klassen": Field(ListOf(_KLASSE), "de klassen van duur"),
            "rapportage": Field(_REPORT, "de velden van het bericht", required=False),
        }
    ),
    example={
        "van": "2025-01-01",
        "tot_en_met": "2025-03-31",
        "diensten": [
            {"medewerker": "a", "van": "2020-01-01"},
            {"medewerker": "b", "van": "2020-01-01", "deeltijdfactor": "0.6"},
        ],
        "verzuim": [
            {"medewerker": "b", "eerste_ziektedag": "2025-01-15", "hersteld_op": "2025-02-15"}
        ],
    },
    compute=_compute,
)
