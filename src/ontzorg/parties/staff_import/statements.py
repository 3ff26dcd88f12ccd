"""The SQL of an import: kept in files, completed with the columns of the field table.

Every name that goes in comes from that table, none from a user; values go as parameters.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from typing import Any

from django.db import connection

from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.parties.staff_import.names import (
    LASTING_WORK,
    NEW_PERSON,
    NEW_WORK,
    PERSON,
    PLAIN_WORK,
    TERMS,
    column_of_work,
)

CAST = {
    "geboortedatum": "date",
    "begint_op": "date",
    "eindigt_op": "date",
    "uren_per_week": "numeric",
    "norm_uren": "numeric",
    "wachtdagen": "smallint",
    "loondoorbetaling_jaar_1": "numeric",
    "loondoorbetaling_jaar_2": "numeric",
}


@contextmanager
def planned_for_many() -> Iterator[None]:
    """Let the database plan for many rows: of rows that just came in it has no figures yet."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop = on")


@contextmanager
def planned_for_few() -> Iterator[None]:
    """Let the database plan for a few rows again, within `planned_for_many`."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = on")
        yield
        cursor.execute("SET LOCAL enable_nestloop = off")


def run(name: str, **values: Any) -> int:
    """Run the statement of this name; return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), values)
        return int(cursor.rowcount)


def fetch(name: str, **values: Any) -> list[tuple[Any, ...]]:
    """Run the statement of this name and return its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), values)
        return list(cursor.fetchall())


@cache
def statement(name: str) -> str:
    """Return the SQL of this name, completed."""
    source = resources.files("ontzorg.parties.staff_import") / "sql" / f"{name}.sql"
    text = source.read_text("utf-8")
    return text.format(**_parts()) if "{" in text else text


@cache
def _parts() -> dict[str, str]:
    return {
        "differing": " ".join(_differing()),
        "largest": ", ".join(f"max({code}) AS {code}" for code in PERSON),
        "mandates": ", ".join(MANDATE_COLUMNS),
        "mandates_w": ", ".join(f"e.{column}" for column in MANDATE_COLUMNS),
        "new_person": ", ".join(f"'{code}', p.{code}::text" for code in NEW_PERSON),
        "new_work": ", ".join(f"'{code}', g.{code}::text" for code in NEW_WORK),
        "person": ", ".join(PERSON),
        "person_or_empty": ", ".join(_or_empty("p", code, code) for code in PERSON),
        "person_before": ", ".join(_before("p", "w", code, code) for code in PERSON),
        "person_after": ", ".join(_after("p", "w", code, code) for code in PERSON),
        "person_set": ", ".join(_set("w", "s.person_after", code, code) for code in PERSON),
        "person_reset": ", ".join(_set("w", "s.person_before", code, code) for code in PERSON),
        "number": "{number}",
        "condition": "{condition}",
        "work": ", ".join(column_of_work(code) for code in PLAIN_WORK),
        "work_or_empty": ", ".join(
            _or_empty("r", code, column_of_work(code)) for code in PLAIN_WORK
        ),
        "work_before": ", ".join(
            _before("g", "d", code, column_of_work(code)) for code in PLAIN_WORK
        ),
        "work_after": ", ".join(
            _after("g", "d", code, column_of_work(code)) for code in PLAIN_WORK
        ),
        "work_set": ", ".join(
            _set("d", "s.work_after", code, column_of_work(code)) for code in LASTING_WORK
        ),
        "work_reset": ", ".join(
            _set("d", "s.work_before", code, column_of_work(code)) for code in LASTING_WORK
        ),
        **_terms_parts(),
    }


def _terms_parts() -> dict[str, str]:
    """Return the parts about what is kept from a day."""
    return {
        "lasting": ", ".join(f"d.{column_of_work(code)}" for code in LASTING_WORK),
        "terms": ", ".join(TERMS),
        "terms_quoted": ", ".join(f"'{code}'" for code in TERMS),
        "terms_d": ", ".join(f"d.{code}" for code in TERMS),
        "terms_r": ", ".join(f"r.{code}" for code in TERMS),
        "terms_excluded": ", ".join(f"{code} = excluded.{code}" for code in TERMS),
        "terms_was": ", ".join(
            f"CASE WHEN t.id IS NULL THEN d.{code} ELSE t.{code} END AS {code}" for code in TERMS
        ),
        "terms_new": ", ".join(_new("t", "s.work_after", code) for code in TERMS),
        "terms_now": ", ".join(
            f"{code} = CASE WHEN n.id IS NULL THEN d.{code} ELSE n.{code} END" for code in TERMS
        ),
        "terms_back": ", ".join(f"{code} = r.{code}" for code in TERMS),
        "mandates_d": ", ".join(f"d.{column}" for column in MANDATE_COLUMNS),
    }


def _differing() -> Iterator[str]:
    yield "WHEN count(DISTINCT bsn_index) > 1 THEN 'bsn'"
    yield "WHEN count(DISTINCT iban_index) > 1 THEN 'iban'"
    for code in PERSON:
        yield f"WHEN min({code}) <> max({code}) THEN '{code}'"


def _before(new: str, old: str, code: str, column: str) -> str:
    return f"'{code}', CASE WHEN {_differs(new, old, code, column)} THEN {_text(old, column)} END"


def _after(new: str, old: str, code: str, column: str) -> str:
    return f"'{code}', CASE WHEN {_differs(new, old, code, column)} THEN {new}.{code}::text END"


def _differs(new: str, old: str, code: str, column: str) -> str:
    return f"{new}.{code} IS NOT NULL AND {new}.{code} IS DISTINCT FROM {old}.{column}"


def _text(table: str, column: str) -> str:
    return f"coalesce({table}.{column}::text, '')"


def _set(table: str, source: str, code: str, column: str) -> str:
    value = f"{source} ->> '{code}'"
    if code in CAST:
        value = f"nullif({value}, '')::{CAST[code]}"
    return f"{column} = CASE WHEN {source} ? '{code}' THEN {value} ELSE {table}.{column} END"


def _new(table: str, source: str, code: str) -> str:
    value = f"{source} ->> '{code}'"
    if code in CAST:
        value = f"nullif({value}, '')::{CAST[code]}"
    return f"CASE WHEN {source} ? '{code}' THEN {value} ELSE {table}.{code} END"


def _or_empty(table: str, code: str, column: str) -> str:
    empty = {"naamgebruik": "eigen", "geslacht": "O", "land": "NL"}.get(code, "")
    return f"{table}.{code}" if code in CAST else f"coalesce({table}.{code}, '{empty}')"
