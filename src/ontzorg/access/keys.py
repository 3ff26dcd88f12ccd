"""Keys for one purpose each, derived from the master key that lives outside the database."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from django.conf import settings


def derive(purpose: str) -> bytes:
    """Return the 32-byte key for `purpose` (HKDF-SHA-256 of the master key, RFC 5869)."""
    return derive_from(settings.MASTER_KEY, purpose)


@lru_cache(maxsize=64)
def derive_from(master: str, purpose: str) -> bytes:
    """Return the key for `purpose` under this master key."""
    extracted = hmac.digest(b"ontzorg", base64.b64decode(master), hashlib.sha256)
    return hmac.digest(extracted, purpose.encode() + b"\x01", hashlib.sha256)


def login_password_from(master: str, login: str) -> str:
    """Return the password of a database login; nobody has to type or store it."""
    return derive_from(master, f"login:{login}").hex()
