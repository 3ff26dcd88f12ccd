"""Commands that need nothing but the law library."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.invoer import Cases, Fault, InvalidInputError, parse_cases
from ontzorg.rules.parameters import NoValueError
from ontzorg.rules.uitvoer import tijdlijn_to_json
from ontzorg.rules.wet.mijlpaal import Mijlpaal
from ontzorg.rules.wet.taken import taak_tekst, vlag_tekst
from ontzorg.rules.wet.tijdlijn import (
    DossierTijdlijn,
    Tijdlijn,
    Zaak,
    compute_tijdlijn,
)

BAD_INPUT = 2
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

_ENDS = (
    ("loondoorbetaling_laatste_dag", "Laatste dag loon"),
    ("wachttijd_laatste_dag", "Laatste dag wachttijd WIA"),
    ("wia_eerste_dag", "Eerste dag WIA"),
    ("opzegverbod_laatste_dag", "Laatste dag opzegverbod"),
    ("loonsanctie_laatste_dag", "Laatste dag loonsanctie"),
    ("sluit_op", "Dossier sluit op"),
)


@click.command()
@click.argument("zaak")
@click.option("--json", "as_json", is_flag=True, help="Schrijf JSON in plaats van tabellen.")
@click.option("--uitleg", is_flag=True, help="Toon bij elke datum waarom.")
def tijdlijn(*, zaak: str, as_json: bool, uitleg: bool) -> None:
    """Bereken de tijdlijn van ziekte, loon en plichten.

    ZAAK is een eerste ziektedag (JJJJ-MM-DD), een JSON-bestand, of - voor de standaardinvoer.
    """
    try:
        cases = _read(zaak)
        outcomes = _compute(cases, trace=as_json or uitleg)
    except InvalidInputError as error:
        click.echo(str(error), err=True)
        sys.exit(BAD_INPUT)
    if as_json:
        rows = [tijdlijn_to_json(outcome) for outcome in outcomes]
        click.echo(json.dumps(rows if cases.is_array else rows[0], ensure_ascii=False))
        return
    console = Console()
    for outcome in outcomes:
        _show(console, outcome, uitleg=uitleg)


def _read(zaak: str) -> Cases:
    if _DATE.fullmatch(zaak):
        return parse_cases(json.dumps({"ziekteperioden": [{"start": zaak}]}))
    try:
        text = sys.stdin.buffer.read() if zaak == "-" else Path(zaak).read_bytes()
        return parse_cases(text.decode("utf-8-sig"))
    except OSError as error:
        fault = Fault(0, "bestand", f"{zaak} is niet te lezen ({error.strerror})")
        raise InvalidInputError([fault]) from error
    except UnicodeDecodeError as error:
        raise InvalidInputError([Fault(0, "invoer", "is geen UTF-8")]) from error


def _compute(cases: Cases, *, trace: bool) -> list[Tijdlijn]:
    """Compute every case, or none when a day lies outside a law table."""
    outcomes, faults = [], []
    for index, zaak in enumerate(cases.zaken):
        try:
            outcomes.append(compute_tijdlijn(zaak, trace=trace))
        except NoValueError as error:
            faults.append(_no_value_fault(index, zaak, error))
    if faults:
        raise InvalidInputError(faults)
    return outcomes


def _no_value_fault(index: int, zaak: Zaak, error: NoValueError) -> Fault:
    text = f"{error.day} ligt voor de wettabel {error.code}, die begint op {error.start}"
    return Fault(index, _field_of(zaak, error.day), text)


def _field_of(zaak: Zaak, day: date) -> str:
    """Return the field that holds the day; a day after a leave comes from that leave."""
    starts = [periode.start for periode in zaak.ziekteperioden]
    if day in starts:
        return f"ziekteperioden[{starts.index(day)}].start"
    return "peildatum" if day == zaak.peildatum else "zwangerschapsverlof"


def _show(console: Console, outcome: Tijdlijn, *, uitleg: bool) -> None:
    for dossier in outcome.dossiers:
        console.print(_ends_table(dossier))
        console.print(_duties_table(dossier, uitleg=uitleg))
        for flag in dossier.vlaggen:
            console.print(f"[bold]Let op:[/bold] {vlag_tekst(flag)}")
        console.print()


def _ends_table(dossier: DossierTijdlijn) -> Table:
    title = f"Dossier vanaf {dutch_date(dossier.eerste_ziektedag)}"
    table = Table(title=title, title_justify="left", show_header=False, box=None)
    for name, label in _ENDS:
        day = getattr(dossier, name)
        if day is not None:
            table.add_row(label, dutch_date(day))
    if dossier.niet_meetellende_dagen:
        table.add_row("Dagen die niet meetellen", str(dossier.niet_meetellende_dagen))
    return table


def _duties_table(dossier: DossierTijdlijn, *, uitleg: bool) -> Table:
    table = Table()
    for name in ("Wat", "Wie", "Wettelijk uiterlijk", "Doen op"):
        table.add_column(name)
    if uitleg:
        table.add_column("Waarom", ratio=1)
    for mijlpaal in dossier.mijlpalen:
        table.add_row(*_duty_cells(mijlpaal), *([_why(mijlpaal)] if uitleg else []))
    return table


def _duty_cells(mijlpaal: Mijlpaal) -> tuple[str, str, str, str]:
    legal = _dutch(mijlpaal.wettelijk_uiterlijk) or f"({mijlpaal.soort})"
    title = taak_tekst(mijlpaal.code).title
    if mijlpaal.volgnummer > 1:
        title = f"{title} ({mijlpaal.volgnummer})"
    return title, mijlpaal.voor, legal, _dutch(mijlpaal.taakdatum)


def _why(mijlpaal: Mijlpaal) -> str:
    return "\n".join(step.text for step in mijlpaal.stappen)


def _dutch(day: date | None) -> str:
    return "" if day is None else dutch_date(day)


if __name__ == "__main__":
    tijdlijn()
