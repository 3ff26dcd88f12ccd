"""Families of hostile documents, each with the code by which the gate must refuse it."""

from __future__ import annotations

from ontzorg.integrations.xml.gate import XmlFault

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
ATTRIBUTES = " ".join(f'a{number}="1"' for number in range(20_000))
NAMESPACES = " ".join(f'xmlns:n{number}="urn:{number}"' for number in range(200))

FAMILIES: dict[str, tuple[bytes, XmlFault]] = {
    "nothing": (b"", XmlFault.EMPTY),
    "only white space": (b" \r\n\t", XmlFault.EMPTY),
    "six megabytes": (b"<a>" + b" " * 6_000_000 + b"</a>", XmlFault.TOO_LARGE),
    "utf-7 declared": (b'<?xml version="1.0" encoding="UTF-7"?><a/>', XmlFault.ENCODING),
    "utf-16": ('<?xml version="1.0"?><a/>'.encode("utf-16"), XmlFault.ENCODING),
    "utf-16 without mark": ("<a/>".encode("utf-16-le"), XmlFault.ENCODING),
    "utf-32": ("<a/>".encode("utf-32"), XmlFault.ENCODING),
    "ebcdic": ('<?xml version="1.0"?><a/>'.encode("cp500"), XmlFault.ENCODING),
    "latin-1 bytes": ("<a>Daniël</a>".encode("latin-1"), XmlFault.ENCODING),
    "overlong utf-8": (b"<a>\xc0\xbc</a>", XmlFault.ENCODING),
    "zero byte": (b"<a>\0</a>", XmlFault.ENCODING),
    "billion laughs": (
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l8;</a>'.encode(),
        XmlFault.DOCTYPE,
    ),
    "quadratic blow-up": (
        b'<!DOCTYPE a [<!ENTITY x "' + b"x" * 50_000 + b'">]><a>' + b"&x;" * 5_000 + b"</a>",
        XmlFault.DOCTYPE,
    ),
    "file entity": (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        XmlFault.DOCTYPE,
    ),
    "http entity": (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><a>&x;</a>',
        XmlFault.DOCTYPE,
    ),
    "external document type": (
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
        XmlFault.DOCTYPE,
    ),
    "parameter entity": (
        b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]><a/>',
        XmlFault.DOCTYPE,
    ),
    "default attributes": (
        b'<!DOCTYPE a [<!ATTLIST a b CDATA "smuggled">]><a/>',
        XmlFault.DOCTYPE,
    ),
    "document type behind a comment": (
        b'<?xml version="1.0"?>\n<!-- > --><?p ?>\n<!DOCTYPE a><a/>',
        XmlFault.DOCTYPE,
    ),
    "unknown entity": (b"<a>&nbsp;</a>", XmlFault.NOT_WELL_FORMED),
    "cut off": (b"<a><b>", XmlFault.NOT_WELL_FORMED),
    "crossed tags": (b"<a><b></a></b>", XmlFault.NOT_WELL_FORMED),
    "two roots": (b"<a/><a/>", XmlFault.NOT_WELL_FORMED),
    "same attribute twice": (b'<a b="1" b="2"/>', XmlFault.NOT_WELL_FORMED),
    "control character": (b"<a>&#1;</a>", XmlFault.NOT_WELL_FORMED),
    "lone surrogate": (b"<a>&#xD800;</a>", XmlFault.NOT_WELL_FORMED),
    "unbound prefix": (b"<x:a/>", XmlFault.NOT_WELL_FORMED),
    "not xml": (b"%PDF-1.7 not a message", XmlFault.NOT_WELL_FORMED),
    "depth 30": (b"<a>" * 30 + b"</a>" * 30, XmlFault.TOO_DEEP),
    "depth 200,000": (b"<a>" * 200_000, XmlFault.TOO_DEEP),
    "very many elements": (b"<a>" + b"<b/>" * 150_000 + b"</a>", XmlFault.TOO_MANY_ELEMENTS),
    "20,000 attributes": (f"<a {ATTRIBUTES}/>".encode(), XmlFault.TOO_MANY_ATTRIBUTES),
    "200 namespaces": (f"<a {NAMESPACES}/>".encode(), XmlFault.TOO_MANY_ATTRIBUTES),
    "long text": (b"<a>" + b"x" * 1_000_000 + b"</a>", XmlFault.TEXT_TOO_LONG),
    "long text behind an element": (
        b"<a><b/>" + b"x" * 5_000 + b"</a>",
        XmlFault.TEXT_TOO_LONG,
    ),
    "long text in pieces": (
        b"<a>" + b"<![CDATA[" + b"x" * 3_000 + b"]]><!-- -->" + b"x" * 3_000 + b"</a>",
        XmlFault.TEXT_TOO_LONG,
    ),
    "long attribute": (b'<a b="' + b"x" * 5_000 + b'"/>', XmlFault.TEXT_TOO_LONG),
    "long name": (b"<" + b"a" * 5_000 + b"/>", XmlFault.TEXT_TOO_LONG),
}
