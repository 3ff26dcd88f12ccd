"""Finds the employer of a melding, and registers the person and employment it brings along."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from ontzorg.access.errors import UserError
from ontzorg.parties import selectors, services
from ontzorg.parties.services import WerknemerData

from . import people

if TYPE_CHECKING:
    from datetime import date

    from ontzorg.access.actors import Actor
    from ontzorg.parties.selectors import Dienstverband, Werkgever, Werknemer

    from . import berichten
    from .betekenis import Betekenis
    from .plan import IncomingMelding

UNKNOWN_WERKGEVER = (
    "Wij kennen deze werkgever niet. Controleer het aansluitnummer "
    "(AansltnrGeguitwlngArbdnst) en het KvK-nummer."
)
OTHER_PERSON = (
    "Dit nummer (IdWrknmr) hoort bij ons bij iemand anders. Controleer het nummer, de naam en "
    "de geboortedatum."
)
TOO_LONG = "{label} is te lang. Maak die korter."
BSN_LENGTH = 9
LONGEST = {"achternaam": 120, "tussenvoegsel": 20, "roepnaam": 60}


@dataclass(frozen=True, slots=True)
class Meegebracht:
    """The employment that a melding is about, and what the sender must know of it."""

    dienstverband: Dienstverband
    is_einde_changed: bool
    opmerkingen: tuple[str, ...]


def bring_along(
    *, actor: Actor, melding: IncomingMelding, betekenis: Betekenis, today: date
) -> Meegebracht:
    """Find or register employer, person and employment. Raises UserError with what to do."""
    werkgever = find_werkgever(actor, melding.werkgever)
    werknemer = _werknemer(actor, werkgever, melding.werknemer, betekenis, today)
    dienstverband = _dienstverband(actor, werknemer, melding.dienstverband)
    ends_on = melding.dienstverband.einddatum
    is_changed = ends_on is not None and ends_on != dienstverband.eindigt_op
    if is_changed:
        dienstverband = services.end_dienstverband(
            actor=actor,
            dienstverband_id=dienstverband.pk,
            eindigt_op=ends_on,
            version=dienstverband.version,
        )
    is_bad = people.has_bad_contact(melding.werknemer, betekenis)
    return Meegebracht(dienstverband, is_changed, (people.NOT_TAKEN,) if is_bad else ())


def find_werkgever(actor: Actor, given: berichten.Werkgever) -> Werkgever:
    """Return the employer with this connection number, or else with this KvK number."""
    visible = selectors.werkgevers_visible_to(actor)
    found = list(visible.filter(aansluitnummer=given.aansluitnummer)[:2])
    if not found and given.kvk_nummer:
        number = given.kvk_nummer.zfill(8)
        found = list(visible.filter(organisation__kvk_number=number)[:2])
    if len(found) != 1:
        raise UserError(UNKNOWN_WERKGEVER)
    return found[0]


def _werknemer(
    actor: Actor,
    werkgever: Werkgever,
    given: berichten.Werknemer,
    betekenis: Betekenis,
    today: date,
) -> Werknemer:
    """Return the person, registered or brought up to date."""
    data = people.person_data(given, betekenis)
    _check_lengths(data)
    known = _known_werknemer(actor, werkgever.pk, given)
    if known is None:
        werknemer = services.register_werknemer(
            actor=actor, werkgever_id=werkgever.pk, data=data, today=today
        )
    else:
        werknemer = _up_to_date(actor, known, data, today)
    if given.burgerservicenummer and _with_bsn(actor, werkgever.pk, given) != werknemer:
        number = given.burgerservicenummer.zfill(BSN_LENGTH)
        services.set_bsn(actor=actor, werknemer_id=werknemer.pk, bsn=number)
    return werknemer


def _with_bsn(actor: Actor, werkgever_id: int, given: berichten.Werknemer) -> Werknemer | None:
    """Return who has this BSN already."""
    if not given.burgerservicenummer:
        return None
    number = given.burgerservicenummer.zfill(BSN_LENGTH)
    return selectors.find_werknemer_by_bsn(actor, werkgever_id=werkgever_id, bsn=number)


def _check_lengths(data: WerknemerData) -> None:
    for name, longest in LONGEST.items():
        if len(getattr(data, name)) > longest:
            raise UserError(TOO_LONG.format(label=name.capitalize()))


def _known_werknemer(
    actor: Actor, werkgever_id: int, given: berichten.Werknemer
) -> Werknemer | None:
    """Return the person by the sender's number, by BSN, or by name and birth date."""
    staff = selectors.werknemers_visible_to(actor).filter(werkgever_id=werkgever_id)
    known = staff.filter(extern_id=given.identificatie).first()
    if known is not None:
        if given.geboortedatum != known.geboortedatum and given.achternaam != known.achternaam:
            raise UserError(OTHER_PERSON)
        return known
    known = _with_bsn(actor, werkgever_id, given)
    if known is not None:
        return known
    same = staff.filter(achternaam=given.achternaam, geboortedatum=given.geboortedatum)
    alike = list(same.filter(extern_id="")[:2])
    return alike[0] if len(alike) == 1 else None


def _up_to_date(actor: Actor, known: Werknemer, data: WerknemerData, today: date) -> Werknemer:
    old = WerknemerData(**{each.name: getattr(known, each.name) for each in fields(WerknemerData)})
    new = people.merged(data, old)
    if new == old:
        return known
    return services.change_werknemer(
        actor=actor, werknemer_id=known.pk, version=known.version, data=new, today=today
    )


def _dienstverband(
    actor: Actor, werknemer: Werknemer, given: berichten.Dienstverband
) -> Dienstverband:
    """Return the employment by the sender's number or its first day, or register it."""
    own = selectors.dienstverbanden_visible_to(actor).filter(werknemer_id=werknemer.pk)
    own = own.order_by("-begint_op", "-pk")
    known = own.filter(extern_id=given.identificatie).first()
    known = known or own.filter(extern_id="", begint_op=given.ingangsdatum).first()
    if known is not None:
        return known
    name = given.naam_organisatie_eenheid or given.code_organisatie_eenheid
    afdeling = services.register_afdeling(
        actor=actor,
        werkgever_id=werknemer.werkgever_id,
        name=name,
        code=given.code_organisatie_eenheid[:40],
    )
    return services.register_dienstverband(
        actor=actor,
        werknemer_id=werknemer.pk,
        data=people.employment_data(given, afdeling.pk),
    )
