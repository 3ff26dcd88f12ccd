"""Messages that leave with the transaction: written now, delivered by the worker."""

from __future__ import annotations

import json

from django.db import connection


def publish(topic: str, **payload: int | str) -> None:
    """Queue a message in this transaction. The payload holds ids, never personal data."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_publish(%s, %s::jsonb)", [topic, json.dumps(payload)])
