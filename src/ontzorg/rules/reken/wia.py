"""`ontzorg reken wia`: the WIA-uitkering, phase by phase and month by month."""

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
    Whole,
)
from ontzorg.rules.wet.aow_leeftijd import aow_datum
from ontzorg.rules.wet.wia_arbeidsongeschiktheid import Recht
from ontzorg.rules.wet.wia_bijzonder import is_zestig_plus
from ontzorg.rules.wet.wia_duur import meets_wekeneis
from ontzorg.rules.wet.wia_fasen import Fase, WiaFasen, WiaZaak, wia_fasen
from ontzorg.rules.wet.wia_uitkering import Soort
from ontzorg.rules.wet.wia_wat_als import Maand, WatAls, Werk, wat_als

_CENT = Decimal("0.01")
_YEARS = Whole(maximum=60)


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    zaak, checks = _zaak(values)
    fasen = wia_fasen(zaak, values["inkomen_maand"])
    value, steps = _fasen_value(fasen.value), (*checks, *fasen.steps)
    value["wat_als"] = None
    if values["wat_als_maanden"] is not None:
        answers = wat_als(zaak, values["wat_als_maanden"])
        value["wat_als"] = [_wat_als_value(row) for row in answers.value]
        steps = (*steps, *(step for step in answers.steps if step not in steps))
    return Outcome(value=value, steps=steps)


def _zaak(values: Mapping[str, Any]) -> tuple[WiaZaak, tuple[Any, ...]]:
    if values["dagloon"] > values["dagloon_ongemaximeerd"]:
        raise FieldError("dagloon", "is hoger dan dagloon_ongemaximeerd")
    if (values["jaren_voor_2016"] or 0) > values["arbeidsverleden_jaren"]:
        raise FieldError("jaren_voor_2016", "is meer dan arbeidsverleden_jaren")
    wekeneis = meets_wekeneis(values["peildatum"], values["gewerkte_weken"])
    birthday = values["geboortedatum"]
    without_test, steps = False, wekeneis.steps
    if birthday is not None:
        agreed = values["akkoord_60_plus"]
        outcome = is_zestig_plus(birthday, values["peildatum"], akkoord=agreed)
        without_test, steps = outcome.value, (*steps, *outcome.steps)
    zaak = WiaZaak(
        peildatum=values["peildatum"],
        dagloon=values["dagloon"],
        dagloon_ongemaximeerd=values["dagloon_ongemaximeerd"],
        maatman_maand=values["maatman_maand"],
        resterende_verdiencapaciteit_maand=values["resterende_verdiencapaciteit_maand"],
        duurzaam=values["duurzaam"] and not without_test,
        arbeidsverleden_jaren=values["arbeidsverleden_jaren"],
        jaren_voor_2016=values["jaren_voor_2016"],
        meets_wekeneis=wekeneis.value,
        volledig_zonder_toets=without_test,
        aow_datum=None if birthday is None else aow_datum(birthday),
    )
    return zaak, steps


def _fasen_value(found: WiaFasen) -> dict[str, Any]:
    return {
        "recht": found.oordeel.recht,
        "arbeidsongeschiktheidspercentage": found.oordeel.percentage,
        "maandloon": found.maandloon,
        "inkomenseis": found.inkomenseis,
        "loongerelateerd_maanden": found.loongerelateerd_maanden,
        "fasen": [_fase_value(fase) for fase in found.fasen],
    }


def _fase_value(fase: Fase) -> dict[str, Any]:
    return {
        "type": fase.soort,
        "van_maand": fase.van_maand,
        "tot_maand": fase.tot_maand,
        "bruto": fase.uitkering,
        "totaal_inkomen": fase.totaal_inkomen,
    }


def _wat_als_value(answer: WatAls) -> dict[str, Any]:
    return {
        "werk": answer.werk,
        "inkomen_maand": answer.inkomen_maand,
        "maanden": [_maand_value(month) for month in answer.maanden],
    }


def _maand_value(month: Maand) -> dict[str, Any]:
    return {
        "maand": month.maand,
        "van": month.van,
        "type": month.soort,
        "loon": month.loon,
        "uitkering": month.uitkering,
        "vakantiebijslag_in_mei": month.vakantiebijslag,
        "bruto": month.bruto,
        "netto": month.netto,
    }


