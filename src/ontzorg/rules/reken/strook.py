"""`ontzorg reken strook`: the payslip of a Ziektewet benefit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ontzorg.rules.dates import FIRST_YEAR, LAST_YEAR
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.reken import (
    Amount,
    Choice,
    Day,
    Field,
    FieldError,
    Flag,
    Kind,
    ListOf,
    Record,
    Subject,
    Whole,
)
from ontzorg.rules.wet.journaal import Rekening
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tijdvak
from ontzorg.rules.wet.strook import Strook, compute_strook
from ontzorg.rules.wet.strook_uitkering import most_uitkeringsdagen
from ontzorg.rules.wet.strook_vraag import StrookVraag

PERCENTAGE = Amount(maximum=Decimal(100))
NIL = Decimal("0.00")
NO = False


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    vraag = _vraag(values)
    _check(vraag)
    outcome = compute_strook(vraag)
    return Outcome(value=_result(outcome.value), steps=outcome.steps)


def _vraag(values: Mapping[str, Any]) -> StrookVraag:
    groep = GeboortejaarGroep(values["geboortejaar_groep"])
    whk = values["whk_percentage"]
    if whk is None and groep is GeboortejaarGroep.JONGER_DAN_AOW:
        raise FieldError("whk_percentage", "ontbreekt; neem het uit de beschikking Whk")
    given = {**values, "tijdvak": Tijdvak(values["tijdvak"]), "whk_percentage": whk or NIL}
    del given["geboortejaar_groep"]
    return StrookVraag(groep=groep, **given)


def _check(vraag: StrookVraag) -> None:
    most = most_uitkeringsdagen(vraag.jaar, vraag.tijdvak)
    if vraag.uitkeringsdagen > most:
        text = f"een tijdvak {vraag.tijdvak} heeft hoogstens {most} uitkeringsdagen"
        raise FieldError("uitkeringsdagen", text)
    if vraag.peildatum.year > vraag.jaar:
        raise FieldError("peildatum", f"ligt na {vraag.jaar}, het jaar van betaling")


def _result(strook: Strook) -> dict[str, Any]:
    premies = strook.premies
    return {
        "uitkering_per_dag": strook.uitkering_per_dag,
        "bruto": strook.bruto,
        "inhouding": strook.inhouding,
        "netto": strook.netto,
        "werkgeverslasten": {
            name: getattr(premies, name) for name in ("aof", "wko", "awf", "whk", "zvw")
        },
        "journaal": [
            {
                "rekening": boeking.rekening.value,
                "debet": boeking.debet,
                "credit": boeking.credit,
            }
            for boeking in strook.journaal
        ],
    }


def _amount(about: str) -> Field:
    return Field(Amount(), about)


def _optional(kind: Kind, about: str, default: Any) -> Field:
    return Field(kind, about, required=False, default=default)


_INPUT = {
    "jaar": Field(Whole(minimum=FIRST_YEAR, maximum=LAST_YEAR), "het jaar van betaling"),
    "tijdvak": Field(Choice(tuple(Tijdvak)), "de tijd waarover wordt betaald"),
    "peildatum": Field(Day(), "de dag waarvan het maximum dagloon geldt"),
    "dagloon": _amount("het dagloon in euro's"),
    "percentage": Field(PERCENTAGE, "het deel van het dagloon, zoals 70"),
    "uitkeringsdagen": Field(Whole(maximum=66), "de dagen met uitkering in het tijdvak"),
    "inkomsten_per_dag": _optional(Amount(), "inkomsten per uitkeringsdag", NIL),
    "maatregel_percentage": _optional(PERCENTAGE, "de verlaging door een maatregel", NIL),
    "loonheffingskorting": Field(Flag(), "of de werknemer om de korting vroeg"),
    "geboortejaar_groep": Field(Choice(tuple(GeboortejaarGroep)), "de kolom van de tabel"),
    "whk_percentage": _optional(PERCENTAGE, "de eigen premie Whk; niet nodig vanaf de AOW", None),
    "dagtabel": _optional(Flag(), "of het tijdvak niet vol is en de dagtabel geldt", NO),
    "eerdere_lonen": _optional(ListOf(Amount()), "bruto van eerdere tijdvakken dit jaar", ()),
}
_BOEKING = Record(
    {
        "rekening": Field(Choice(tuple(Rekening)), "de rekening"),
        "debet": _amount("debet"),
        "credit": _amount("credit"),
    }
)
_LASTEN = Record({name: _amount(f"premie {name}") for name in ("aof", "wko", "awf", "whk", "zvw")})

SUBJECT = Subject(
    name="strook",
    about="Strook van een Ziektewet-uitkering",
    input=Record(_INPUT),
    output=Record(
        {
            "uitkering_per_dag": _amount("na een maatregel, voor verrekening van inkomsten"),
            "bruto": _amount("uitkering min verrekening, maal de dagen"),
            "inhouding": _amount("loonheffing"),
            "netto": _amount("bruto min inhouding"),
            "werkgeverslasten": Field(_LASTEN, "wat de werkgever erbovenop betaalt"),
            "journaal": Field(ListOf(_BOEKING), "debet en credit zijn samen gelijk"),
        }
    ),
    example={
        "jaar": 2026,
        "tijdvak": "vier_weken",
        "peildatum": "2026-01-26",
        "dagloon": "100.00",
        "percentage": "70",
        "uitkeringsdagen": 20,
        "inkomsten_per_dag": "0.00",
        "maatregel_percentage": "0",
        "loonheffingskorting": True,
        "geboortejaar_groep": "jonger_dan_aow",
        "whk_percentage": "0.96",
        "dagtabel": False,
    },
    compute=_compute,
)
