"""Registers and changes people."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.errors import ConflictError, UserError
from ontzorg.parties.models import Werknemer
from ontzorg.parties.selectors import werkgevers_visible_to, werknemers_visible_to
from ontzorg.parties.services.rights import require_staff_rights
from ontzorg.parties.services.werkgevers import served_by
from ontzorg.rules.dates import FIRST_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class WerknemerData:
    """What an employer keeps of a person: name, birth date and how to reach him."""

    voorletters: str
    achternaam: str
    geboortedatum: date
    roepnaam: str = ""
    tussenvoegsel: str = ""
    geslacht: str = "O"
    extern_id: str = ""
    email: str = ""
    telefoon: str = ""
    straat: str = ""
    huisnummer: str = ""
    postcode: str = ""
    woonplaats: str = ""
    land: str = "NL"


@transaction.atomic
def register_werknemer(
    *, actor: Actor, werkgever_id: int, data: WerknemerData, today: date
) -> Werknemer:
    """Add a person to an employer."""
    require_staff_rights(actor)
    werkgever = werkgevers_visible_to(actor).get(pk=werkgever_id)
    _check(data, today)
    _check_extern_id_is_free(werkgever.pk, data.extern_id)
    werknemer = Werknemer.objects.create(
        werkgever=werkgever, **asdict(data), **served_by(werkgever)
    )
    _log(actor, "werknemer.toegevoegd", werknemer, ())
    return werknemer


@transaction.atomic
def change_werknemer(
    *, actor: Actor, werknemer_id: int, version: int, data: WerknemerData, today: date
) -> Werknemer:
    """Replace what is kept of a person. Raises ConflictError when `version` is not the last."""
    require_staff_rights(actor)
    werknemer = werknemers_visible_to(actor).get(pk=werknemer_id)
    _check(data, today)
    if data.extern_id != werknemer.extern_id:
        _check_extern_id_is_free(werknemer.werkgever_id, data.extern_id)
    values = asdict(data)
    fields = [name for name, value in values.items() if getattr(werknemer, name) != value]
    same = Werknemer.objects.filter(pk=werknemer.pk, version=version)
    if not same.update(**values, version=F("version") + 1):
        raise ConflictError
    _log(actor, "werknemer.gewijzigd", werknemer, fields)
    werknemer.refresh_from_db()
    return werknemer


def check_email(email: str) -> None:
    """Refuse what is no e-mail address."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise UserError(
            "Dit is geen e-mailadres. Vul het in als naam@bedrijf.nl.", field="email"
        ) from error


def _check(data: WerknemerData, today: date) -> None:
    if not data.achternaam.strip():
        raise UserError("Vul de achternaam in.", field="achternaam")
    if not data.voorletters.strip():
        raise UserError("Vul de voorletters in.", field="voorletters")
    if not FIRST_DAY <= data.geboortedatum <= today:
        raise UserError("Vul een geboortedatum in die kan kloppen.", field="geboortedatum")
    if data.email:
        check_email(data.email)


def _check_extern_id_is_free(werkgever_id: int, extern_id: str) -> None:
    taken = Werknemer.objects.filter(werkgever_id=werkgever_id, extern_id=extern_id)
    if extern_id and taken.exists():
        raise UserError(
            "Dit nummer is al van een andere medewerker. Kies een ander nummer.", field="extern_id"
        )


def _log(actor: Actor, action: str, werknemer: Werknemer, fields: list[str] | tuple[()]) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_type="werknemer",
        object_id=werknemer.pk,
        werkgever_id=werknemer.werkgever_id,
        werknemer_ids=[werknemer.pk],
        fields=fields,
    )
