"""Read a message: bytes in, full words out, with the faults of each melding apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ontzorg.integrations.xml.gate import XmlRefusedError, read_xml

from .checker import check_message
from .faults import Fault, FaultCode, GeweigerdeMelding, Herkomst, MessageRefusedError
from .formats import FormatError
from .releases import message_of, message_with_tag
from .sorting import NoAnswerError, take_out_faulty

if TYPE_CHECKING:
    from lxml.etree import _Element

    from .berichten import Verzuimmeldingen
    from .releases import ElementSpec, GroupSpec, MessageSpec

ROOT = "Verzuimmeldingen"
ORIGIN = {"inzender", "ontvanger", "berichtreferentienummer", "test"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GelezenBericht:
    """A message of which at least the answer can be written.

    `bericht` holds the meldingen without faults (and only the persons and employments that
    belong to them); `geweigerd` the others.
    """

    herkomst: Herkomst
    bericht: Verzuimmeldingen
    geweigerd: tuple[GeweigerdeMelding, ...]


def read_verzuimmeldingen(content: bytes) -> GelezenBericht:
    """Read `Verzuimmeldingen` of any known release.

    Raises MessageRefusedError when the file is no such message, when its head has a fault, or
    when a faulty melding cannot be named in an answer. Then nothing may be processed.
    """
    root, message = _open(content)
    herkomst = _herkomst(root, message)
    found = check_message(root, message)
    try:
        geweigerd = take_out_faulty(message, found)
    except NoAnswerError:
        faults = tuple(each.fault for each in found)
        raise MessageRefusedError(herkomst, faults) from None
    bericht = cast("Verzuimmeldingen", _build(root, message.group))
    return GelezenBericht(herkomst=herkomst, bericht=bericht, geweigerd=geweigerd)


def _open(content: bytes) -> tuple[_Element, MessageSpec]:
    """Let the bytes through the gate and find out which message they are."""
    newest = message_of(ROOT).year
    try:
        root = read_xml(content)
    except XmlRefusedError as error:
        fault = Fault(FaultCode.UNREADABLE, f"{error.message} ({error.code})", "", error.line)
        raise MessageRefusedError(Herkomst(jaar=newest), (fault,)) from None
    message = message_with_tag(root.tag)
    if message is None or message.root != ROOT:
        text = f"Dit is geen bericht {ROOT} dat wij kennen. Stuur het volgens release {newest}."
        fault = Fault(FaultCode.UNKNOWN_MESSAGE, text, "", 1)
        raise MessageRefusedError(Herkomst(jaar=newest), (fault,))
    return root, message


def _herkomst(root: _Element, message: MessageSpec) -> Herkomst:
    """Return what can be read of the head, even when the rest of it is wrong."""
    prefix = f"{{{message.namespace}}}"
    head = message.element("BrAlg").group
    rows = [row for row in head.elements if row.name in ORIGIN] if head else []
    values: dict[str, Any] = {}
    for row in rows:
        value = _parse_or_none(row, root.findtext(f"{prefix}BrAlg/{prefix}{row.tag}"))
        if row.name is not None and value is not None:
            values[row.name] = value
    return Herkomst(jaar=message.year, **values)


def _parse_or_none(row: ElementSpec, text: str | None) -> Any:
    try:
        return row.form.parse(text or "") if row.form else None
    except FormatError:
        return None


def _build(group: _Element, spec: GroupSpec) -> Any:
    """Fill the dataclass of a group that has been checked."""
    prefix = f"{group.tag.partition('}')[0]}}}"
    values = {}
    for row in spec.elements:
        if row.name is None:
            continue
        found = tuple(_value(child, row) for child in group.iterchildren(f"{prefix}{row.tag}"))
        values[row.name] = (found[0] if found else None) if row.is_single else found
    return spec.class_(**values)


def _value(element: _Element, row: ElementSpec) -> Any:
    if row.group is not None:
        return _build(element, row.group)
    return row.form.parse(element.text or "") if row.form else None
