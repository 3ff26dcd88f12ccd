"""The columns about a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ontzorg.parties.staff_import.cells import dates, numbers, texts, words
from ontzorg.parties.staff_import.cells.field import About, Field


def _person(code: str, label: str, limit: int, read: Callable[[str], Any], **more: Any) -> Field:
    return Field(code=code, label=label, about=About.PERSON, limit=limit, read=read, **more)


PERSON_FIELDS: tuple[Field, ...] = (
    _person(
        "bsn",
        "BSN",
        20,
        numbers.read_bsn,
        example="900000004",
        others=(
            "burgerservicenummer",
            "burgerservicenr",
            "sofinummer",
            "sofinr",
            "bsnnummer",
            "bsnnr",
            "sofi",
        ),
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
)
