"""The one gate for XML from outside: hostile bytes in, a harmless tree out.

No message part is shown in an error or a log: absence messages are sensitive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from lxml import etree

ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
CHUNK = 16_384
DECLARATION = re.compile(r"<\?xml\s([^>]*)\?>")
PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)


class XmlFault(StrEnum):
    """Why the gate stays shut."""

    EMPTY = "XML01"
    TOO_LARGE = "XML02"
    ENCODING = "XML03"
    DOCTYPE = "XML04"
    NOT_WELL_FORMED = "XML05"
    TOO_DEEP = "XML06"
    TOO_MANY_ELEMENTS = "XML07"
    TOO_MANY_ATTRIBUTES = "XML08"
    TEXT_TOO_LONG = "XML09"


MESSAGES = {
    XmlFault.EMPTY: "Het bestand is leeg. Kies een ander bestand.",
    XmlFault.TOO_LARGE: "Het bestand is te groot. Verdeel de meldingen over meer bestanden.",
    XmlFault.ENCODING: "Het bestand heeft geen geldige tekens. Sla het op als XML in UTF-8.",
    XmlFault.DOCTYPE: "Het bestand bevat een DOCTYPE. Haal die regel weg en stuur het opnieuw.",
    XmlFault.NOT_WELL_FORMED: "Het bestand is geen geldige XML. Maak het opnieuw aan.",
    XmlFault.TOO_DEEP: "De elementen zitten te diep in elkaar. Maak het bestand opnieuw aan.",
    XmlFault.TOO_MANY_ELEMENTS: "Het bestand heeft te veel elementen. Verdeel de meldingen.",
    XmlFault.TOO_MANY_ATTRIBUTES: "Een element heeft te veel attributen. Haal ze weg.",
    XmlFault.TEXT_TOO_LONG: "Een tekst of naam is te lang. Maak die korter.",
}


class XmlRefusedError(Exception):
    """The bytes are not let in. `line` is None when no line is to blame."""

    def __init__(self, code: XmlFault, line: int | None = None) -> None:
        self.code = code
        self.line = line
        self.message = MESSAGES[code]
        super().__init__(f"{code}: {self.message}" + (f" (regel {line})" if line else ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a message may measure. Names include their namespace."""

    size: int = 5_000_000
    depth: int = 24
    elements: int = 60_000
    attributes: int = 16
    text: int = 4_000
    name: int = 300


DEFAULT_LIMITS = Limits()


def read_xml(content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> etree._Element:
    """Return the root of `content`; raise XmlRefusedError for anything hostile or broken.

    Nothing outside `content` is ever read: no document type, entity, include or network.
    Comments and instructions are dropped, so that they cannot cut a text in two.
    """
    text = _decode(content, limits)
    _refuse_doctype(text)
    root = _parse(text.encode(), limits)
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlRefusedError(XmlFault.DOCTYPE)
    return root


def _decode(content: bytes, limits: Limits) -> str:
    """Return the text, when it is small enough and says and has an allowed encoding."""
    if not content.strip():
        raise XmlRefusedError(XmlFault.EMPTY)
    if len(content) > limits.size:
        raise XmlRefusedError(XmlFault.TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise XmlRefusedError(XmlFault.ENCODING, line) from None
    if "\0" in text or not _declares_allowed_encoding(text):
        raise XmlRefusedError(XmlFault.ENCODING, 1)
    return text


def _declares_allowed_encoding(text: str) -> bool:
    """Tell whether the XML declaration names no encoding, or one of ours."""
    declaration = DECLARATION.match(text)
    if declaration is None:
        return True
    declared = re.search(r"encoding\s*=\s*[\"']([^\"']*)", declaration[1])
    return declared is None or declared[1].lower() in ENCODINGS


def _refuse_doctype(text: str) -> None:
    """Refuse a document type before any parser sees it; it can only stand before the root."""
    prolog = PROLOG.match(text)
    end = prolog.end() if prolog else 0
    if text[end : end + 9].upper() == "<!DOCTYPE":
        raise XmlRefusedError(XmlFault.DOCTYPE, text.count("\n", 0, end) + 1)


def _parse(content: bytes, limits: Limits) -> etree._Element:
    """Parse in small pieces and stop at the first piece that passes a limit."""
    parser = etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    meter = _Meter(limits)
    try:
        for start in range(0, len(content), CHUNK):
            parser.feed(content[start : start + CHUNK])
            meter.read(parser)
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise XmlRefusedError(_fault_of(error), error.lineno or 1) from None
    meter.read(parser)
    return root


def _fault_of(error: etree.XMLSyntaxError) -> XmlFault:
    """Tell a document that the parser itself finds too deep from a broken one."""
    return XmlFault.TOO_DEEP if "depth" in str(error.msg) else XmlFault.NOT_WELL_FORMED


class _Meter:
    """Counts what has been parsed so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.depth = 0
        self.elements = 0

    def read(self, parser: etree.XMLPullParser) -> None:
        """Count the events that wait in the parser."""
        for event, element in parser.read_events():
            if not isinstance(element, etree._Element):
                continue
            if event == "start":
                self._start(element)
            else:
                self._end(element)

    def _start(self, element: etree._Element) -> None:
        self.depth += 1
        self.elements += 1
        self._check(XmlFault.TOO_DEEP, element, self.depth, self.limits.depth)
        self._check(XmlFault.TOO_MANY_ELEMENTS, element, self.elements, self.limits.elements)
        count = len(element.attrib) + len(element.nsmap)
        self._check(XmlFault.TOO_MANY_ATTRIBUTES, element, count, self.limits.attributes)
        self._check(XmlFault.TEXT_TOO_LONG, element, len(element.tag), self.limits.name)
        for value in element.attrib.values():
            self._check(XmlFault.TEXT_TOO_LONG, element, len(value), self.limits.text)

    def _end(self, element: etree._Element) -> None:
        self.depth -= 1
        for text in (element.text, *(child.tail for child in element)):
            self._check(XmlFault.TEXT_TOO_LONG, element, len(text or ""), self.limits.text)

    def _check(self, fault: XmlFault, element: etree._Element, size: int, limit: int) -> None:
        if size > limit:
            raise XmlRefusedError(fault, cast("int | None", element.sourceline))
