"""Writes the SQL of one declared table: rights, policies and triggers."""

from __future__ import annotations

from collections.abc import Iterator

from ontzorg.access.fields import MANDATE_COLUMNS, PARTY_COLUMNS
from ontzorg.access.walls.declare import OWNER, Holder, Rows, Table, database_role

VERBS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}
WORK = "dienstverband_id"
READ, CHANGE = VERBS["S"], VERBS["U"]


def table_sql(table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield the statements that put the walls of `table` in place, old ones removed first."""
    name = table.qualified
    yield f"ALTER TABLE {name} OWNER TO {OWNER}"
    state = "ENABLE" if table.secured else "DISABLE"
    force = "FORCE" if table.secured else "NO FORCE"
    yield f"ALTER TABLE {name} {state} ROW LEVEL SECURITY, {force} ROW LEVEL SECURITY"
    for holder, rows in table.access.items():
        yield from _grants_sql(table, holder, rows, columns)
        if table.secured:
            yield _policy_sql(table, holder, rows)
    if table.secured and owner_may(table, columns):
        yield f"CREATE POLICY {OWNER}_rows ON {name} TO {OWNER} USING (true) WITH CHECK (true)"
    if table.append_only:
        yield from _append_only_sql(table, columns)
    if fixed := kept_columns(table, columns):
        yield from _together_sql(table, fixed)


def policy_name(holder: Holder) -> str:
    """Return the name of the one policy that a role has on a table."""
    return f"{database_role(holder)}_rows"


def verbs_of(rows: Rows) -> tuple[str, ...]:
    """Return the SQL verbs that these letters stand for."""
    return tuple(VERBS[letter] for letter in rows.verbs)


def whole_verbs(rows: Rows) -> tuple[str, ...]:
    """Return the verbs that hold for all columns, not for some by name."""
    by_name = {READ} if rows.hidden else set[str]()
    by_name |= {CHANGE} if rows.writable else set[str]()
    return tuple(verb for verb in verbs_of(rows) if verb not in by_name)


def column_verbs(rows: Rows, columns: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the verbs to grant column by column."""
    verbs: dict[str, tuple[str, ...]] = dict.fromkeys(readable_columns(rows, columns), (READ,))
    if CHANGE in verbs_of(rows):
        _refuse_unknown(rows.writable, columns)
        verbs |= {column: (*verbs.get(column, ()), CHANGE) for column in rows.writable}
    return verbs


def readable_columns(rows: Rows, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns to grant one by one: none when the whole table may be read.

    Raises KeyError when a hidden column is not in the table: a slip there would open it.
    """
    if not rows.hidden or READ not in verbs_of(rows):
        return ()
    _refuse_unknown(rows.hidden, columns)
    return tuple(column for column in columns if column not in rows.hidden)


def shared_columns(table: Table, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that say whose a row is, for a table that is shared by mandate."""
    if table.schema != "public" or not set(MANDATE_COLUMNS) <= set(columns):
        return ()
    return tuple(column for column in PARTY_COLUMNS if column in columns)


def kept_columns(table: Table, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns of a shared table that no party changes: whose, and of which work."""
    shared = shared_columns(table, columns)
    return (*shared, WORK) if shared and WORK in columns else shared


def owner_may(table: Table, columns: tuple[str, ...]) -> bool:
    """Tell whether functions of the owner write here: by name, or because rows follow mandates."""
    return table.owner_writes or bool(shared_columns(table, columns))


def changes_of(columns: tuple[str, ...]) -> str:
    """Return the condition that one of these columns changes, as PostgreSQL prints it."""
    return " OR ".join(f"(old.{column} IS DISTINCT FROM new.{column})" for column in columns)


def _grants_sql(
    table: Table, holder: Holder, rows: Rows, columns: tuple[str, ...]
) -> Iterator[str]:
    role = database_role(holder)
    if verbs := whole_verbs(rows):
        yield f"GRANT {', '.join(verbs)} ON {table.qualified} TO {role}"
    for column, some in column_verbs(rows, columns).items():
        rights = ", ".join(f'{verb} ("{column}")' for verb in some)
        yield f"GRANT {rights} ON {table.qualified} TO {role}"


def _refuse_unknown(named: tuple[str, ...], columns: tuple[str, ...]) -> None:
    if unknown := set(named) - set(columns):
        raise KeyError(f"columns that do not exist: {', '.join(sorted(unknown))}")


def _policy_sql(table: Table, holder: Holder, rows: Rows) -> str:
    predicate = rows.predicate(holder)
    return (
        f"CREATE POLICY {policy_name(holder)} ON {table.qualified} TO {database_role(holder)}"
        f" USING ({predicate}) WITH CHECK ({predicate})"
    )


def _append_only_sql(table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    fixed = ", ".join(f'"{column}"' for column in columns if column not in table.mutable)
    refuse = "EXECUTE FUNCTION access_refuse_change()"
    name = table.qualified
    yield f"CREATE TRIGGER facts_stay_update BEFORE UPDATE OF {fixed} ON {name} {refuse}"
    yield f"CREATE TRIGGER facts_stay_delete BEFORE DELETE ON {name} {refuse}"
    yield f"CREATE TRIGGER facts_stay_truncate BEFORE TRUNCATE ON {name} {refuse}"


def _together_sql(table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    name = table.qualified
    keep = "EXECUTE FUNCTION access_keep_together()"
    yield f"CREATE TRIGGER rows_together_insert BEFORE INSERT ON {name} FOR EACH ROW {keep}"
    yield (
        f"CREATE TRIGGER rows_together_update BEFORE UPDATE ON {name} FOR EACH ROW"
        f" WHEN ({changes_of(columns)}) {keep}"
    )
