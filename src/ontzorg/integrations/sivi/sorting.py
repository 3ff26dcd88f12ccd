"""Set the meldingen that have a fault apart from those that have none."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from .faults import Fault, GeweigerdeMelding, Meldingsleutel
from .formats import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from .checker import Found
    from .releases import MessageSpec

SPINE = ("Wrkgvr", "Wrknmr", "Dnstvbnd", "Vrzm")
SHOWN = 20


class NoAnswerError(Exception):
    """A fault belongs to no melding that an answer can name."""


def take_out_faulty(message: MessageSpec, found: Iterable[Found]) -> tuple[GeweigerdeMelding, ...]:
    """Take the faulty meldingen out of their tree, with everything that then stands empty.

    A fault in a person or an employment spoils all meldingen below it. Raises NoAnswerError
    for a fault outside them, and for a melding without a readable key.
    """
    tree = _Tree(message)
    spoiled: dict[_Element, list[Fault]] = defaultdict(list)
    for owner, faults in tree.by_owner(found).items():
        for melding in tree.meldingen(owner):
            spoiled[melding] += faults
    refused = [
        GeweigerdeMelding(tree.sleutel(melding), tuple(faults))
        for melding, faults in spoiled.items()
    ]
    for melding in spoiled:
        tree.prune(melding)
    return tuple(refused)


class _Tree:
    """The way from a werkgever down to a melding, in one release."""

    def __init__(self, message: MessageSpec) -> None:
        self.message = message
        self.spine = [self.tag(name) for name in SPINE]

    def tag(self, name: str) -> str:
        return f"{{{self.message.namespace}}}{name}"

    def by_owner(self, found: Iterable[Found]) -> dict[_Element, list[Fault]]:
        """Return the first faults of each werkgever, person, employment and melding."""
        owners: dict[_Element, list[Fault]] = defaultdict(list)
        for each in found:
            faults = owners[self.owner(each.group)]
            if len(faults) < SHOWN:
                faults.append(each.fault)
        return owners

    def owner(self, group: _Element) -> _Element:
        """Return the nearest group on the spine; the head of a message has none."""
        owner: _Element | None = group
        while owner is not None and owner.tag not in self.spine:
            owner = owner.getparent()
        if owner is None:
            raise NoAnswerError
        return owner

    def meldingen(self, owner: _Element) -> list[_Element]:
        """Return the meldingen in `owner`, at least one, that stand where they belong."""
        below = self.spine[self.spine.index(owner.tag) + 1 :]
        found = owner.findall("/".join(below)) if below else [owner]
        if not found:
            raise NoAnswerError
        return found

    def sleutel(self, melding: _Element) -> Meldingsleutel:
        werkgever = next(melding.iterancestors(self.tag("Wrkgvr")))
        return Meldingsleutel(
            aansluitnummer=self.value(werkgever, "Wrkgvr/AansltnrGeguitwlngArbdnst"),
            identificatie_bij_arbodienst=self.value(werkgever, "Wrkgvr/IdWrkgvrArbdnst"),
            verzuimgeval=self.value(melding, f"{'/'.join(SPINE)}/VrzmgvlId"),
            volgnummer=self.value(melding, f"{'/'.join(SPINE)}/VrzmgvlVnrMld"),
        )

    def value(self, group: _Element, path: str) -> Any:
        """Return the value of the last tag of `path`, which must be readable in `group`."""
        row = self.message.element(path)
        text = group.findtext(self.tag(row.tag)) or ""
        try:
            return row.form.parse(text) if row.form else text
        except FormatError:
            raise NoAnswerError from None

    def prune(self, element: _Element) -> None:
        """Remove `element`, and each group above it that has nothing of the spine left."""
        parent = element.getparent()
        if parent is None or element.tag not in self.spine:
            return
        parent.remove(element)
        if not any(child.tag in self.spine for child in parent):
            self.prune(parent)
