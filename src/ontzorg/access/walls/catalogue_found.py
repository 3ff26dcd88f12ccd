"""Reads the walls as they stand in PostgreSQL's catalogue: a name and a state for each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db.backends.utils import CursorWrapper

from ontzorg.access.walls.apply import QUEUE_PREFIX, SCHEMAS, everyone
from ontzorg.access.walls.declare import OWNER

Facts = dict[str, str]

_OURS = list(SCHEMAS)
_SYSTEM = r"^(pg_|information_schema$)"
_GRANTEE = "CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END"
_RIGHTS = (
    "string_agg(privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, ' '"
    " ORDER BY privilege_type)"
)
INHERITANCE_PER_GRANT = 160_000


def schemas(cursor: CursorWrapper) -> Facts:
    """Return all schemas but those of PostgreSQL, with their owner."""
    return _facts(
        cursor,
        "SELECT 'schema ' || nspname, 'van ' || nspowner::regrole FROM pg_namespace"
        " WHERE nspname !~ %s",
        [_SYSTEM],
    )


def relations(cursor: CursorWrapper) -> Facts:
    """Return all tables, views and the like, with owner and row-level security."""
    return _facts(
        cursor,
        "SELECT 'tabel ' || nspname || '.' || relname, concat_ws(', ',"
        " CASE relkind WHEN 'r' THEN 'tabel' WHEN 'v' THEN 'view'"
        " WHEN 'm' THEN 'materialised view' ELSE 'soort ' || relkind::text END,"
        " 'van ' || relowner::regrole,"
        " CASE WHEN relrowsecurity THEN 'afgeschermd' ELSE 'open' END,"
        " CASE WHEN relforcerowsecurity THEN 'ook voor de eigenaar' END)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE nspname !~ %s AND relkind IN ('r', 'p', 'v', 'm', 'f')",
        [_SYSTEM],
    )


def policies(cursor: CursorWrapper) -> Facts:
    """Return all policies: for whom, for which verbs, and on which rows."""
    return _facts(
        cursor,
        "SELECT 'policy ' || policyname || ' op ' || schemaname || '.' || tablename,"
        " concat_ws(' ', permissive, cmd, array_to_string(roles, ','), qual, 'en', with_check)"
        " FROM pg_policies",
    )


def table_grants(cursor: CursorWrapper) -> Facts:
    """Return the rights on tables, views and single columns; the owner's own left out."""
    whole = _facts(cursor, _relation_grants("relkind <> 'S'"), [_OURS])
    columns = _facts(
        cursor,
        f"SELECT 'recht van ' || {_GRANTEE} || ' op ' || nspname || '.' || relname || '.' ||"  # noqa: S608 - constants
        f" attname, {_RIGHTS} FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
        " JOIN pg_namespace n ON n.oid = relnamespace, aclexplode(attacl)"
        " WHERE nspname = ANY(%s) GROUP BY grantee, nspname, relname, attname",
        [_OURS],
    )
    return whole | columns


def sequence_grants(cursor: CursorWrapper) -> Facts:
    """Return the rights on sequences."""
    return _facts(cursor, _relation_grants("relkind = 'S'"), [_OURS])


def schema_grants(cursor: CursorWrapper) -> Facts:
    """Return the rights on schemas; the owner's own left out."""
    return _facts(
        cursor,
        f"SELECT 'recht van ' || {_GRANTEE} || ' op schema ' || nspname, {_RIGHTS}"  # noqa: S608 - constants
        " FROM pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner)))"
        " WHERE nspname = ANY(%s) AND grantee <> nspowner GROUP BY grantee, nspname",
        [_OURS],
    )


def function_grants(cursor: CursorWrapper) -> Facts:
    """Return who may call which function; the owner's own rights left out."""
    return _facts(
        cursor,
        f"SELECT 'recht van ' || {_GRANTEE} || ' op functie ' || nspname || '.' || proname,"  # noqa: S608 - constants
        f" {_RIGHTS} FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace,"
        " aclexplode(coalesce(proacl, acldefault('f', proowner)))"
        " WHERE nspname = ANY(%s) AND grantee <> proowner"
        " GROUP BY grantee, nspname, proname, p.oid",
        [_OURS],
    )


def functions(cursor: CursorWrapper) -> Facts:
    """Return all functions with a digest of their source; of the queue's, only what is odd."""
    cursor.execute(
        "SELECT nspname || '.' || proname, proowner::regrole::text, prosecdef,"
        " array_to_string(proconfig, ' '), prosrc, starts_with(proname, %s)"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE nspname = ANY(%s) ORDER BY p.oid",
        [QUEUE_PREFIX, _OURS],
    )
    facts: Facts = {}
    for name, owner, is_definer, setting, source, is_of_queue in cursor.fetchall():
        if is_of_queue and not is_definer and owner == OWNER:
            continue
        state = function_state(owner, setting or "", source, is_definer=is_definer)
        key = f"functie {name}"
        facts[key] = f"{facts[key]} en {state}" if key in facts else state
    return facts


