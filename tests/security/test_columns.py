"""An insurer reads dates and numbers; the columns with words are shut, whatever it asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import pytest

from ontzorg.access.roles import Party
from ontzorg.access.walls.apply import apply_walls
from ontzorg.access.walls.declare import Holder, Login, Rows, Table, own
from ontzorg.access.walls.sql import readable_columns
from ontzorg.access.walls.tables import declared_tables
from tests.harness.world import actor
from tests.security.admin import as_superuser
from tests.security.cases import Case
from tests.security.probe_tools import Loot, attacker_as, columns_of
from tests.security.session import Session, context_of

HIDDEN_FROM_INSURER = {
    "parties_werknemer": {"email", "telefoon"},
    "parties_dienstverband": {
        "leidinggevende",
        "leidinggevende_voorletters",
        "leidinggevende_email",
    },
    "verzuim_verzuimdossier": {"planned_from", "tijdlijn", "withdrawn_reason"},
    "verzuim_melding": {"parked_reason"},
    "verzuim_meldingbesluit": {"reason"},
    "verzuim_task": {"trace", "bron", "withdrawn_reason"},
}
NEVER_FOR_INSURER = {
    "parties_identificatie",
    "verzuim_meldingintake",
    "verzuim_verlof",
    "verzuim_feit",
}
FAULTS: tuple[LiteralString, ...] = (
    "GRANT SELECT (tijdlijn) ON verzuim_verzuimdossier TO party_verzekeraar",
    "GRANT SELECT (trace) ON verzuim_task TO PUBLIC",
    "GRANT SELECT ON parties_werknemer TO party_verzekeraar",
)


@pytest.fixture
def mended(cases: tuple[Case, ...], django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Put the walls back after a test that broke them."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield
        as_superuser("REVOKE SELECT (trace) ON verzuim_task FROM PUBLIC")
        apply_walls("migrator")


def test_what_an_insurer_may_not_know_is_declared_hidden() -> None:
    hidden = {
        table.name: set(table.access[Party.VERZEKERAAR].hidden)
        for table in declared_tables()
        if Party.VERZEKERAAR in table.access and table.access[Party.VERZEKERAAR].hidden
    }
    assert hidden == HIDDEN_FROM_INSURER


def test_some_tables_are_not_for_an_insurer_at_all() -> None:
    shut = {table.name for table in declared_tables() if Party.VERZEKERAAR not in table.access}
    assert shut >= NEVER_FOR_INSURER


@pytest.mark.usefixtures("mended")
def test_a_hidden_column_gives_nothing_and_the_others_do(cases: tuple[Case, ...]) -> None:
    loot = Loot()
    with _as_insurer(loot) as portal:
        assert _open_hidden(portal) == []
        for table, rows in _tables_with_hidden():
            readable = ", ".join(readable_columns(rows, columns_of(table)))
            assert portal.run(f"SELECT {readable} FROM {table.qualified}") is not None  # noqa: S608
        seen = portal.run("SELECT percentage FROM verzuim_verzuimdossier")
    assert seen == [(100,)] * len(cases)


@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize("fault", FAULTS)
def test_an_opened_column_is_found(cases: tuple[Case, ...], fault: LiteralString) -> None:
    as_superuser(fault)
    with _as_insurer(Loot()) as portal:
        assert _open_hidden(portal)


def test_hiding_a_column_that_does_not_exist_is_refused() -> None:
    rows = own("S", "verzekeraar_id", hidden=("tijdlyn",))
    with pytest.raises(KeyError, match="tijdlyn"):
        readable_columns(rows, ("id", "tijdlijn"))


def _tables_with_hidden() -> list[tuple[Table, Rows]]:
    insurer: Holder = Party.VERZEKERAAR
    found = [(table, table.access.get(insurer)) for table in declared_tables()]
    return [(table, rows) for table, rows in found if rows is not None and rows.hidden]


def _open_hidden(portal: Session) -> list[str]:
    """Return every way that leads to a hidden column: its name, the row, a comparison."""
    open_: list[str] = []
    for table, rows in _tables_with_hidden():
        ways = [f"SELECT * FROM {table.qualified}", f"SELECT to_jsonb(t) FROM {table.qualified} t"]  # noqa: S608
        for column in rows.hidden:
            ways += [
                f'SELECT "{column}" FROM {table.qualified}',  # noqa: S608
                f'SELECT 1 FROM {table.qualified} WHERE "{column}" IS NOT NULL',  # noqa: S608
                f'SELECT 1 FROM {table.qualified} ORDER BY "{column}"',  # noqa: S608
                f'COPY {table.qualified} ("{column}") TO STDOUT',
            ]
        open_ += [way for way in ways if portal.run(way) is not None]
    return open_


@contextmanager
def _as_insurer(loot: Loot) -> Iterator[Session]:
    """Take the role of the insurer of the small world."""
    insurer = actor("verzekeraar_claims")
    with attacker_as(loot, Login.WEB_PORTAL) as portal, portal.acting(context_of(insurer)):
        yield portal
