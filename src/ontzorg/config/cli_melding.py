"""The command line as a door for meldingen: for the operator, and for scripts."""

from __future__ import annotations

import sys
from datetime import date, datetime

import click
from django.utils import timezone

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.config.local_database import local_database
from ontzorg.parties.selectors import Dienstverband, dienstverbanden_visible_to
from ontzorg.verzuim import services as verzuim
from ontzorg.verzuim.selectors import Door, Soort

SOORTEN = (Soort.ZIEKMELDING.value, Soort.WIJZIGING.value, Soort.HERSTELMELDING.value)


@click.command()
@click.argument("soort", type=click.Choice(SOORTEN))
@click.option("--aansluitnummer", required=True, help="Het nummer van de werkgever.")
@click.option("--personeelsnummer", required=True, help="Het nummer van de medewerker daar.")
@click.option("--op", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="De dag.")
@click.option("--percentage", type=click.IntRange(0, 100), help="Hoeveel iemand niet kan werken.")
@local_database()
def melding(
    soort: str, aansluitnummer: str, personeelsnummer: str, day: datetime, percentage: int | None
) -> None:
    """Leg een ziekmelding, wijziging of herstelmelding vast.

    Bij een herstelmelding is --op de eerste dag waarop iemand weer helemaal werkt.
    """
    try:
        with acting_as(SYSTEM):
            found = _dienstverband(aansluitnummer, personeelsnummer)
            text = _record(found, soort, day.date(), percentage)
    except UserError as error:
        click.echo(error.message, err=True)
        sys.exit(2)
    click.echo(text)


def _dienstverband(aansluitnummer: str, personeelsnummer: str) -> Dienstverband:
    found = dienstverbanden_visible_to(SYSTEM).filter(
        werkgever__aansluitnummer=aansluitnummer, personeelsnummer=personeelsnummer
    )
    latest = found.order_by("-begint_op").first()
    if latest is None:
        raise UserError(
            f"Er is geen medewerker met personeelsnummer {personeelsnummer} bij aansluitnummer "
            f"{aansluitnummer}. Controleer beide nummers."
        )
    return latest


def _record(dienstverband: Dienstverband, soort: str, day: date, percentage: int | None) -> str:
    full = 100 if soort == Soort.ZIEKMELDING else None
    made = verzuim.record_melding(
        actor=SYSTEM,
        dienstverband_id=dienstverband.pk,
        new=verzuim.NewMelding(
            soort=soort,
            day=day,
            percentage=full if percentage is None else percentage,
            door=Door.COMMAND,
        ),
        today=timezone.localdate(),
    )
    made.refresh_from_db()
    label = Soort(soort).label
    if made.dossier is None:
        return f"{label} vastgelegd. Zij wacht op een andere melding voordat zij telt."
    return f"{label} vastgelegd. Eerste ziektedag: {made.dossier.eerste_ziektedag:%d-%m-%Y}."
