"""A person and an employment of a message, in the fields that we keep. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ontzorg.parties.services import DienstverbandData, WerknemerData

from .betekenis import Contact, SoortAdres

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .berichten import AdresBuitenland, AdresNederland, Dienstverband, Werknemer
    from .betekenis import Betekenis

PHONE_LENGTH = 20
NOT_TAKEN = "Een telefoonnummer of e-mailadres is niet overgenomen, want het klopt niet."
HOME = "NL"


def person_data(werknemer: Werknemer, betekenis: Betekenis) -> WerknemerData:
    """Return what we keep of a person; a contact that cannot be right stays empty."""
    person = WerknemerData(
        voorletters=werknemer.voorletters,
        achternaam=werknemer.achternaam,
        geboortedatum=werknemer.geboortedatum,
        roepnaam=werknemer.roepnaam or "",
        tussenvoegsel=werknemer.voorvoegsels or "",
        geslacht=werknemer.geslacht,
        extern_id=werknemer.identificatie,
        telefoon=_first_good(werknemer, Contact.TELEFOON, betekenis),
        email=_first_good(werknemer, Contact.EMAIL, betekenis),
    )
    address = _address(werknemer, SoortAdres.WOONADRES, betekenis)
    return replace(person, **_address_fields(address)) if address else person


def merged(new: WerknemerData, old: WerknemerData) -> WerknemerData:
    """Return `new`, with what it does not say taken from `old`. An address counts as a whole."""
    told = {
        name: getattr(old, name)
        for name in ("roepnaam", "tussenvoegsel", "telefoon", "email")
        if not getattr(new, name)
    }
    if not new.woonplaats:
        names = ("straat", "huisnummer", "postcode", "woonplaats", "land")
        told.update({name: getattr(old, name) for name in names})
    return replace(new, **told)


def has_bad_contact(werknemer: Werknemer, betekenis: Betekenis) -> bool:
    """Tell whether a telephone number or mail address was left out."""
    return any(
        not _is_good(contact, each.waarde)
        for each in werknemer.communicatie
        for contact, soorten in betekenis.soort_communicatie.items()
        if each.soort in soorten
    )


def nursing_address(werknemer: Werknemer, betekenis: Betekenis) -> str:
    """Return where the person is nursed, on one line; without the name of the place."""
    address = _address(werknemer, SoortAdres.VERPLEEGADRES, betekenis)
    if address is None:
        return ""
    fields = _address_fields(address)
    street = f"{fields['straat']} {fields['huisnummer']}".strip()
    place = f"{fields['postcode']} {fields['woonplaats']}".strip()
    return f"{street}, {place}"


def employment_data(dienstverband: Dienstverband, afdeling_id: int | None) -> DienstverbandData:
    """Return what we keep of an employment; a contract without hours has none."""
    return DienstverbandData(
        begint_op=dienstverband.ingangsdatum,
        eindigt_op=dienstverband.einddatum,
        afdeling_id=afdeling_id,
        functie=dienstverband.functie or "",
        uren_per_week=dienstverband.contracturen_per_week or None,
        personeelsnummer=dienstverband.personeelsnummer or "",
        extern_id=dienstverband.identificatie,
    )


def _first_good(werknemer: Werknemer, contact: Contact, betekenis: Betekenis) -> str:
    """Return the first contact of this kind that can be right, in the order of the table."""
    for soort in betekenis.soort_communicatie[contact]:
        for each in werknemer.communicatie:
            if each.soort == soort and _is_good(contact, each.waarde):
                return each.waarde
    return ""


def _is_good(contact: Contact, value: str) -> bool:
    if contact is Contact.TELEFOON:
        return len(value) <= PHONE_LENGTH and any(letter.isdigit() for letter in value)
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


def _address(
    werknemer: Werknemer, soort: SoortAdres, betekenis: Betekenis
) -> AdresNederland | AdresBuitenland | None:
    addresses: Iterable[AdresNederland | AdresBuitenland] = (
        *werknemer.adressen_nederland,
        *werknemer.adressen_buitenland,
    )
    code = betekenis.soort_adres[soort]
    return next((each for each in addresses if each.soort == code), None)


def _address_fields(address: AdresNederland | AdresBuitenland) -> dict[str, Any]:
    addition = getattr(address, "huisnummertoevoeging", None) or ""
    return {
        "straat": address.straat or "",
        "huisnummer": f"{address.huisnummer} {addition}".strip(),
        "postcode": address.postcode or "",
        "woonplaats": address.woonplaats,
        "land": getattr(address, "landcode", HOME),
    }
