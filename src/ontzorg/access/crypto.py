"""Sealing of fields that identify or expose a person: AES-256-GCM, bound to their row.

A sealed value begins with the id of its key, so that after a change of the master key the
values of before still open while they are sealed anew.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ontzorg.access import keys

NONCE_BYTES = 12
_FIELD = "field"


class SealBrokenError(ValueError):
    """The sealed value was changed, or moved to another row, or belongs to another key."""


def seal(text: str, *, bound_to: str) -> bytes:
    """Encrypt `text`; it opens only with the same `bound_to` (table, row and field)."""
    return seal_bytes(text.encode(), bound_to=bound_to)


def seal_bytes(content: bytes, *, bound_to: str) -> bytes:
    """Encrypt `content`, such as a piece of a file; see `seal`."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(keys.derive(_FIELD)).encrypt(nonce, content, bound_to.encode())
    return keys.current_id() + nonce + sealed


def unseal(data: bytes, *, bound_to: str) -> str:
    """Return the text. Raises SealBrokenError when data or row do not belong together."""
    return unseal_bytes(data, bound_to=bound_to).decode()


def unseal_bytes(data: bytes, *, bound_to: str) -> bytes:
    """Return the content of `seal_bytes`, with the key that it names."""
    data = bytes(data)
    start = keys.ID_BYTES + NONCE_BYTES
    key = keys.derive_by_id(data[: keys.ID_BYTES], _FIELD)
    if key is None:
        raise SealBrokenError("unknown key")
    try:
        return AESGCM(key).decrypt(data[keys.ID_BYTES : start], data[start:], bound_to.encode())
    except InvalidTag as error:
        raise SealBrokenError(bound_to) from error


def is_sealed_before(data: bytes) -> bool:
    """Tell whether an older key sealed this."""
    return bytes(data[: keys.ID_BYTES]) in keys.older_ids()


def blind_index(text: str, *, purpose: str) -> bytes:
    """Return a keyed hash to search by; without the key it tells nothing."""
    return blind_indexes(text, purpose=purpose)[0]


def blind_indexes(text: str, *, purpose: str) -> tuple[bytes, ...]:
    """Return the hash under each known key, the one of now first: rows may still have another."""
    return tuple(
        hmac.digest(key, text.encode(), hashlib.sha256)
        for key in keys.derive_all(f"index:{purpose}")
    )
