"""The log in plain Dutch: what was done, to what, and through which door."""

from __future__ import annotations

from collections.abc import Mapping

from ontzorg.access.privileges import Privilege

REFUSED_ACTION = "geweigerd."
# Per kind of action: the heading in the choice, and each action in words.
KINDS: Mapping[str, Mapping[str, str]] = {
    "Bekeken": {
        "bsn.getoond": "BSN getoond",
        "dossier.bekeken": "Dossier bekeken",
        "dossier.gelezen": "Dossier gelezen",
        "dossiers.bekeken": "Lijst met dossiers bekeken",
        "export.gemaakt": "Bestand met een lijst gemaakt",
        "export.meegenomen": "Bestand met een lijst gedownload",
        "logboek.gedownload": "Logboek gedownload",
        "logboek.gelezen": "Logboek gelezen",
        "medewerker.bekeken": "Gegevens van een medewerker bekeken",
        "medewerkers.bekeken": "Lijst met medewerkers bekeken",
        "medewerkers.gezocht": "Medewerkers gezocht",
        "meldingen.bekeken": "Meldingen bekeken",
        "mijn_gegevens.gedownload": "Eigen gegevens gedownload",
        "mijn_pagina.bekeken": "Eigen pagina bekeken",
        "personeel.verschil_bekeken": "Verschillen met een personeelsbestand bekeken",
        "taak.bekeken": "Taak bekeken",
        "taken.bekeken": "Werklijst bekeken",
    },
    "Medisch": {
        "consult.gelezen": "Verslag van een consult gelezen",
        "consult.geschreven": "Verslag van een consult geschreven",
        "noodtoegang.geopend": "Medisch dossier geopend in nood",
    },
    "Gewijzigd": {
        "afdeling.toegevoegd": "Afdeling toegevoegd",
        "bsn.gewijzigd": "BSN gewijzigd",
        "bsn.teruggezet": "Vorig BSN teruggezet",
        "bsn.vastgelegd": "BSN vastgelegd",
        "dienstverband.gewijzigd": "Dienstverband gewijzigd",
        "dienstverband.toegevoegd": "Dienstverband toegevoegd",
        "dossier.toegewezen": "Dossier aan een collega gegeven",
        "feit.ingetrokken": "Stap uit een dossier gehaald",
        "feit.vastgelegd": "Stap in een dossier vastgelegd",
        "melding.afgewezen": "Melding afgewezen",
        "melding.bevestigd": "Melding bevestigd",
        "melding.vastgelegd": "Melding vastgelegd",
        "personeel.bestand_ontvangen": "Personeelsbestand ontvangen",
        "personeel.bestand_weggelegd": "Personeelsbestand weggelegd",
        "personeel.overgenomen": "Personeelsbestand overgenomen",
        "taak.afgerond": "Taak afgerond",
        "taak.teruggedraaid": "Taak weer open gezet",
        "taak.toegewezen": "Taak aan een collega gegeven",
        "verlof.ingetrokken": "Verlof uit een dossier gehaald",
        "verlof.vastgelegd": "Verlof vastgelegd",
        "werk.overgedragen": "Werk aan een collega overgedragen",
        "werkgever.gewijzigd": "Gegevens van een werkgever gewijzigd",
        "werkgever.toegevoegd": "Werkgever toegevoegd",
        "werknemer.gewijzigd": "Gegevens van een medewerker gewijzigd",
        "werknemer.losgemaakt": "Samenvoegen van medewerkers teruggedraaid",
        "werknemer.samengevoegd": "Twee keer dezelfde medewerker samengevoegd",
        "werknemer.toegevoegd": "Medewerker toegevoegd",
    },
    "Toegang": {
        "aanmelden.gekoppeld": "Aanmelden bij een andere organisatie gekoppeld",
        "aanmelden.gelukt": "Aangemeld",
        "aanmelden.geweigerd": "Aanmelden bij een andere organisatie geweigerd",
        "aanmelden.mislukt": "Aanmelden mislukt",
        "account.toegevoegd": "Gebruiker toegevoegd",
        "dubbele_rol": "Dubbele rol gevraagd",
        "huisstijl.gewijzigd": "Huisstijl gewijzigd",
        "mandaat.beeindigd": "Mandaat beëindigd",
        "mandaat.gegeven": "Mandaat gegeven",
        "mandaten.gevolgd": "Toegang aangepast aan de mandaten",
        "noodtoegang.gelezen": "Lijst met noodtoegang gelezen",
        "organisatie.gewijzigd": "Organisatie gewijzigd",
        "organisatie.toegevoegd": "Organisatie toegevoegd",
        "rol.beeindigd": "Rol beëindigd",
        "rol.gegeven": "Rol gegeven",
        "rol.verplaatst": "Rol naar een ander account",
        "rolnamen.gewijzigd": "Namen van rollen gewijzigd",
        "sessie.beeindigd": "Ergens anders uitgelogd",
        "sleutel.vernieuwd": "Hoofdsleutel vernieuwd",
        "toegang.gegeven": "Medewerker kreeg een account",
        "tweede_stap.herstelcodes": "Nieuwe herstelcodes gemaakt",
        "tweede_stap.mislukt": "Verkeerde code of passkey",
        "tweede_stap.toegevoegd": "Tweede stap ingesteld",
        "tweede_stap.verwijderd": "Tweede stap verwijderd",
        "uitnodiging.aangenomen": "Uitnodiging aangenomen",
        "uitnodiging.gestuit": "Uitnodiging kon niet worden gebruikt",
        "uitnodiging.verstuurd": "Medewerker uitgenodigd",
        "vervanging.geregeld": "Vervanging geregeld",
        "vervanging.gestopt": "Vervanging gestopt",
        "wachtwoord.gewijzigd": "Wachtwoord gewijzigd",
    },
}
WORDS: Mapping[str, str] = {
    action: words for kind in KINDS.values() for action, words in kind.items()
}
PRIVILEGES: Mapping[Privilege, str] = {
    Privilege.SEE_DOSSIERS: "dossiers bekijken",
    Privilege.SEE_INTAKE: "antwoorden bij een melding bekijken",
    Privilege.SEE_STAFF: "medewerkers bekijken",
    Privilege.SEE_CLIENTS: "werkgevers bekijken",
    Privilege.SEE_BSN: "een BSN bekijken",
    Privilege.MANAGE_STAFF: "medewerkers wijzigen",
    Privilege.REGISTER_MELDING: "een melding doen",
    Privilege.REPORT_OWN_SICKNESS: "zichzelf ziek melden",
    Privilege.CONFIRM_MELDING: "een melding bevestigen",
    Privilege.RECORD_VERLOF: "verlof vastleggen",
    Privilege.RECORD_FEIT: "een stap vastleggen",
    Privilege.COMPLETE_TASK: "een taak afronden",
    Privilege.ASSIGN_TASK: "werk verdelen",
    Privilege.NAME_DEPUTY: "vervanging regelen",
    Privilege.RECEIVE_BERICHT: "berichten inlezen",
    Privilege.SEE_OWN_DATA: "de eigen pagina van een medewerker openen",
    Privilege.READ_MEDICAL: "medische gegevens lezen",
    Privilege.READ_OWN_MEDICAL: "eigen medische gegevens lezen",
    Privilege.WRITE_MEDICAL: "medische gegevens schrijven",
    Privilege.OPEN_IN_EMERGENCY: "een medisch dossier openen in nood",
    Privilege.MANAGE_ACCESS: "toegang beheren",
    Privilege.READ_AUDIT: "het logboek lezen",
    Privilege.RUN_SYSTEM: "het systeem bedienen",
}
CHANNELS: Mapping[str, str] = {
    "web": "website",
    "job": "het systeem zelf",
    "cli": "opdrachtregel",
    "api": "koppeling",
    "demo": "demonstratie",
}


def action_in_words(action: str) -> str:
    """Return what was done; an action without words of its own is still readable."""
    if action.startswith(REFUSED_ACTION):
        return f"Mocht niet: {_privilege_in_words(action.removeprefix(REFUSED_ACTION))}"
    return WORDS.get(action) or action.replace("_", " ").replace(".", " ").capitalize()


def channel_in_words(channel: str, ip: str) -> str:
    """Return through which door someone came, and from which address."""
    door = CHANNELS.get(channel, channel)
    return f"{door}, {ip}" if ip else door


def _privilege_in_words(name: str) -> str:
    try:
        return PRIVILEGES[Privilege(name)]
    except (KeyError, ValueError):
        return name.replace("_", " ")
