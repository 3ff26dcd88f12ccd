"""A message is delivered once; one that fails stays, is counted, and is tried again."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.harness import world

from ontzorg.access import outbox
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.models import Organisation, OutboxMessage
from ontzorg.config import jobs

pytestmark = [pytest.mark.login("jobs"), pytest.mark.django_db]
TOPIC = "test.topic"
SOURCE = Path(jobs.__file__).parents[1]


class Handler:
    """Fails as often as told, and remembers for which employers it was called."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.called: list[int] = []

    def __call__(self, werkgever_id: int) -> None:
        Organisation.objects.filter(pk=werkgever_id).update(name="Halverwege gewijzigd")
        if self.failures:
            self.failures -= 1
            raise ConnectionError("mail voor Karim Boterbloem kwam niet aan")
        self.called.append(werkgever_id)


def test_a_message_is_delivered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    handler, message = _prepare(monkeypatch, failures=0)
    for _ in range(2):
        jobs.deliver(str(message.message_id))
    assert handler.called == [world.WERKGEVER_A]
    assert _state(message) == (True, 1, "")


def test_a_failure_is_counted_and_leaves_nothing_half_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handler, message = _prepare(monkeypatch, failures=1)
    with pytest.raises(ConnectionError):
        jobs.deliver(str(message.message_id))
    assert handler.called == []
    assert _state(message) == (False, 1, "ConnectionError")
    with acting_as(SYSTEM):
        assert Organisation.objects.get(pk=world.WERKGEVER_A).name != "Halverwege gewijzigd"


def test_a_later_run_delivers_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    handler, message = _prepare(monkeypatch, failures=2)
    for _ in range(2):
        with pytest.raises(ConnectionError):
            jobs.deliver(str(message.message_id))
    for _ in range(2):
        jobs.deliver(str(message.message_id))
    assert handler.called == [world.WERKGEVER_A]
    assert _state(message) == (True, 3, "")


def test_a_message_that_nobody_handles_counts_as_delivered() -> None:
    message = _published("test.nobody")
    jobs.deliver(str(message.message_id))
    assert _state(message) == (True, 1, "")


def test_what_nobody_acts_on_is_kept_and_makes_no_job() -> None:
    before = ProcrastinateJob.objects.count()
    with acting_as(SYSTEM):
        outbox.note(TOPIC, werkgever_id=world.WERKGEVER_A)
        kept = OutboxMessage.objects.get(topic=TOPIC)
    assert kept.payload == {"werkgever_id": world.WERKGEVER_A}
    assert _state(kept) == (True, 0, "")
    assert ProcrastinateJob.objects.count() == before
    with acting_as(SYSTEM):
        outbox.publish(TOPIC, werkgever_id=world.WERKGEVER_A)
    assert ProcrastinateJob.objects.count() == before + 1


def test_every_message_that_something_acts_on_gets_a_job() -> None:
    sent = dict(_sent())
    assert len(sent) >= 15
    assert _astray(sent) == []
    assert _astray({"account.invited": "note", "test.nobody": "publish"}) == [
        "account.invited",
        "test.nobody",
    ]


def _astray(sent: Mapping[str, str]) -> list[str]:
    """Return what is only kept although something acts on it, or the other way round."""
    return [topic for topic, how in sent.items() if (how == "publish") is not (topic in HANDLED)]


HANDLED = frozenset(jobs.HANDLERS)


def _sent() -> Iterator[tuple[str, str]]:
    """Yield each topic that the code names where it sends, with how it is sent."""
    for path in SOURCE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="outbox"), attr="publish" | "note" as how),
                    args=[ast.Constant(value=str(topic)), *_],
                ):
                    yield topic, how


def _prepare(monkeypatch: pytest.MonkeyPatch, *, failures: int) -> tuple[Handler, OutboxMessage]:
    handler = Handler(failures)
    monkeypatch.setattr(jobs, "HANDLERS", {TOPIC: handler})
    return handler, _published(TOPIC)


def _published(topic: str) -> OutboxMessage:
    with acting_as(SYSTEM):
        outbox.publish(topic, werkgever_id=world.WERKGEVER_A)
        return OutboxMessage.objects.get(topic=topic)


def _state(message: OutboxMessage) -> tuple[bool, int, str]:
    with acting_as(SYSTEM):
        message.refresh_from_db()
    return message.delivered_at is not None, message.attempts, message.last_error
