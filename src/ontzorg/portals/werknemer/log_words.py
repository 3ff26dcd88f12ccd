"""The log in words that the person it is about understands."""

from __future__ import annotations

from collections.abc import Mapping

from ontzorg.access.roles import Role

UNKNOWN = "gebruikte je gegevens"
WHAT: Mapping[str, str] = {
    "bsn.getoond": "bekeek je BSN",
    "bsn.gewijzigd": "verving je BSN door een ander nummer",
    "bsn.teruggezet": "zette je vorige BSN terug",
    "bsn.vastgelegd": "legde je BSN vast",
    "consult.gelezen": "las een verslag in je medisch dossier",
    "consult.geschreven": "schreef een verslag in je medisch dossier",
    "dienstverband.gewijzigd": "wijzigde je dienstverband",
    "dienstverband.toegevoegd": "voegde je dienstverband toe",
    "demo.ingelezen": "las je gegevens in",
    "dossier.bekeken": "bekeek je dossier",
    "dossier.toegewezen": "koos wie je dossier begeleidt",
    "dossiers.bekeken": "zag je in de lijst met dossiers",
    "export.meegenomen": "nam je gegevens mee in een bestand",
    "feit.ingetrokken": "haalde een stap uit je dossier",
    "feit.vastgelegd": "zette een stap in je dossier",
    "medewerker.bekeken": "bekeek je gegevens",
    "medewerkers.bekeken": "zag je in de lijst met medewerkers",
    "medewerkers.gezocht": "zag je naam bij het zoeken",
    "melding.afgewezen": "was het niet eens met je melding",
    "melding.bevestigd": "bevestigde je melding",
    "melding.vastgelegd": "legde een melding over je vast",
    "meldingen.bekeken": "zag een melding over je",
    "mijn_gegevens.gedownload": "downloadde je gegevens",
    "mijn_pagina.bekeken": "bekeek je eigen pagina",
    "noodtoegang.geopend": "opende in nood je medisch dossier",
    "personeel.overgenomen.gewijzigd": "wijzigde je gegevens met een bestand",
    "personeel.overgenomen.toegevoegd": "voegde je toe als medewerker met een bestand",
    "personeel.teruggedraaid.gewijzigd": "zette je gegevens terug zoals ze waren",
    "personeel.teruggedraaid.toegevoegd": "haalde je weer weg als medewerker",
    "personeel.verschil_bekeken": "zag je bij het inlezen van medewerkers",
    "taak.afgerond": "rondde een stap in je dossier af",
    "taak.bekeken": "bekeek een stap in je dossier",
    "taak.teruggedraaid": "zette een stap in je dossier weer open",
    "taak.toegewezen": "gaf een stap in je dossier aan een collega",
    "taken.bekeken": "zag je in de werklijst",
    "toegang.gegeven": "maakte je account",
    "uitnodiging.aangenomen": "opende je eigen pagina voor het eerst",
    "uitnodiging.gestuit": "kon op dit e-mailadres geen account voor je maken",
    "uitnodiging.verstuurd": "nodigde je uit om je eigen pagina te openen",
    "verlof.ingetrokken": "haalde verlof uit je dossier",
    "verlof.vastgelegd": "legde je verlof vast",
    "werk.overgedragen": "gaf de begeleiding van je dossier aan een collega",
    "werknemer.gewijzigd": "wijzigde je gegevens",
    "werknemer.losgemaakt": "draaide het samenvoegen van je gegevens terug",
    "werknemer.samengevoegd": "voegde dubbele gegevens van je samen",
    "werknemer.toegevoegd": "voegde je toe als medewerker",
}
_CASE = "begeleidt je bij je terugkeer naar werk"
WHY: Mapping[str, str] = {
    Role.WERKGEVER_BEHEERDER: "je werkgever regelt je loon en je terugkeer naar werk",
    Role.LEIDINGGEVENDE: "je leidinggevende regelt je werk en je terugkeer",
    Role.MEDEWERKER: "dit deed je zelf",
    Role.ONTZORGMANAGER: _CASE,
    Role.VERZUIMBEGELEIDER: _CASE,
    Role.BEDRIJFSARTS: "geeft advies over wat je kunt",
    Role.PLANNER: "plant afspraken bij de arbodienst",
    Role.VERZEKERAAR_CLAIMS: "betaalt een deel van je loon terug aan je werkgever",
    Role.AUDITOR: "controleert of iedereen zich aan de regels houdt",
    Role.SYSTEM: "het systeem houdt je datums bij",
}


def what_in_words(action: str) -> str:
    """Return what was done."""
    return WHAT.get(action, UNKNOWN)


def why_in_words(role: str, purpose: str) -> str:
    """Return the purpose that was given, else why someone in this role needs to."""
    return purpose[0].lower() + purpose[1:] if purpose else WHY.get(role, "hoort bij zijn werk")
