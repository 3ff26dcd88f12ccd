"""Keys for one purpose each, derived from the master key that lives outside the database.

Beside the master key of now there may be older ones, for as long as it takes to renew what they
sealed. Everything new is made with the key of now.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache

from django.conf import settings

ID_BYTES = 4


def derive(purpose: str) -> bytes:
    """Return the 32-byte key for `purpose` (HKDF-SHA-256 of the master key, RFC 5869)."""
    return derive_from(settings.MASTER_KEY, purpose)


def derive_all(purpose: str) -> tuple[bytes, ...]:
    """Return the key for `purpose` under each known master key, the one of now first."""
    return tuple(derive_from(master, purpose) for master in _masters())


def derive_by_id(wanted: bytes, purpose: str) -> bytes | None:
    """Return the key for `purpose` under the master key with this id; None when it is not here."""
    for master in _masters():
        if key_id(master) == wanted:
            return derive_from(master, purpose)
    return None


def current_id() -> bytes:
    """Return the id of the master key of now."""
    return key_id(settings.MASTER_KEY)


def older_ids() -> tuple[bytes, ...]:
    """Return the ids of the older master keys; none when no key is being renewed."""
    return tuple(key_id(master) for master in settings.OLD_MASTER_KEYS)


def key_id(master: str) -> bytes:
    """Return the id that follows from a master key itself, and tells nothing about it."""
    return derive_from(master, "id")[:ID_BYTES]


@lru_cache(maxsize=4096)
def derive_from(master: str, purpose: str) -> bytes:
    """Return the key for `purpose` under this master key."""
    extracted = hmac.digest(b"ontzorg", base64.b64decode(master), hashlib.sha256)
    return hmac.digest(extracted, purpose.encode() + b"\x01", hashlib.sha256)


def login_password_from(master: str, login: str) -> str:
    """Return the password of a database login; nobody has to type or store it."""
    return derive_from(master, f"login:{login}").hex()


def _masters() -> tuple[str, ...]:
    return (settings.MASTER_KEY, *settings.OLD_MASTER_KEYS)
