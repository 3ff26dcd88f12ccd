"""The releases of the standard as data: structure of each message, formats, code lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from . import antwoorden, berichten
from .formats import ValueFormat

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = resources.files("ontzorg.integrations.sivi") / "data"
CODE_LISTS = "codelijsten.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementSpec:
    """One element in a group: a value (`form`) or another group (`group`).

    `name` is the field of the dataclass; None means: checked, but not kept. `written` is the
    value that a message of ours always carries there.
    """

    tag: str
    name: str | None
    minimum: int
    maximum: int | None
    form: ValueFormat | None
    group: GroupSpec | None
    written: str | None

    @property
    def is_single(self) -> bool:
        """Whether the dataclass holds one value, not a tuple."""
        return self.maximum == 1

    @property
    def only_code(self) -> str:
        """The one code that is allowed here, such as the code of the message."""
        return next(iter(self.form.codes)) if self.form else ""

    @property
    def label(self) -> str:
        """The name for people, with the tag that their software knows."""
        return f"{self.name.replace('_', ' ').capitalize()} ({self.tag})" if self.name else self.tag


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSpec:
    """The elements of one group in the order of the standard, and the class they fill."""

    class_name: str
    elements: tuple[ElementSpec, ...]

    @property
    def class_(self) -> type[Any]:
        """The dataclass that holds this group."""
        module = berichten if hasattr(berichten, self.class_name) else antwoorden
        class_: type[Any] = getattr(module, self.class_name)
        return class_

    def element(self, tag: str) -> ElementSpec:
        """Return the element with this tag."""
        return next(row for row in self.elements if row.tag == tag)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSpec:
    """One message in one release."""

    year: int
    root: str
    namespace: str
    group: GroupSpec

    @property
    def tag(self) -> str:
        """The root tag as the parser writes it."""
        return f"{{{self.namespace}}}{self.root}"

    def element(self, path: str) -> ElementSpec:
        """Return the element at `path`, counted from the root."""
        first, *rest = path.split("/")
        found = self.group.element(first)
        for tag in rest:
            if found.group is None:
                raise KeyError(path)
            found = found.group.element(tag)
        return found


@cache
def all_messages() -> tuple[MessageSpec, ...]:
    """Return every message of every release, newest release first."""
    releases = _load("releases.yaml")["releases"]
    return tuple(
        _message(release, root, file)
        for release in releases
        for root, file in release["messages"].items()
    )


def message_with_tag(tag: str) -> MessageSpec | None:
    """Return the message that has this root tag, or None when we do not know it."""
    return next((message for message in all_messages() if message.tag == tag), None)


def message_of(root: str, year: int | None = None) -> MessageSpec:
    """Return message `root` of release `year`, or of the newest release."""
    found = (m for m in all_messages() if m.root == root and year in {None, m.year})
    return next(found)


def _message(release: Mapping[str, Any], root: str, file: str) -> MessageSpec:
    year = release["year"]
    lists = _load(f"{year}/{CODE_LISTS}")["lists"]
    codes = {name: frozenset(row["values"]) for name, row in lists.items()}
    builder = _Builder(_load(f"{year}/{file}")["groups"], codes)
    namespace = release["namespace"].format(root=root)
    return MessageSpec(year=year, root=root, namespace=namespace, group=builder.group(root))


def _load(path: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DATA / path).read_text("utf-8"))
    return content


@dataclass(frozen=True)
class _Builder:
    """Turns the rows of one table into a tree of groups."""

    groups: Mapping[str, Any]
    codes: Mapping[str, frozenset[str]]

    def group(self, name: str) -> GroupSpec:
        row = self.groups[name]
        elements = tuple(self.element(element) for element in row["elements"])
        return GroupSpec(class_name=row["class"], elements=elements)

    def element(self, row: Mapping[str, Any]) -> ElementSpec:
        minimum, maximum = row.get("times", "1..1").split("..")
        return ElementSpec(
            tag=row["tag"],
            name=row.get("name"),
            minimum=int(minimum),
            maximum=None if maximum == "*" else int(maximum),
            form=self.form(row) if "is" in row else None,
            group=self.group(row["group"]) if "group" in row else None,
            written=row.get("write"),
        )

    def form(self, row: Mapping[str, Any]) -> ValueFormat:
        codes = self.codes[row["list"]] if "list" in row else frozenset(row.get("values", ()))
        return ValueFormat(
            kind=row["is"],
            minimum=row.get("min", 1),
            maximum=row.get("max", 0),
            digits=row.get("digits", True),
            codes=codes,
        )
