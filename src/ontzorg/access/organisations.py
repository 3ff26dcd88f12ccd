"""What an organisation calls itself and its roles, and how its pages look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.contrast import ENOUGH, HEX, nearest_readable, readable_contrast
from ontzorg.access.errors import UserError
from ontzorg.access.models import Brand, Organisation
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.services import KIND_OF_PARTY, check_variant

LONGEST_WORD = 40
MOST_LOGO_BYTES = 200 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
WIDTH, HEIGHT = slice(16, 20), slice(20, 24)
SMALLEST_SIDE, LARGEST_SIDE = 28, 1200


def roles_of_kind(kind: str) -> tuple[Role, ...]:
    """Return the roles that people can have at an organisation of this kind."""
    return tuple(role for role in Role if KIND_OF_PARTY.get(role.party) == kind)


@transaction.atomic
def change_organisation(
    *, actor: Actor, organisation_id: int, name: str, kvk_number: str, variant: str
) -> Organisation:
    """Change the name, KvK-nummer and house norms of an organisation. Its kind never changes."""
    actor.require(Privilege.MANAGE_ACCESS)
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    if not name.strip():
        raise UserError("Vul de naam van de organisatie in.", field="name")
    check_variant(organisation.kind, variant)
    values = {"name": name.strip(), "kvk_number": kvk_number.strip(), "variant": variant}
    changed = [field for field, value in values.items() if getattr(organisation, field) != value]
    for field in changed:
        setattr(organisation, field, values[field])
    if changed:
        organisation.save(update_fields=changed)
        _log(actor, "organisatie.gewijzigd", organisation_id, changed)
    return organisation


@transaction.atomic
def change_role_names(
    *, actor: Actor, organisation_id: int, words: Mapping[Role, str]
) -> Organisation:
    """Set an organisation's own words for its roles (M014); an empty word is the usual one."""
    actor.require(Privilege.MANAGE_ACCESS)
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    kept = {role: " ".join(word.split()) for role, word in words.items()}
    for role, word in kept.items():
        _check_word(organisation, role, word)
    names = {role.value: word for role, word in kept.items() if word and word != role.label}
    if names != organisation.role_names:
        organisation.role_names = names
        organisation.save(update_fields=["role_names"])
        _log(actor, "rolnamen.gewijzigd", organisation_id, [role.value for role in kept])
    return organisation


@transaction.atomic
def set_brand(
    *, actor: Actor, organisation_id: int, name: str, colour: str, logo: bytes | None
) -> Brand:
    """Set how the pages of an organisation look; `logo` None keeps it, b"" takes it away."""
    actor.require(Privilege.MANAGE_ACCESS)
    brand, _ = Brand.objects.select_for_update().get_or_create(organisation_id=organisation_id)
    brand.name, brand.colour = " ".join(name.split()), _readable(colour.strip().lower())
    if logo is not None:
        brand.logo = _checked_logo(logo)
    brand.version = F("version") + 1
    brand.save()
    brand.refresh_from_db()
    _log(actor, "huisstijl.gewijzigd", organisation_id, ["name", "colour", "logo"])
    return brand


def _check_word(organisation: Organisation, role: Role, word: str) -> None:
    if role not in roles_of_kind(organisation.kind):
        raise UserError(f"De rol {role.label} past niet bij {organisation}.", field=role.value)
    if len(word) > LONGEST_WORD:
        raise UserError(
            f"Gebruik voor de naam van een rol niet meer dan {LONGEST_WORD} tekens.",
            field=role.value,
        )


def _readable(colour: str) -> str:
    """Return the colour; refuse one in which text cannot be read."""
    if not colour:
        return ""
    if not HEX.fullmatch(colour):
        raise UserError(
            "Schrijf de kleur als # met zes tekens, bijvoorbeeld #0b5f66.", field="colour"
        )
    found = readable_contrast(colour)
    if found < ENOUGH:
        contrast = f"{found:.1f}".replace(".", ",")
        raise UserError(
            f"Deze kleur is te licht om in te lezen: het contrast is {contrast} en moet 4,5 zijn. "
            f"Neem een donkerder kleur, bijvoorbeeld {nearest_readable(colour)}.",
            field="colour",
        )
    return colour


def _checked_logo(logo: bytes) -> bytes | None:
    """Return the picture; refuse what is not a PNG of a sensible size."""
    if not logo:
        return None
    if len(logo) > MOST_LOGO_BYTES:
        raise UserError("Dit logo is groter dan 200 kB. Maak het kleiner.", field="logo")
    if not logo.startswith(PNG):
        raise UserError("Kies een logo in de vorm van een PNG-bestand.", field="logo")
    sides = [int.from_bytes(logo[place]) for place in (WIDTH, HEIGHT)]
    if not all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in sides):
        raise UserError(
            f"Een logo is minstens {SMALLEST_SIDE} en hoogstens {LARGEST_SIDE} beeldpunten hoog en "
            f"breed. Dit is {sides[0]} bij {sides[1]}.",
            field="logo",
        )
    return logo


def _log(actor: Actor, action: str, organisation_id: int, fields: Iterable[str]) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_type="organisatie",
        object_id=organisation_id,
        fields=list(fields),
    )
