"""The `ontzorg` command. The law works without the product; the rest asks for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

# name, module, attribute, process that it runs as ("" = needs no product)
COMMANDS: tuple[tuple[str, str, str, str], ...] = (
    ("tijdlijn", "ontzorg.config.cli_rules", "tijdlijn", ""),
    ("reken", "ontzorg.config.cli_reken", "reken", ""),
    ("catalogus", "ontzorg.config.cli_catalogus", "catalogus", ""),
    ("demo", "ontzorg.config.cli_serve", "demo", "jobs"),
    ("serve", "ontzorg.config.cli_serve", "serve", "jobs"),
    ("worker", "ontzorg.config.cli_serve", "worker", "jobs"),
    ("migrate", "ontzorg.config.cli_serve", "migrate", "jobs"),
    ("createadmin", "ontzorg.config.cli_admin", "createadmin", "jobs"),
    ("replan", "ontzorg.config.cli_admin", "replan", "jobs"),
    ("audit", "ontzorg.config.cli_audit", "audit", "jobs"),
    ("bericht", "ontzorg.config.cli_bericht", "bericht", "jobs"),
    ("melding", "ontzorg.config.cli_melding", "melding", "jobs"),
)
NEEDS_PRODUCT = (
    "This command needs the whole product: pip install 'ontzorg[web]'.\n"
    "Dit commando heeft het hele product nodig: pip install 'ontzorg[web]'."
)


class Commands(click.Group):
    """Loads a command when it is asked for, so that the law starts without the product."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names."""
        return [name for name, *_ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, with the product set up when it needs that."""
        for name, module, attribute, process in COMMANDS:
            if name == cmd_name:
                return _load(module, attribute, process)
        return None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ontzorg")
def main() -> None:
    """Ontzorg: ziekteverzuim en re-integratie, van ziekmelding tot WIA."""


def _load(module: str, attribute: str, process: str) -> click.Command:
    if process:
        _set_up_product(module, attribute, process)
    command: click.Command = getattr(import_module(module), attribute)
    return command


def _set_up_product(module: str, attribute: str, process: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontzorg.config.settings")
    os.environ["ONTZORG_PROCESS"] = process
    if attribute == "demo":
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
