"""T36: the master key is renewed while people work; afterwards the old key opens nothing."""

from __future__ import annotations

import base64
import hmac
import sys
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from psycopg import sql

from ontzorg.access import crypto_places, keys
from ontzorg.access.actors import SYSTEM
from ontzorg.access.audit_chain.anchors import freeze_older_anchors, read_anchors, write_anchors
from ontzorg.access.context import acting_as
from ontzorg.access.crypto_places import sealed_tables
from ontzorg.access.devices import see_device
from ontzorg.access.keys_renewal import caretaker, renew_table
from ontzorg.access.walls.declare import Login
from ontzorg.config import cli_sleutel
from ontzorg.config.cli_sleutel import sleutel
from ontzorg.config.environment import Environment, SetupError, refuse_bad_keys
from ontzorg.parties.models import Werknemer
from ontzorg.parties.selectors import find_werknemer_by_bsn
from ontzorg.parties.services import set_bsn
from ontzorg.parties.services.identificatie import BsnInUseError
from ontzorg.parties.staff_import.tests.files import csv_of
from ontzorg.parties.staff_import.tests.steps import bring_in, confirm
from tests.harness import world
from tests.harness.database import as_login
from tests.harness.world import actor
from tests.security import tampering
from tests.security.admin import superuser
from tests.security.sealed_world import (
    CHANGED_BSN,
    LATER_IBAN,
    NEW,
    OLD,
    SOMEONE,
    WAITS,
    Kept,
    fill,
    misread,
    run_with,
)
from tests.security.session import session

THIRD = base64.b64encode(b"a-third-key-for-the-tests-123456").decode()
IN_IMPORTS = {
    "public.staff_import_readrow.bsn_index",
    "public.staff_import_staffrow.bsn_change",
}
# Bytes that are no secret under the master key, and why.
NOT_SEALED = {
    "public.access_brand.logo": "a picture",
    "public.access_idempotencykey.content_digest": "emptied when the key is renewed",
    "public.access_knowndevice.cookie_hash": "a keyed hash of a random number",
    "public.access_context_key.inner_pad": "written anew by `ontzorg migrate`",
    "public.access_context_key.outer_pad": "written anew by `ontzorg migrate`",
    "public.integrations_bericht.answer": "an answer without secrets",
    "audit.event.prev_hash": "a hash without a key",
    "audit.event.hash": "a hash without a key",
    "audit.head.hash": "a hash without a key",
}


@pytest.fixture
def kept(committed: None) -> Kept:
    return fill()