def function_state(owner: str, setting: str, source: str, *, is_definer: bool) -> str:
    """Return the state of a function as one line."""
    rights = "met de rechten van de eigenaar" if is_definer else "met eigen rechten"
    digest = hashlib.sha256(source.encode()).hexdigest()[:12]
    return f"van {owner}, {rights}, {setting}, inhoud {digest}"


def triggers(cursor: CursorWrapper) -> Facts:
    """Return all triggers but the queue's own, and each that someone switched off."""
    return _facts(
        cursor,
        "SELECT 'trigger ' || tgname || ' op ' || nspname || '.' || relname, concat_ws(' ',"
        " 'soort', tgtype, tgfoid::regproc, tgenabled,"
        " substring(pg_get_triggerdef(t.oid) FROM ' WHEN \\((.*)\\) EXECUTE '),"
        " (SELECT string_agg(attname, ',' ORDER BY attname) FROM pg_attribute"
        " WHERE attrelid = tgrelid AND attnum = ANY(tgattr)))"
        " FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid"
        " JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE nspname = ANY(%s) AND (tgenabled <> 'O' OR NOT tgisinternal AND NOT"
        " (starts_with(relname, %s) AND starts_with(tgname, %s)))",
        [_OURS, QUEUE_PREFIX, QUEUE_PREFIX],
    )


def rewrite_rules(cursor: CursorWrapper) -> Facts:
    """Return rewrite rules on tables: with one, a write to one table can go to another."""
    return _facts(
        cursor,
        "SELECT 'regel ' || rulename || ' op ' || schemaname || '.' || tablename, definition"
        " FROM pg_rules WHERE schemaname = ANY(%s)",
        [_OURS],
    )


def default_grants(cursor: CursorWrapper) -> Facts:
    """Return the rights that objects would get by themselves when they are made."""
    return _facts(
        cursor,
        "SELECT 'standaardrecht op nieuwe objecten van ' || defaclrole::regrole,"
        " string_agg(defaclacl::text, ' ') FROM pg_default_acl GROUP BY defaclrole",
    )


def database_grants(cursor: CursorWrapper) -> Facts:
    """Return what everybody and our logins may do with the database itself."""
    return _facts(
        cursor,
        f"SELECT 'recht van ' || {_GRANTEE} || ' op de database', {_RIGHTS}"  # noqa: S608 - constants
        " FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))"
        " WHERE datname = current_database() AND grantee <> datdba AND"
        f" {_GRANTEE} = ANY(%s) GROUP BY grantee",
        [["PUBLIC", OWNER, *everyone()]],
    )


def roles(cursor: CursorWrapper) -> Facts:
    """Return the attributes of our roles. For a role without login INHERIT means nothing."""
    return _facts(
        cursor,
        "SELECT 'rol ' || rolname, concat_ws(' ',"
        " CASE WHEN rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,"
        " CASE WHEN rolcanlogin AND rolinherit THEN 'INHERIT' END,"
        " CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,"
        " CASE WHEN rolsuper THEN 'SUPERUSER' END,"
        " CASE WHEN rolcreaterole THEN 'CREATEROLE' END,"
        " CASE WHEN rolcreatedb THEN 'CREATEDB' END,"
        " CASE WHEN rolreplication THEN 'REPLICATION' END)"
        " FROM pg_roles WHERE rolname = ANY(%s)",
        [[OWNER, *everyone()]],
    )


def role_members(cursor: CursorWrapper) -> Facts:
    """Return who is a member of our roles, and of which roles ours are members.

    From PostgreSQL 16 each grant says whether it inherits; before that only the login does.
    A grant without both options, as the maker of a role gets it, opens nothing.
    """
    options = "bool_or(inherit_option), bool_or(set_option)"
    if cursor.connection.info.server_version < INHERITANCE_PER_GRANT:
        options = "false, true"
    cursor.execute(
        f"SELECT 'lidmaatschap van ' || member::regrole || ' in ' || roleid::regrole,"  # noqa: S608 - constants
        f" {options}, bool_or(admin_option) FROM pg_auth_members"
        " WHERE roleid::regrole::text = ANY(%s) OR member::regrole::text = ANY(%s)"
        " GROUP BY member, roleid",
        [[OWNER, *everyone()]] * 2,
    )
    return {
        name: " ".join(
            word
            for word, given in (("SET", can_set), ("INHERIT", inherits), ("ADMIN", grants))
            if given
        )
        for name, inherits, can_set, grants in cursor.fetchall()
        if inherits or can_set
    }


def _relation_grants(condition: str) -> str:
    return (
        f"SELECT 'recht van ' || {_GRANTEE} || ' op ' || nspname || '.' || relname, {_RIGHTS}"  # noqa: S608 - constants
        " FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace, aclexplode(relacl)"
        f" WHERE nspname = ANY(%s) AND {condition} AND grantee <> relowner"
        " GROUP BY grantee, nspname, relname"
    )


def _facts(cursor: CursorWrapper, query: str, values: Sequence[Any] = ()) -> Facts:
    cursor.execute(query, list(values))
    return dict(cursor.fetchall())
