"""Commands for messages from other systems."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config.local_database import local_database
from ontzorg.integrations.sivi.answers import DONE, Uitkomst
from ontzorg.integrations.sivi.betekenis import Resultaat
from ontzorg.integrations.sivi.services import Ontvangst, receive

NOT_WHOLE, NOT_READ = 1, 2
RESULTS = {
    Resultaat.VERWERKT: "[green]verwerkt[/green]",
    Resultaat.MET_OPMERKING: "[yellow]verwerkt, let op[/yellow]",
    Resultaat.NIET_VERWERKT: "[red]niet verwerkt[/red]",
}
WAITS = "[yellow]wacht op meer[/yellow]"


@click.group()
def bericht() -> None:
    """Lees berichten van andere systemen."""


@bericht.command()
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--antwoord",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Waar het antwoord komt. Zonder deze optie: naast het bestand, als NAAM.antwoord.xml.",
)
@local_database()
def lees(bestand: Path, antwoord: Path | None) -> None:
    """Verwerk een SIVI-bericht Verzuimmeldingen en schrijf het antwoord.

    Een melding die op een andere wacht, is bewaard en telt vanzelf mee als die binnenkomt.

    Exit 0: alles is verwerkt. Exit 1: niet elke melding. Exit 2: het bericht is niet te lezen.
    """
    with acting_as(SYSTEM):
        ontvangst = receive(
            actor=SYSTEM,
            content=_read(bestand),
            file_name=bestand.name,
            today=timezone.localdate(),
        )
    _show(Console(), ontvangst)
    _write(antwoord or bestand.with_suffix(".antwoord.xml"), ontvangst.answer)
    if ontvangst.faults:
        sys.exit(NOT_READ)
    sys.exit(0 if ontvangst.is_whole else NOT_WHOLE)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        click.echo(f"{path} is niet te lezen ({error.strerror}).", err=True)
        sys.exit(NOT_READ)


def _write(path: Path, answer: bytes) -> None:
    """Write the answer; the message can be read again when this fails, the answer is kept."""
    try:
        path.write_bytes(answer)
    except OSError as error:
        click.echo(f"{path} is niet te schrijven ({error.strerror}). Kies --antwoord.", err=True)
        sys.exit(NOT_READ)
    click.echo(f"Antwoord: {path}")


def _show(console: Console, ontvangst: Ontvangst) -> None:
    if ontvangst.was_known:
        console.print("Dit bericht is al eerder verwerkt. Er is niets veranderd.")
    for fault in ontvangst.faults:
        click.echo(f"{fault.code} {fault}", err=True)
    if ontvangst.uitkomsten:
        console.print(_table(ontvangst))


def _table(ontvangst: Ontvangst) -> Table:
    table = Table(
        "Verzuimgeval",
        "Nr",
        "Resultaat",
        "Uitleg",
        title=escape(f"Bericht {ontvangst.bericht.berichtreferentienummer}"),
        title_justify="left",
    )
    for uitkomst in ontvangst.uitkomsten:
        table.add_row(*_row(uitkomst))
    return table


def _row(uitkomst: Uitkomst) -> tuple[str, str, str, str]:
    sleutel = uitkomst.sleutel
    explanation = " ".join(uitkomst.teksten) or DONE
    return (
        escape(sleutel.verzuimgeval),
        str(sleutel.volgnummer),
        WAITS if uitkomst.is_waiting else RESULTS[uitkomst.resultaat],
        escape(explanation),
    )
