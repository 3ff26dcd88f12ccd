"""The `ontzorg` command. The law works without the product; the rest asks for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from keyword import iskeyword
from typing import Any, NamedTuple

import click


class Entry(NamedTuple):
    """A command and the module it lives in. Without a process it needs no product."""

    name: str
    module: str
    process: str
    summary: str

    @property
    def attribute(self) -> str:
        """What the command is called in its module."""
        return f"{self.name}_" if iskeyword(self.name) else self.name


COMMANDS = (
    Entry("tijdlijn", "cli_rules", "", "Reken uit wanneer wat moet, en waarom."),
    Entry("reken", "cli_reken", "", "Reken loon, uitkering, premie of garantie uit."),
    Entry("catalogus", "cli_catalogus", "", "Toon modules, tarieven en verrichtingen."),
    Entry("demo", "cli_serve", "jobs", "Start het product met verzonnen gegevens."),
    Entry("serve", "cli_serve", "jobs", "Start website en worker."),
    Entry("worker", "cli_serve", "jobs", "Start alleen de worker."),
    Entry("migrate", "cli_serve", "jobs", "Breng de database naar deze versie."),
    Entry("createadmin", "cli_admin", "jobs", "Maak een beheerder."),
    Entry("replan", "cli_admin", "jobs", "Bereken alle lopende dossiers opnieuw."),
    Entry("audit", "cli_audit", "jobs", "Controleer en veranker het logboek."),
    Entry("sleutel", "cli_sleutel", "jobs", "Vernieuw de hoofdsleutel."),
    Entry("backup", "cli_backup", "jobs", "Maak een kopie van de database."),
    Entry("restore", "cli_backup", "jobs", "Zet een kopie terug, of oefen dat."),
    Entry("bericht", "cli_bericht", "jobs", "Lees berichten van andere systemen."),
    Entry("melding", "cli_melding", "jobs", "Leg een melding vast."),
    Entry("import", "cli_import", "jobs", "Lees medewerkers in uit een bestand."),
)
NEEDS_PRODUCT = (
    "This command needs the whole product: pip install 'ontzorg[web]'.\n"
    "Dit commando heeft het hele product nodig: pip install 'ontzorg[web]'."
)


class Commands(click.Group):
    """Loads a command when it is asked for, so that the law starts without the product."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names."""
        return [entry.name for entry in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, with the product set up when it needs that."""
        return next((_load(entry) for entry in COMMANDS if entry.name == cmd_name), None)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(entry.name, entry.summary) for entry in COMMANDS])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ontzorg")
def main() -> None:
    """Ontzorg: ziekteverzuim en re-integratie, van ziekmelding tot WIA."""


def _load(entry: Entry) -> click.Command:
    if entry.process:
        _set_up_product(entry)
    module = import_module(f"ontzorg.config.{entry.module}")
    command: click.Command = getattr(module, entry.attribute)
    return command


def _set_up_product(entry: Entry) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.config.settings")
    os.environ["ONTZORG_PROCESS"] = entry.process
    if entry.name == "demo":
        os.environ["ONTZORG_DEMO"] = "1"
    try:
        import django
    except ImportError:
        _stop(NEEDS_PRODUCT)
    from ontzorg.config.environment import SetupError

    _or_stop(django.setup, SetupError)


def _or_stop(call: Callable[[], Any], *errors: type[Exception]) -> None:
    try:
        call()
    except errors as error:
        _stop(str(error))


def _stop(message: str) -> None:
    click.echo(message, err=True)
    sys.exit(2)


if __name__ == "__main__":
    main(prog_name="ontzorg")
