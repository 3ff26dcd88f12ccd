"""Sealing of fields that identify or expose a person: AES-256-GCM, bound to their row."""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ontzorg.access import keys

KEY_ID = b"\x01"
NONCE_BYTES = 12


class SealBrokenError(ValueError):
    """The sealed value was changed, or moved to another row, or belongs to another key."""


def seal(text: str, *, bound_to: str) -> bytes:
    """Encrypt `text`; it opens only with the same `bound_to` (table, row and field)."""
    return seal_bytes(text.encode(), bound_to=bound_to)


def seal_bytes(content: bytes, *, bound_to: str) -> bytes:
    """Encrypt `content`, such as a piece of a file; see `seal`."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(keys.derive("field")).encrypt(nonce, content, bound_to.encode())
    return KEY_ID + nonce + sealed


def unseal(data: bytes, *, bound_to: str) -> str:
    """Return the text. Raises SealBrokenError when data or row do not belong together."""
    return unseal_bytes(data, bound_to=bound_to).decode()


def unseal_bytes(data: bytes, *, bound_to: str) -> bytes:
    """Return the content of `seal_bytes`."""
    data = bytes(data)
    nonce, sealed = data[1 : 1 + NONCE_BYTES], data[1 + NONCE_BYTES :]
    if data[:1] != KEY_ID:
        raise SealBrokenError("unknown key")
    try:
        return AESGCM(keys.derive("field")).decrypt(nonce, sealed, bound_to.encode())
    except InvalidTag as error:
        raise SealBrokenError(bound_to) from error


def blind_index(text: str, *, purpose: str) -> bytes:
    """Return a keyed hash to search by; without the key it tells nothing."""
    return hmac.digest(keys.derive(f"index:{purpose}"), text.encode(), hashlib.sha256)
