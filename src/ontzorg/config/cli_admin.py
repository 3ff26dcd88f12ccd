"""Commands for the administrator: the first account, and computing all plans again."""

from __future__ import annotations

import sys

import click
from django.utils import timezone

from ontzorg.access import services
from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.access.models import Account, Organisation, OrganisationKind
from ontzorg.access.roles import Role
from ontzorg.config.local_database import local_database
from ontzorg.verzuim import services as verzuim
from ontzorg.verzuim.selectors import dossiers_visible_to


@click.command()
@click.option("--email", prompt="E-mailadres", help="Hiermee meldt de beheerder zich aan.")
@click.option("--naam", prompt="Naam")
@click.password_option("--wachtwoord", prompt="Wachtwoord", help="Minstens 12 tekens.")
@click.option("--organisatie", default="Beheer", show_default=True)
@local_database()
def createadmin(email: str, naam: str, wachtwoord: str, organisatie: str) -> None:
    """Maak een beheerder, die daarna organisaties en gebruikers toevoegt."""
    try:
        account = _create(email, naam, wachtwoord, organisatie)
    except UserError as error:
        click.echo(error.message, err=True)
        sys.exit(2)
    click.echo(f"{account.name} kan zich nu aanmelden als beheerder.")


def _create(email: str, naam: str, wachtwoord: str, organisatie: str) -> Account:
    with acting_as(SYSTEM):
        organisation = Organisation.objects.filter(
            kind=OrganisationKind.BEHEER, name=organisatie
        ).first() or services.register_organisation(
            actor=SYSTEM, kind=OrganisationKind.BEHEER, name=organisatie
        )
        account = services.create_account(actor=SYSTEM, email=email, name=naam, password=wachtwoord)
        services.add_membership(
            actor=SYSTEM,
            account=account,
            organisation=organisation,
            role=Role.BEHEERDER,
            start=timezone.localdate(),
        )
    return account


@click.command()
@click.option("--proef", is_flag=True, help="Tel de wijzigingen, maar bewaar ze niet.")
@click.option("--alles", is_flag=True, help="Ook eerdere dossiers waarin niets is veranderd.")
@local_database()
def replan(proef: bool, alles: bool) -> None:  # noqa: FBT001 - click passes them by name
    """Bereken alle lopende dossiers opnieuw, na een wijziging in de wetstabellen."""
    with acting_as(SYSTEM):
        running = dossiers_visible_to(SYSTEM).filter(closed_on=None, withdrawn_on=None)
        ids = list(running.order_by().values_list("dienstverband_id", flat=True).distinct())
    changed = 0
    with click.progressbar(length=len(ids), label="Dossiers") as progress:
        for batch in verzuim.batches(ids):
            changed += _replan(batch, is_trial=proef, anew=alles)
            progress.update(len(batch))
    verb = "zouden wijzigen" if proef else "gewijzigd"
    click.echo(f"{len(ids)} dossiers berekend; {changed} regels {verb}.")


def _replan(dienstverband_ids: list[int], *, is_trial: bool, anew: bool) -> int:
    """Plan a batch in a transaction of its own, so that stopping halfway is safe."""
    with acting_as(SYSTEM):
        return verzuim.replan(
            actor=SYSTEM,
            dienstverband_ids=dienstverband_ids,
            today=timezone.localdate(),
            dry_run=is_trial,
            anew=anew,
        )
