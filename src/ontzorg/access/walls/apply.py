"""Puts the declared walls in place. Run after every migration, by the migrator."""

from __future__ import annotations

import re
from importlib import resources

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from ontzorg.access import keys
from ontzorg.access.roles import Party
from ontzorg.access.walls.declare import (
    OWNER,
    Caretaker,
    Holder,
    Login,
    MedicalParty,
    Table,
    database_role,
)
from ontzorg.access.walls.sql import table_sql
from ontzorg.access.walls.tables import declared_tables

SCHEMAS = ("public", "audit", "medical")
QUEUE_PREFIX = "procrastinate_"
DOUBLE_ROLE_TABLES = ("access_membership", "access_mandate")
# When the parts of an employer's name are written: he comes, or he is renamed.
NAME_PART_MOMENTS = {"parties_werkgever": "INSERT", "access_organisation": "UPDATE OF name"}
BLOCK_BYTES = 64
INNER, OUTER = 0x36, 0x5C
_FUNCTION_NAME = re.compile(r"^CREATE OR REPLACE FUNCTION (?:\w+\.)?(\w+)", re.MULTILINE)
OPEN_FUNCTIONS = (
    "access_context(text)",
    "access_acting()",
    "access_own_numbers()",
    "access_colleague_names()",
    "access_account_names(bigint[])",
    "access_follow_mandates(bigint, date)",
    "access_is_of_werkgever(jsonb)",
    "access_note(text, jsonb)",
    "access_publish(text, jsonb)",
    "medical_follow_person(bigint)",
    "verzuim_clear_closed(bigint[])",
    "audit.append(text, text, text, bigint, text, bigint, text, bigint, bigint[], text, bigint,"
    " text[], text, text, text, text, text)",
)


