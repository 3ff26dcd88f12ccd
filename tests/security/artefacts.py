"""Finds medical words and BSNs in anything that leaves a room: pages, files, mails, rows, logs."""

from __future__ import annotations

import base64
import codecs
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.security.cases import MARK

NOTE = re.compile(MARK + "[0-9a-f]{16}")
# All BSNs of the foreign employer begin the same, so that a part of one is known in disguise.
BSN_BEGIN, BSN_DIGITS = "99973", 9
NINE_DIGITS = re.compile(r"(?<!\d)\d{9}(?!\d)")
GROUPED = re.compile(r"(?<=\d)[ .\-\u00a0](?=\d)")
ZIP = b"PK\x03\x04"


def faces_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways in which a text can be there without being readable."""
    codes = [ord(letter) for letter in text]
    for shift in range(3):  # base64 reads three bytes at a time, so a text has three faces
        encoded = base64.b64encode(b" " * shift + text.encode()).decode()
        first, last = -(-shift * 8 // 6), (shift + len(text)) * 8 // 6
        yield f"base64 {shift}", encoded[first:last]
    yield "hexadecimaal", text.encode().hex()
    yield "hexadecimaal groot", text.encode().hex().upper()
    yield "HTML-codes", "".join(f"&#{code};" for code in codes)
    yield "HTML-codes hex", "".join(f"&#x{code:x};" for code in codes)
    yield "JSON-codes", "".join(f"\\u{code:04x}" for code in codes)
    yield "URL-codes", "".join(f"%{code:02X}" for code in codes)
    yield "mail-codes", "".join(f"={code:02X}" for code in codes)
    yield "UTF-16", "\0".join(text)
    yield "UTF-32", "\0\0\0".join(text)
    yield "gespatieerd", " ".join(text)
    if not text.isdigit():
        yield "achterstevoren", text[::-1]
        yield "hoofdletters", text.upper()
        yield "rot13", codecs.encode(text, "rot13")


FACES = tuple(
    [(f"medisch, {name}", face) for name, face in faces_of(MARK)]
    + [(f"BSN, {name}", face) for name, face in faces_of(BSN_BEGIN)]
)


@dataclass
class Watch:
    """Who may see which canary; counts what it looked at."""

    allowed: Mapping[str, frozenset[str]]
    looked_at: int = 0
    seen: set[str] = field(default_factory=set)

    def find(self, artefact: str | bytes, who: str = "") -> list[str]:
        """Return each canary in an artefact that this person may not see."""
        self.looked_at += 1
        return sorted({what for text in _texts(artefact) for what in self._in_text(text, who)})

    def _in_text(self, text: str, who: str) -> Iterator[str]:
        yield from (name for name, face in FACES if face in text)
        for token in {*NOTE.findall(text), *_numbers(text)} & self.allowed.keys():
            if who in self.allowed[token]:
                self.seen.add(token)
            else:
                yield "BSN" if token.isdigit() else "medisch"


def many_bsn(count: int) -> list[str]:
    """Return made-up BSNs that pass the elfproef and begin the same."""
    numbers = (f"{BSN_BEGIN}{tail:04d}" for tail in range(10_000))
    found = [number for number in numbers if _passes(number)]
    assert len(found) >= count
    return found[:count]


def _texts(artefact: str | bytes) -> Iterator[str]:
    """Yield the artefact as text; an archive as the texts of its members."""
    if isinstance(artefact, str):
        yield artefact
        return
    yield artefact.decode("utf-8", "replace")
    if artefact.startswith(ZIP):
        with zipfile.ZipFile(io.BytesIO(artefact)) as archive:
            for member in archive.namelist():
                yield from _texts(archive.read(member))


def _numbers(text: str) -> set[str]:
    digits = NINE_DIGITS.findall(text)
    backwards = [number[::-1] for number in digits]
    grouped = NINE_DIGITS.findall(GROUPED.sub("", text)) if BSN_BEGIN[0] in text else []
    return {*digits, *backwards, *grouped}


def _passes(number: str) -> bool:
    weights = (*range(BSN_DIGITS, 1, -1), -1)
    total: int = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True))
    return total % 11 == 0
