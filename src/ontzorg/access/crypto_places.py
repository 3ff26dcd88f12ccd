"""Where sealed values stand: what each is bound to, and the keyed hash it is found by.

Each app names its own in `seals.py`. Renewing the master key walks along all of them.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from string import Formatter
from typing import Any

from django.apps import apps

from ontzorg.access.crypto import blind_index, is_sealed_before, seal_bytes, unseal_bytes

Row = Mapping[str, Any]
Condition = tuple[str, list[Any]]  # SQL and its values


@dataclass(frozen=True, slots=True)
class Index:
    """The keyed hash beside a sealed value; `purpose` is completed with columns of the row."""

    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column of bytes: a sealed value, or nothing. `bound_to` is completed with columns."""

    name: str
    bound_to: str
    index: Index | None = None

    @property
    def written(self) -> tuple[str, ...]:
        """The columns that get another value under another key."""
        return (self.name, self.index.name) if self.index else (self.name,)

    @property
    def read(self) -> tuple[str, ...]:
        """The columns that are needed for it."""
        purpose = self.index.purpose if self.index else ""
        return (*self.written, *_names(self.bound_to), *_names(purpose))

    def condition(self, ids: Sequence[bytes]) -> Condition:
        """Return the SQL that finds the rows sealed under these keys."""
        return f'substr("{self.name}", 1, {len(ids[0])}) = ANY(%s)', [list(ids)]

    @property
    def filled(self) -> Condition:
        """The SQL that finds the rows with a value."""
        return f'"{self.name}" IS NOT NULL', []

    def renewed(self, row: Row) -> dict[str, Any]:
        """Return the new values of a row; none when it is sealed under the key of now."""
        sealed = row[self.name]
        if sealed is None or not is_sealed_before(sealed):
            return {}
        content = unseal_bytes(sealed, bound_to=self.place(**row))
        found: dict[str, Any] = {self.name: seal_bytes(content, bound_to=self.place(**row))}
        if self.index:
            found[self.index.name] = blind_index(content.decode(), purpose=self.purpose(**row))
        return found

    def place(self, **row: Any) -> str:
        """Return what the value in this row is bound to."""
        return self.bound_to.format(**row)

    def purpose(self, **row: Any) -> str:
        """Return what the hash in this row is made for; nothing when there is none."""
        return self.index.purpose.format(**row) if self.index else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedJson:
    """A column of JSON in which the values under `keys` are sealed, written as text.

    The hash of a value, when it has one, stands in the same JSON. A hash in `drops` is of a value
    that is not there to make it again: it goes.
    """

    name: str
    bound_to: str
    keys: tuple[str, ...]
    is_hex: bool = False
    index: Index | None = None
    drops: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """The columns that get another value under another key."""
        return (self.name,)

    @property
    def read(self) -> tuple[str, ...]:
        """The columns that are needed for it."""
        purpose = self.index.purpose if self.index else ""
        return (self.name, *_names(self.bound_to), *_names(purpose))

    def condition(self, ids: Sequence[bytes]) -> Condition:
        """Return the SQL that finds the rows with a value sealed under one of these keys."""
        starts = [_hex(one) if self.is_hex else _base64(one + b"\0")[:5] for one in ids]
        return f'"{self.name}"::text LIKE ANY(%s)', [[f'%"{start}%' for start in starts]]

    @property
    def filled(self) -> Condition:
        """The SQL that finds the rows with a value."""
        texts = ", ".join(f"nullif(\"{self.name}\" ->> %s, '')" for _ in self.keys)
        return f"coalesce({texts}) IS NOT NULL", list(self.keys)

    def renewed(self, row: Row) -> dict[str, Any]:
        """Return the new JSON of a row; none when all is sealed under the key of now."""
        content = json.loads(row[self.name] or "{}")
        changed = [self._renew(content, key, row) for key in self.keys if content.get(key)]
        return {self.name: json.dumps(content)} if any(changed) else {}

    def _renew(self, content: dict[str, Any], key: str, row: Row) -> bool:
        given = content[key]
        texts = given if isinstance(given, list) else [given]
        if not any(is_sealed_before(self._bytes(text)) for text in texts):
            return False
        place = self.bound_to.format(**row)
        opened = [unseal_bytes(self._bytes(text), bound_to=place) for text in texts]
        write: Callable[[bytes], str] = _hex if self.is_hex else _base64
        sealed = [write(seal_bytes(one, bound_to=place)) for one in opened]
        content[key] = sealed if isinstance(given, list) else sealed[0]
        if self.index:
            purpose = self.index.purpose.format(**row)
            content[self.index.name] = _hex(blind_index(opened[0].decode(), purpose=purpose))
        for name in self.drops:
            content.pop(name, None)
        return True

    def _bytes(self, text: str) -> bytes:
        return bytes.fromhex(text) if self.is_hex else base64.b64decode(text)


Field = SealedColumn | SealedJson


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedTable:
    """A table with sealed values.

    `looked_up` names, with its SQL, what a value is bound to and the table itself does not hold.
    `rows_at_once` is smaller where one value is large.
    """

    name: str
    fields: tuple[Field, ...]
    schema: str = "public"
    key: str = "id"
    rows_at_once: int = 500
    looked_up: Mapping[str, str] = field(default_factory=dict)

    @property
    def qualified(self) -> str:
        """The quoted name with its schema."""
        return f'"{self.schema}"."{self.name}"'

    @property
    def written(self) -> tuple[str, ...]:
        """The columns that get another value under another key."""
        return _once(name for one in self.fields for name in one.written)

    @property
    def read(self) -> tuple[str, ...]:
        """The columns that renewing needs, its key first."""
        return _once((self.key, *(name for one in self.fields for name in one.read)))

    @property
    def expressions(self) -> tuple[str, ...]:
        """The SQL of what renewing needs, in the same order."""
        as_text = self.json_columns
        return tuple(
            self.looked_up.get(name, f'"{name}"::text' if name in as_text else f'"{name}"')
            for name in self.read
        )

    @property
    def json_columns(self) -> frozenset[str]:
        """The columns that hold JSON."""
        return frozenset(one.name for one in self.fields if isinstance(one, SealedJson))


def sealed_tables() -> tuple[SealedTable, ...]:
    """Return every table with sealed values, from the `seals` module of each app."""
    return tuple(table for app in _apps() for table in import_module(f"{app}.seals").SEALS)


def _apps() -> list[str]:
    names = [config.name for config in apps.get_app_configs()]
    return [name for name in names if name.startswith("ontzorg.") and find_spec(f"{name}.seals")]


def _names(template: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _hex(content: bytes) -> str:
    return content.hex()


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
