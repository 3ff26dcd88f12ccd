"""T02: the walls in the database are those of the declaration, and no gap goes unseen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import LiteralString, cast

import psycopg
import pytest
from django.db.backends.utils import CursorWrapper

from ontzorg.access.walls.catalogue import check_walls, find_differences
from tests.harness.results import Tell
from tests.security.admin import superuser

# what is done to the database, and the thing that the check must name
FAULTS: tuple[tuple[LiteralString, str], ...] = (
    ("DROP POLICY party_werkgever_rows ON parties_werknemer", "party_werkgever_rows"),
    ("ALTER TABLE parties_werknemer NO FORCE ROW LEVEL SECURITY", "public.parties_werknemer"),
    ("ALTER TABLE verzuim_melding DISABLE ROW LEVEL SECURITY", "public.verzuim_melding"),
    ("ALTER TABLE parties_werknemer OWNER TO postgres", "public.parties_werknemer"),
    (
        "ALTER POLICY party_werkgever_rows ON parties_werknemer USING (true)",
        "party_werkgever_rows",
    ),
    ("CREATE POLICY more ON parties_werknemer TO party_adviseur USING (true)", "more"),
    ("GRANT SELECT ON parties_werknemer TO PUBLIC", "recht van PUBLIC"),
    ("GRANT SELECT ON parties_identificatie TO party_verzekeraar", "party_verzekeraar"),
    ("GRANT SELECT (achternaam) ON parties_werknemer TO party_adviseur", "achternaam"),
    (
        "GRANT SELECT (tijdlijn) ON verzuim_verzuimdossier TO party_verzekeraar",
        "party_verzekeraar op public.verzuim_verzuimdossier.tijdlijn",
    ),
    ("GRANT SELECT ON verzuim_task TO party_verzekeraar", "party_verzekeraar"),
    (
        "REVOKE SELECT (percentage) ON verzuim_verzuimdossier FROM party_verzekeraar",
        "verzuim_verzuimdossier.percentage",
    ),
    ("GRANT DELETE ON verzuim_melding TO party_werkgever", "public.verzuim_melding"),
    ("GRANT TRUNCATE ON verzuim_melding TO ontzorg_jobs", "public.verzuim_melding"),
    ("REVOKE SELECT ON parties_werknemer FROM party_werkgever", "parties_werknemer"),
    ("GRANT USAGE ON SCHEMA medical TO party_werkgever", "schema medical"),
    ("GRANT CREATE ON SCHEMA public TO ontzorg_web_portal", "schema public"),
    ("CREATE TABLE public.extra (name text)", "public.extra"),
    ("CREATE TABLE medical.extra (name text)", "medical.extra"),
    ("CREATE VIEW public.peek AS SELECT * FROM parties_werknemer", "public.peek"),
    (
        "CREATE MATERIALIZED VIEW public.copy AS SELECT * FROM parties_werknemer",
        "public.copy",
    ),
    ("CREATE SCHEMA hidden", "schema hidden"),
    (
        "CREATE OR REPLACE FUNCTION access_acting() RETURNS boolean LANGUAGE sql STABLE"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS 'SELECT true'",
        "access_acting",
    ),
    (
        "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
        " AS 'SELECT count(*) FROM parties_werknemer'",
        "public.peek",
    ),
    ("ALTER FUNCTION procrastinate_register_worker_v1() SECURITY DEFINER", "register_worker"),
    ("ALTER FUNCTION access_is_sealed(text) RESET search_path", "access_is_sealed"),
    ("GRANT EXECUTE ON FUNCTION access_is_sealed(text) TO ontzorg_web_portal", "access_is_sealed"),
    ("DROP TRIGGER facts_stay_update ON verzuim_melding", "facts_stay_update"),
    ("ALTER TABLE audit.event DISABLE TRIGGER facts_stay_delete", "facts_stay_delete"),
    (
        "DROP TRIGGER facts_stay_update ON audit.event; CREATE TRIGGER facts_stay_update BEFORE"
        " UPDATE OF id ON audit.event EXECUTE FUNCTION access_refuse_change()",
        "facts_stay_update",
    ),
    ("ALTER TABLE verzuim_melding DISABLE TRIGGER ALL", "RI_ConstraintTrigger"),
    ("DROP TRIGGER rows_together_insert ON verzuim_feit", "rows_together_insert"),
    (
        "DROP TRIGGER rows_together_update ON verzuim_task; CREATE TRIGGER rows_together_update"
        " BEFORE UPDATE ON verzuim_task FOR EACH ROW WHEN (old.id > new.id)"
        " EXECUTE FUNCTION access_keep_together()",
        "rows_together_update",
    ),
    ("DROP TRIGGER no_double_role ON access_mandate", "no_double_role"),
    (
        "CREATE RULE leak AS ON INSERT TO parties_werknemer DO ALSO SELECT 1",
        "regel leak",
    ),
    (
        "ALTER DEFAULT PRIVILEGES FOR ROLE ontzorg_owner GRANT SELECT ON TABLES TO PUBLIC",
        "nieuwe objecten van ontzorg_owner",
    ),
    ("ALTER ROLE ontzorg_jobs BYPASSRLS", "rol ontzorg_jobs"),
    ("ALTER ROLE ontzorg_web_portal INHERIT", "rol ontzorg_web_portal"),
    ("ALTER ROLE ontzorg_web_signin SUPERUSER", "rol ontzorg_web_signin"),
    ("ALTER ROLE party_werkgever LOGIN", "rol party_werkgever"),
    ("GRANT medical_arbodienst TO ontzorg_web_portal", "medical_arbodienst"),
    ("GRANT pg_read_all_data TO ontzorg_audit_reader", "pg_read_all_data"),
    ("GRANT SELECT ON django_session TO ontzorg_web_portal", "django_session"),
    ("GRANT SELECT (data) ON mfa_authenticator TO ontzorg_web_portal", "authenticator.data"),
    ("GRANT SELECT (password) ON access_account TO party_beheer", "access_account.password"),
    ("GRANT UPDATE (password) ON access_account TO party_system", "access_account.password"),
    ("REVOKE UPDATE (password) ON access_account FROM ontzorg_web_signin", "account.password"),
    ("GRANT party_beheer TO ontzorg_web_signin", "party_beheer"),
    ("REVOKE party_system FROM ontzorg_jobs", "party_system"),
)


@pytest.fixture
def server(django_db_setup: None) -> Iterator[psycopg.Connection]:
    """Give a superuser whose changes are undone: roles belong to the whole server."""
    with superuser(autocommit=False) as connection:
        yield connection
        connection.rollback()


@pytest.mark.django_db(databases=["default", "jobs", "migrator", "audit"])
@pytest.mark.parametrize("alias", ["default", "jobs", "migrator", "audit"])
def test_a_fresh_database_has_no_differences(alias: str, tell: Tell) -> None:
    found = [str(difference) for difference in check_walls(alias)]
    tell("T02", tried=1, unit="keer de hele catalogus", found=len(found))
    assert found == []


@pytest.mark.planted("T02")
@pytest.mark.parametrize(("fault", "thing"), FAULTS, ids=[name for _, name in FAULTS])
def test_a_planted_gap_is_named(
    server: psycopg.Connection, fault: LiteralString, thing: str
) -> None:
    server.execute(fault)
    found = _seen(server)
    assert any(thing in text for text in found), found


def test_a_difference_says_what_to_do(server: psycopg.Connection) -> None:
    server.execute("GRANT SELECT ON parties_werknemer TO PUBLIC")
    assert _seen(server) == [
        "recht van PUBLIC op public.parties_werknemer: hoort er niet te zijn, is SELECT."
        " Draai `ontzorg migrate`."
    ]


def _seen(server: psycopg.Connection) -> list[str]:
    with server.cursor() as cursor:
        return [str(difference) for difference in find_differences(cast("CursorWrapper", cursor))]
