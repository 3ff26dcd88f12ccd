"""No mail tells who is meant, or that someone is ill: it says that something is ready."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from uuid import uuid4

import pytest
from django.core import mail
from django.template import Context, Engine
from django.utils import timezone

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.models import Account, OutboxMessage
from ontzorg.config.jobs import deliver
from ontzorg.integrations.mail import digests, notices
from ontzorg.integrations.mail.letter import caused_by, send_letter
from ontzorg.verzuim.medical_words import find_medical_words
from ontzorg.verzuim.tests.play import TODAY, ago, report

TEMPLATES = resources.files("ontzorg.integrations.mail") / "templates" / "mail"
# What may not be in a mail, beside the medical words: it would tell that someone is ill.
TELLING = re.compile(
    r"ziek|verzuim|herstel|beter|arts|verlof|re-?integratie|uwv|wia", re.IGNORECASE
)
NAMES = re.compile(r"Boterbloem|Zonneveld|Overduin|Klinkhamer", re.IGNORECASE)
FORMAL = re.compile(r"\b(u|uw)\b", re.IGNORECASE)
FAULTS = (
    "Goedendag, Karim Boterbloem heeft een taak voor u.",
    "Er is een ziekmelding.",
    "Zij heeft een burn-out.",
    "De bedrijfsarts wacht op u.",
)


def faults_of(text: str) -> list[str]:
    """Return what a mail tells that it may not tell."""
    found = [match.group() for match in (TELLING.search(text), NAMES.search(text)) if match]
    return found + list(find_medical_words(text))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_telling_mail_is_found(fault: str) -> None:
    assert faults_of(fault)


@pytest.mark.parametrize("path", sorted(Path(str(TEMPLATES)).iterdir()), ids=lambda path: path.name)
def test_no_template_tells_anything(path: Path) -> None:
    text = path.read_text("utf-8")
    assert faults_of(text) == []
    assert "name" not in re.findall(r"\w+", "".join(re.findall(r"{[{%].*?[%}]}", text)))


@pytest.mark.parametrize(("late", "week"), [(1, 0), (0, 1), (2, 3)])
def test_the_employee_is_addressed_informally(late: int, week: int) -> None:
    text = _written("digest_werknemer", late=late, week=week)
    assert not FORMAL.search(text)
    assert "je" in text


@pytest.mark.login("jobs")
@pytest.mark.django_db
def test_digests_go_to_those_with_work_and_tell_nothing() -> None:
    report("ziekmelding", ago(60), who=SYSTEM)
    queued = _send_digests(timezone.localdate())
    assert queued == len(mail.outbox) > 2
    assert [fault for letter in mail.outbox for fault in faults_of(_whole(letter))] == []
    assert not [letter for letter in mail.outbox if _name_of(letter.to[0]) in _whole(letter)]


@pytest.mark.login("jobs")
@pytest.mark.django_db
def test_a_digest_of_yesterday_is_not_sent() -> None:
    report("ziekmelding", ago(60), who=SYSTEM)
    assert _send_digests(timezone.localdate() - timedelta(days=1)) > 2
    assert mail.outbox == []


@pytest.mark.login("jobs")
@pytest.mark.django_db
def test_a_repeated_letter_keeps_its_number_and_another_one_gets_its_own() -> None:
    first, second = uuid4(), uuid4()
    for cause in (first, first, second):
        with caused_by(cause):
            send_letter(to="x@voorbeeld.example", subject="Klaar", template="melding_awaits")
    numbers = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert numbers[0] == numbers[1] != numbers[2]


@pytest.mark.login("jobs")
@pytest.mark.django_db
def test_the_invitation_has_a_link_and_no_name() -> None:
    with acting_as(SYSTEM):
        account = Account.objects.order_by("pk").first()
        assert account is not None
        notices.account_invited(account.pk)
    (letter,) = mail.outbox
    assert "/account/" in letter.body
    assert account.name not in _whole(letter)
    assert faults_of(_whole(letter)) == []


@pytest.mark.login("jobs")
@pytest.mark.django_db
def test_a_melding_of_the_employee_is_mailed_to_the_employer_once() -> None:
    report("ziekmelding", TODAY, who=SYSTEM, door="werknemer")
    with acting_as(SYSTEM):
        waiting = OutboxMessage.objects.get(topic="verzuim.melding.awaits")
    for _ in range(2):
        deliver(str(waiting.message_id))
    (letter,) = mail.outbox
    assert letter.subject == "Er staat een melding voor u klaar"
    assert faults_of(_whole(letter)) == []


def _send_digests(day: date) -> int:
    """Queue the digests of a day, deliver all of them twice, and tell how many there were."""
    with acting_as(SYSTEM):
        queued = digests.queue_all(today=day)
        waiting = list(OutboxMessage.objects.filter(topic=digests.TOPIC))
    for message in [*waiting, *waiting]:
        deliver(str(message.message_id))
    return queued


def _written(template: str, **values: object) -> str:
    text = (TEMPLATES / f"{template}.txt").read_text("utf-8")
    return Engine().from_string(text).render(Context({"home": "https://ontzorg.example", **values}))


def _whole(letter: mail.EmailMessage) -> str:
    return f"{letter.subject}\n{letter.body}"


def _name_of(address: str) -> str:
    with acting_as(SYSTEM):
        return Account.objects.get(email=address).name
