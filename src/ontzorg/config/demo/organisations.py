"""The organisations of the demo book and the people who can sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import resources

from ontzorg.access import services
from ontzorg.access.actors import SYSTEM, Actor, Origin
from ontzorg.access.models import Organisation, OrganisationKind
from ontzorg.access.organisations import change_role_names, set_brand
from ontzorg.access.roles import Role
from ontzorg.access.selectors import actor_of

DOMAIN = "demo.ontzorg.example"
KIND = OrganisationKind
WARM_RED = "#8a3b12"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisations:
    """The organisations that serve the employers of the demo."""

    arbodiensten: tuple[Organisation, ...]
    reintegratie: Organisation
    verzekeraar: Organisation
    adviseur: Organisation
    beheer: Organisation
    controle: Organisation


def make_organisations() -> Organisations:
    """Add the organisations; each arbodienst has its own words and house norms."""
    noord = _make(KIND.ARBODIENST, "Arbodienst Noorderlicht", "arboned")
    zuid = _make(KIND.ARBODIENST, "Arbodienst Zuiderzon", "zorg_van_de_zaak")
    _use_words(noord, {Role.VERZUIMBEGELEIDER: "Procesregisseur"})
    _use_words(zuid, {Role.VERZUIMBEGELEIDER: "Inzetbaarheidscoach"})
    _use_look(zuid, "Zuiderzon", WARM_RED)
    return Organisations(
        arbodiensten=(noord, zuid),
        reintegratie=_make(KIND.REINTEGRATIE, "Re-integratie Weer Aan De Slag"),
        verzekeraar=_make(KIND.VERZEKERAAR, "Verzekeraar De Veilige Haven"),
        adviseur=_make(KIND.ADVISEUR, "Advieskantoor Goed Geregeld"),
        beheer=_make(KIND.BEHEER, "Ontzorg beheer"),
        controle=_make(KIND.BEHEER, "Onafhankelijke controle"),
    )


def make_person(
    key: str,
    name: str,
    role: Role,
    organisation: Organisation,
    start: date,
    *,
    afdeling_ids: tuple[int, ...] = (),
    werknemer_id: int | None = None,
    taakdelegatie: bool = False,
) -> Actor:
    """Add someone who can sign in with this role; return him as an actor."""
    account = services.create_account(actor=SYSTEM, email=f"{key}@{DOMAIN}", name=name)
    membership = services.add_membership(
        actor=SYSTEM,
        account=account,
        organisation=organisation,
        role=role,
        start=start,
        afdeling_ids=afdeling_ids,
        werknemer_id=werknemer_id,
        taakdelegatie=taakdelegatie,
    )
    return actor_of(membership, name=name, origin=Origin(channel="demo"))


def _make(kind: OrganisationKind, name: str, variant: str = "") -> Organisation:
    return services.register_organisation(actor=SYSTEM, kind=kind, name=name, variant=variant)


def _use_words(organisation: Organisation, words: dict[Role, str]) -> None:
    change_role_names(actor=SYSTEM, organisation_id=organisation.pk, words=words)


def _use_look(organisation: Organisation, name: str, colour: str) -> None:
    """Give an organisation a name, a colour and a logo of its own: a second brand to look at."""
    logo = (resources.files(__package__) / f"{name.lower()}.png").read_bytes()
    set_brand(actor=SYSTEM, organisation_id=organisation.pk, name=name, colour=colour, logo=logo)
