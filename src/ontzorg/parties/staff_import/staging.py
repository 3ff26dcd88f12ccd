"""Brings checked rows into the database by COPY, their secret numbers sealed."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from ontzorg.access.crypto import seal
from ontzorg.parties.selectors import bsn_index
from ontzorg.parties.services.bankrekening import iban_index
from ontzorg.parties.staff_import import bindings
from ontzorg.parties.staff_import.cells.rows import Checked
from ontzorg.parties.staff_import.names import READ

COLUMNS = (
    "staff_import_id",
    "line",
    "person_key",
    "bsn_sealed",
    "bsn_index",
    "iban_sealed",
    "iban_index",
    *READ,
    "faults",
)
COPY = f"COPY staff_import_readrow ({', '.join(COLUMNS)}) FROM STDIN"
NULL = "\\N"


class Stager:
    """Writes the rows of one import."""

    def __init__(self, import_id: int, werkgever_id: int) -> None:
        self.import_id = import_id
        self.werkgever_id = werkgever_id
        self.secret = secrets.token_bytes(32)  # gone with this import: no BSN comes back from it

    def store(self, rows: Iterable[Checked]) -> None:
        """Copy these rows to the place where only the system comes."""
        lines = "".join(self._line(row) for row in rows)
        with connection.cursor() as cursor, cursor.copy(COPY) as copy:
            copy.write(lines)

    def _line(self, row: Checked) -> str:
        bsn, iban = row.values.get("bsn"), row.values.get("iban")
        index = bsn_index(bsn, werkgever_id=self.werkgever_id) if bsn else None
        cells = [
            str(self.import_id),
            str(row.number),
            _written(_person_key(row, bsn, self.secret)),
            _written(self._sealed(bsn, row.number, "bsn")),
            _written(index),
            _written(self._sealed(iban, row.number, "iban")),
            _written(iban_index(iban, werkgever_id=self.werkgever_id) if iban else None),
            *(_written(row.values.get(code)) for code in READ),
            _written(_faults(row)),
        ]
        return "\t".join(cells) + "\n"

    def _sealed(self, number: str | None, line: int, name: str) -> bytes | None:
        if number is None:
            return None
        return seal(number, bound_to=bindings.read_number(self.import_id, line, name))


def _person_key(row: Checked, bsn: str | None, secret: bytes) -> str:
    """Return by what the rows of one person are put together, in this file alone."""
    if bsn:
        return f"b:{hmac.digest(secret, bsn.encode(), 'sha256').hex()}"
    for code in ("extern_id", "personeelsnummer"):
        if value := row.values.get(code):
            return f"{code[0]}:{value}"
    return f"r:{row.number}"


def _faults(row: Checked) -> str | None:
    if not row.faults:
        return None
    return json.dumps([fault.as_list() for fault in row.faults])


def _written(value: Any) -> str:
    """Return a value as COPY reads it. Cells hold no tabs or line ends: `clean` took them out."""
    if value is None:
        return NULL
    if isinstance(value, str):
        return value.replace("\\", "\\\\") if "\\" in value else value
    if isinstance(value, bytes):
        return f"\\\\x{value.hex()}"
    return value.isoformat() if isinstance(value, date) else str(value)
