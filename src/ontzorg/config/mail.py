"""Where mail goes: to a mail server, or into files when none is set."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from ontzorg.config.environment import Environment

SCHEMES = {"smtp": (False, False), "smtp+tls": (True, False), "smtps": (False, True)}


def mail_settings(environment: Environment) -> dict[str, Any]:
    """Return Django's mail settings. EMAIL_URL looks like smtp+tls://user:secret@host:587."""
    if not environment.email_url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": environment.var / "mail",
        }
    url = urlsplit(environment.email_url)
    use_tls, use_ssl = SCHEMES[url.scheme]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname or "",
        "EMAIL_PORT": url.port or (465 if use_ssl else 587),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": use_tls,
        "EMAIL_USE_SSL": use_ssl,
        "EMAIL_TIMEOUT": 20,
    }
