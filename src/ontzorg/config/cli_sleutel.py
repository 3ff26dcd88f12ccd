"""Commands for the master key: make one, seal everything under it, and see that nothing is left."""

from __future__ import annotations

import base64
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from ontzorg.access import audit
from ontzorg.access.actors import SYSTEM
from ontzorg.access.audit_chain.anchors import freeze_older_anchors, read_anchors
from ontzorg.access.context import acting_as
from ontzorg.access.crypto_places import SealedTable, sealed_tables
from ontzorg.access.idempotency import forget_contents
from ontzorg.access.keys_renewal import Count, count_all_keys, renew_table
from ontzorg.config.local_database import local_database

KEY_BYTES = 32
MOST_ROUNDS = 5  # what others held or wrote back in one round is done in the next
NO_OLD_KEY = (
    "Er is geen oude sleutel. Zet de nieuwe sleutel in ONTZORG_MASTER_KEY en de oude in "
    "ONTZORG_MASTER_KEY_OLD, draai `ontzorg migrate` en start Ontzorg opnieuw."
)
BUSY = "Er is nog iets van een oude sleutel. Draai `ontzorg sleutel vernieuw` nog een keer."
ADD_KEY = "Zet die sleutel erbij in ONTZORG_MASTER_KEY_OLD en draai `ontzorg sleutel vernieuw`."
READY = (
    "Niets is meer van een oude sleutel. Haal ONTZORG_MASTER_KEY_OLD weg, draai `ontzorg migrate` "
    "en start Ontzorg opnieuw."
)
ALL_NEW = "Alles is verzegeld met de sleutel van nu."
_directory = click.option(
    "--ankers",
    type=click.Path(file_okay=False, path_type=Path),
    help="De map met ankers. Zonder deze optie: anchors in de gegevensmap.",
)


@click.group()
def sleutel() -> None:
    """Vernieuw de hoofdsleutel."""


@sleutel.command("nieuw")
def make() -> None:
    """Maak een nieuwe hoofdsleutel en toon hem. Hij wordt nergens bewaard."""
    click.echo(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode())


@sleutel.command("vernieuw")
@_directory
def renew(ankers: Path | None) -> None:
    """Verzegel alles opnieuw met de nieuwe sleutel. Dat kan terwijl Ontzorg draait."""
    if not settings.OLD_MASTER_KEYS:
        _stop(NO_OLD_KEY)
    with local_database():
        freeze_older_anchors(ankers or _anchors())
        begun = timezone.now()
        rows = _renew_all()
        with acting_as(SYSTEM):
            forget_contents(before=begun)
            audit.record(actor=SYSTEM, action="sleutel.vernieuwd")
        counts = count_all_keys()
    seconds = (timezone.now() - begun).total_seconds()
    click.echo(f"{rows} rijen opnieuw verzegeld in {seconds:.0f} seconden.")
    _judge(counts)


@sleutel.command("controleer")
@_directory
def check(ankers: Path | None) -> None:
    """Zeg per tabel met welke sleutel hij verzegeld is. Exit 1 als er iets van een oude is."""
    with local_database():
        counts = count_all_keys()
    _show(counts)
    if read_anchors(ankers or _anchors())[1]:
        _stop("Er zijn ankers die niet kloppen. Draai `ontzorg audit verify`.", code=1)
    _judge(counts)


def _renew_all() -> int:
    total = 0
    for _ in range(MOST_ROUNDS):
        done = sum(_renew(table) for table in sealed_tables())
        total += done
        if not done:
            break
    return total


def _renew(table: SealedTable) -> int:
    done = 0
    for batch in renew_table(table):
        done += batch.renewed
        for number in batch.broken:
            click.echo(f"{table.name} {number} gaat met geen sleutel open.", err=True)
    if done:
        click.echo(f"{table.name}: {done} rijen")
    return done


def _show(counts: Sequence[Count]) -> None:
    table = Table("Tabel", "Nieuwe sleutel", "Oude sleutel", "Onbekende sleutel")
    for count in counts:
        table.add_row(count.table.name, *map(str, (count.current, count.older, count.unknown)))
    Console().print(table)


def _judge(counts: Sequence[Count]) -> None:
    """Say whether the old key can go, and end with exit 1 when it cannot."""
    unknown = [count.table.name for count in counts if count.unknown]
    if unknown:
        _stop(f"Met een sleutel die Ontzorg niet heeft: {', '.join(unknown)}. {ADD_KEY}", code=1)
    if any(count.older for count in counts):
        _stop(BUSY, code=1)
    click.echo(READY if settings.OLD_MASTER_KEYS else ALL_NEW)


def _anchors() -> Path:
    return Path(settings.ENVIRONMENT.var) / "anchors"


def _stop(message: str, *, code: int = 2) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(code)
