"""One mail, in plain text, with a link to sign in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

_cause: ContextVar[UUID | None] = ContextVar("cause", default=None)


@contextmanager
def caused_by(message_id: UUID) -> Iterator[None]:
    """Let the letters in this block keep their number when the block is repeated.

    A mail server may have taken a letter in just before a crash. The repeated letter has the
    same Message-ID, so that mail programs show it once.
    """
    token = _cause.set(message_id)
    try:
        yield
    finally:
        _cause.reset(token)


def send_letter(*, to: str, subject: str, template: str, **values: Any) -> None:
    """Send one mail. `template` is a name under mail/; the body is plain text."""
    body = render_to_string(f"mail/{template}.txt", {"home": settings.PUBLIC_URL, **values})
    headers = {"Message-ID": f"<{_number(to, template)}@{_domain()}>"}
    EmailMessage(subject, body, None, [to], headers=headers).send()


def _number(to: str, template: str) -> UUID:
    cause = _cause.get()
    return uuid5(cause, f"{to} {template}") if cause else uuid4()


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
