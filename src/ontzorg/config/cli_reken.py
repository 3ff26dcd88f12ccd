"""`ontzorg reken`: every calculation of money, on a file of plain values."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from ontzorg.rules.invoer import Fault, InvalidInputError
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.reken.kinds import to_json
from ontzorg.rules.reken.registry import SUBJECT_NAMES, find_subject
from ontzorg.rules.reken.subject import Answers, Subject, answer

BAD_INPUT = 2


@click.command()
@click.argument("onderwerp", type=click.Choice(SUBJECT_NAMES))
@click.argument("bestand", required=False)
@click.option("--json", "as_json", is_flag=True, help="Schrijf JSON in plaats van tabellen.")
@click.option("--uitleg", is_flag=True, help="Zet bij JSON ook de stappen.")
@click.option("--schema", is_flag=True, help="Toon het JSON Schema van invoer en uitvoer.")
@click.option("--voorbeeld", is_flag=True, help="Toon een geldige invoer.")
def reken(
    *,
    onderwerp: str,
    bestand: str | None,
    as_json: bool,
    uitleg: bool,
    schema: bool,
    voorbeeld: bool,
) -> None:
    """Bereken ONDERWERP voor de invoer in BESTAND.

    BESTAND is een JSON-bestand of - voor de standaardinvoer: één geval, of een lijst van
    gevallen die een lijst van uitkomsten geeft.
    """
    subject = find_subject(onderwerp)
    if schema or voorbeeld:
        _print_json(subject.schema() if schema else to_json(subject.example), indent=2)
    elif bestand is None:
        raise click.UsageError("geef een BESTAND, --schema of --voorbeeld")
    else:
        answers = _answer_or_stop(subject, bestand)
        if as_json:
            _print_json(answers.to_json(trace=uitleg))
        else:
            _print_tables(subject, answers)


def _answer_or_stop(subject: Subject, path: str) -> Answers:
    try:
        return answer(subject, _read(path))
    except InvalidInputError as error:
        click.echo(str(error), err=True)
        sys.exit(BAD_INPUT)


def _read(path: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return raw.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is geen UTF-8"
        raise InvalidInputError([Fault(0, "bestand", f"niet te lezen ({reason})")]) from error


def _print_json(value: Any, *, indent: int | None = None) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=indent))


def _print_tables(subject: Subject, answers: Answers) -> None:
    console = Console(highlight=False, markup=False)
    for index, outcome in enumerate(answers.outcomes):
        title = subject.about if len(answers.outcomes) == 1 else f"{subject.about}: geval {index}"
        console.print(title, style="bold")
        console.print(_value_table(outcome))
        console.print(_trace_table(outcome.steps))


def _value_table(outcome: Outcome[Mapping[str, Any]]) -> Table:
    table = Table(show_header=False, box=None)
    for name, value in to_json(outcome.value).items():
        table.add_row(name.replace("_", " "), _cell(value))
    return table


def _cell(value: Any) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return "ja" if value else "nee"
        case dict():
            return ", ".join(f"{key} {_cell(item)}" for key, item in value.items())
        case list():
            return "\n".join(_cell(item) for item in value)
        case _:
            return str(value)


def _trace_table(steps: tuple[Step, ...]) -> Table:
    table = Table("Stap", "Uitkomst", "Bron", title="Waarom", title_justify="left")
    for step in steps:
        table.add_row(step.text, step.result, step.source)
    return table


if __name__ == "__main__":
    reken()
