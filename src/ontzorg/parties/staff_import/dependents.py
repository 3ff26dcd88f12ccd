"""Finds what stands on the people and employments of an import, in whatever app it lives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, router
from django.db.models import Model

from ontzorg.access.roles import Party
from ontzorg.access.walls.tables import declared_tables
from ontzorg.parties.staff_import.models import StaffImport
from ontzorg.parties.staff_import.statements import fetch

# An import makes and removes these itself; what was added to them by hand, `moved_on` finds.
OWN = frozenset(
    {
        "parties.identificatie",
        "parties.bankrekening",
        "parties.dienstverband",
        "parties.loon",
        "parties.workterms",
        "staff_import.staffrow",
        "staff_import.readrow",
    }
)
WORDS: Mapping[str, str] = {
    "access.membership": "een eigen account",
    "parties.invitation": "een uitnodiging voor de eigen pagina",
    "verzuim.feit": "een stap in een dossier",
    "verzuim.melding": "een melding",
    "verzuim.task": "een taak",
    "verzuim.verlof": "verlof",
    "verzuim.verzuimdossier": "een dossier",
}
UNKNOWN = "andere gegevens"
COLUMNS = (("werknemer_id", "is_new_person"), ("dienstverband_id", "is_new_work"))


def what_depends(staff_import: StaffImport) -> str:
    """Return in words what stands in the way of undoing; nothing when nothing does."""
    reasons = [*_recorded(staff_import), *_changed_since(staff_import)]
    return " ".join(reasons)


def what_stands_on(column: str, ids: Sequence[int]) -> list[str]:
    """Return in words what is recorded about these people or employments."""
    found = (
        WORDS.get(model._meta.label_lower, UNKNOWN)
        for model, name, _ in _places()
        if name == column and _is_recorded(model, column, ids)
    )
    return list(dict.fromkeys(found))


def listed(words: Sequence[str]) -> str:
    """Return words as people list them."""
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} en {words[-1]}"


def _is_recorded(model: type[Model], column: str, ids: Sequence[int]) -> bool:
    table = connection.ops.quote_name(model._meta.db_table)
    query = f"SELECT EXISTS (SELECT 1 FROM {table} WHERE {column} = ANY(%s))"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, [list(ids)])
        return bool(cursor.fetchone()[0])


def _recorded(staff_import: StaffImport) -> Iterator[str]:
    found = dict.fromkeys(
        WORDS.get(model._meta.label_lower, UNKNOWN)
        for model, column, condition in _places()
        if _is_used(model, column, condition, staff_import.pk)
    )
    if found:
        yield f"Over medewerkers uit dit bestand is al vastgelegd: {listed(list(found))}."


def _places() -> Iterator[tuple[type[Model], str, str]]:
    seen = _seen_by_system()
    for model in apps.get_models():
        outside = router.db_for_read(model) not in (None, DEFAULT_DB_ALIAS)
        if outside or model._meta.db_table not in seen or model._meta.label_lower in OWN:
            continue
        names = {field.column for field in model._meta.concrete_fields}
        for column, condition in COLUMNS:
            if column in names:
                yield model, column, condition


def _seen_by_system() -> set[str]:
    """Return the tables that the job may look in. In others a foreign key stands guard."""
    rows = ((table.name, table.access.get(Party.SYSTEM)) for table in declared_tables())
    return {name for name, access in rows if access and "S" in access.verbs}


def _is_used(model: type[Model], column: str, condition: str, import_id: int) -> bool:
    table = connection.ops.quote_name(model._meta.db_table)
    query = (
        f"SELECT EXISTS (SELECT 1 FROM {table} t JOIN staff_import_staffrow s"  # noqa: S608
        f" ON s.{column} = t.{column} WHERE s.staff_import_id = %s AND s.{condition})"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [import_id])
        return bool(cursor.fetchone()[0])


def _changed_since(staff_import: StaffImport) -> Iterator[str]:
    found = fetch("moved_on", id=staff_import.pk, lines=staff_import.bsn_lines)
    if found:
        names = listed([name for _, name in found][:3])
        more = found[0][0] - min(len(found), 3)
        others = f" en bij {more} anderen" if more else ""
        yield f"Daarna is iets gewijzigd bij {names}{others}."
