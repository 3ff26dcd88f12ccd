"""Signed heads of the audit chains, written outside the database.

One file a day, one JSON line a head. The first run of a day writes every chain, later runs
only what grew, so each file stands on its own and can be copied to another organisation.
Each line names the digest of the line before it: a line taken from the middle is missed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connections
from django.utils import timezone

from ontzorg.access.audit_chain.breaches import Breach, Fault
from ontzorg.access.audit_chain.handover import (
    canonical,
    hand_over,
    is_signed_by,
    known_signers,
    parse,
    signers_of,
    signing_key,
)

PATTERN = "anchors-*.jsonl"
LOCK = "anchors.lock"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of one chain as it was at a moment."""

    chain: str
    seq: int
    hash: str
    at: str


def write_anchors(directory: Path, *, using: str = "audit") -> int:
    """Sign the head of each chain that grew, and return how many lines were written.

    The lines are on disk when this returns. Two workers wait for each other.
    """
    directory.mkdir(parents=True, exist_ok=True)
    now = timezone.now()
    path = directory / f"anchors-{now:%Y-%m-%d}.jsonl"
    with _locked(directory):
        known = {(line.get("chain"), line.get("seq")) for line in map(parse, _lines(path))}
        grown = [
            Anchor(chain, seq, digest, now.isoformat(timespec="seconds"))
            for chain, seq, digest in _heads(using)
            if (chain, seq) not in known
        ]
        _append(path, grown)
    return len(grown)


def read_anchors(directory: Path) -> tuple[list[Anchor], list[Breach]]:
    """Return all anchors with a sound signature, and a breach for each line without one."""
    anchors: list[Anchor] = []
    breaches: list[Breach] = []
    signers = signers_of(directory, known_signers())
    for path in sorted(directory.glob(PATTERN)):
        previous, end = _digest(""), 0
        for number, text in enumerate(_lines(path), start=1):
            end += len(text.encode()) + 1
            anchor = _checked(text, previous, signers.at(path.name, end))
            if anchor is None:
                detail = f"{path.name}, regel {number}: vervalst, of de regel ervoor ontbreekt."
                breaches.append(Breach("", number, Fault.ANCHOR, detail))
            else:
                anchors.append(anchor)
            previous = _digest(text)
    return anchors, breaches


def freeze_older_anchors(directory: Path) -> bool:
    """Let what an older master key signed count after that key is gone; tell if there was any."""
    if not directory.exists():
        return False
    with _locked(directory):
        return hand_over(directory)


def _heads(using: str) -> list[tuple[str, int, str]]:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT chain, seq, encode(hash, 'hex') FROM audit.head ORDER BY chain")
        return list(cursor.fetchall())


def _append(path: Path, anchors: list[Anchor]) -> None:
    previous = _digest(next(reversed(_lines(path)), ""))
    lines: list[str] = []
    for anchor in anchors:
        lines.append(_signed(anchor, previous))
        previous = _digest(lines[-1])
    start = len(_whole_part(path))
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o640)
    try:
        os.ftruncate(handle, start)  # a line that a crash left half is written again
        os.pwrite(handle, "".join(f"{line}\n" for line in lines).encode(), start)
        os.fsync(handle)
    finally:
        os.close(handle)


def _signed(anchor: Anchor, previous: str) -> str:
    content = {**asdict(anchor), "previous": previous}
    signature = signing_key().sign(canonical(content)).hex()
    return json.dumps({**content, "signature": signature}, ensure_ascii=False)


def _checked(text: str, previous: str, signers: tuple[Ed25519PublicKey, ...]) -> Anchor | None:
    line = parse(text)
    signature = str(line.pop("signature", ""))
    if not any(is_signed_by(line, signature, key) for key in signers):
        return None
    if line["previous"] != previous:
        return None
    return Anchor(str(line["chain"]), int(line["seq"]), str(line["hash"]), str(line["at"]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(path: Path) -> list[str]:
    return _whole_part(path).decode(errors="replace").split("\n")[:-1]


def _whole_part(path: Path) -> bytes:
    content = path.read_bytes() if path.exists() else b""
    return content[: content.rfind(b"\n") + 1]


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    with (directory / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
