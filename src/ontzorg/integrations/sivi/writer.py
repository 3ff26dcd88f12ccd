"""Write a message: full words in, bytes out that the receiver's schema accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from .formats import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .releases import ElementSpec, GroupSpec, MessageSpec


class NotWritableError(ValueError):
    """A value does not fit the message; the text names the field, never the value."""


def write_message(content: object, message: MessageSpec) -> bytes:
    """Return `content` as `message`; raise NotWritableError when the receiver would refuse it."""
    root = etree.XML(f'<{message.root} xmlns="{message.namespace}"/>')
    _fill(root, content, message.group, f"{{{message.namespace}}}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _fill(parent: etree._Element, content: object, spec: GroupSpec, prefix: str) -> None:
    for row in spec.elements:
        for value in _values(content, row):
            child = etree.SubElement(parent, f"{prefix}{row.tag}")
            if row.group is not None:
                _fill(child, value, row.group, prefix)
            else:
                child.text = _text(value, row)


def _values(content: object, row: ElementSpec) -> Iterator[Any]:
    """Give each value to write; refuse too few and too many."""
    if row.name is None:
        values = () if row.written is None else (row.written,)
    else:
        value = getattr(content, row.name)
        single = () if value is None else (value,)
        values = single if row.is_single else value
    if len(values) < row.minimum or len(values) > (row.maximum or len(values)):
        raise NotWritableError(f"{row.label} staat niet het goede aantal keren in het bericht.")
    yield from values


def _text(value: Any, row: ElementSpec) -> str:
    try:
        return row.form.write(value) if row.form else str(value)
    except FormatError as error:
        raise NotWritableError(f"{row.label} {error}.") from None
