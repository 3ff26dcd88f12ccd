"""One mail, in plain text, with a link to sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string


def send_letter(*, to: str, subject: str, template: str, **values: Any) -> None:
    """Send one mail. `template` is a name under mail/; the body is plain text."""
    body = render_to_string(f"mail/{template}.txt", {"home": settings.PUBLIC_URL, **values})
    send_mail(subject, body, None, [to])
