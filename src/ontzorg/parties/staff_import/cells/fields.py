"""The columns that a staff file can have: name, other names, example and what may stand there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ontzorg.parties.staff_import.cells import dates, numbers, texts, words


class About(StrEnum):
    """What a column tells about."""

    PERSON = "persoon"
    WORK = "werk"
    CHECK = "controle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column. `others` are names that packages give it, in small letters without signs."""

    code: str
    label: str
    about: About
    read: Callable[[str], Any]
    limit: int
    example: str
    others: tuple[str, ...] = ()
    is_required: bool = False
    help: str = ""


def _person(code: str, label: str, limit: int, read: Callable[[str], Any], **more: Any) -> Field:
    return Field(code=code, label=label, about=About.PERSON, limit=limit, read=read, **more)


def _work(code: str, label: str, limit: int, read: Callable[[str], Any], **more: Any) -> Field:
    return Field(code=code, label=label, about=About.WORK, limit=limit, read=read, **more)


FIELDS: tuple[Field, ...] = (
    _work(
        "personeelsnummer",
        "Personeelsnummer",
        40,
        texts.read_text,
        example="1042",
        others=("persnr", "personeelsnr", "medewerkernummer", "medewerkernr", "pernr", "empnr"),
        help="Hieraan herkennen wij iemand in uw volgende bestand.",
    ),
    _person(
        "bsn",
        "BSN",
        20,
        numbers.read_bsn,
        example="900000004",
        others=("burgerservicenummer", "sofinummer", "sofinr", "bsnnummer", "bsnnr", "sofi"),
        help="Negen cijfers. Wij bewaren het versleuteld.",
    ),
    _person(
        "extern_id",
        "Sleutel van de medewerker",
        60,
        texts.read_text,
        example="M-1042",
        others=("medewerkerid", "werknemerid", "idwerknemer", "idwrknmr", "externesleutel"),
        help="Het nummer dat uw pakket aan de persoon geeft.",
    ),
    _person(
        "voorletters",
        "Voorletters",
        20,
        texts.read_initials,
        example="P.J.",
        others=("voorl", "initialen"),
        is_required=True,
    ),
    _person(
        "roepnaam",
        "Roepnaam",
        60,
        texts.read_name,
        example="Pia",
        others=("voornaam", "firstname"),
    ),
    _person(
        "tussenvoegsel",
        "Tussenvoegsel",
        20,
        texts.read_name,
        example="van der",
        others=("voorvoegsel", "voorvoegsels", "tussenvoegsels", "tussenv", "voorv", "tussen"),
    ),
    _person(
        "achternaam",
        "Achternaam",
        120,
        texts.read_name,
        example="Waterlander",
        others=("naam", "geboortenaam", "familienaam", "signnm", "lastname", "eigennaam"),
        is_required=True,
    ),
    _person(
        "naamgebruik",
        "Naamgebruik",
        40,
        words.read_name_use,
        example="eigen",
        others=("nmvrkrcd", "naamvoorkeur", "aanschrijfnaam"),
        help="Eigen, partner, partner-eigen of eigen-partner.",
    ),
    _person(
        "partner_tussenvoegsel",
        "Tussenvoegsel partner",
        20,
        texts.read_name,
        example="de",
        others=("voorvoegselpartner", "voorvoegselspartner", "partnertussenvoegsel"),
    ),
    _person(
        "partner_achternaam",
        "Achternaam partner",
        120,
        texts.read_name,
        example="Oeverloper",
        others=("partnerachternaam", "partnernaam", "naampartner", "geboortenaampartner"),
    ),
    _person(
        "geslacht",
        "Geslacht",
        20,
        words.read_sex,
        example="V",
        others=("gender", "sexe", "gslchtcd", "mv"),
        help="M, V of O. O is onbekend of anders.",
    ),
    _person(
        "geboortedatum",
        "Geboortedatum",
        40,
        dates.read_date,
        example="14-03-1990",
        others=("gebdatum", "gebdat", "geboren", "gebdt", "birthdate", "datumgeboorte"),
        is_required=True,
        help="Dag-maand-jaar.",
    ),
    _person(
        "email",
        "E-mailadres",
        254,
        texts.read_email,
        example="pia@voorbeeld.example",
        others=("email", "mail", "mailadres", "emailwerk", "emailzakelijk"),
    ),
    _person(
        "telefoon",
        "Telefoon",
        20,
        texts.read_phone,
        example="06 12345678",
        others=("telefoonnummer", "telnr", "tel", "mobiel", "mobielnummer", "gsm"),
    ),
    _person(
        "straat", "Straat", 120, texts.read_text, example="Dijkweg", others=("straatnaam", "street")
    ),
    _person(
        "huisnummer",
        "Huisnummer",
        20,
        texts.read_house_number,
        example="12a",
        others=("huisnr", "nummer", "huisnummertoevoeging"),
    ),
    _person(
        "adres",
        "Straat en huisnummer",
        140,
        texts.split_address,
        example="Dijkweg 12a",
        others=("adres", "straathuisnummer", "straatenhuisnr", "adresregel1", "woonadres"),
        help="Voor bestanden met straat en huisnummer in één kolom.",
    ),
    _person(
        "postcode",
        "Postcode",
        10,
        texts.read_text,
        example="1234 AB",
        others=("pc", "zip", "postalcode"),
    ),
    _person(
        "woonplaats",
        "Woonplaats",
        120,
        texts.read_text,
        example="Waterdam",
        others=("plaats", "stad", "city", "wnpl"),
    ),
    _person("land", "Land", 40, words.read_country, example="NL", others=("landcode", "country")),
    _person(
        "iban",
        "IBAN",
        42,
        numbers.read_iban,
        example="NL91 ABNA 0417 1643 00",
        others=("rekeningnummer", "bankrekening", "ibannummer", "bankrekeningnummer"),
        help="Wij bewaren het versleuteld.",
    ),
    _work(
        "dienstverband_id",
        "Sleutel van het dienstverband",
        60,
        texts.read_text,
        example="D-1042-1",
        others=("dienstverbandid", "iddienstverband", "iddnstvbnd", "dienstverbandnummer", "ikv"),
        help="Nodig als iemand twee dienstverbanden heeft met hetzelfde nummer.",
    ),
    _work(
        "begint_op",
        "In dienst",
        40,
        dates.read_date,
        example="01-02-2020",
        others=(
            "datumindienst",
            "indienstdatum",
            "begindatum",
            "ingangsdatum",
            "ingdat",
            "startdatum",
            "indienstsinds",
            "datumindiensttreding",
            "begindatumdienstverband",
        ),
        is_required=True,
        help="De eerste dag van het dienstverband.",
    ),
    _work(
        "eindigt_op",
        "Uit dienst",
        40,
        dates.read_date,
        example="",
        others=(
            "datumuitdienst",
            "uitdienstdatum",
            "einddatum",
            "enddat",
            "laatstewerkdag",
            "einddatumdienstverband",
        ),
        help="De laatste dag. Leeg betekent: er verandert niets.",
    ),
    _work(
        "afdeling",
        "Afdeling",
        120,
        texts.read_text,
        example="Bakkerij",
        others=("afdelingsnaam", "department", "team", "organisatieeenheid"),
        help="Een afdeling die wij niet kennen, maken wij aan.",
    ),
    _work(
        "functie",
        "Functie",
        120,
        texts.read_text,
        example="Bakker",
        others=("functienaam", "beroep", "functieomschrijving", "jobtitle"),
    ),
    _work(
        "uren_per_week",
        "Uren per week",
        20,
        numbers.read_hours,
        example="32",
        others=("uren", "contracturen", "urenweek", "arbeidsduur", "parttimeuren", "hoursperweek"),
    ),
    _work(
        "contractduur",
        "Soort contract",
        40,
        words.read_contract,
        example="onbepaald",
        others=("contractsoort", "contract", "contracttype", "bepaaldonbepaald", "soortcontract"),
        help="Bepaald of onbepaald.",
    ),
    Field(
        code="loonheffingennummer",
        label="Loonheffingennummer",
        about=About.CHECK,
        read=numbers.read_employer,
        limit=20,
        example="",
        others=("lhnr", "lhnummer", "loonheffingsnummer"),
        help="Dan zien wij of een regel bij een andere werkgever hoort.",
    ),
)
FIELD_OF: Mapping[str, Field] = {field.code: field for field in FIELDS}
# Without one of these, someone cannot be recognised in the next file.
KEYS = ("personeelsnummer", "bsn", "extern_id")
REQUIRED = tuple(field.code for field in FIELDS if field.is_required)
# These two are split or compared, and are no column of a person or an employment.
NOT_KEPT = frozenset({"adres", "loonheffingennummer"})


def label_of(code: str) -> str:
    """Return how a person knows this column; nothing for a fault of the whole row."""
    return FIELD_OF[code].label if code in FIELD_OF else ""
