"""Says how the walls should stand, from the declaration: a name and a state for each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.backends.utils import CursorWrapper

from ontzorg.access.roles import Party
from ontzorg.access.walls.apply import (
    DOUBLE_ROLE_TABLES,
    OPEN_FUNCTIONS,
    SCHEMAS,
    all_sequences,
    everyone,
    function_sql,
    live_columns,
    medical_holders,
    queue_functions,
    queue_sequences,
)
from ontzorg.access.walls.catalogue_found import function_state
from ontzorg.access.walls.declare import (
    OWNER,
    ROLES_OF_LOGIN,
    Caretaker,
    Login,
    MedicalParty,
    Table,
    database_role,
)
from ontzorg.access.walls.sql import (
    changes_of,
    column_verbs,
    kept_columns,
    owner_may,
    policy_name,
    whole_verbs,
)
from ontzorg.access.walls.tables import declared_tables

Facts = dict[str, str]

# pg_trigger.tgtype is a sum: 1 each row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate.
ROW, BEFORE, INSERT, DELETE, UPDATE, TRUNCATE = 1, 2, 4, 8, 16, 32
ENABLED = "O"
_FUNCTION = re.compile(
    r"CREATE OR REPLACE FUNCTION (?P<name>[\w.]+)(?P<head>.*?)AS \$\$(?P<source>.*?)\$\$;",
    re.DOTALL,
)
_PATH = re.compile(r"SET (search_path) = (.*?)\s*$")


def nothing(cursor: CursorWrapper) -> Facts:
    """Want none of this kind."""
    return {}


def schemas(cursor: CursorWrapper) -> Facts:
    """Want our schemas, owned by the role that cannot sign in."""
    return {f"schema {schema}": f"van {OWNER}" for schema in SCHEMAS}


def relations(cursor: CursorWrapper) -> Facts:
    """Want the declared tables, no view, and row-level security wherever it is declared."""
    return {f"tabel {_plain(table)}": _relation(table) for table in declared_tables()}


def policies(cursor: CursorWrapper) -> Facts:
    """Want one policy for each role that a table lets in."""
    return dict(
        _policy(table, name, role, predicate)
        for table in declared_tables()
        if table.secured
        for name, role, predicate in _predicates(table, live_columns(cursor, table))
    )


def table_grants(cursor: CursorWrapper) -> Facts:
    """Want exactly the declared verbs and columns, and nothing for PUBLIC."""
    facts: Facts = {}
    for table in declared_tables():
        columns = live_columns(cursor, table)
        for holder, rows in table.access.items():
            place = f"recht van {database_role(holder)} op {_plain(table)}"
            if verbs := whole_verbs(rows):
                facts[place] = " ".join(sorted(verbs))
            some = column_verbs(rows, columns)
            facts |= {f"{place}.{column}": " ".join(verbs) for column, verbs in some.items()}
    return facts


def sequence_grants(cursor: CursorWrapper) -> Facts:
    """Want the queue's sequences open to the login for jobs, and all to be read for a backup."""
    jobs, backup = Login.JOBS.value, Login.BACKUP.value
    queue = {f"recht van {jobs} op public.{name}": "USAGE" for name in queue_sequences(cursor)}
    return queue | {f"recht van {backup} op {name}": "SELECT" for name in all_sequences(cursor)}


def schema_grants(cursor: CursorWrapper) -> Facts:
    """Want the medical schema open to the medical login and its roles only."""
    medical = {f"recht van {role} op schema medical": "USAGE" for role in medical_holders()}
    common = {
        f"recht van {role} op schema {schema}": "USAGE"
        for role in everyone()
        for schema in ("public", "audit")
    }
    return medical | common


def function_grants(cursor: CursorWrapper) -> Facts:
    """Want the few open functions open, the queue's for jobs, and all others shut."""
    opened = {
        f"recht van {role} op functie {_qualified(function.partition('(')[0])}": "EXECUTE"
        for role in everyone()
        for function in OPEN_FUNCTIONS
    }
    queue = {
        f"recht van {Login.JOBS.value} op functie public.{name.partition('(')[0]}": "EXECUTE"
        for name in queue_functions(cursor)
    }
    return opened | queue


def functions(cursor: CursorWrapper) -> Facts:
    """Want the functions of functions.sql, letter for letter, and no other."""
    found = _FUNCTION.finditer(function_sql())
    return {f"functie {_qualified(match['name'])}": _function(match) for match in found}


