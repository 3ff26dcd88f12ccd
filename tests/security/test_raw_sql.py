"""T03: with raw SQL no login gets a row, a verb or a role that is not its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import LiteralString

import pytest

from ontzorg.access.walls.apply import apply_walls
from ontzorg.access.walls.declare import Login
from tests.harness.results import Tell
from tests.harness.world import actor
from tests.security import probes
from tests.security.admin import as_superuser
from tests.security.cases import Case
from tests.security.probe_tools import SIDE_A, Loot, Probe, attacker_as
from tests.security.session import context_of

FEWEST_STATEMENTS = 5_000
ANY_CLAIM = (
    "CREATE OR REPLACE FUNCTION access_parts() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER"
    " SET search_path = pg_catalog, public, pg_temp AS $$ SELECT string_to_array("
    "nullif(current_setting('ontzorg.context', true), ''), '|') $$"
)
SEAL_WITHOUT_CONNECTION = (
    "CREATE OR REPLACE FUNCTION access_is_sealed(payload text) RETURNS boolean LANGUAGE sql STABLE"
    " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ SELECT true $$"
)
ALWAYS_ACTING = (
    "CREATE OR REPLACE FUNCTION access_acting() RETURNS boolean LANGUAGE sql STABLE SECURITY"
    " DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ SELECT true $$"
)

# the probe that must find it, and what is done to the database
FAULTS: tuple[tuple[Probe, LiteralString], ...] = (
    (
        probes.foreign_rows,
        "ALTER POLICY party_werkgever_rows ON parties_werknemer USING (true)",
    ),
    (probes.foreign_rows, "ALTER TABLE verzuim_melding DISABLE ROW LEVEL SECURITY"),
    (
        probes.foreign_rows,
        "ALTER POLICY party_arbodienst_rows ON verzuim_verzuimdossier"
        " USING (arbodienst_id IS NOT NULL)",
    ),
    (
        probes.no_context,
        "ALTER POLICY party_reintegratie_rows ON parties_werknemer USING (true)",
    ),
    (probes.no_context, ALWAYS_ACTING),
    (probes.bad_contexts, ANY_CLAIM),
    (probes.bad_contexts, SEAL_WITHOUT_CONNECTION),
    (probes.verbs_not_given, "GRANT TRUNCATE ON verzuim_task TO PUBLIC"),
    (probes.verbs_not_given, "GRANT DELETE ON parties_werknemer TO party_werkgever"),
    (probes.verbs_not_given, "GRANT SELECT ON parties_identificatie TO party_verzekeraar"),
    (
        probes.facts_stay,
        "DROP TRIGGER facts_stay_update ON verzuim_melding; CREATE TRIGGER facts_stay_update"
        " BEFORE UPDATE OF id ON verzuim_melding EXECUTE FUNCTION access_refuse_change()",
    ),
    (probes.facts_stay, "ALTER TABLE audit.event DISABLE TRIGGER facts_stay_truncate"),
    (
        probes.move_rows,
        "DROP TRIGGER rows_together_update ON parties_afdeling;"
        " ALTER POLICY party_werkgever_rows ON parties_afdeling WITH CHECK (true)",
    ),
    (probes.share_rows, "DROP TRIGGER rows_together_update ON verzuim_task"),
    (probes.share_rows, "DROP TRIGGER rows_together_insert ON parties_werknemer"),
    (probes.keys_and_heads, "GRANT EXECUTE ON FUNCTION access_is_sealed(text) TO PUBLIC"),
    (probes.keys_and_heads, "GRANT SELECT ON audit.head TO ontzorg_web_portal"),
    (probes.proofs_of_identity, "GRANT SELECT ON django_session TO ontzorg_web_portal"),
    (probes.proofs_of_identity, "GRANT SELECT (data) ON mfa_authenticator TO party_werkgever"),
    (
        probes.proofs_of_identity,
        "GRANT SELECT (password) ON access_account TO ontzorg_web_portal;"
        " CREATE POLICY peek ON access_account TO ontzorg_web_portal USING (true)",
    ),
    (probes.proofs_of_identity, "GRANT UPDATE (password) ON access_account TO party_beheer"),
    (probes.proofs_of_identity, "GRANT SELECT ON account_emailaddress TO party_system"),
    (
        probes.signing_in_sees_no_case,
        "GRANT SELECT ON parties_werknemer TO ontzorg_web_signin;"
        " CREATE POLICY peek ON parties_werknemer TO ontzorg_web_signin USING (true)",
    ),
    (probes.tricks, "GRANT CREATE ON SCHEMA public TO PUBLIC"),
    (
        probes.medical_room,
        "GRANT USAGE ON SCHEMA medical TO party_werkgever;"
        " GRANT SELECT ON medical.consultnote TO party_werkgever;"
        " CREATE POLICY peek ON medical.consultnote TO party_werkgever USING (true)",
    ),
    (
        probes.medical_room,
        "ALTER POLICY medical_arbodienst_rows ON medical.consultnote USING (true)",
    ),
)


@pytest.fixture
def mended(cases: tuple[Case, ...], django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Put the walls back after a test that broke them."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield
        as_superuser(
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            "ALTER TABLE audit.event ENABLE TRIGGER ALL",
        )
        apply_walls("migrator")


@pytest.mark.usefixtures("mended")
def test_raw_sql_gets_nothing(cases: tuple[Case, ...], tell: Tell) -> None:
    loot = Loot()
    for probe in probes.PROBES:
        probe(loot, cases[0])
    tell("T03", tried=loot.statements, unit="opdrachten", found=len(loot.findings))
    assert not loot.findings, "\n".join(loot.findings)
    assert loot.statements >= FEWEST_STATEMENTS


@pytest.mark.planted("T03")
@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize(("probe", "fault"), FAULTS)
def test_a_hole_in_a_wall_is_found(
    cases: tuple[Case, ...], probe: Probe, fault: LiteralString
) -> None:
    as_superuser(fault)
    loot = Loot()
    probe(loot, cases[0])
    assert loot.findings


@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize("key", SIDE_A)
def test_people_do_see_what_is_theirs(key: str) -> None:
    with attacker_as(Loot(), Login.WEB_PORTAL) as portal, portal.acting(context_of(actor(key))):
        assert portal.run("SELECT 1 FROM parties_werkgever") == [(1,)]
