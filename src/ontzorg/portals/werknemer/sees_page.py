"""Who sees what about me: read from the declared table that also governs the access."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ontzorg.access.actors import Actor
from ontzorg.access.roles import Party, Role
from ontzorg.access.selectors import organisation_names
from ontzorg.access.walls.declare import Category
from ontzorg.parties.selectors import Werknemer, werknemers_visible_to
from ontzorg.portals.shared.matrix import SHOWN, Sight, sight_of

# What each kind of data is in plain words, and why someone needs it.
MEANING: Mapping[Category, tuple[str, str]] = {
    Category.IDENTITY: (
        "Je naam, geboortedatum en hoe je te bereiken bent",
        "Om te weten om wie het gaat en om contact met je te houden.",
    ),
    Category.BSN: (
        "Je BSN",
        "Om je aan te melden bij UWV. Wie het opent, staat in je logboek.",
    ),
    Category.EMPLOYMENT: (
        "Je werk: functie, afdeling en uren",
        "Om samen te kijken welk werk je kunt doen.",
    ),
    Category.ABSENCE: (
        "Sinds wanneer je ziek bent en voor hoeveel procent",
        "Hiermee worden je loon en alle datums in je tijdlijn berekend.",
    ),
    Category.INTAKE: (
        "De antwoorden bij je ziekmelding",
        "Hoe je te bereiken bent en wat een collega moet overnemen. Nooit wat je hebt.",
    ),
    Category.STEPS: (
        "De stappen in je dossier",
        "Zodat iedereen op tijd doet wat de wet vraagt.",
    ),
    Category.LEAVE: (
        "Zwangerschaps- en bevallingsverlof",
        "Deze dagen tellen niet mee voor de 104 weken.",
    ),
    Category.MEDICAL: (
        "Je medische gegevens",
        "Alleen voor je begeleiding door de bedrijfsarts. Je werkgever en de verzekeraar zien dit "
        "nooit.",
    ),
    Category.AUDIT: (
        "Het logboek: wie naar je gegevens keek",
        "Zodat jij en de controleur kunnen zien of iedereen zich aan de regels houdt.",
    ),
}
PARTY_WORDS: Mapping[Party, str] = {
    Party.WERKGEVER: "Je werkgever",
    Party.ARBODIENST: "Arbodienst",
    Party.REINTEGRATIE: "Re-integratiebedrijf",
    Party.VERZEKERAAR: "Verzekeraar",
    Party.AUDIT: "Onafhankelijke controle",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """One organisation that sees a kind of data, and which people there."""

    name: str
    people: str
    adds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One kind of data: what it is, why someone sees it, who does and who does not."""

    title: str
    why: str
    viewers: tuple[Viewer, ...]
    blind: str


def build_sees_page(actor: Actor) -> list[Seen]:
    """Return each kind of data about this employee with who sees it."""
    names = _names(actor)
    return [_seen(category, names) for category in SHOWN if category in MEANING]


def _names(actor: Actor) -> dict[Party, str]:
    """Return the name of each party that has something to do with this employee."""
    me: Werknemer = werknemers_visible_to(actor).get(pk=actor.werknemer_id or 0)
    partners = {
        Party.ARBODIENST: me.arbodienst_id,
        Party.REINTEGRATIE: me.reintegratiebedrijf_id,
        Party.VERZEKERAAR: me.verzekeraar_id,
    }
    found = organisation_names(partners.values())
    outside = {party: found[pk] for party, pk in partners.items() if pk in found}
    return {Party.WERKGEVER: actor.organisation_name, **outside, Party.AUDIT: ""}


def _seen(category: Category, names: Mapping[Party, str]) -> Seen:
    title, why = MEANING[category]
    viewers = tuple(_viewers(category, names))
    seeing = {party for party in names if _roles(category, party)}
    blind = [PARTY_WORDS[party].lower() for party in names if party not in seeing]
    return Seen(title=title, why=why, viewers=viewers, blind=_join(blind))


def _viewers(category: Category, names: Mapping[Party, str]) -> Iterator[Viewer]:
    for party, name in names.items():
        roles = _roles(category, party)
        if not roles:
            continue
        label = f"{PARTY_WORDS[party]} · {name}" if name else PARTY_WORDS[party]
        adds = any(sight_of(category, role) is Sight.ADDS for role in roles)
        yield Viewer(name=label, people=_join([_role_word(role) for role in roles]), adds=adds)


def _roles(category: Category, party: Party) -> list[Role]:
    return [
        role
        for role in Role
        if role.party is party and sight_of(category, role) is not Sight.NOTHING
    ]


def _role_word(role: Role) -> str:
    if role is Role.LEIDINGGEVENDE:
        return "leidinggevende van je afdeling"
    return role.label[0].lower() + role.label[1:]


def _join(words: list[str]) -> str:
    return " en ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
