"""`ontzorg catalogus`: what an insurer offers, and whether an activity is inside a module."""

from __future__ import annotations

import json
import sys
from dataclasses import fields, is_dataclass
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.reken.kinds import to_json
from ontzorg.rules.uitvoer import step_to_json
from ontzorg.rules.voorwaarden.catalogus import CATALOGI, Catalogus, load_catalogus
from ontzorg.rules.voorwaarden.dekking import (
    Dekking,
    UnknownListError,
    describe_conditions,
    determine_dekking,
)

BAD_INPUT = 2


@click.group(invoke_without_command=True)
@click.option("--versie", type=click.Choice(CATALOGI), default=CATALOGI[0], show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Schrijf de hele catalogus als JSON.")
@click.pass_context
def catalogus(context: click.Context, *, versie: str, as_json: bool) -> None:
    """Toon de modules, tarieven en verrichtingen van een verzekeraar."""
    context.obj = load_catalogus(versie)
    if context.invoked_subcommand is not None:
        return
    if as_json:
        click.echo(json.dumps(to_json(as_plain(context.obj)), ensure_ascii=False))
    else:
        _print_overview(context.obj)


@catalogus.command()
@click.option("--module", "module", required=True, help="Bijvoorbeeld ARBOSIGNAAL_REINTEGRATIE.")
@click.option("--uitvoerder", required=True, help="Bijvoorbeeld arboned.")
@click.option("--verrichting", required=True, help="Bijvoorbeeld A23.")
@click.option("--json", "as_json", is_flag=True, help="Schrijf JSON in plaats van tekst.")
@click.pass_obj
def dekking(
    source: Catalogus, *, module: str, uitvoerder: str, verrichting: str, as_json: bool
) -> None:
    """Zeg of een verrichting in de module zit."""
    found = _answer_or_stop(source, module, uitvoerder, verrichting)
    if as_json:
        click.echo(json.dumps(_dekking_json(source, found), ensure_ascii=False))
        return
    for step in found.steps:
        click.echo(f"{step.result:3} {step.text} ({step.source})")
    if found.value.twijfel is not None:
        click.echo(f"    {found.value.twijfel}")


def as_plain(value: Any) -> Any:
    """Return dataclasses as mappings, at every depth."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: as_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(item) for item in value]
    return value


def _answer_or_stop(
    source: Catalogus, module: str, uitvoerder: str, verrichting: str
) -> Outcome[Dekking]:
    faults = list(_faults(source, module, uitvoerder, verrichting))
    if not faults:
        try:
            return determine_dekking(source, module, uitvoerder, verrichting)
        except UnknownListError as error:
            faults.append(f"{error}; kies uit {_known_pairs(source)}")
    click.echo("\n".join(faults), err=True)
    sys.exit(BAD_INPUT)


def _faults(source: Catalogus, module: str, uitvoerder: str, verrichting: str) -> list[str]:
    asked: tuple[tuple[str, str, Any], ...] = (
        ("module", module, source.modules),
        ("uitvoerder", uitvoerder, source.uitvoerders),
        ("verrichting", verrichting, source.verrichtingen),
    )
    return [
        f"{name}: {value!r} is onbekend; kies uit {', '.join(known)}"
        for name, value, known in asked
        if value not in known
    ]


def _known_pairs(source: Catalogus) -> str:
    return ", ".join(
        f"{module} bij {uitvoerder}"
        for lijst in source.lijsten
        for module in lijst.modules
        for uitvoerder in lijst.uitvoerders
    )


def _dekking_json(source: Catalogus, found: Outcome[Dekking]) -> dict[str, Any]:
    row: dict[str, Any] = as_plain(found.value)
    for cell, cel in zip(row["cellen"], found.value.cellen, strict=True):
        cell["voorwaarden_tekst"] = describe_conditions(source, cel)
    row["stappen"] = [step_to_json(step) for step in found.steps]
    return row


def _print_overview(source: Catalogus) -> None:
    console = Console(highlight=False)
    modules = Table("Module", "Naam", "Uitvoerders", title=f"Catalogus {source.versie}")
    for module in source.modules.values():
        names = ", ".join(source.uitvoerders[code] for code in module.uitvoerders) or "-"
        modules.add_row(module.code, " / ".join(module.namen), names)
    console.print(modules)
    lists = Table("Lijst", "Titel", "Cellen", title="Verrichtingenlijsten")
    for lijst in source.lijsten:
        lists.add_row(lijst.code, lijst.titel, str(len(lijst.cellen)))
    console.print(lists)


if __name__ == "__main__":
    catalogus()
