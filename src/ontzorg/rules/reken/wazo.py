"""`ontzorg reken wazo`: the days and hours of leave."""

from __future__ import annotations

from collections.abc import Mapping
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
from ontzorg.rules.reken.periods import PERIOD_FIELDS, periods_of
from ontzorg.rules.wet.wazo import Verlofrecht, Verlofsoort, Verlofvraag, compute_verlofrecht
from ontzorg.rules.wet.wazo_bevalling import (
    Bevallingsverlof,
    Spreiding,
    StartOutsideError,
    Zwangerschap,
    compute_bevallingsverlof,
)

BEVALLING = "bevallingsverlof"


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    if values["soort"] == BEVALLING:
        found = _bevalling(values)
        return Outcome(value=_bevalling_value(found.value), steps=found.steps)
    vraag = Verlofvraag(
        soort=Verlofsoort(values["soort"]),
        vanaf=_given(values, "vanaf"),
        uren_per_week=_given(values, "uren_per_week"),
        start=values["start"],
    )
    recht = compute_verlofrecht(vraag)
    return Outcome(value=_recht_value(recht.value), steps=recht.steps)


def _bevalling(values: Mapping[str, Any]) -> Outcome[Bevallingsverlof]:
    zaak = Zwangerschap(
        uitgerekend_op=_given(values, "uitgerekend_op"),
        start=values["start"],
        bevallen_op=values["bevallen_op"],
        meerling=values["meerling"],
        ziek=periods_of(values["ziek"], "ziek"),
        opnamen=periods_of(values["opnamen"], "opnamen"),
        moeder_overleden_op=values["moeder_overleden_op"],
    )
    try:
        return compute_bevallingsverlof(zaak)
    except StartOutsideError as error:
        raise FieldError("start", str(error)) from error


def _given(values: Mapping[str, Any], name: str) -> Any:
    if values[name] is None:
        raise FieldError(name, f"ontbreekt; {values['soort']} vraagt dit veld")
    return values[name]


def _bevalling_value(verlof: Bevallingsverlof) -> dict[str, Any]:
    return {
        **_EMPTY,
        "vroegste_start": verlof.vroegste_start,
        "laatste_start": verlof.laatste_start,
        "start": verlof.start,
        "voorlopig": verlof.voorlopig,
        "zwangerschapsdagen": verlof.zwangerschapsdagen,
        "ziektedagen": verlof.ziektedagen,
        "bevallingsverlof_start": verlof.bevallingsverlof_start,
        "bevallingsdagen": verlof.bevallingsdagen,
        "ziekenhuisdagen": verlof.ziekenhuisdagen,
        "laatste_dag": verlof.laatste_dag,
        "spreiding": _spreiding_value(verlof.spreiding),
        "melding_uiterlijk": verlof.melding_uiterlijk,
        "bevallingsmelding_uiterlijk": verlof.bevallingsmelding_uiterlijk,
        "aanvraag_uiterlijk": verlof.aanvraag_uiterlijk,
        "opzegverbod_laatste_dag": verlof.opzegverbod_laatste_dag,
        "partner_vanaf": verlof.partner_vanaf,
    }


def _spreiding_value(spreiding: Spreiding) -> dict[str, Any]:
    return {
        "dagen": spreiding.dagen,
        "vanaf": spreiding.vanaf,
        "uiterlijk": spreiding.uiterlijk,
        "verzoek_uiterlijk": spreiding.verzoek_uiterlijk,
    }


def _recht_value(recht: Verlofrecht) -> dict[str, Any]:
    return {
        **_EMPTY,
        "uren": recht.uren,
        "start": recht.eerste_dag,
        "laatste_dag": recht.laatste_dag,
        "melding_uiterlijk": recht.melding_uiterlijk,
        "betaler": recht.betaler,
        "procent": recht.procent,
    }


_DAYS = Whole(maximum=1000)
_SPREIDING = Record(
    {
        "dagen": Field(_DAYS, "de dagen die te spreiden zijn"),
        "vanaf": Field(Day(), "de eerste dag van het tijdvak"),
        "uiterlijk": Field(Day(), "de laatste dag van het tijdvak"),
        "verzoek_uiterlijk": Field(Day(), "de laatste dag om het te vragen"),
    }
)
_OUTPUT = Record(
    {
        "vroegste_start": Field(Day(), "de eerste dag waarop het kan ingaan", required=False),
        "laatste_start": Field(Day(), "de laatste dag waarop het kan ingaan", required=False),
        "start": Field(Day(), "de eerste dag van het verlof"),
        "voorlopig": Field(Flag(), "of de bevalling nog niet bekend is", required=False),
        "zwangerschapsdagen": Field(_DAYS, "dagen tot en met de bevalling", required=False),
        "ziektedagen": Field(_DAYS, "ziektedagen die als verlof tellen", required=False),
        "bevallingsverlof_start": Field(Day(), "de dag na de bevalling", required=False),
        "bevallingsdagen": Field(_DAYS, "dagen bevallingsverlof zonder opname", required=False),
        "ziekenhuisdagen": Field(_DAYS, "extra dagen door opname van het kind", required=False),
        "laatste_dag": Field(Day(), "de laatste dag; leeg: geen vaste grens", required=False),
        "spreiding": Field(_SPREIDING, "wat te spreiden is", required=False),
        "melding_uiterlijk": Field(Day(), "de laatste dag om het te melden", required=False),
        "bevallingsmelding_uiterlijk": Field(
            Day(), "de laatste dag om de bevalling te melden", required=False
        ),
        "aanvraag_uiterlijk": Field(Day(), "de laatste dag voor UWV", required=False),
        "opzegverbod_laatste_dag": Field(Day(), "de laatste dag zonder opzegging", required=False),
        "partner_vanaf": Field(Day(), "vanaf wanneer de partner verlof heeft", required=False),
        "uren": Field(Amount(), "het recht in uren", required=False),
        "betaler": Field(Text(), "wie betaalt", required=False),
        "procent": Field(Whole(maximum=100), "welk deel van het loon", required=False),
    }
)
_EMPTY: Mapping[str, Any] = dict.fromkeys(_OUTPUT.fields)

SUBJECT = Subject(
    name="wazo",
    about="Verlof volgens de Wet arbeid en zorg",
    input=Record(
        {
            "soort": Field(Choice((BEVALLING, *Verlofsoort)), "de verlofsoort"),
            "uitgerekend_op": Field(Day(), "de uitgerekende dag", required=False),
            "bevallen_op": Field(Day(), "de dag van de bevalling", required=False),
            "start": Field(Day(), "de gewenste eerste dag", required=False),
            "meerling": Field(Flag(), "of het een meerling is", required=False, default=False),
            "ziek": Field(
                ListOf(Record(PERIOD_FIELDS)), "ziekte voor het verlof", required=False, default=()
            ),
            "opnamen": Field(
                ListOf(Record(PERIOD_FIELDS)),
                "opnamen van het kind in het ziekenhuis",
                required=False,
                default=(),
            ),
            "moeder_overleden_op": Field(Day(), "als de moeder overleed", required=False),
            "vanaf": Field(
                Day(), "geboorte, komst van het kind, of eerste dag van zorg", required=False
            ),
            "uren_per_week": Field(Amount(), "de uren per week", required=False),
        }
    ),
    output=_OUTPUT,
    example={"soort": BEVALLING, "uitgerekend_op": "2025-09-14", "start": "2025-08-18"},
    compute=_compute,
)
