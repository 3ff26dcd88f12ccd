"""Makes a copy of the whole database while the product runs."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from ontzorg.config.backup.digests import LEFT_OUT, table_digests
from ontzorg.config.backup.errors import BackupError
from ontzorg.config.backup.manifest import Manifest, file_digest, manifest_path, write_manifest
from ontzorg.config.backup.programs import backup_conninfo, run_program

PREFIX = "ontzorg-"
DAY_SECONDS = 86_400


def make_backup(directory: Path, *, keep_days: int = 0) -> tuple[Path, Manifest]:
    """Write a copy and its manifest; then remove copies of more than `keep_days` days (0: none).

    The copy is of one moment. It is not there until it is whole.
    Raises BackupError when it cannot be made; older copies are then left alone.
    """
    now = datetime.now(UTC)
    dump = directory / f"{PREFIX}{now:%Y%m%dT%H%M%S_%fZ}.dump"
    part = dump.with_suffix(".part")
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.touch(mode=0o600)
        manifest = _write(part, now)
        write_manifest(manifest_path(dump), manifest)
        part.rename(dump)
    except (OSError, psycopg.Error) as error:
        raise BackupError(f"De kopie kon niet worden gemaakt: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    _remove_old(directory, keep_days, dump)
    return dump, manifest


def _write(part: Path, now: datetime) -> Manifest:
    place = backup_conninfo()
    with psycopg.connect(place) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        left_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
        options = ["--format=custom", f"--snapshot={snapshot[0] if snapshot else ''}", *left_out]
        run_program("pg_dump", *options, "--file", part, place=place)
        return Manifest(
            made_at=now.isoformat(timespec="seconds"),
            version=version("ontzorg"),
            server_version=connection.info.server_version,
            sha256=file_digest(part),
            tables=table_digests(connection),
        )


def _remove_old(directory: Path, keep_days: int, newest: Path) -> None:
    if not keep_days:
        return
    oldest = time.time() - keep_days * DAY_SECONDS
    for dump in directory.glob(f"{PREFIX}*.dump"):
        if dump != newest and dump.stat().st_mtime < oldest:
            dump.unlink()
            manifest_path(dump).unlink(missing_ok=True)
