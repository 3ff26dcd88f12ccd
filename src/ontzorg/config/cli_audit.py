"""Commands for whoever guards the audit log: prove that it is whole, and anchor it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from django.conf import settings
from rich.console import Console
from rich.table import Table

from ontzorg.access.audit_chain.anchors import read_anchors, write_anchors
from ontzorg.access.audit_chain.breaches import Breach
from ontzorg.access.audit_chain.verify import verify_log
from ontzorg.config.local_database import local_database

WITHOUT_ANCHORS = (
    "Zonder ankers is een afgeknipte staart niet te zien. Maak ze met `ontzorg audit anchor`."
)
_directory = click.option(
    "--ankers",
    type=click.Path(file_okay=False, path_type=Path),
    help="De map met ankers. Zonder deze optie: anchors in de gegevensmap.",
)


@click.group()
def audit() -> None:
    """Controleer en veranker het logboek."""


@audit.command()
@_directory
def verify(ankers: Path | None) -> None:
    """Zoek elke regel die is gewijzigd, verwijderd of ingevoegd. Exit 1 als er een is."""
    anchors, broken = read_anchors(ankers or _default())
    with local_database():
        report = verify_log(anchors)
    breaches = [*broken, *report.breaches]
    counts = f"{report.events} regels in {report.chains} ketens, {report.anchors} ankers"
    if breaches:
        _show(breaches)
        click.echo(f"Het logboek is beschadigd: {len(breaches)} bevindingen. {counts}.", err=True)
        sys.exit(1)
    click.echo(f"Het logboek is heel: {counts}.")
    if not anchors:
        click.echo(WITHOUT_ANCHORS)


@audit.command()
@_directory
def anchor(ankers: Path | None) -> None:
    """Schrijf de laatste regel van elke keten, ondertekend, buiten de database."""
    directory = ankers or _default()
    with local_database():
        count = write_anchors(directory)
    click.echo(f"{count} ankers geschreven in {directory}.")


def _show(breaches: Sequence[Breach]) -> None:
    table = Table("Keten", "Regel", "Wat", "Uitleg", title="Bevindingen")
    for breach in breaches:
        table.add_row(breach.chain, str(breach.seq), breach.fault.value, breach.detail)
    Console().print(table)


def _default() -> Path:
    return Path(settings.ENVIRONMENT.var) / "anchors"
