"""Writes the SQL of one declared table: rights, policies and triggers."""

from __future__ import annotations

from collections.abc import Iterator

from ontzorg.access.walls.declare import OWNER, Holder, Rows, Table, database_role

VERBS = {"S": "SELECT", "I": "INSERT", "U": "UPDATE", "D": "DELETE"}


def table_sql(table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield the statements that put the walls of `table` in place, old ones removed first."""
    name = table.qualified
    yield f"ALTER TABLE {name} OWNER TO {OWNER}"
    state = "ENABLE" if table.secured else "DISABLE"
    force = "FORCE" if table.secured else "NO FORCE"
    yield f"ALTER TABLE {name} {state} ROW LEVEL SECURITY, {force} ROW LEVEL SECURITY"
    for holder, rows in table.access.items():
        yield from _holder_sql(table, holder, rows)
    if table.secured and table.owner_writes:
        yield f"CREATE POLICY {OWNER}_rows ON {name} TO {OWNER} USING (true) WITH CHECK (true)"
    if table.append_only:
        yield from _append_only_sql(table, columns)


def policy_name(holder: Holder) -> str:
    """Return the name of the one policy that a role has on a table."""
    return f"{database_role(holder)}_rows"


def verbs_of(rows: Rows) -> tuple[str, ...]:
    """Return the SQL verbs that these letters stand for."""
    return tuple(VERBS[letter] for letter in rows.verbs)


def _holder_sql(table: Table, holder: Holder, rows: Rows) -> Iterator[str]:
    role = database_role(holder)
    yield f"GRANT {', '.join(verbs_of(rows))} ON {table.qualified} TO {role}"
    if not table.secured:
        return
    predicate = rows.predicate(holder)
    yield (
        f"CREATE POLICY {policy_name(holder)} ON {table.qualified} TO {role}"
        f" USING ({predicate}) WITH CHECK ({predicate})"
    )


def _append_only_sql(table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    fixed = ", ".join(f'"{column}"' for column in columns if column not in table.mutable)
    refuse = "EXECUTE FUNCTION access_refuse_change()"
    name = table.qualified
    yield f"CREATE TRIGGER facts_stay_update BEFORE UPDATE OF {fixed} ON {name} {refuse}"
    yield f"CREATE TRIGGER facts_stay_delete BEFORE DELETE ON {name} {refuse}"
    yield f"CREATE TRIGGER facts_stay_truncate BEFORE TRUNCATE ON {name} {refuse}"
