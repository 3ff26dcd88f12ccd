"""Hostile XML stays out with a code and a Dutch message; honest XML comes in unchanged."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ontzorg.integrations.xml import gate
from ontzorg.integrations.xml.gate import MESSAGES, Limits, XmlFault, XmlRefusedError, read_xml

from .hostile import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Callable

WIDE = Limits(size=10**9, depth=10**6, elements=10**9, attributes=10**9, text=10**9, name=10**9)


def escaped(read: Callable[[bytes], object]) -> set[str]:
    """Return the families that `read` lets in, or refuses for another reason than ours."""
    found = set()
    for name, (content, code) in FAMILIES.items():
        try:
            read(content)
        except XmlRefusedError as error:
            if error.code is code:
                continue
        except etree.XMLSyntaxError:
            pass
        found.add(name)
    return found


def test_every_hostile_family_is_refused_for_the_right_reason() -> None:
    assert escaped(read_xml) == set()


@pytest.mark.parametrize(
    ("limit", "family"),
    [
        ("size", "six megabytes"),
        ("depth", "depth 30"),
        ("elements", "very many elements"),
        ("attributes", "20,000 attributes"),
        ("text", "long text behind an element"),
        ("name", "long name"),
    ],
)
def test_a_gate_without_one_limit_is_found_out(limit: str, family: str) -> None:
    weak = Limits(**{limit: getattr(WIDE, limit)})
    assert family in escaped(lambda content: read_xml(content, limits=weak))


@pytest.mark.parametrize(
    ("guard", "family"),
    [("_refuse_doctype", "billion laughs"), ("_declares_allowed_encoding", "utf-7 declared")],
)
def test_a_gate_without_one_guard_is_found_out(
    guard: str, family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, guard, lambda *_arguments: True)
    assert family in escaped(read_xml)


def test_a_plain_parser_is_found_out() -> None:
    found = escaped(lambda content: etree.fromstring(content, etree.XMLParser()))
    assert {"20,000 attributes", "utf-7 declared", "external document type"} <= found


def test_no_family_makes_the_gate_open_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: opened.append(address))
    assert escaped(read_xml) == set()
    assert opened == []


@pytest.mark.parametrize("code", XmlFault)
def test_every_refusal_says_what_to_do(code: XmlFault) -> None:
    error = XmlRefusedError(code, 7)
    assert str(error) == f"{code}: {MESSAGES[code]} (regel 7)"
    assert error.message.count(".") >= 2


def test_a_refusal_names_the_line() -> None:
    with pytest.raises(XmlRefusedError) as caught:
        read_xml(b"<a>\n<b>\n</a>")
    assert caught.value.line == 3


def test_a_refusal_shows_nothing_of_the_message() -> None:
    with pytest.raises(XmlRefusedError) as caught:
        read_xml(b"<a>Jansen</b>")
    assert "Jansen" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0" encoding="UTF-8"?><a>T&amp;J</a>',
        b"\xef\xbb\xbf<a>T<!-- cut? -->&amp;<?cut now?>J</a>",
        b"<!-- <!DOCTYPE x> --><a><![CDATA[T&J]]></a>",
    ],
)
def test_honest_documents_come_in_whole(content: bytes) -> None:
    assert read_xml(content).text == "T&J"


@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(XmlRefusedError):
        assert isinstance(read_xml(content).tag, str)