@pytest.fixture
def renewing(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Everything is sealed under the old key; the product runs with both."""
    run_with(monkeypatch, NEW, OLD)
    return kept


def renew_all() -> int:
    return sum(batch.renewed for table in sealed_tables() for batch in renew_table(table))


def places_of(key: str) -> set[str]:
    """Return every column, of any kind, with a value that this key sealed: found by looking."""
    start = keys.key_id(key)
    texts = (base64.b64encode(start + b"\0")[:5].decode(), start.hex())
    with superuser() as server:
        columns = server.execute(
            "SELECT nspname::text, relname::text, attname::text, atttypid = 'bytea'::regtype"
            " FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
            " JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r' AND attnum > 0"
            " AND nspname IN ('public', 'audit', 'medical') AND NOT attisdropped"
        ).fetchall()
        return {
            f"{s}.{t}.{c}"
            for s, t, c, is_bytes in columns
            if _holds(server, (s, t, c), start if is_bytes else texts)
        }


def _holds(
    server: psycopg.Connection, place: tuple[str, str, str], start: bytes | tuple[str, str]
) -> bool:
    column = sql.Identifier(place[2])
    if isinstance(start, bytes):
        test = sql.SQL("substr({}, 1, 4) = {}").format(column, sql.Literal(start))
    else:
        test = sql.SQL("{}::text ~ {}").format(column, sql.Literal('"({}|{})'.format(*start)))
    query = sql.SQL("SELECT 1 FROM {} WHERE {} LIMIT 1")
    return bool(server.execute(query.format(sql.Identifier(*place[:2]), test)).fetchone())


def declared() -> set[str]:
    return {
        f"{table.schema}.{table.name}.{field.name}"
        for table in sealed_tables()
        for field in table.fields
    }


@pytest.mark.usefixtures("django_db_setup")
def test_every_column_of_bytes_is_declared() -> None:
    with superuser() as server:
        found = {
            place
            for (place,) in server.execute(
                "SELECT nspname || '.' || relname || '.' || attname FROM pg_attribute"
                " JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace"
                " WHERE relkind = 'r' AND atttypid = 'bytea'::regtype AND NOT attisdropped"
                " AND nspname IN ('public', 'audit', 'medical')"
            )
        }
    indexes = {
        f"{table.schema}.{table.name}.{field.index.name}"
        for table in sealed_tables()
        for field in table.fields
        if field.index
    }
    assert found - declared() - indexes - set(NOT_SEALED) == set()
    assert set(NOT_SEALED) - found == set()


def test_what_is_sealed_stands_where_it_is_declared(kept: Kept) -> None:
    assert places_of(OLD) == declared()


def test_while_both_keys_are_there_everything_opens(renewing: Kept) -> None:
    assert misread(renewing) == []


def test_afterwards_the_old_key_opens_nothing_and_the_new_one_all(
    renewing: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert renew_all() > 0
    assert places_of(OLD) == set()
    assert places_of(NEW) == declared()
    run_with(monkeypatch, NEW)
    assert misread(renewing) == []
    run_with(monkeypatch, OLD)
    assert len(misread(renewing)) == 5


def hashes_of(key: str) -> set[str]:
    """Return every column with a hash that this key made of a BSN that is in the database."""
    ours = _hashes(key)
    with superuser() as server:
        columns = server.execute(
            "SELECT table_schema::text, table_name::text, column_name::text"
            " FROM information_schema.columns WHERE table_schema IN ('public', 'audit', 'medical')"
            " AND data_type IN ('bytea', 'text', 'jsonb', 'json', 'character varying')"
        ).fetchall()
        return {".".join(place) for place in columns if _matches(server, place, ours)}


def _hashes(key: str) -> str:
    numbers = (SOMEONE["BSN"], WAITS["BSN"], CHANGED_BSN)
    return "|".join(
        hmac.digest(
            keys.derive_from(key, f"index:bsn:{world.WERKGEVER_A}"), number.encode(), "sha256"
        ).hex()
        for number in numbers
    )


def _matches(server: psycopg.Connection, place: tuple[str, ...], pattern: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {}::text ~ {} LIMIT 1").format(
        sql.Identifier(*place[:2]), sql.Identifier(place[2]), sql.Literal(pattern)
    )
    return bool(server.execute(query).fetchone())


def test_no_hash_of_the_old_key_stays_behind(renewing: Kept) -> None:
    before = hashes_of(OLD)
    assert {"public.parties_identificatie.bsn_index", *IN_IMPORTS} <= before
    renew_all()
    assert hashes_of(OLD) == set()
    assert hashes_of(NEW) == before


@pytest.mark.planted("T36")
@pytest.mark.parametrize("forgotten", ["a hash", "a place"])
def test_what_renewing_forgets_is_seen(
    renewing: Kept, monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    if forgotten == "a hash":
        monkeypatch.setattr(crypto_places, "blind_index", lambda text, **_: text.encode())
    else:
        left = tuple(t for t in sealed_tables() if t.name != "consultnote")
        monkeypatch.setattr(sys.modules[__name__], "sealed_tables", lambda: left)
    renew_all()
    run_with(monkeypatch, NEW)
    assert misread(renewing) == [{"a hash": "zoeken op BSN", "a place": "consulten"}[forgotten]]


def test_a_bsn_of_the_old_key_cannot_be_given_to_another(renewing: Kept) -> None:
    case = renewing.cases[0]
    with pytest.raises(BsnInUseError), acting_as(actor("werkgever_beheerder")):
        set_bsn(
            actor=actor("werkgever_beheerder"),
            werknemer_id=world.WERKNEMERS_A[1],
            bsn=case.secrets.bsn,
        )


def test_an_import_that_waited_knows_people_of_the_old_key(renewing: Kept) -> None:
    with as_login("jobs"):
        assert confirm(renewing.waiting).state == "done"
        assert (
            bring_in(csv_of(SOMEONE | {"IBAN": LATER_IBAN, "Telefoon": "06 11112222"})).counts[
                "changed"
            ]
            == 1
        )
        with acting_as(SYSTEM):
            found = find_werknemer_by_bsn(SYSTEM, werkgever_id=world.WERKGEVER_A, bsn=WAITS["BSN"])
            assert found is not None
    assert misread(renewing) == ["bestand"], "taken over, so the file is gone"


def test_a_browser_of_the_old_key_is_still_known(
    committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_new_browser()
    run_with(monkeypatch, NEW, OLD)
    assert not is_new_browser()
    run_with(monkeypatch, NEW)
    assert not is_new_browser(), "seen while both keys were there"


def is_new_browser() -> bool:
    return see_device(account_id=1, cookie="a cookie", label="Firefox", now=timezone.now())[1]


def test_a_process_with_the_old_key_goes_on_until_the_old_key_is_gone(
    committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_with(monkeypatch, NEW, OLD)
    for key in (OLD, NEW):
        monkeypatch.setattr(settings, "MASTER_KEY", key)
        assert people() > 0
    run_with(monkeypatch, NEW)
    monkeypatch.setattr(settings, "MASTER_KEY", OLD)
    with pytest.raises(DatabaseError, match="not sealed by us"):
        people()


def people() -> int:
    with acting_as(actor("werkgever_beheerder")):
        return Werknemer.objects.count()


def test_nobody_but_the_migrator_may_renew(committed: None) -> None:
    for login in set(Login) - {Login.MIGRATOR}:
        with session(login) as other:
            assert other.run("SET ROLE ontzorg_keys") is None
    with caretaker() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute("UPDATE medical.consultnote SET written_by_label = 'x'")
    with caretaker() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute("DELETE FROM parties_identificatie")


def test_anchors_of_the_old_key_count_after_it_is_gone(
    committed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tampering.fill()
    write_anchors(tmp_path)
    run_with(monkeypatch, NEW, OLD)
    assert freeze_older_anchors(tmp_path)
    assert not freeze_older_anchors(tmp_path), "once is enough"
    run_with(monkeypatch, NEW)
    tampering.write_event(werkgever_id=101)
    write_anchors(tmp_path)
    anchors, breaches = read_anchors(tmp_path)
    assert (len(anchors), breaches) == (len(tampering.CHAINS) + 1, [])
    run_with(monkeypatch, THIRD, NEW)
    freeze_older_anchors(tmp_path)
    run_with(monkeypatch, THIRD)
    assert read_anchors(tmp_path) == (anchors, []), "two keys back"


def test_who_knows_the_old_key_cannot_add_an_anchor_later(
    committed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tampering.fill()
    write_anchors(tmp_path)
    run_with(monkeypatch, NEW, OLD)
    freeze_older_anchors(tmp_path)
    run_with(monkeypatch, OLD)
    tampering.write_event(werkgever_id=101)
    write_anchors(tmp_path)
    run_with(monkeypatch, NEW)
    assert [breach.seq for breach in read_anchors(tmp_path)[1]] == [4]


def test_anchors_without_a_handover_are_missed(
    committed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tampering.fill()
    write_anchors(tmp_path)
    run_with(monkeypatch, NEW)
    assert len(read_anchors(tmp_path)[1]) == len(tampering.CHAINS)


def test_the_commands_say_what_is_left(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run("vernieuw", tmp_path) == (2, cli_sleutel.NO_OLD_KEY)
    assert run("controleer", tmp_path)[0] == 0
    run_with(monkeypatch, NEW)
    code, said = run("controleer", tmp_path)
    assert (code, cli_sleutel.ADD_KEY in said) == (1, True)
    run_with(monkeypatch, NEW, OLD)
    code, said = run("controleer", tmp_path)
    assert (code, cli_sleutel.BUSY in said) == (1, True)
    code, said = run("vernieuw", tmp_path)
    assert (code, cli_sleutel.READY in said) == (0, True)
    run_with(monkeypatch, NEW)
    assert run("controleer", tmp_path)[0] == 0


def run(command: str, directory: Path) -> tuple[int, str]:
    with as_login("jobs"):
        done = CliRunner().invoke(sleutel, [command, "--ankers", str(directory)])
    return done.exit_code, done.output.strip()


@pytest.mark.parametrize(
    ("now", "older", "said"),
    [
        ("kort", "", "32 bytes"),
        (base64.b64encode(b"too short").decode(), "", "32 bytes"),
        (NEW, "geen base64!", "32 bytes"),
        (NEW, NEW, "twice"),
        (NEW, f"{OLD}, {OLD}", "twice"),
    ],
)
def test_a_key_that_cannot_be_right_is_refused(now: str, older: str, said: str) -> None:
    given = {"ONTZORG_MASTER_KEY": now, "ONTZORG_MASTER_KEY_OLD": older}
    with pytest.raises(SetupError, match=said):
        refuse_bad_keys(Environment.model_validate(given))


def test_a_new_key_is_one_that_is_taken() -> None:
    made = CliRunner().invoke(sleutel, ["nieuw"]).output.strip()
    given = {"ONTZORG_MASTER_KEY": made, "ONTZORG_MASTER_KEY_OLD": f"{OLD},{NEW}"}
    refuse_bad_keys(Environment.model_validate(given))
