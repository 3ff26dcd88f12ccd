"""Attacks with raw SQL. Each probe returns what it got out; behind whole walls that is nothing."""

from __future__ import annotations

import json

from ontzorg.access.fields import MANDATE_COLUMNS
from ontzorg.access.roles import Party
from ontzorg.access.walls.apply import everyone
from ontzorg.access.walls.declare import (
    OWNER,
    ROLES_OF_LOGIN,
    Caretaker,
    Login,
    MedicalParty,
    database_role,
)
from ontzorg.access.walls.sql import shared_columns, verbs_of
from ontzorg.access.walls.tables import declared_tables
from ontzorg.parties.models import Werknemer
from tests.harness import world
from tests.harness.world import actor
from tests.security.cases import Case
from tests.security.probe_tools import (
    PROOFS,
    READER_TRICKS,
    SECRETS,
    SIDE_A,
    STRANGER,
    TRICKS,
    Loot,
    Probe,
    attacker_as,
    bad_claims,
    columns_of,
    count_foreign,
    honest_context,
    logins_and_roles,
    role_of,
    tenant_column,
    try_facts,
    verb_statements,
    walled_tables,
)
from tests.security.session import Context, context_of


def foreign_rows(loot: Loot, case: Case) -> None:
    """Read rows of employer B as people of employer A, and of anyone as a stranger."""
    tables = [table for table in declared_tables() if tenant_column(table)]
    with attacker_as(loot, Login.WEB_PORTAL) as portal:
        for key in SIDE_A:
            with portal.acting(context_of(actor(key))):
                for table in tables:
                    count_foreign(loot, portal, table, world.WERKGEVER_A, key)
        for party in ROLES_OF_LOGIN[Login.WEB_PORTAL]:
            if party in (Party.BEHEER, Party.AUDIT):
                continue
            lost = Context(database_role(party), STRANGER, STRANGER, STRANGER)
            with portal.acting(lost):
                for table in tables:
                    count_foreign(loot, portal, table, STRANGER, f"vreemde {party}")


def no_context(loot: Loot, case: Case) -> None:
    """Read every table in every role without saying who acts."""
    for login, session_, holder in logins_and_roles(loot):
        with session_.acting(None, role_of(holder)):
            for table in walled_tables(holder):
                got = session_.run(f"SELECT 1 FROM {table.qualified} LIMIT 1")  # noqa: S608
                loot.note(got, f"{login} als {holder} zonder context leest {table.name}")


def bad_contexts(loot: Loot, case: Case) -> None:
    """Read with a claim that is forged, expired, stolen, of another role or broken."""
    with attacker_as(loot, Login.WEB_PORTAL) as portal:
        for claim, context in bad_claims():
            with portal.acting(context):
                for table in walled_tables(Party.WERKGEVER):
                    got = portal.run(f"SELECT 1 FROM {table.qualified} LIMIT 1")  # noqa: S608
                    loot.note(got, f"context {claim} leest {table.name}")


def other_roles(loot: Loot, case: Case) -> None:
    """Take each role that a login must not have."""
    for login in Login:
        allowed = {database_role(party) for party in ROLES_OF_LOGIN.get(login, ())}
        allowed |= {login.value} | ({OWNER, *Caretaker} if login is Login.MIGRATOR else set())
        with attacker_as(loot, login) as attacker:
            for role in {*everyone(), OWNER, "postgres", "pg_read_all_data"} - allowed:
                got = attacker.run(f"SET LOCAL ROLE {role}")
                loot.note(got is not None, f"{login} neemt rol {role}")
                got = attacker.run(f"SET LOCAL SESSION AUTHORIZATION {role}")
                loot.note(got is not None, f"{login} wordt {role}")


def verbs_not_given(loot: Loot, case: Case) -> None:
    """Try on every table each verb that the declaration does not give."""
    for login, attacker, holder in logins_and_roles(loot):
        with attacker.acting(honest_context(holder), role_of(holder)):
            for table in declared_tables():
                rows = table.access.get(holder)
                given = verbs_of(rows) if rows else ()
                for verb, statement in verb_statements(table):
                    if verb not in given:
                        open_ = not attacker.is_denied(statement)
                        loot.note(open_, f"{login} als {holder}: {verb} {table.name}")


