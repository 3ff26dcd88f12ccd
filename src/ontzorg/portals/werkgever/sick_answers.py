"""From the answers of the two steps to one melding."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ontzorg.access.roles import Party
from ontzorg.portals.shared.forms.questions import ANSWERS, NO
from ontzorg.portals.werkgever.sick_forms import FirstQuestions, FollowUp
from ontzorg.rules.wet.melding import FULLY_SICK
from ontzorg.verzuim.selectors import Door, Soort
from ontzorg.verzuim.services import IntakeAnswers, NewMelding


def build_ziekmelding(
    first: FirstQuestions, follow_up: FollowUp, *, now: datetime, party: Party
) -> NewMelding:
    """Return the ziekmelding that these answers make."""
    answers = follow_up.cleaned_data
    contract = follow_up.contract or answers.get("contract_hours")
    return NewMelding(
        soort=Soort.ZIEKMELDING,
        day=first.cleaned_data["eerste_ziektedag"],
        percentage=round_percentage(answers["hours"], contract),
        verwacht_hersteld_op=first.verwacht_hersteld_op,
        vangnet=ANSWERS[answers["vangnet"]],
        verkeersongeval_derde=_accident(answers, "verkeersongeval_derde"),
        door=Door.WERKGEVER if party is Party.WERKGEVER else Door.CASEMANAGER,
        reported_at=_reported_at(answers, now),
        intake=IntakeAnswers(
            telefoon=answers["telefoon"],
            verpleegadres=answers["verpleegadres"],
            lopende_afspraken=answers["lopende_afspraken"],
            arbeidsongeval=_accident(answers, "arbeidsongeval"),
        ),
    )


def round_percentage(hours: Decimal | None, contract: Decimal | None) -> int:
    """Return which part of the contract is not worked, in whole percents; a half goes up."""
    if hours is None or not contract:
        return FULLY_SICK
    missed = FULLY_SICK * (contract - hours) / contract
    return int(missed.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _accident(answers: dict[str, Any], name: str) -> bool | None:
    """Return the answer; without an accident it is no."""
    return False if answers["had_accident"] == NO else ANSWERS[answers[name]]


def _reported_at(answers: dict[str, Any], now: datetime) -> datetime | None:
    """Return the moment that was answered; without one it is when the melding is recorded."""
    day: date | None = answers.get("reported_on")
    if day is None:
        return None
    moment = datetime.combine(day, answers.get("reported_time") or time.min, now.tzinfo)
    return moment if moment <= now else None
