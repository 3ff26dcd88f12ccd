"""Anchors that an older master key signed keep their worth after that key is gone.

A handover freezes what the older keys have signed: it names the digest of each file of anchors
as it stands, and is signed with the key of now. What is added under an older key after that, by
whoever knows it, counts no more. See decision 0018.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.utils import timezone

from ontzorg.access import keys

PATTERN = "handover-*.json"
FILES = ("anchors-*.jsonl", PATTERN)


@dataclass(frozen=True, slots=True)
class Signers:
    """Whose signature counts: of some keys everywhere, of others up to a place in each file."""

    everywhere: tuple[Ed25519PublicKey, ...]
    frozen: tuple[tuple[Ed25519PublicKey, Mapping[str, int]], ...] = ()

    def at(self, file: str, end: int) -> tuple[Ed25519PublicKey, ...]:
        """Return whose signature counts for a line that ends at this byte of a file."""
        older = tuple(key for key, ends in self.frozen if end <= ends.get(file, 0))
        return (*self.everywhere, *older)


def signing_key() -> Ed25519PrivateKey:
    """Return the key that signs anchors now."""
    return Ed25519PrivateKey.from_private_bytes(keys.derive("anchor"))


def known_signers() -> tuple[Ed25519PublicKey, ...]:
    """Return the keys that follow from the master keys in the settings, the one of now first."""
    return tuple(
        Ed25519PrivateKey.from_private_bytes(key).public_key() for key in keys.derive_all("anchor")
    )


def signers_of(directory: Path, trusted: Sequence[Ed25519PublicKey]) -> Signers:
    """Return whose signatures count here: the trusted ones, and who handed over to those."""
    found = Signers(tuple(trusted))
    for _ in range(_count(directory)):  # one handover may rest on a later one
        frozen = tuple(_frozen(directory, found))
        if len(frozen) == len(found.frozen):
            break
        found = Signers(found.everywhere, frozen)
    return found


def hand_over(directory: Path) -> bool:
    """Freeze what older keys signed, once; tell whether there was anything new to freeze.

    The caller holds the lock of the directory.
    """
    now, *older = known_signers()
    if not older or not _needs_handover(directory, now):
        return False
    at = timezone.now()
    content = {
        "at": at.isoformat(timespec="seconds"),
        "signers": [key.public_bytes_raw().hex() for key in older],
        "files": {path.name: _state(path.read_bytes()) for path in _files(directory)},
    }
    signature = signing_key().sign(canonical(content)).hex()
    path = directory / f"handover-{at:%Y%m%dT%H%M%S_%fZ}.json"
    path.write_text(json.dumps({**content, "signature": signature}, indent=1) + "\n", "utf-8")
    return True


def is_signed_by(content: Mapping[str, Any], signature: str, key: Ed25519PublicKey) -> bool:
    """Tell whether this key signed the content."""
    try:
        key.verify(bytes.fromhex(signature), canonical(content))
    except (InvalidSignature, ValueError):
        return False
    return True


def canonical(content: Mapping[str, Any]) -> bytes:
    """Return the content as it is signed."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()


def _needs_handover(directory: Path, now: Ed25519PublicKey) -> bool:
    """Tell whether a file has a part that only an older key vouches for."""
    signers = signers_of(directory, [now])
    return any(
        not _is_vouched_for(path, signers, now) for path in _files(directory) if path.stat().st_size
    )


def _is_vouched_for(path: Path, signers: Signers, now: Ed25519PublicKey) -> bool:
    ends = [end for _, names in signers.frozen for name, end in names.items() if name == path.name]
    rest = path.read_bytes()[max(ends, default=0) :].decode(errors="replace")
    parts = [rest] if path.suffix == ".json" else rest.splitlines()
    return all(_signed_by(text, now) for text in parts if text.strip())


def _signed_by(text: str, key: Ed25519PublicKey) -> bool:
    content = parse(text)
    signature = str(content.pop("signature", ""))
    return is_signed_by(content, signature, key)


def parse(text: str) -> dict[str, Any]:
    """Return what a line says; nothing when it is no line of ours."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _frozen(
    directory: Path, signers: Signers
) -> Iterator[tuple[Ed25519PublicKey, Mapping[str, int]]]:
    for path in sorted(directory.glob(PATTERN)):
        text = path.read_text("utf-8", errors="replace")
        content = parse(text)
        signature = str(content.pop("signature", ""))
        counting = signers.at(path.name, len(text.encode()))
        if not any(is_signed_by(content, signature, key) for key in counting):
            continue
        whole = {
            name: int(state["bytes"])
            for name, state in content["files"].items()
            if _is_unchanged(directory / name, state)
        }
        for signer in content["signers"]:
            yield Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer)), whole


def _is_unchanged(path: Path, state: Mapping[str, Any]) -> bool:
    content = path.read_bytes() if path.exists() else b""
    return _state(content[: int(state["bytes"])]) == state


def _state(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _files(directory: Path) -> list[Path]:
    return sorted(path for pattern in FILES for path in directory.glob(pattern))


def _count(directory: Path) -> int:
    return len(list(directory.glob(PATTERN)))
