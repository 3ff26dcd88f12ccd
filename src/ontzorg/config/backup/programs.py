"""PostgreSQL's own programs for copies, and the connections that they and we use."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from django.conf import settings
from psycopg import conninfo

from ontzorg.access.keys import login_password_from
from ontzorg.access.walls.declare import Login
from ontzorg.config import embedded
from ontzorg.config.backup.errors import BackupError
from ontzorg.config.database_setup import database_name


def backup_conninfo(database: str = "") -> str:
    """Return how the login for backups reaches a database; without a name the product's own."""
    place = settings.DATABASES["default"]
    return conninfo.make_conninfo(
        host=place["HOST"],
        port=place["PORT"] or None,
        dbname=database or database_name(),
        user=Login.BACKUP.value,
        password=login_password_from(settings.MASTER_KEY, Login.BACKUP.value),
        application_name="ontzorg backup",
    )


def run_program(name: str, *arguments: str | Path, place: str) -> None:
    """Run `pg_dump` or `pg_restore` at this place; the password stays out of its arguments.

    Raises BackupError with the program's own words.
    """
    found = {key: str(value) for key, value in conninfo.conninfo_to_dict(place).items()}
    password = found.pop("password", "")
    done = subprocess.run(  # noqa: S603 - our own arguments
        [embedded.program(name), *arguments, "--dbname", conninfo.make_conninfo(**found)],
        env={**os.environ, "PGPASSWORD": password, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BackupError(f"{name} is mislukt:\n{done.stderr.strip()}")
