"""Compare a message with the tables of its release, and collect every fault."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from .faults import Fault, FaultCode
from .formats import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

    from .releases import ElementSpec, GroupSpec, MessageSpec

INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


@dataclass(frozen=True, slots=True)
class Found:
    """A fault, and the group in which it stands."""

    fault: Fault
    group: _Element


def check_message(root: _Element, message: MessageSpec) -> list[Found]:
    """Return everything in which `root` differs from what its release says."""
    checker = _Checker(f"{{{message.namespace}}}")
    checker.check_group(root, message.group, message.root)
    return checker.found


@dataclass
class _Checker:
    """Walks down the groups; `prefix` is the namespace as the parser writes it."""

    prefix: str
    found: list[Found] = field(default_factory=list)

    def check_group(self, group: _Element, spec: GroupSpec, path: str) -> None:
        self.check_bare(group, group, path)
        self.check_times(group, spec, path)
        places = {f"{self.prefix}{row.tag}": place for place, row in enumerate(spec.elements)}
        counts: Counter[str] = Counter()
        last = 0
        for child in group:
            place = places.get(child.tag)
            if place is None:
                text = "Hier staat een element dat hier niet hoort. Haal het weg."
                self.add(FaultCode.UNKNOWN_ELEMENT, text, group, child, path)
                continue
            row = spec.elements[place]
            counts[child.tag] += 1
            where = f"{path}/{row.tag}[{counts[child.tag]}]"
            self.check_place(group, child, row, where, is_late=place < last)
            last = max(last, place)
            self.check_child(group, child, row, where)

    def check_bare(self, group: _Element, element: _Element, path: str) -> None:
        """The standard has no attributes, and no loose text between elements."""
        if any(not str(name).startswith(INSTANCE) for name in element.attrib):
            text = "Hier staat een attribuut dat de standaard niet kent. Haal het weg."
            self.add(FaultCode.UNKNOWN_ELEMENT, text, group, element, path)
        loose = (element.text, *(child.tail for child in element)) if len(element) else ()
        if any((text or "").strip() for text in loose):
            text = "Hier staat losse tekst tussen de elementen. Haal die weg."
            self.add(FaultCode.UNKNOWN_ELEMENT, text, group, element, path)

    def check_times(self, group: _Element, spec: GroupSpec, path: str) -> None:
        counts = Counter(child.tag for child in group)
        for row in spec.elements:
            count = counts[f"{self.prefix}{row.tag}"]
            if count < row.minimum:
                text = f"{row.label} ontbreekt. Vul dit in."
                self.add(FaultCode.MISSING, text, group, group, f"{path}/{row.tag}")
            if row.maximum is not None and count > row.maximum:
                text = f"{row.label} mag hier hooguit {row.maximum} keer staan."
                self.add(FaultCode.TOO_MANY, text, group, group, f"{path}/{row.tag}")

    def check_place(
        self, group: _Element, child: _Element, row: ElementSpec, path: str, *, is_late: bool
    ) -> None:
        if is_late:
            text = f"{row.label} staat niet op zijn plaats. Houd de volgorde van SIVI aan."
            self.add(FaultCode.WRONG_ORDER, text, group, child, path)

    def check_child(self, group: _Element, child: _Element, row: ElementSpec, path: str) -> None:
        if row.group is not None:
            self.check_group(child, row.group, path)
        elif row.form is not None:
            self.check_bare(group, child, path)
            if len(child):
                text = f"{row.label} mag geen andere elementen bevatten."
                self.add(FaultCode.UNKNOWN_ELEMENT, text, group, child, path)
            try:
                row.form.parse(child.text or "")
            except FormatError as error:
                self.add(FaultCode.FORMAT, f"{row.label} {error}.", group, child, path)

    def add(
        self, code: FaultCode, text: str, group: _Element, element: _Element, path: str
    ) -> None:
        line = cast("int | None", element.sourceline)
        self.found.append(Found(Fault(code, text, path, line), group))
