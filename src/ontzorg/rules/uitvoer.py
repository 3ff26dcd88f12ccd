"""Write a timeline as JSON values; the form is a stable interface.

Hours, names and reasons have no place here: only dates, codes and their explanation.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ontzorg.rules.outcome import Step
from ontzorg.rules.wet.mijlpaal import Mijlpaal
from ontzorg.rules.wet.tijdlijn import DossierTijdlijn, Tijdlijn


def tijdlijn_to_json(tijdlijn: Tijdlijn) -> dict[str, Any]:
    """Return the timeline as JSON values: dates ISO or null, oldest dossier first."""
    return {"dossiers": [_dossier(dossier) for dossier in tijdlijn.dossiers]}


def step_to_json(step: Step) -> dict[str, Any]:
    """Return one step of a derivation as JSON values."""
    return {
        "regel": step.rule,
        "bron": step.source,
        "invoer": dict(step.inputs),
        "uitkomst": step.result,
        "tekst": step.text,
    }


def _dossier(dossier: DossierTijdlijn) -> dict[str, Any]:
    return {
        "eerste_ziektedag": _iso(dossier.eerste_ziektedag),
        "niet_meetellende_dagen": dossier.niet_meetellende_dagen,
        "loondoorbetaling_laatste_dag": _iso(dossier.loondoorbetaling_laatste_dag),
        "wachttijd_laatste_dag": _iso(dossier.wachttijd_laatste_dag),
        "wia_eerste_dag": _iso(dossier.wia_eerste_dag),
        "opzegverbod_laatste_dag": _iso(dossier.opzegverbod_laatste_dag),
        "loonsanctie_laatste_dag": _iso(dossier.loonsanctie_laatste_dag),
        "vlaggen": list(dossier.vlaggen),
        "mijlpalen": [_mijlpaal(mijlpaal) for mijlpaal in dossier.mijlpalen],
    }


def _mijlpaal(mijlpaal: Mijlpaal) -> dict[str, Any]:
    return {
        "code": mijlpaal.code,
        "wettelijk_uiterlijk": _iso(mijlpaal.wettelijk_uiterlijk),
        "taakdatum": _iso(mijlpaal.taakdatum),
        "coulancedatum": _iso(mijlpaal.coulancedatum),
        "vanaf": _iso(mijlpaal.vanaf),
        "soort": mijlpaal.soort,
        "bron": mijlpaal.bron,
        "stappen": [step_to_json(step) for step in mijlpaal.stappen],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
