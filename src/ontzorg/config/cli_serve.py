"""Commands that bring the product up: demo, serve, worker and migrate."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import click
from django.conf import settings
from django.utils import timezone

from ontzorg.config import embedded
from ontzorg.config.database_setup import migrate as run_migrations
from ontzorg.config.database_setup import set_up_database
from ontzorg.config.environment import SetupError
from ontzorg.config.local_database import local_database
from ontzorg.config.processes import (
    PortBusyError,
    check_port_free,
    run_group,
    web_member,
    worker_member,
)
from ontzorg.config.start_check import NotReadyError, refuse_when_not_ready

_port = click.option("--port", default=8000, show_default=True, help="De poort van de website.")
_host = click.option("--host", default="localhost", show_default=True, help="Het adres.")
_workers = click.option("--workers", default=1, show_default=True, help="Hoeveel webprocessen.")


@click.command()
@_host
@_port
@_workers
@click.option("--werkgevers", default=20, show_default=True, help="Hoeveel werkgevers.")
@click.option("--seed", default=1, show_default=True, help="Zelfde getal, zelfde gegevens.")
@click.option("--alleen-data", is_flag=True, help="Maak de gegevens en start niets.")
def demo(
    host: str,
    port: int,
    workers: int,
    werkgevers: int,
    seed: int,
    alleen_data: bool,  # noqa: FBT001
) -> None:
    """Start het product met verzonnen gegevens."""
    with _explained(), local_database():
        if not alleen_data:
            check_port_free(host, port)
        _set_up()
        _build_demo(werkgevers, seed)
        if not alleen_data:
            _run(host, port, workers)


@click.command()
@_host
@_port
@_workers
def serve(host: str, port: int, workers: int) -> None:
    """Start website en worker. Weigert zonder beheerder of met een gat in de muren."""
    with _explained(), local_database():
        check_port_free(host, port)
        if settings.ENVIRONMENT.is_local:
            _set_up()
        refuse_when_not_ready(needs_admin=True)
        _run(host, port, workers)


@click.command()
def worker() -> None:
    """Start alleen de worker: berichten, mail en nachtwerk."""
    from ontzorg.config.worker import run_worker

    with _explained(), local_database():
        refuse_when_not_ready(needs_admin=False)
        run_worker()


@click.command()
def migrate() -> None:
    """Breng de database naar deze versie en zet de muren opnieuw op."""
    with _explained(), local_database():
        if settings.ENVIRONMENT.has_administrator:
            _set_up()
        else:
            run_migrations()
    click.echo("De database is bij.")


def _set_up() -> None:
    click.echo("Database klaarzetten …")
    set_up_database(settings.ENVIRONMENT)


def _build_demo(werkgevers: int, seed: int) -> None:
    from ontzorg.config.demo.book import build_demo_book, has_demo_book

    if has_demo_book():
        return
    click.echo("Verzonnen werkgevers, medewerkers en dossiers maken …")
    build_demo_book(werkgevers=werkgevers, seed=seed, today=timezone.localdate())


def _run(host: str, port: int, workers: int = 1) -> None:
    local = settings.ENVIRONMENT.var if settings.ENVIRONMENT.is_local else None
    os.environ["ONTZORG_PROCESS"] = "web"
    if settings.ENVIRONMENT.is_local:  # the links in mails lead here, whatever the port
        os.environ.setdefault("ONTZORG_PUBLIC_URL", f"http://{host}:{port}")
    members = [web_member(host, port, workers=workers), worker_member()]
    sys.exit(run_group(members, var=local, address=(host, port), on_ready=_say(host, port)))


def _say(host: str, port: int) -> Callable[[], None]:
    return lambda: click.echo(f"Ontzorg draait op http://{host}:{port} (stoppen: Ctrl-C)")


class _explained:  # noqa: N801 - reads as a word in a with statement
    """Turns the errors an operator can mend into one clear message and exit code 2."""

    def __enter__(self) -> None:
        """Enter."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        known = (SetupError, PortBusyError, NotReadyError, embedded.EmbeddedServerError)
        if isinstance(error, known):
            click.echo(str(error), err=True)
            sys.exit(2)
