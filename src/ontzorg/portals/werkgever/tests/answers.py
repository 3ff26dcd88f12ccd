"""Answers to the questions of a ziekmelding, as a person would give them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone
from tests.harness.world import WERKNEMERS_A, dienstverband_of

KARIM = dienstverband_of(WERKNEMERS_A[1])
MIEKE = dienstverband_of(WERKNEMERS_A[2])
URL = "/werkgever/ziekmelden/"


def written(day: date) -> str:
    """Return a day as people type it."""
    return f"{day:%d-%m-%Y}"


def today() -> date:
    """Return the working day of the pages."""
    return timezone.localdate()


def first_step(**changes: str) -> dict[str, str]:
    """Return the three first answers."""
    answers = {
        "step": "first",
        "form_key": str(uuid4()),
        "dienstverband": str(KARIM),
        "eerste_ziektedag": written(today()),
        "expected": "7",
    }
    return answers | changes


def all_steps(**changes: str) -> dict[str, str]:
    """Return all answers for someone who is fully sick, at home, since today."""
    follow_up = {
        "step": "save",
        "is_full": "ja",
        "is_home": "ja",
        "has_handover": "nee",
        "had_accident": "nee",
        "vangnet": "nee",
    }
    return first_step() | follow_up | changes


def yesterday() -> date:
    """Return the day before today."""
    return today() - timedelta(days=1)
