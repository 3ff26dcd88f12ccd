"""Hostile files for the upload page and for `ontzorg bericht lees`, each with its refusal."""

from __future__ import annotations

import io
import zipfile

from ontzorg.integrations.sivi.faults import FaultCode
from ontzorg.integrations.sivi.tests.factory import as_bytes, bericht, verzuim
from ontzorg.integrations.xml.gate import XmlFault
from ontzorg.integrations.xml.tests.hostile import FAMILIES
from tests.fuzz.hostile import MARKUP

GOOD = as_bytes(bericht(verzuim()))
HEAD, _, REST = GOOD.partition(b"?>")
ROOT_END = REST.index(b">")
MANY = " ".join(f'a{number}="1"' for number in range(100_000)).encode()


def _zip(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def _with_doctype(inside: bytes, use: bytes) -> bytes:
    """Return the good message with a document type, and an entity in the place of a name."""
    body = REST.replace(b"Proefpersoon", use, 1)
    return HEAD + b"?><!DOCTYPE x [" + inside + b"]>" + body


# What the file holds, and the code of the refusal.
FILES: dict[str, tuple[bytes, str]] = {
    **{name: (content, code.value) for name, (content, code) in FAMILIES.items() if content},
    "a good message with laughs": (
        _with_doctype(b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">', b"&b;"),
        XmlFault.DOCTYPE,
    ),
    "a good message with a file in it": (
        _with_doctype(b'<!ENTITY a SYSTEM "file:///etc/hostname">', b"&a;"),
        XmlFault.DOCTYPE,
    ),
    "a good message with an address in it": (
        _with_doctype(b'<!ENTITY a SYSTEM "http://127.0.0.1:9/">', b"&a;"),
        XmlFault.DOCTYPE,
    ),
    "a good message with 100,000 attributes": (
        HEAD + b"?>" + REST[:ROOT_END] + b" " + MANY + REST[ROOT_END:],
        XmlFault.TOO_MANY_ATTRIBUTES,
    ),
    "a good message in utf-7": (
        b'<?xml version="1.0" encoding="UTF-7"?>' + REST,
        XmlFault.ENCODING,
    ),
    "a good message in a zip": (_zip("melding.xml", GOOD), XmlFault.ENCODING),
    "a zip bomb": (_zip("melding.xml", b"\0" * 200_000_000), XmlFault.ENCODING),
    "a gzip head": (b"\x1f\x8b\x08" + b"\0" * 100, XmlFault.ENCODING),
    "an elf program": (b"\x7fELF" + b"\0" * 200, XmlFault.ENCODING),
    "a page": (b"<html><script>alert(1)</script></html>", FaultCode.UNKNOWN_MESSAGE),
    "a drawing with a script": (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        FaultCode.UNKNOWN_MESSAGE,
    ),
    "an include": (
        b'<x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></x>',
        FaultCode.UNKNOWN_MESSAGE,
    ),
}
FILE_NAMES = (
    "../../../../etc/passwd.xml",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "C:\\Users\\x\\melding.xml",
    "a\0b.xml",
    f"{MARKUP}.xml",
    "'; DROP TABLE verzuim_melding; --.xml",
    "=cmd|' /C calc'!A0.xml",
    "\u202elmx.exe",
    "melding.xml\r\nSet-Cookie: a=b",
    "x" * 150 + ".xml",
    ".xml",
    "con.xml",
    "👩‍👩‍👧.xml",
)
