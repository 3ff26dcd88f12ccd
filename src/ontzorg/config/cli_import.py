"""Brings in the staff of an employer from a file, from the command line."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click
from django.db.models import Q
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.config import import_report
from ontzorg.config.local_database import local_database
from ontzorg.parties.selectors import Werkgever, werkgevers_visible_to
from ontzorg.parties.staff_import import clearing, reading, report, services, writing
from ontzorg.parties.staff_import.cells.fields import FIELD_OF
from ontzorg.parties.staff_import.cells.plain_names import plain
from ontzorg.parties.staff_import.moving import held
from ontzorg.parties.staff_import.selectors import StaffImport, State, imports_visible_to

DONE, WITH_FAULTS, NOT_READ = 0, 1, 2


@click.command("import")
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--werkgever", required=True, help="Aansluitnummer, loonheffingennummer of naam.")
@click.option("--proef", is_flag=True, help="Toon wat er zou gebeuren en neem niets over.")
@click.option(
    "--kolommen",
    "choices",
    multiple=True,
    metavar="NAAM=VELD",
    help="Wat er in een kolom staat, zoals 'Nr=personeelsnummer'. Mag vaker. Leeg: sla over.",
)
@click.option(
    "--goede-regels", "good_rows", is_flag=True, help="Neem de goede regels over, ook bij fouten."
)
@click.option(
    "--fouten",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Waar de foute regels komen. Zonder deze optie: naast het bestand, als NAAM.fouten.csv.",
)
@local_database()
def import_(
    bestand: Path,
    werkgever: str,
    proef: bool,  # noqa: FBT001
    choices: tuple[str, ...],
    good_rows: bool,  # noqa: FBT001
    fouten: Path | None,
) -> None:
    """Lees medewerkers in uit een CSV- of Excel-bestand.

    Wie niet in het bestand staat, blijft zoals hij is. Zijn er fouten, dan verandert er niets en
    komen de foute regels in een bestand om te herstellen en opnieuw in te lezen.

    Exit 0: overgenomen, of proef zonder fouten. Exit 1: er zijn fouten. Exit 2: niet te lezen.
    """
    console, today = Console(), timezone.localdate()
    try:
        made = _start(bestand, _werkgever(werkgever))
        with held(made.pk):
            _read(made, _columns(made, choices), today, console)
            import_report.show(console, made)
            faults = _write_faults(made, fouten or bestand.with_suffix(".fouten.csv"))
            if proef or (faults and not good_rows):
                _leave(made, console, is_trial=proef)
            else:
                _take_over(made, today, console)
    except UserError as error:
        click.echo(error.message, err=True)
        sys.exit(NOT_READ)
    sys.exit(WITH_FAULTS if faults else DONE)


def _werkgever(wanted: str) -> Werkgever:
    same = Q(aansluitnummer=wanted) | Q(loonheffingennummer=wanted)
    with acting_as(SYSTEM):
        visible = werkgevers_visible_to(SYSTEM)
        found = list(visible.filter(same | Q(organisation__name__iexact=wanted))[:2])
    if len(found) != 1:
        count = "geen" if not found else "meer dan één"
        raise UserError(
            f"Er is {count} werkgever met “{wanted}”. Geef het aansluitnummer, het "
            "loonheffingennummer of de volledige naam."
        )
    return found[0]


def _start(path: Path, werkgever: Werkgever) -> StaffImport:
    with path.open("rb") as file, acting_as(SYSTEM):
        return services.start_import(
            actor=SYSTEM,
            werkgever_id=werkgever.pk,
            file=file,
            file_name=path.name,
            byte_count=path.stat().st_size,
        )


def _columns(made: StaffImport, choices: tuple[str, ...]) -> list[str]:
    """Return the field of each column: what was recognised, and the choices over it."""
    chosen = dict(zip(map(plain, made.header), made.columns, strict=True))
    for choice in choices:
        name, sign, code = choice.rpartition("=")
        if not sign or plain(name) not in chosen or (code and code not in FIELD_OF):
            raise UserError(
                f"“{choice}” begrijpen wij niet. Schrijf NAAM=VELD. De kolommen zijn: "
                f"{', '.join(made.header)}. De velden zijn: {', '.join(FIELD_OF)}."
            )
        chosen = {key: "" if one == code else one for key, one in chosen.items()}
        chosen[plain(name)] = code
    return [chosen[plain(name)] for name in made.header]


def _read(made: StaffImport, columns: list[str], today: date, console: Console) -> None:
    with acting_as(SYSTEM):
        services.choose_columns(actor=SYSTEM, import_id=made.pk, columns=columns)
    with _progress(console) as progress:
        task = progress.add_task("Lezen en controleren", total=100)
        reading.read_import(
            made.pk,
            today=today,
            tell=lambda one: progress.update(task, completed=int(one.share_done * 100)),
        )
        progress.update(task, completed=100)
    _refresh(made)
    if made.state != State.READY:
        raise UserError(import_report.refusal(made))


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal)


def _refresh(made: StaffImport) -> None:
    with acting_as(SYSTEM):
        fresh = imports_visible_to(SYSTEM).get(pk=made.pk)
    made.__dict__.update(fresh.__dict__)


def _write_faults(made: StaffImport, path: Path) -> int:
    """Write the wrong rows down, and return how many there are."""
    count = int(made.counts.get("wrong", 0))
    if count:
        try:
            with acting_as(SYSTEM), path.open("w", encoding="utf-8", newline="") as file:
                file.writelines(report.repair_list(made))
        except OSError as error:
            raise UserError(
                f"{path} is niet te schrijven ({error.strerror}). Kies --fouten."
            ) from error
        click.echo(f"Foute regels: {path}")
    return count


def _leave(made: StaffImport, console: Console, *, is_trial: bool) -> None:
    with acting_as(SYSTEM):
        services.cancel_import(actor=SYSTEM, import_id=made.pk)
    clearing.forget_cancelled(made.pk)
    reason = "Dit was een proef." if is_trial else "Herstel de foute regels en lees ze opnieuw in."
    console.print(f"Er is niets overgenomen. {reason}")


def _take_over(made: StaffImport, today: date, console: Console) -> None:
    with acting_as(SYSTEM):
        services.confirm_import(actor=SYSTEM, import_id=made.pk)
    with console.status("Overnemen …"):
        writing.write_import(made.pk, today=today)
    _refresh(made)
    if made.state != State.DONE:
        raise UserError("Intussen is er iets gewijzigd. Start het commando opnieuw.")
    console.print(f"[green]Overgenomen.[/green] Inlezing {made.pk}.")
