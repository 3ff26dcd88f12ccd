"""Where each role can go. Names are those of the URL table; the first is the home page."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from ontzorg.access.roles import Role
from ontzorg.portals.shared.presentation.shell import NavItem

Place = tuple[str, str, str]  # label, URL name, icon

WORK: Place = ("Mijn werk", "work", "checklist")
DEPUTIES: Place = ("Vervanging", "deputies", "users")
PLANNING: Place = ("Planning", "planning", "calendar-week")
MATRIX: Place = ("Wie ziet wat", "access-matrix", "eye")
SICK: Place = ("Ziek melden", "casemanager:sick-employers", "calendar-plus")
_CASE: tuple[Place, ...] = (
    WORK,
    ("Dossiers", "dossiers", "folder"),
    ("Wacht op meer", "parked", "clock-pause"),
    ("Werkgevers", "casemanager:clients", "building"),
    DEPUTIES,
    MATRIX,
)
_ARBO: tuple[Place, ...] = (
    WORK,
    ("Dossiers", "dossiers", "folder"),
    ("Werkgevers", "arbodienst:clients", "building"),
    DEPUTIES,
    MATRIX,
)
_INSURER: tuple[Place, ...] = (
    ("Werkgevers", "verzekeraar:clients", "building"),
    ("Verzuim", "verzekeraar:portfolio", "folder"),
    MATRIX,
)

PLACES: Mapping[Role, tuple[Place, ...]] = {
    Role.WERKGEVER_BEHEERDER: (
        ("Overzicht", "werkgever:home", "home"),
        ("Mijn werk", "work", "checklist"),
        ("Medewerkers", "werkgever:staff", "users"),
        ("Berichten", "werkgever:berichten", "file-import"),
        DEPUTIES,
        MATRIX,
    ),
    Role.LEIDINGGEVENDE: (
        ("Overzicht", "werkgever:home", "home"),
        ("Mijn werk", "work", "checklist"),
        ("Medewerkers", "werkgever:staff", "users"),
        MATRIX,
    ),
    Role.MEDEWERKER: (
        ("Mijn verzuim", "werknemer:home", "home"),
        ("Wie ziet wat", "werknemer:who-sees", "eye"),
        ("Wie keek mee", "werknemer:who-looked", "list-search"),
        ("Mijn gegevens", "werknemer:my-data", "download"),
    ),
    Role.ONTZORGMANAGER: (*_CASE[:2], SICK, *_CASE[2:4], PLANNING, *_CASE[4:]),
    Role.VERZUIMBEGELEIDER: _ARBO,
    Role.BEDRIJFSARTS: _ARBO,
    Role.PLANNER: (WORK, PLANNING, *_ARBO[1:]),
    Role.VERZEKERAAR_POLIS: (_INSURER[0], MATRIX),
    Role.VERZEKERAAR_CLAIMS: (_INSURER[1], _INSURER[0], MATRIX),
    Role.VERZEKERAAR_FINANCIEN: (_INSURER[0], MATRIX),
    Role.ADVISEUR: (("Werkgevers", "adviseur:clients", "building"), MATRIX),
    Role.AUDITOR: (
        ("Logboek", "beheer:audit", "list-search"),
        ("Noodtoegang", "beheer:emergencies", "lifebuoy"),
        MATRIX,
    ),
    Role.BEHEERDER: (
        ("Organisaties", "beheer:organisations", "building"),
        ("Gebruikers", "beheer:accounts", "users"),
        ("Mandaten", "beheer:mandates", "link"),
        ("Systeem", "beheer:system", "server"),
        MATRIX,
    ),
}


def home_url(role: Role) -> str:
    """Return the address of the page where this role starts."""
    return reverse(PLACES[role][0][1])


def nav_items(role: Role, path: str) -> list[NavItem]:
    """Return the navigation of this role; the place that `path` lies in is current."""
    items = [(label, reverse(name), icon) for label, name, icon in PLACES[role]]
    inside = [url for _, url, _ in items if path.startswith(url)]
    current = max(inside, key=len, default="")
    return [
        NavItem(label=label, url=url, icon=i, current=url == current) for label, url, i in items
    ]