def facts_stay(loot: Loot, case: Case) -> None:
    """Change, remove and empty facts, with the rights of every role and of the owner."""
    facts = [table for table in declared_tables() if table.append_only]
    for login, attacker, holder in logins_and_roles(loot):
        with attacker.acting(honest_context(holder), role_of(holder)):
            for table in facts:
                try_facts(loot, attacker, table, f"{login} als {holder}")
    with attacker_as(loot, Login.MIGRATOR) as migrator, migrator.acting(None, OWNER):
        for table in facts:
            try_facts(loot, migrator, table, "eigenaar")


def move_rows(loot: Loot, case: Case) -> None:
    """Give a row of one's own to another party, by changing it or by adding a copy."""
    for key in SIDE_A:
        who = actor(key)
        with attacker_as(loot, Login.WEB_PORTAL) as portal, portal.acting(context_of(who)):
            for table in declared_tables():
                rows = table.access.get(who.party)
                if rows is None or rows.column is None or rows.is_array:
                    continue
                name, column = table.qualified, rows.column
                move = f"UPDATE {name} SET {column} = {STRANGER} RETURNING 1"  # noqa: S608
                loot.note(portal.run(move), f"{key} verplaatst een rij van {table.name}")
                copy = (
                    f"INSERT INTO {name} SELECT (jsonb_populate_record(t, jsonb_build_object("  # noqa: S608
                    f"'{column}', {STRANGER}, 'id', {STRANGER}, 'public_id', gen_random_uuid())"
                    f")).* FROM {name} t LIMIT 1 RETURNING 1"
                )
                loot.note(portal.run(copy), f"{key} zet een rij van een ander in {table.name}")


def share_rows(loot: Loot, case: Case) -> None:
    """Hand one's own rows to another party by writing its number in the other columns."""
    shares = {"werkgever_id": world.WERKGEVER_B, "werknemer_id": world.WERKNEMERS_B[0]}
    shares |= dict.fromkeys(MANDATE_COLUMNS, world.ARBODIENST_B)
    for key in SIDE_A:
        who = actor(key)
        with attacker_as(loot, Login.WEB_PORTAL) as portal, portal.acting(context_of(who)):
            for table in declared_tables():
                for column in shared_columns(table, columns_of(table)):
                    share = f"UPDATE {table.qualified} SET {column} = {shares[column]} RETURNING 1"  # noqa: S608
                    loot.note(portal.run(share), f"{key} deelt {table.name} via {column}")
    arts = context_of(actor("bedrijfsarts"))
    with attacker_as(loot, Login.WEB_PORTAL) as portal, portal.acting(arts):
        for werkgever in (world.WERKGEVER_B, STRANGER):
            loot.note(portal.run(_planted_person(werkgever)), f"persoon bij {werkgever}")


def _planted_person(werkgever: int) -> str:
    given = {"id": STRANGER, "werkgever_id": werkgever}
    columns = ", ".join(
        str(one.column) for one in Werknemer._meta.concrete_fields if not one.generated
    )
    return (
        f"INSERT INTO parties_werknemer ({columns}) SELECT {columns} FROM ("  # noqa: S608
        f"SELECT (jsonb_populate_record(t, '{json.dumps(given)}'::jsonb"
        " || jsonb_build_object('public_id', gen_random_uuid()))).*"
        " FROM parties_werknemer t LIMIT 1) copied RETURNING 1"
    )


def keys_and_heads(loot: Loot, case: Case) -> None:
    """Read what the walls themselves stand on; a backup holds it and takes no role."""
    for login in set(Login) - {Login.BACKUP}:
        roles = [None, *(database_role(party) for party in ROLES_OF_LOGIN.get(login, ()))]
        with attacker_as(loot, login) as attacker:
            for role in roles:
                with attacker.acting(None, role or ""):
                    for statement in SECRETS:
                        if "audit.head" in statement and login in (Login.AUDIT_READER, Login.JOBS):
                            continue
                        got = attacker.run(statement)
                        loot.note(got is not None, f"{login} als {role}: {statement}")


