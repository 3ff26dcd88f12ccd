"""What the probes share: sessions to attack from, and statements to attack with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache

from ontzorg.access.roles import Party
from ontzorg.access.walls.declare import (
    ROLES_OF_LOGIN,
    Holder,
    Login,
    Table,
    database_role,
)
from ontzorg.access.walls.tables import declared_tables
from tests.harness.world import PEOPLE, actor
from tests.security.admin import superuser
from tests.security.cases import Case
from tests.security.session import Context, Session, context_of, session

# people who have to do with employer A only
SIDE_A = (
    "werkgever_beheerder",
    "leidinggevende",
    "medewerker",
    "ontzorgmanager",
    "bedrijfsarts",
    "planner",
    "adviseur",
)
STRANGER = 999
SECRETS = (
    "SELECT * FROM access_context_key",
    "SELECT access_is_sealed('101|||9999999999|party_werkgever')",
    "SELECT access_parts()",
    "SELECT access_double_role(1, 1)",
    "SELECT audit.digest(NULL)",
    "SELECT seq FROM audit.head",
    "SELECT nextval('audit.event_id_seq')",
    "SELECT rolpassword FROM pg_authid",
)
# What proves who someone is. Only the login for signing in reads or writes it.
PROOFS = (
    "SELECT password FROM access_account",
    "SELECT last_login FROM access_account",
    "SELECT 1 FROM access_account WHERE password LIKE 'argon2%'",
    "SELECT to_jsonb(a) FROM access_account a",
    "SELECT * FROM access_account",
    "UPDATE access_account SET password = 'mine'",
    "COPY access_account (password) TO STDOUT",
    "SELECT session_key FROM django_session",
    "SELECT session_data FROM django_session",
    "SELECT count(*) FROM django_session",
    "DELETE FROM django_session",
    "COPY django_session TO STDOUT",
    "SELECT data FROM mfa_authenticator",
    "UPDATE mfa_authenticator SET data = '{}'",
    "DELETE FROM mfa_authenticator",
    "COPY mfa_authenticator TO STDOUT",
    "SELECT email FROM account_emailaddress",
    "SELECT key FROM account_emailconfirmation",
)
TRICKS = (
    "CREATE TEMP TABLE access_context_key (inner_pad bytea, outer_pad bytea)",
    "CREATE TABLE public.mine (name text)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE VIEW public.mine AS SELECT 1",
    "CREATE EXTENSION dblink",
    "SET LOCAL session_replication_role = replica",
    "ALTER TABLE verzuim_melding DISABLE TRIGGER ALL",
    "ALTER TABLE parties_werknemer DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE parties_werknemer NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY party_werkgever_rows ON parties_werknemer",
    "CREATE POLICY mine ON parties_werknemer USING (true)",
    "DROP TRIGGER facts_stay_update ON verzuim_melding",
    "CREATE TRIGGER mine AFTER INSERT ON parties_werknemer EXECUTE FUNCTION access_refuse_change()",
    "CREATE RULE mine AS ON INSERT TO parties_werknemer DO ALSO SELECT 1",
    "ALTER FUNCTION access_acting() RESET search_path",
    "GRANT SELECT ON parties_werknemer TO PUBLIC",
    "GRANT party_system TO CURRENT_USER",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "CREATE ROLE mine LOGIN",
    "ALTER DATABASE postgres SET row_security = off",
    "COPY (SELECT 1) TO '/tmp/mine'",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/hostname')",
    "SELECT pg_reload_conf()",
    "ALTER SYSTEM SET log_statement = 'all'",
    "LOCK TABLE audit.event",
    "VACUUM parties_werknemer",
    "REINDEX TABLE parties_werknemer",
    "COMMENT ON TABLE parties_werknemer IS 'mine'",
    "SELECT pg_create_logical_replication_slot('mine', 'pgoutput')",
    "CREATE PUBLICATION mine FOR ALL TABLES",
    "EXPLAIN SELECT * FROM access_context_key",
)
# Whoever may read all sees a plan, and gets a warning instead of a refusal for a grant.
READER_TRICKS = (
    "GRANT SELECT ON parties_werknemer TO PUBLIC",
    "EXPLAIN SELECT * FROM access_context_key",
)


@dataclass
class Loot:
    """What the attacks got, and how many statements were tried."""

    findings: list[str] = field(default_factory=list)
    statements: int = 0

    def note(self, got: object, text: str) -> None:
        """Keep a finding when the attack gave something."""
        if got:
            self.findings.append(text)


Probe = Callable[[Loot, Case], None]


@contextmanager
def attacker_as(loot: Loot, login: Login) -> Iterator[Session]:
    """Sign in as a login, and count what is tried."""
    with session(login) as attacker:
        yield attacker
        loot.statements += attacker.statements


def logins_and_roles(loot: Loot) -> Iterator[tuple[Login, Session, Holder]]:
    """Yield each login as itself, and in each role that it can take."""
    for login in Login:
        if login is Login.MIGRATOR:
            continue
        with attacker_as(loot, login) as attacker:
            for holder in (login, *ROLES_OF_LOGIN.get(login, ())):
                yield login, attacker, holder


def role_of(holder: Holder) -> str:
    """Return the role to take; a login as itself takes none."""
    return "" if isinstance(holder, Login) else database_role(holder)


def honest_context(holder: Holder) -> Context | None:
    """Return the claim of someone of this kind; a login as itself has none."""
    if isinstance(holder, Login):
        return None
    name = holder.name
    for person in PEOPLE:
        if person.role.party.name == name:
            return context_of(actor(person.key), database_role(holder))
    return Context(database_role(holder), STRANGER, STRANGER, STRANGER)


def walled_tables(holder: Holder) -> list[Table]:
    """Return the tables whose rows this holder sees with a context only."""
    always = isinstance(holder, Login) or holder is Party.SYSTEM
    return [
        table
        for table in declared_tables()
        if table.secured and not (always and holder in table.access)
    ]


def bad_claims() -> Iterator[tuple[str, Context]]:
    """Yield claims that the database must not believe."""
    honest = context_of(actor("werkgever_beheerder_b"))
    role, organisation = honest.role, honest.organisation
    yield "zonder zegel", Context(role, organisation, seal="-")
    yield "met een geraden zegel", Context(role, organisation, seal="0" * 64)
    yield "die verlopen is", Context(role, organisation, expires_in=-1)
    yield "van een andere verbinding", Context(role, organisation, pid_off_by=1)
    yield (
        "van een andere rol",
        Context(role, organisation, sealed_for_role=Party.ARBODIENST.database_role),
    )
    yield "van het systeem", Context(role, organisation, sealed_for_role=Party.SYSTEM.database_role)


def tenant_column(table: Table) -> str:
    """Return the column that says which employer a row is of."""
    if table.name == "parties_werkgever":
        return "organisation_id"
    return "werkgever_id" if "werkgever_id" in _columns()[table.qualified] else ""


def count_foreign(loot: Loot, attacker: Session, table: Table, own: int, who: str) -> None:
    """Note when a row of another employer is seen."""
    column = tenant_column(table)
    query = f"SELECT 1 FROM {table.qualified} WHERE {column} IS DISTINCT FROM {own} LIMIT 1"  # noqa: S608
    loot.note(attacker.run(query), f"{who} ziet rijen van een ander in {table.name}")


def try_facts(loot: Loot, attacker: Session, table: Table, who: str) -> None:
    """Change each fixed column, delete and truncate."""
    name = table.qualified
    for column in _columns()[name]:
        if column not in table.mutable:
            got = attacker.run(f'UPDATE {name} SET "{column}" = "{column}"')  # noqa: S608
            loot.note(got is not None, f"{who} wijzigt {table.name}.{column}")
    for statement in (f"DELETE FROM {name}", f"TRUNCATE {name} CASCADE"):  # noqa: S608
        loot.note(attacker.run(statement) is not None, f"{who}: {statement}")


def verb_statements(table: Table) -> Iterator[tuple[str, str]]:
    """Yield one harmless statement for each verb."""
    name, column = table.qualified, _columns()[table.qualified][0]
    yield "SELECT", f"SELECT 1 FROM {name} LIMIT 1"  # noqa: S608
    yield "INSERT", f"INSERT INTO {name} DEFAULT VALUES"
    yield "UPDATE", f'UPDATE {name} SET "{column}" = DEFAULT WHERE false'  # noqa: S608
    yield "DELETE", f"DELETE FROM {name} WHERE false"  # noqa: S608
    yield "TRUNCATE", f"TRUNCATE {name}"
    yield "INSERT", f"COPY {name} FROM STDIN"


def columns_of(table: Table) -> tuple[str, ...]:
    """Return the columns of a table in their order."""
    return _columns()[table.qualified]


@lru_cache
def _columns() -> dict[str, tuple[str, ...]]:
    with superuser() as connection:
        found = connection.execute(
            "SELECT format('%I.%I', nspname, relname), array_agg(attname::text ORDER BY attnum)"
            " FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
            " JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE attnum > 0 AND NOT attisdropped AND relkind = 'r' GROUP BY 1"
        ).fetchall()
    columns = {name: tuple(names) for name, names in found}
    return {t.qualified: columns[f"{t.schema}.{t.name}"] for t in declared_tables()}
