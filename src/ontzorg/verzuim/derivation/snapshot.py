"""The outcome of the rules as JSON, to be stored with the dossier, and back as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ontzorg.rules.outcome import Step
from ontzorg.rules.wet.tijdlijn import DossierTijdlijn

END_DATES = (
    "loondoorbetaling_laatste_dag",
    "wachttijd_laatste_dag",
    "wia_eerste_dag",
    "opzegverbod_laatste_dag",
    "loonsanctie_laatste_dag",
)


def snapshot(tijdlijn: DossierTijdlijn) -> dict[str, Any]:
    """Return everything of the timeline but the milestones, which are kept as tasks."""
    return {
        "eerste_ziektedag": tijdlijn.eerste_ziektedag.isoformat(),
        "niet_meetellende_dagen": tijdlijn.niet_meetellende_dagen,
        "niet_meetellend": [
            {"start": part.start.isoformat(), "end": part.end.isoformat(), "soort": part.soort}
            for part in tijdlijn.niet_meetellend
        ],
        "ziekteperioden": [
            {
                "start": period.start.isoformat(),
                "hersteld_op": _iso(period.hersteld_op),
                "percentages": [[day.isoformat(), value] for day, value in period.percentages],
            }
            for period in tijdlijn.ziekteperioden
        ],
        "einden": {name: _iso(getattr(tijdlijn, name)) for name in END_DATES},
        "uitleg": {name: steps_json(steps) for name, steps in tijdlijn.uitleg.items()},
        "hersteld_op": _iso(tijdlijn.hersteld_op),
        "sluit_op": _iso(tijdlijn.sluit_op),
        "vlaggen": list(tijdlijn.vlaggen),
    }


def steps_json(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Return the steps of a trace as JSON."""
    return [
        {
            "rule": step.rule,
            "source": step.source,
            "inputs": [[name, value] for name, value in step.inputs.items()],
            "result": step.result,
            "text": step.text,
        }
        for step in steps
    ]


def read_day(raw: Mapping[str, Any], name: str) -> date | None:
    """Return a date out of a snapshot."""
    value = raw.get(name)
    return None if value is None else date.fromisoformat(value)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
