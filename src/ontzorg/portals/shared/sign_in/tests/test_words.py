"""Everyone signs in here: nothing says "je" or "u", and nothing is said in another language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from tests.harness.web import fill_in, text_of

from ontzorg.access.models import Account
from ontzorg.portals.shared.sign_in import words

TEMPLATES = Path(__file__).parents[2] / "templates"
ADDRESSING = re.compile(r"\b(u|uw|je|jou|jouw|jij)\b", re.IGNORECASE)
# Only professionals must have a second factor; what they read there speaks to them.
FOR_PROFESSIONALS = {"second_factor.html"}
FOLDERS = ("account", "mfa", "sign_in", "usersessions")
PAGES = [
    path
    for folder in FOLDERS
    for path in sorted((TEMPLATES / folder).rglob("*.*"))
    if path.name not in FOR_PROFESSIONALS
] + sorted(TEMPLATES.glob("4*.html"))


@pytest.mark.parametrize("planted", ["Uw wachtwoord", "Kies je code", "van jou"])
def test_a_page_that_addresses_someone_is_found(planted: str) -> None:
    assert ADDRESSING.search(planted)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_of_signing_in_addresses_someone(path: Path) -> None:
    assert not ADDRESSING.search(path.read_text("utf-8"))


def test_no_refusal_addresses_someone() -> None:
    said = {**words.ERRORS, **words.SECOND_STEP_ERRORS}
    assert [text for text in map(str, said.values()) if ADDRESSING.search(text)] == []


@pytest.mark.django_db
def test_a_wrong_password_is_told_in_our_own_words(client: Client) -> None:
    answer = fill_in(client, "/account/login/", login="a@voorbeeld.example", password="verkeerd")  # noqa: S106
    assert "horen niet bij elkaar" in text_of(answer)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("kort", "minstens 12 tekens"),
        ("1234567890qwertyuiop", "Veel mensen gebruiken"),
        ("karim.zonneveld", "lijkt te veel op"),
    ],
)
def test_a_password_is_refused_in_dutch(password: str, words: str) -> None:
    someone = Account(email="karim.zonneveld@voorbeeld.example", name="Karim Zonneveld")
    with pytest.raises(ValidationError) as refused:
        validate_password(password, someone)
    assert words in " ".join(refused.value.messages)
