"""Messages that leave with the transaction: written now, delivered by the worker."""

from __future__ import annotations

import json

from django.db import connection


def publish(topic: str, **payload: int | str) -> None:
    """Queue a message in this transaction. The payload holds ids, never personal data."""
    _write("SELECT access_publish(%s, %s::jsonb)", topic, payload)


def note(topic: str, **payload: int | str) -> None:
    """Keep a message that nothing of ours acts on: no job is made for it."""
    _write("SELECT access_note(%s, %s::jsonb)", topic, payload)


def _write(statement: str, topic: str, payload: dict[str, int | str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [topic, json.dumps(payload)])
