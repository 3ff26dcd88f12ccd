"""The fields that `ontzorg reken zw` reads and gives."""

from __future__ import annotations

from decimal import Decimal

from ontzorg.rules.reken import Amount, Choice, Day, Field, Flag, ListOf, Record, Text, Whole
from ontzorg.rules.reken.ziekte import AOW_DATUM, DETENTIE, VERLOF, ZIEKTEPERIODEN
from ontzorg.rules.wet.maatregelen import Verwijtbaarheid
from ontzorg.rules.wet.zw_duur import Reden
from ontzorg.rules.wet.zw_toerekening import Drager, Grond
from ontzorg.rules.wet.zw_uitkering import Per

_ZERO = Decimal("0.00")
_PERCENTAGE = Amount(maximum=Decimal(100))

_INKOMSTEN = Record(
    {
        "bedrag": Field(Amount(), "het inkomen uit werk, of uit geweigerd passend werk"),
        "per": Field(Choice(tuple(Per)), "over welke tijd dat inkomen gaat"),
    }
)
_OVERTREDING = Record(
    {
        "categorie": Field(Whole(minimum=1, maximum=5), "de categorie van de plicht"),
        "vastgesteld_op": Field(Day(), "de dag waarop de overtreding vaststond"),
        "ingang": Field(Day(), "de eerste dag van de volgende betaalperiode"),
        "dagen_te_laat": Field(Whole(maximum=4000), "de dagen te laat", required=False, default=0),
        "verwijtbaarheid": Field(
            Choice(tuple(Verwijtbaarheid)), "de schuld", required=False, default="normaal"
        ),
        "vorige_op": Field(Day(), "de dag van de vorige overtreding", required=False),
        "eerder_gewaarschuwd": Field(
            Flag(), "of er al een waarschuwing was", required=False, default=False
        ),
        "gekozen_procent": Field(_PERCENTAGE, "de keuze bij categorie 5", required=False),
    }
)
_BETAALD = Record(
    {
        "van": Field(Day(), "de eerste dag waarover is betaald"),
        "tot_en_met": Field(Day(), "de laatste dag waarover is betaald"),
        "per_dag": Field(Amount(), "wat per dag is betaald, voor een maatregel"),
    }
)
_DEEL = Record(
    {
        "van": Field(Day(), "de eerste dag"),
        "tot_en_met": Field(Day(), "de laatste dag"),
        "dagen": Field(Whole(), "de uitkeringsdagen"),
        "percentage": Field(_PERCENTAGE, "het deel van het dagloon"),
        "per_dag": Field(Amount(), "het ziekengeld per dag"),
        "bruto": Field(Amount(), "het ziekengeld over deze dagen"),
        "korting": Field(Amount(), "wat de maatregel kost"),
    }
)
_MAATREGEL = Record(
    {
        "percentage": Field(_PERCENTAGE, "het deel van het ziekengeld"),
        "ingang": Field(Day(), "de eerste dag"),
        "laatste_dag": Field(Day(), "de laatste dag; leeg: blijvend", required=False),
        "minimum": Field(Amount(), "wat de hele maatregel ten minste kost"),
        "waarschuwing": Field(Flag(), "of een waarschuwing in de plaats kan komen"),
    }
)

INPUT = Record(
    {
        "grond": Field(Choice(tuple(Grond)), "waarom er ziekengeld is"),
        "verzekerd": Field(Flag(), "is iemand verzekerd", required=False, default=True),
        "no_risk_code": Field(Text(maximum=2), "de code van de no-riskpolis", required=False),
        "eigenrisico_vanaf": Field(Day(), "de eerste dag van het eigen risico", required=False),
        "eigenrisico_tot_en_met": Field(
            Day(), "de laatste dag van het eigen risico", required=False
        ),
        "ziekteperioden": ZIEKTEPERIODEN,
        "zwangerschapsverlof": VERLOF,
        "einde_dienstbetrekking": Field(Day(), "de laatste dag in dienst", required=False),
        "gewerkte_weekenddagen": Field(
            ListOf(Day()), "weekenddagen die werkdagen waren", required=False, default=()
        ),
        "aow_datum": AOW_DATUM,
        "meer_dan_65_vanaf": Field(
            Day(), "vanaf wanneer iemand meer dan 65% kan verdienen", required=False
        ),
        "verdient_meer_sinds": Field(
            Day(), "sinds wanneer iemand dat echt verdient", required=False
        ),
        "verlengd_tot": Field(Day(), "de laatste dag na verlenging door UWV", required=False),
        "overleden_op": Field(Day(), "de dag van overlijden", required=False),
        "detentie": DETENTIE,
        "periode_van": Field(Day(), "de eerste dag van de betaalperiode"),
        "periode_tot_en_met": Field(Day(), "de laatste dag van de betaalperiode"),
        "dagloon": Field(Amount(), "het dagloon op de eerste dag van de betaalperiode"),
        "dagloon_ongemaximeerd": Field(Amount(), "datzelfde dagloon zonder maximum"),
        "inkomsten": Field(_INKOMSTEN, "het inkomen naast het ziekengeld", required=False),
        "hoog_percentage_gevraagd": Field(
            Flag(), "vroeg de werkgever het hoge percentage", required=False, default=False
        ),
        "overtredingen": Field(
            ListOf(_OVERTREDING), "overtreden plichten", required=False, default=()
        ),
        "betaald": Field(ListOf(_BETAALD), "wat over de periode al is betaald", required=False),
        "betaald_na_overlijden": Field(
            Amount(), "wat over dagen erna is betaald", required=False, default=_ZERO
        ),
    }
)

OUTPUT = Record(
    {
        "drager": Field(Choice(tuple(Drager)), "wie betaalt"),
        "reden_drager": Field(Text(), "welke controle dat besliste"),
        "eerste_uitkeringsdag": Field(Day(), "vanaf wanneer er ziekengeld is"),
        "laatste_dag": Field(Day(), "de laatste dag van het recht"),
        "reden_einde": Field(Choice(tuple(Reden)), "waarom het recht dan eindigt"),
        "uitkeringsdagen": Field(Whole(), "de dagen met ziekengeld in de periode"),
        "delen": Field(ListOf(_DEEL), "dagen met hetzelfde bedrag"),
        "bruto_voor_maatregel": Field(Amount(), "het ziekengeld voor de maatregel"),
        "korting": Field(Amount(), "wat de maatregel kost"),
        "bruto": Field(Amount(), "het ziekengeld over de periode"),
        "maatregel": Field(_MAATREGEL, "de hoogste maatregel", required=False),
        "overlijdensuitkering": Field(Amount(), "de overlijdensuitkering", required=False),
        "terug_te_vorderen": Field(Amount(), "wat te veel is betaald", required=False),
        "na_te_betalen": Field(Amount(), "wat te weinig is betaald", required=False),
    }
)