def proofs_of_identity(loot: Loot, case: Case) -> None:
    """Read or change passwords, sessions and second factors, after dropping the party's role."""
    copying = [text for text in PROOFS if text.startswith(("SELECT", "COPY"))]
    for login, attacker, holder in logins_and_roles(loot):
        if login is Login.WEB_SIGNIN:
            continue
        tried = [text for text in PROOFS if login is not Login.BACKUP or text not in copying]
        with attacker.acting(honest_context(holder), role_of(holder)):
            for leave in ("", "RESET ROLE", "SET LOCAL ROLE NONE"):
                loot.note(leave and attacker.run(leave) is None, f"{login}: {leave} lukt niet")
                for statement in tried:
                    got = attacker.run(statement)
                    loot.note(got is not None, f"{login} als {holder} {leave}: {statement}")


def signing_in_sees_no_case(loot: Loot, case: Case) -> None:
    """Read people and their absence with the login for signing in."""
    with attacker_as(loot, Login.WEB_SIGNIN) as attacker:
        for table in declared_tables():
            if tenant_column(table) and table.schema != "audit":
                got = attacker.run(f"SELECT 1 FROM {table.qualified} LIMIT 1")  # noqa: S608
                loot.note(got is not None, f"aanmelden leest {table.name}")


def tricks(loot: Loot, case: Case) -> None:
    """Leave the database, build something of one's own in it, or switch the walls off."""
    for login in Login:
        if login is Login.MIGRATOR:
            continue
        with attacker_as(loot, login) as attacker, attacker.acting(None):
            known = READER_TRICKS if login is Login.BACKUP else ()
            for statement in [trick for trick in TRICKS if trick not in known]:
                loot.note(attacker.run(statement) is not None, f"{login}: {statement}")
    with attacker_as(loot, Login.WEB_PORTAL) as portal:
        with portal.acting(context_of(actor("werkgever_beheerder"))):
            foreign = world.WERKNEMERS_B[0]
            oracle = f"SELECT 1 / (id - {foreign}) FROM parties_werknemer"  # noqa: S608
            loot.note(portal.run(oracle) is None, "een fout verraadt een rij van een ander")
            walled = [table.name for table in declared_tables() if table.secured]
            statistics = "SELECT tablename FROM pg_stats WHERE tablename = ANY(%s)"
            loot.note(portal.run(statistics, [walled]), "statistiek verraadt waarden")
        with portal.acting(None):
            portal.run("SET LOCAL row_security = off")
            got = portal.run("SELECT 1 FROM parties_werknemer LIMIT 1")
            loot.note(got, "row_security uit geeft rijen")


def medical_room(loot: Loot, case: Case) -> None:
    """Come into the medical room by any other door, or as another arbodienst or person."""
    query = "SELECT 1 FROM medical.consultnote LIMIT 1"
    for login in Login:
        if login in (Login.WEB_MEDICAL, Login.BACKUP):
            continue
        for role in ["", *(database_role(party) for party in ROLES_OF_LOGIN.get(login, ()))]:
            with attacker_as(loot, login) as attacker, attacker.acting(None, role):
                loot.note(attacker.run(query), f"{login} als {role} leest consulten")
                copied = attacker.run("COPY medical.consultnote TO STDOUT")
                loot.note(copied is not None, f"{login} als {role} kopieert consulten")
    with attacker_as(loot, Login.WEB_MEDICAL) as medical:
        loot.note(medical.run(query), "het medische login zonder rol leest consulten")
        for party in MedicalParty:
            for key in ("bedrijfsarts_b", "medewerker_b"):
                with medical.acting(context_of(actor(key), party.value)):
                    rows = f"SELECT 1 FROM medical.consultnote WHERE dossier_id = {case.dossier_id}"  # noqa: S608
                    loot.note(medical.run(rows), f"{key} als {party} leest een ander")


PROBES: tuple[Probe, ...] = (
    foreign_rows,
    no_context,
    bad_contexts,
    other_roles,
    verbs_not_given,
    facts_stay,
    move_rows,
    share_rows,
    keys_and_heads,
    proofs_of_identity,
    signing_in_sees_no_case,
    tricks,
    medical_room,
)
