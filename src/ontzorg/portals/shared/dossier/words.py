"""Words about a dossier: the days on which something ends, and who has been told."""

from __future__ import annotations

from ontzorg.verzuim.selectors import DossierView

END_LABELS = {
    "loondoorbetaling_laatste_dag": "Loon doorbetalen tot en met",
    "loonsanctie_laatste_dag": "Loonsanctie tot en met",
    "wachttijd_laatste_dag": "Wachttijd WIA tot en met",
    "wia_eerste_dag": "WIA mogelijk vanaf",
    "opzegverbod_laatste_dag": "Opzegverbod tot en met",
    "sluit_op": "Dossier sluit op",
}


def seen_by(view: DossierView) -> str:
    """Say which parties see a change at once; empty when nobody else works on the dossier."""
    person = view.person
    names = [
        name
        for name in (person.werkgever_name, person.arbodienst_name, person.reintegratiebedrijf_name)
        if name
    ]
    if not names:
        return ""
    return f"{join_names([*names, person.name])} zien dit meteen."


def join_names(names: list[str]) -> str:
    """Return "a, b en c"."""
    *first, last = names
    return f"{', '.join(first)} en {last}" if first else last
