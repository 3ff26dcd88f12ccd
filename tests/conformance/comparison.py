"""Compare our tables of a message with the published schema, element by element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from .schemas import FILES, SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from ontzorg.integrations.sivi.formats import ValueFormat
    from ontzorg.integrations.sivi.releases import ElementSpec, GroupSpec, MessageSpec

XSD = "{http://www.w3.org/2001/XMLSchema}"
YES_NO = {"J", "N"}
NUMBERS = {"digits", "number"}


def differences(message: MessageSpec) -> list[str]:
    """Return where our tables differ from the schema of `message`; empty when they are equal."""
    published = etree.parse(str(SCHEMAS / FILES[message.root])).getroot()
    types = {str(each.get("name")): each for each in published.findall(f"{XSD}simpleType")}
    root = published.find(f"{XSD}element")
    assert root is not None
    found = [] if published.get("targetNamespace") == message.namespace else ["namespace"]
    return found + _of_group(root, message.group, types, message.root)


def _of_group(
    published: _Element, group: GroupSpec, types: Mapping[str, _Element], path: str
) -> list[str]:
    theirs = published.findall(f"{XSD}complexType/{XSD}sequence/{XSD}element")
    if [each.get("name") for each in theirs] != [row.tag for row in group.elements]:
        return [f"{path}: other elements"]
    found: list[str] = []
    for element, row in zip(theirs, group.elements, strict=True):
        found += _of_element(element, row, types, f"{path}/{row.tag}")
    return found


def _of_element(
    element: _Element, row: ElementSpec, types: Mapping[str, _Element], path: str
) -> list[str]:
    most = "unbounded" if row.maximum is None else str(row.maximum)
    times = (element.get("minOccurs", "1"), element.get("maxOccurs", "1"))
    found = [] if times == (str(row.minimum), most) else [f"{path}: other times"]
    if row.group is not None:
        return found + _of_group(element, row.group, types, path)
    name = element.get("type", "").partition(":")[2]
    simple = types[name] if name in types else element.find(f"{XSD}simpleType")
    same = row.form is not None and (
        row.form.kind == name if simple is None else _is_same_type(simple, row.form)
    )
    return found if same else [*found, f"{path}: other format"]


def _is_same_type(simple: _Element, form: ValueFormat) -> bool:
    restriction = simple.find(f"{XSD}restriction")
    assert restriction is not None
    facets = [(str(each.tag).removeprefix(XSD), str(each.get("value"))) for each in restriction]
    codes = {value for name, value in facets if name == "enumeration"}
    values = dict(facets)
    base = restriction.get("base", "").partition(":")[2]
    if form.kind == "yes-no":
        return codes == YES_NO or (not codes and values.get("length") == "1")
    if codes:
        return form.kind == "code" and codes == form.codes
    if base == "nonNegativeInteger":
        return form.kind in NUMBERS and values["totalDigits"] == str(form.maximum)
    if base == "decimal":
        whole = re.fullmatch(r"\[0-9\]\{1,([0-9])\}\[\.\]\[0-9\]\{2\}", values["pattern"])
        return form.kind == "decimal" and whole is not None and whole[1] == str(form.maximum)
    return form.kind == "text" and _is_same_text(values, form)


def _is_same_text(values: Mapping[str, str], form: ValueFormat) -> bool:
    """Compare texts; we always want one character where the schema allows an empty text."""
    longest = values.get("length", values.get("maxLength"))
    shortest = values.get("length", values.get("minLength", "1"))
    digits = values.get("pattern") != r"\D*"
    return (longest, shortest, digits) == (str(form.maximum), str(form.minimum), form.digits)