_FASE = Record(
    {
        "type": Field(Choice(tuple(Soort)), "de soort uitkering"),
        "van_maand": Field(Whole(minimum=1), "de eerste maand, geteld vanaf de peildatum"),
        "tot_maand": Field(
            Whole(), "de laatste maand; leeg: zolang er niets verandert", required=False
        ),
        "bruto": Field(Amount(), "de uitkering per maand, met vakantiebijslag"),
        "totaal_inkomen": Field(Amount(), "uitkering en inkomen samen, per maand"),
    }
)
_MAAND = Record(
    {
        "maand": Field(Whole(minimum=1), "de maand, geteld vanaf de peildatum"),
        "van": Field(Day(), "de eerste dag van die maand"),
        "type": Field(Choice(tuple(Soort)), "de soort uitkering"),
        "loon": Field(Amount(), "het inkomen uit werk"),
        "uitkering": Field(Amount(), "de uitkering, met vakantiebijslag"),
        "vakantiebijslag_in_mei": Field(Amount(), "het deel van de uitkering dat in mei komt"),
        "bruto": Field(Amount(), "loon en uitkering samen"),
        "netto": Field(Amount(), "wat er na loonheffing over is"),
    }
)
_WAT_ALS = Record(
    {
        "werk": Field(Choice(tuple(Werk)), "hoeveel van de verdiencapaciteit iemand gebruikt"),
        "inkomen_maand": Field(Amount(), "wat iemand dan verdient"),
        "maanden": Field(ListOf(_MAAND), "de maanden"),
    }
)

SUBJECT = Subject(
    name="wia",
    about="WIA-uitkering",
    input=Record(
        {
            "peildatum": Field(Day(), "de eerste dag van de uitkering"),
            "dagloon": Field(Amount(), "het dagloon, ten hoogste het maximum"),
            "dagloon_ongemaximeerd": Field(Amount(), "het dagloon zonder maximum"),
            "maatman_maand": Field(Amount(minimum=_CENT), "wat iemand zonder ziekte verdiende"),
            "resterende_verdiencapaciteit_maand": Field(Amount(), "wat iemand nog kan verdienen"),
            "duurzaam": Field(Flag(), "of herstel is uitgesloten", required=False, default=False),
            "inkomen_maand": Field(Amount(), "wat iemand nu verdient"),
            "arbeidsverleden_jaren": Field(_YEARS, "de jaren arbeidsverleden"),
            "jaren_voor_2016": Field(
                _YEARS, "hoeveel daarvan voor 2016; leeg: de laatste jaren tellen", required=False
            ),
            "gewerkte_weken": Field(
                Whole(maximum=36), "weken met werk van de laatste 36", required=False, default=36
            ),
            "geboortedatum": Field(Day(), "voor AOW en 60-plus", required=False),
            "akkoord_60_plus": Field(
                Flag(), "of beide partijen dat willen", required=False, default=False
            ),
            "wat_als_maanden": Field(
                Whole(minimum=1, maximum=120),
                "zoveel maanden vooruit, voor niet, half en volledig werken",
                required=False,
            ),
        }
    ),
    output=Record(
        {
            "recht": Field(Choice(tuple(Recht)), "welke regeling geldt"),
            "arbeidsongeschiktheidspercentage": Field(Amount(), "het verlies in procenten"),
            "maandloon": Field(Amount(), "21,75 maal het dagloon"),
            "inkomenseis": Field(Amount(), "wat iemand moet verdienen", required=False),
            "loongerelateerd_maanden": Field(Whole(), "de duur van de loongerelateerde uitkering"),
            "fasen": Field(ListOf(_FASE), "de soorten uitkering na elkaar"),
            "wat_als": Field(ListOf(_WAT_ALS), "maand voor maand", required=False),
        }
    ),
    example={
        "peildatum": "2026-07-01",
        "dagloon": "148.97",
        "dagloon_ongemaximeerd": "148.97",
        "maatman_maand": "3240.10",
        "resterende_verdiencapaciteit_maand": "1620.05",
        "duurzaam": False,
        "inkomen_maand": "810.03",
        "arbeidsverleden_jaren": 20,
    },
    compute=_compute,
)
