"""Commands for copies of the database: make one, try it out, put it back."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from django.conf import settings
from django.db import connections

from ontzorg.config.backup import BackupError, Restored, make_backup, restore_backup
from ontzorg.config.backup.manifest import Manifest
from ontzorg.config.local_database import local_database

MILLION = 1_000_000


@click.command()
@click.option(
    "--map",
    "directory",
    type=click.Path(file_okay=False, path_type=Path),
    help="Waar de kopie komt. Zonder deze optie: backups in de gegevensmap.",
)
@click.option(
    "--bewaar",
    "keep_days",
    default=0,
    show_default="alles",
    type=click.IntRange(min=0),
    metavar="DAGEN",
    help="Verwijder daarna kopieën van meer dan zoveel dagen oud.",
)
def backup(directory: Path | None, keep_days: int) -> None:
    """Maak een kopie van de database. Dat kan terwijl Ontzorg draait."""
    target = directory or Path(settings.ENVIRONMENT.var) / "backups"
    try:
        with local_database():
            dump, manifest = make_backup(target, keep_days=keep_days)
    except BackupError as error:
        _stop(error)
    size = dump.stat().st_size / MILLION
    click.echo(f"{dump}\n{_contents(manifest)}, {size:.1f} MB.")
    click.echo("De sleutels staan er niet in. Bewaar die apart.")


@click.command()
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--proef", is_flag=True, help="Zet de kopie terug op een zijspoor en ruim op.")
@click.option("--ja", is_flag=True, help="Vraag niets.")
def restore(bestand: Path, proef: bool, ja: bool) -> None:  # noqa: FBT001 - flags of a command
    """Zet een kopie terug en controleer dat alles er is. Met --proef verandert er niets."""
    if not (proef or ja):
        click.confirm("De kopie komt in de plaats van de database van nu. Doorgaan?", abort=True)
    try:
        with local_database():
            connections.close_all()
            restored = restore_backup(bestand, trial=proef)
    except BackupError as error:
        _stop(error)
    _tell(restored)


def _tell(restored: Restored) -> None:
    log = restored.log
    click.echo(f"Alles is er: {_contents(restored.manifest)}.")
    click.echo(f"Het logboek is heel: {log.events} regels in {log.chains} ketens.")
    if restored.kept:
        click.echo(f"De database van hiervoor staat er nog, als {restored.kept}.")
    else:
        click.echo("Dit was een proef. Er is niets veranderd.")


def _contents(manifest: Manifest) -> str:
    return f"{manifest.rows} rijen in {len(manifest.tables)} tabellen van {manifest.made_at}"


def _stop(error: BackupError) -> None:
    click.echo(str(error), err=True)
    sys.exit(2)
