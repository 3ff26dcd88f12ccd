"""`ontzorg reken verhaal`: what can be claimed from whoever caused the incapacity."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.reken import Amount, Choice, Day, Field, Flag, ListOf, Record, Subject, Text
from ontzorg.rules.reken.periods import PERIOD_FIELDS, period_of
from ontzorg.rules.wet.verhaal import Betaling, Eiser, Kosten, Verhaalszaak, compute_verhaal


def _compute(values: Mapping[str, Any]) -> Outcome[Mapping[str, Any]]:
    found = compute_verhaal(_zaak(values))
    verhaal = found.value
    value = {
        "netto_betaald": verhaal.netto_betaald,
        "plafond": verhaal.plafond,
        "vordering_loon": verhaal.vordering_loon,
        "vordering_kosten": verhaal.vordering_kosten,
        "totaal": verhaal.totaal,
        "buiten_tijdvak": verhaal.buiten_tijdvak,
        "vlaggen": verhaal.vlaggen,
    }
    return Outcome(value=value, steps=found.steps)


def _zaak(values: Mapping[str, Any]) -> Verhaalszaak:
    return Verhaalszaak(
        eiser=Eiser(values["eiser"]),
        eerste_ziektedag=values["eerste_ziektedag"],
        aansprakelijkheid=values["aansprakelijkheid_procent"],
        betalingen=tuple(
            Betaling(periode=period_of(row, f"betalingen[{index}]"), netto=row["netto"])
            for index, row in enumerate(values["betalingen"])
        ),
        kosten=tuple(Kosten(**row) for row in values["kosten"]),
        netto_schade=values["netto_schade"],
        aan_slachtoffer=values["aan_slachtoffer"],
        collega=values["collega"],
        opzet=values["opzet"],
        met_rechtsbijstand=values["met_rechtsbijstand"],
        ongeval_op=values["ongeval_op"],
        peildatum=values["peildatum"],
    )


_BETALING = Record({**PERIOD_FIELDS, "netto": Field(Amount(), "het netto bedrag")})
_KOSTEN = Record(
    {
        "op": Field(Day(), "de dag van de kosten"),
        "bedrag": Field(Amount(), "het bedrag"),
        "redelijk": Field(Flag(), "of de kosten redelijk zijn", required=False, default=True),
    }
)

SUBJECT = Subject(
    name="verhaal",
    about="Verhaal op wie aansprakelijk is",
    input=Record(
        {
            "eiser": Field(
                Choice(tuple(Eiser)), "wie verhaalt", required=False, default=Eiser.WERKGEVER
            ),
            "eerste_ziektedag": Field(Day(), "de eerste ziektedag"),
            "aansprakelijkheid_procent": Field(
                Amount(maximum=Decimal(100)), "het deel waarvoor de ander aansprakelijk is"
            ),
            "betalingen": Field(ListOf(_BETALING), "het netto loon dat is doorbetaald"),
            "kosten": Field(
                ListOf(_KOSTEN), "kosten van re-integratie", required=False, default=()
            ),
            "netto_schade": Field(
                Amount(), "het loonverlies als er geen loon was betaald", required=False
            ),
            "aan_slachtoffer": Field(
                Amount(),
                "wat de ander rechtstreeks aan de werknemer moet",
                required=False,
                default=Decimal("0.00"),
            ),
            "collega": Field(Flag(), "of het een collega is", required=False, default=False),
            "opzet": Field(Flag(), "opzet of bewuste roekeloosheid", required=False, default=False),
            "met_rechtsbijstand": Field(
                Flag(), "via de module Verhaalsrechtsbijstand", required=False, default=False
            ),
            "ongeval_op": Field(Day(), "de dag van het ongeval", required=False),
            "peildatum": Field(Day(), "de dag waarop u kijkt", required=False),
        }
    ),
    output=Record(
        {
            "netto_betaald": Field(Amount(), "het netto loon dat meetelt"),
            "plafond": Field(Amount(), "het civiel plafond"),
            "vordering_loon": Field(Amount(), "de vordering voor loon"),
            "vordering_kosten": Field(Amount(), "de vordering voor kosten van re-integratie"),
            "totaal": Field(Amount(), "alles samen"),
            "buiten_tijdvak": Field(Amount(), "wat na de eerste twee jaar valt"),
            "vlaggen": Field(ListOf(Text()), "wat aandacht vraagt"),
        }
    ),
    example={
        "eerste_ziektedag": "2025-01-06",
        "aansprakelijkheid_procent": "50",
        "betalingen": [{"van": "2025-01-06", "tot_en_met": "2025-06-30", "netto": "8400.00"}],
        "kosten": [{"op": "2025-03-03", "bedrag": "1000.00"}],
        "netto_schade": "9000.00",
        "aan_slachtoffer": "300.00",
    },
    compute=_compute,
)
