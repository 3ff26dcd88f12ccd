"""Looks for what may not be there: medical words, BSNs and names of other people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.security.artefacts import faces_of
from tests.security.cases import MARK, Case
from tests.security.crawl import Visit
from tests.security.expectations import SEES

DOCTORS = {0: ("bedrijfsarts", "verzuimbegeleider"), 1: ("bedrijfsarts_b",)}
DOCTORS[2] = DOCTORS[0]
SELF = {0: "medewerker", 1: "medewerker_b"}
EMPLOYER = {0: "werkgever_beheerder", 1: "werkgever_beheerder_b", 2: "werkgever_beheerder"}
NAMES = {0: "Boterbloem", 1: "Klinkhamer", 2: "Overduin"}


@dataclass(frozen=True)
class Secret:
    """A text, and the people who may find it on a page."""

    text: str
    what: str
    allowed: frozenset[str]


def secrets_of(cases: tuple[Case, ...]) -> list[Secret]:
    """Return all secrets of these cases with the people who may see each."""
    return [secret for number, case in enumerate(cases) for secret in _of_case(number, case)]


def leaks(visit: Visit, secrets: list[Secret]) -> list[str]:
    """Return the secrets in an answer that this person may not see."""
    text = "\n".join([visit.url, visit.body, *visit.headers.values(), *visit.cookies])
    found = [
        f"{secret.what} bij {visit}"
        for secret in secrets
        if visit.who not in secret.allowed and secret.text in text
    ]
    return found + [f"{fault} bij {visit}" for fault in disguised(text)]


def disguised(text: str) -> list[str]:
    """Return the ways in which a medical text is there, but not as plain words."""
    return [name for name, face in _FACES if face in text]


def plain(text: str, secrets: list[Secret]) -> list[str]:
    """Return what a log line, message or query holds that belongs on no such place at all."""
    kept = [secret.what for secret in secrets if secret.what != "naam" and secret.text in text]
    return kept + disguised(text)


def _of_case(number: int, case: Case) -> Iterator[Secret]:
    own = {SELF[number]} if number in SELF else set()
    for note in case.secrets.notes:
        yield Secret(note, "medische notitie", frozenset({*DOCTORS[number], *own}))
    yield Secret(case.secrets.bsn, "BSN", frozenset({EMPLOYER[number], *own}))
    seers = {who for who, sees in SEES.items() if number in sees}
    yield Secret(NAMES[number], "naam", frozenset(seers))


_FACES = tuple(faces_of(MARK))
