"""T33: no mail tells of anyone's health, and none names a case, a person or a BSN."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.template import engines
from django.test import RequestFactory

from ontzorg import integrations
from ontzorg.portals import shared
from ontzorg.verzuim.medical_words import find_medical_words
from tests.harness.results import Tell

PACKAGES = (Path(integrations.__path__[0]), Path(shared.__path__[0]))
FOLDERS = (
    PACKAGES[0] / "mail" / "templates" / "mail",
    PACKAGES[1] / "templates" / "account" / "email",
    PACKAGES[1] / "templates" / "mfa" / "email",
)
TEMPLATES = sorted(path for folder in FOLDERS for path in folder.glob("*.txt"))
DATA_SETS = 20
HEALTH = re.compile(
    r"\bziek|verzuim|\bherstel(?!code)|\barts|bedrijfsarts|diagnos|klacht|behandel|medisch|consult"
    r"|arbeidsongeschikt|percentage|zwanger|re-?integratie|wia\b|beter gemeld",
    re.IGNORECASE,
)
# What a mail may hold. Everything else that a page knows gets a canary instead.
GIVEN: dict[str, Any] = {
    "home": "https://verzuim.example",
    "link": "https://verzuim.example/account/x",
    "password_reset_url": "https://verzuim.example/account/x",
    "late": 3,
    "week": 4,
    "device": "Firefox op Linux",
    "at": datetime(2026, 11, 22, 14, 0, tzinfo=UTC),
    "timestamp": datetime(2026, 11, 22, 14, 0, tzinfo=UTC),
    "sessions_path": "/account/sessions/",
    "ip": "192.0.2.7",
    "user_agent": "Firefox",
    "email": "iemand@voorbeeld.example",
    "from_email": "iemand@voorbeeld.example",
    "to_email": "ander@voorbeeld.example",
}
SECRET_NAMES = (
    *("account", "actor", "bsn", "consult", "diagnose", "dossier", "medewerker", "melding"),
    *("naam", "name", "note", "notitie", "percentage", "persoon", "reason", "reden", "taak"),
    *("task", "toelichting", "user", "user_display", "username", "werkgever", "werknemer"),
)


def problems(source: str) -> list[str]:
    """Return what this mail tells that no mail may tell, over all data sets."""
    found = [f"woord: {word}" for word in find_medical_words(source)]
    found += [f"gezondheid: {match}" for match in HEALTH.findall(source)]
    template = engines["django"].from_string(source)
    for _ in range(DATA_SETS):
        canary = f"Kanarie{uuid4().hex}"
        values = dict.fromkeys(SECRET_NAMES, canary) | GIVEN
        text = template.render(values, RequestFactory().get("/"))
        found += [f"kanarie in: {line}" for line in text.splitlines() if canary in line]
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_mail_tells_nothing(path: Path, tell: Tell) -> None:
    found = problems(path.read_text("utf-8"))
    tell("T33", tried=DATA_SETS, unit="mails", found=len(found))
    assert found == []


def test_every_kind_of_mail_is_looked_at() -> None:
    assert len(TEMPLATES) > 25
    assert {path.parent for path in TEMPLATES} == set(FOLDERS)


@pytest.mark.planted("T33")
@pytest.mark.parametrize(
    "planted",
    [
        "Er is een ziekmelding binnengekomen.",
        "U bent 40 procent arbeidsongeschikt.",
        "Uw afspraak met de bedrijfsarts is morgen.",
        "Het gaat over {{ naam }}.",
        "Beste {{ werknemer.name }},{{ werknemer }}",
        "Reden: {% if reden %}{{ reden|upper|lower|title }}{{ reden }}{% endif %}",
        "Hij heeft griep.",
    ],
)
def test_a_mail_that_tells_is_seen(planted: str) -> None:
    assert problems(planted)