def apply_walls(using: str = "migrator") -> None:
    """Replace all rights, policies and triggers by what the code declares."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(function_sql())  # first: a new function is open to PUBLIC until cleared
        for statement in _clear(cursor):
            cursor.execute(statement)
        _store_context_keys(cursor)
        _open_schemas(cursor)
        for table in declared_tables():
            for statement in table_sql(table, live_columns(cursor, table)):
                cursor.execute(statement)
        _double_role_triggers(cursor)
        _name_part_triggers(cursor)


def everyone() -> list[str]:
    """Return every database role that the walls deal with."""
    holders: list[Holder] = [*Party, *MedicalParty, *Login, *Caretaker]
    return [database_role(holder) for holder in holders]


def medical_holders() -> list[str]:
    """Return the database roles that the medical room is open to."""
    holders = [*MedicalParty, Login.WEB_MEDICAL, Login.BACKUP, *Caretaker]
    return [holder.value for holder in holders]


def function_sql() -> str:
    """Return the source of the functions behind the walls."""
    return (resources.files("ontzorg.access.walls") / "functions.sql").read_text("utf-8")


def _clear(cursor: CursorWrapper) -> list[str]:
    """Collect the statements that take every right, policy and trigger away."""
    roles = ", ".join(everyone())
    revoke = [
        f"REVOKE ALL ON ALL {kind} IN SCHEMA {schema} FROM {roles}, PUBLIC"
        for schema in SCHEMAS
        for kind in ("TABLES", "SEQUENCES", "FUNCTIONS")
    ]
    schemas = [f"REVOKE ALL ON SCHEMA {schema} FROM {roles}, PUBLIC" for schema in SCHEMAS]
    cursor.execute(
        "SELECT format('DROP POLICY %%I ON %%I.%%I', policyname, schemaname, tablename)"
        " FROM pg_policies WHERE schemaname = ANY(%s)",
        [list(SCHEMAS)],
    )
    policies = [row[0] for row in cursor.fetchall()]
    cursor.execute(
        "SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) FROM pg_trigger"
        " WHERE tgname LIKE ANY(ARRAY['facts_stay_%', 'rows_together_%', 'no_double_role',"
        " 'write_name_parts'])"
    )
    triggers = [row[0] for row in cursor.fetchall()]
    return [*revoke, *schemas, *policies, *triggers, *_old_functions(cursor)]


def _old_functions(cursor: CursorWrapper) -> list[str]:
    """Collect the statements that drop functions of ours that the code no longer has."""
    cursor.execute(
        "SELECT format('DROP FUNCTION %%s', p.oid::regprocedure) FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = ANY(%s)"
        " AND proowner::regrole::text = %s AND NOT starts_with(proname, %s)"
        " AND proname <> ALL(%s)",
        [list(SCHEMAS), OWNER, QUEUE_PREFIX, _FUNCTION_NAME.findall(function_sql())],
    )
    return [row[0] for row in cursor.fetchall()]


def _store_context_keys(cursor: CursorWrapper) -> None:
    """Keep what checks a context: under each known key, for who still runs with an older one."""
    # The owner has no policy yet at this point of a fresh database: the table is still open.
    cursor.execute("ALTER TABLE access_context_key DISABLE ROW LEVEL SECURITY")
    cursor.execute("DELETE FROM access_context_key")
    insert = "INSERT INTO access_context_key (inner_pad, outer_pad) VALUES (%s, %s)"
    for derived in keys.derive_all("context"):
        key = derived.ljust(BLOCK_BYTES, b"\0")
        cursor.execute(insert, [bytes(byte ^ pad for byte in key) for pad in (INNER, OUTER)])


def _open_schemas(cursor: CursorWrapper) -> None:
    everybody = everyone()
    cursor.execute(f"GRANT USAGE ON SCHEMA public, audit TO {', '.join(everybody)}")
    cursor.execute(f"GRANT USAGE ON SCHEMA medical TO {', '.join(medical_holders())}")
    for function in OPEN_FUNCTIONS:
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {', '.join(everybody)}")
    queue = Login.JOBS.value
    for function in queue_functions(cursor):
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {queue}")
    for sequence in queue_sequences(cursor):
        cursor.execute(f"GRANT USAGE ON SEQUENCE {sequence} TO {queue}")
    for sequence in all_sequences(cursor):
        cursor.execute(f"GRANT SELECT ON SEQUENCE {sequence} TO {Login.BACKUP.value}")


def queue_functions(cursor: CursorWrapper) -> list[str]:
    """Return the functions of the job queue that this database has."""
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace AND starts_with(proname, %s)",
        [QUEUE_PREFIX],
    )
    return [row[0] for row in cursor.fetchall()]


def queue_sequences(cursor: CursorWrapper) -> list[str]:
    """Return the sequences of the job queue that this database has."""
    cursor.execute(
        "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'S'"
        " AND relnamespace = 'public'::regnamespace AND starts_with(relname, %s)",
        [QUEUE_PREFIX],
    )
    return [row[0] for row in cursor.fetchall()]


def all_sequences(cursor: CursorWrapper) -> list[str]:
    """Return every sequence in our schemas, as `schema.name`."""
    cursor.execute(
        "SELECT format('%%I.%%I', nspname, relname) FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'S' AND nspname = ANY(%s)",
        [list(SCHEMAS)],
    )
    return [row[0] for row in cursor.fetchall()]


def live_columns(cursor: CursorWrapper, table: Table) -> tuple[str, ...]:
    """Return the columns that a table has now, in their order."""
    cursor.execute(
        "SELECT attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
        " WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = %s)"
        " AND relname = %s AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [table.schema, table.name],
    )
    return tuple(row[0] for row in cursor.fetchall())


def _double_role_triggers(cursor: CursorWrapper) -> None:
    for table in DOUBLE_ROLE_TABLES:
        cursor.execute(
            f"CREATE CONSTRAINT TRIGGER no_double_role AFTER INSERT OR UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION access_refuse_double_role()"
        )


def _name_part_triggers(cursor: CursorWrapper) -> None:
    for table, moment in NAME_PART_MOMENTS.items():
        cursor.execute(
            f"CREATE TRIGGER write_name_parts AFTER {moment} ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION parties_write_name_parts()"
        )