def triggers(cursor: CursorWrapper) -> Facts:
    """Want the triggers that keep facts as they are and refuse a double role."""
    facts = {
        f"trigger no_double_role op public.{name}": _trigger(
            ROW + INSERT + UPDATE, "access_refuse_double_role"
        )
        for name in DOUBLE_ROLE_TABLES
    }
    facts |= _name_parts()
    for table in declared_tables():
        columns = live_columns(cursor, table)
        facts |= _facts_stay(table, columns) if table.append_only else {}
        facts |= _rows_together(table, kept_columns(table, columns))
    return facts


def database_grants(cursor: CursorWrapper) -> Facts:
    """Want our logins to connect and nothing else; no temporary tables."""
    return {f"recht van {login.value} op de database": "CONNECT" for login in Login}


def roles(cursor: CursorWrapper) -> Facts:
    """Want logins that inherit nothing and roles that cannot sign in."""
    groups = [OWNER, *(database_role(holder) for holder in (*Party, *MedicalParty, *Caretaker))]
    logins = {f"rol {login.value}": "LOGIN" for login in Login}
    backup = {f"rol {Login.BACKUP.value}": "LOGIN BYPASSRLS"}
    return {f"rol {name}": "NOLOGIN" for name in groups} | logins | backup


def role_members(cursor: CursorWrapper) -> Facts:
    """Want each login to be able to take its own roles, and only by asking."""
    pairs = [
        (login.value, database_role(party))
        for login, parties in ROLES_OF_LOGIN.items()
        for party in parties
    ]
    pairs += [(Login.MIGRATOR.value, role) for role in (OWNER, *Caretaker)]
    return {f"lidmaatschap van {member} in {role}": "SET" for member, role in pairs}


def _function(match: re.Match[str]) -> str:
    path = _PATH.search(match["head"])
    setting = "=".join(path.groups()) if path else ""
    is_definer = "SECURITY DEFINER" in match["head"]
    return function_state(OWNER, setting, match["source"], is_definer=is_definer)


def _plain(table: Table) -> str:
    return f"{table.schema}.{table.name}"


def _qualified(name: str) -> str:
    return name if "." in name else f"public.{name}"


def _relation(table: Table) -> str:
    if not table.secured:
        return f"tabel, van {OWNER}, open"
    return f"tabel, van {OWNER}, afgeschermd, ook voor de eigenaar"


def _predicates(table: Table, columns: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for holder, rows in table.access.items():
        yield policy_name(holder), database_role(holder), rows.stored_predicate(holder)
    if owner_may(table, columns):
        yield f"{OWNER}_rows", OWNER, "true"


def _policy(table: Table, name: str, role: str, predicate: str) -> tuple[str, str]:
    state = f"PERMISSIVE ALL {role} {predicate} en {predicate}"
    return f"policy {name} op {_plain(table)}", state


def _name_parts() -> Facts:
    """Want an employer's name to be written in parts, also when it changes."""
    write = "parties_write_name_parts"
    return {
        "trigger write_name_parts op public.parties_werkgever": _trigger(ROW + INSERT, write),
        "trigger write_name_parts op public.access_organisation": _trigger(
            ROW + UPDATE, write, ["name"]
        ),
    }


def _facts_stay(table: Table, columns: tuple[str, ...]) -> Facts:
    fixed = sorted(column for column in columns if column not in table.mutable)
    place = f"op {_plain(table)}"
    refuse = "access_refuse_change"
    return {
        f"trigger facts_stay_update {place}": _trigger(BEFORE + UPDATE, refuse, fixed),
        f"trigger facts_stay_delete {place}": _trigger(BEFORE + DELETE, refuse),
        f"trigger facts_stay_truncate {place}": _trigger(BEFORE + TRUNCATE, refuse),
    }


def _rows_together(table: Table, columns: tuple[str, ...]) -> Facts:
    if not columns:
        return {}
    place = f"op {_plain(table)}"
    keep = "access_keep_together"
    return {
        f"trigger rows_together_insert {place}": _trigger(ROW + BEFORE + INSERT, keep),
        f"trigger rows_together_update {place}": (
            f"{_trigger(ROW + BEFORE + UPDATE, keep)} ({changes_of(columns)})"
        ),
    }


def _trigger(kind: int, function: str, columns: list[str] | None = None) -> str:
    parts = ["soort", str(kind), function, ENABLED]
    return " ".join([*parts, ",".join(columns)] if columns else parts)
