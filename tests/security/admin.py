"""The hand of someone with every right on the database server: plants faults, reads all."""

from __future__ import annotations

from typing import LiteralString

import psycopg

from ontzorg.config.database_setup import admin_conninfo
from ontzorg.config.settings import ENVIRONMENT
from tests.harness.database import live_name


def as_superuser(*statements: LiteralString) -> None:
    """Run statements on the database of this test, past every wall, and commit."""
    with superuser() as connection:
        for statement in statements:
            connection.execute(statement)


def superuser(*, autocommit: bool = True) -> psycopg.Connection:
    """Return a connection that no wall stops."""
    return psycopg.connect(admin_conninfo(ENVIRONMENT), dbname=live_name(), autocommit=autocommit)
