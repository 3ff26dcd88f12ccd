"""Why someone is not in a list, in words: whom this reader sees, and what can be the matter.

The page never tells whether a person exists. It says what the rights of the reader are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ontzorg.access.actors import Actor
from ontzorg.access.roles import Party, Role
from ontzorg.parties.selectors import afdelingen_visible_to, werkgevers_visible_to

MOST_NAMES = 12
ONLY_SELF = "Je ziet alleen je eigen gegevens. Die van anderen kan niemand hier opzoeken."
OF_CLIENTS = "de medewerkers van de werkgevers voor wie uw organisatie nu werkt"
WHOM: Mapping[Role, str] = {
    Role.WERKGEVER_BEHEERDER: "alle medewerkers van uw eigen organisatie",
    Role.LEIDINGGEVENDE: "de medewerkers van uw eigen afdelingen",
    Role.ONTZORGMANAGER: OF_CLIENTS,
    Role.VERZUIMBEGELEIDER: OF_CLIENTS,
    Role.BEDRIJFSARTS: OF_CLIENTS,
    Role.PLANNER: OF_CLIENTS,
    Role.VERZEKERAAR_CLAIMS: "de zieke medewerkers van de werkgevers die bij u verzekerd zijn",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that can be the matter, and what to do about it."""

    what: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPage:
    """The page."""

    lead: str
    places_label: str
    places: tuple[str, ...]
    more: int
    reasons: tuple[Reason, ...]


NAME = Reason(
    "De naam staat er anders in.",
    "Zoek op het begin van de achternaam, zonder tussenvoegsel, of op het personeelsnummer.",
)
OTHER_ROLE = Reason(
    "U werkt nu in een andere rol.",
    "Hebt u meer rollen? Kies bovenaan bij uw naam de rol waarin u deze persoon kent.",
)
ENDED = Reason(
    "Uw organisatie werkt niet meer, of nog niet, voor deze werkgever.",
    "Vraag de beheerder om het mandaat na te kijken. Op de dag dat het begint, ziet u iedereen.",
)
OF_PARTY: Mapping[Party, tuple[Reason, ...]] = {
    Party.WERKGEVER: (
        Reason(
            "De medewerker is nog niet toegevoegd.",
            "Vraag de beheerder van uw organisatie om de medewerker toe te voegen of in te lezen.",
        ),
        Reason(
            "De persoon werkt bij een andere werkgever, ook al hoort die bij dezelfde groep.",
            "Elke werkgever ziet alleen zijn eigen mensen. Vraag het aan die werkgever.",
        ),
    ),
    Party.ARBODIENST: (ENDED,),
    Party.REINTEGRATIE: (ENDED,),
    Party.VERZEKERAAR: (
        ENDED,
        Reason(
            "De persoon is niet ziek gemeld.",
            "U ziet alleen wie ziek is of was. Vraag de werkgever of er een melding is.",
        ),
    ),
}
OTHER_AFDELING = Reason(
    "De persoon werkt op een andere afdeling, of heeft nog geen afdeling.",
    "Vraag de beheerder van uw organisatie om de afdeling bij het dienstverband in te vullen.",
)


def build_why_page(actor: Actor) -> WhyPage:
    """Return what this reader sees, where, and why someone can be missing."""
    label, names = _places(actor)
    own = (OTHER_AFDELING,) if actor.role is Role.LEIDINGGEVENDE else ()
    if actor.party is Party.WERKNEMER:
        return WhyPage(lead=ONLY_SELF, places_label="", places=(), more=0, reasons=())
    whom = WHOM.get(actor.role, "alleen wat bij uw rol hoort")
    return WhyPage(
        lead=f"Als {actor.role_name or actor.role.label} ziet u {whom}.",
        places_label=label,
        places=tuple(names[:MOST_NAMES]),
        more=max(len(names) - MOST_NAMES, 0),
        reasons=(NAME, *own, *OF_PARTY.get(actor.party, ()), OTHER_ROLE),
    )


def _places(actor: Actor) -> tuple[str, list[str]]:
    if actor.role is Role.LEIDINGGEVENDE:
        return "Uw afdelingen", [one.name for one in afdelingen_visible_to(actor)]
    if actor.party is Party.WERKGEVER:
        return "Uw organisatie", [actor.organisation_name]
    return "De werkgevers voor wie u werkt", [str(one) for one in werkgevers_visible_to(actor)]
