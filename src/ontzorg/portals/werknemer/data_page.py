"""What is kept about me, in facts."""

from __future__ import annotations

from dataclasses import dataclass

from ontzorg.access.actors import Actor
from ontzorg.parties.selectors import (
    Dienstverband,
    dienstverbanden_visible_to,
    werknemers_visible_to,
)
from ontzorg.portals.shared.presentation.shell import Fact
from ontzorg.rules.dates import dutch_date
from ontzorg.verzuim.selectors import dossiers_visible_to, tasks_visible_to
from ontzorg.verzuim.selectors.waiting import meldingen_visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """My data in three parts, and who to ask when something is wrong."""

    person: tuple[Fact, ...]
    jobs: tuple[tuple[Fact, ...], ...]
    counts: tuple[Fact, ...]
    employer: str


def build_data_page(actor: Actor) -> DataPage:
    """Gather what is kept about this employee."""
    jobs = dienstverbanden_visible_to(actor).order_by("-begint_op")
    return DataPage(
        person=_person(actor),
        jobs=tuple(_job(one) for one in jobs),
        counts=_counts(actor),
        employer=actor.organisation_name,
    )


def _person(actor: Actor) -> tuple[Fact, ...]:
    me = (
        werknemers_visible_to(actor).select_related("identificatie").get(pk=actor.werknemer_id or 0)
    )
    street = f"{me.straat} {me.huisnummer}".strip()
    town = f"{me.postcode} {me.woonplaats}".strip()
    rows = (
        ("Naam", me.name),
        ("Geboortedatum", dutch_date(me.geboortedatum)),
        ("E-mailadres", me.email),
        ("Telefoon", me.telefoon),
        ("Adres", ", ".join(part for part in (street, town) if part)),
        ("BSN", "bekend, versleuteld bewaard" if hasattr(me, "identificatie") else ""),
    )
    return tuple(Fact(label=label, value=value or "niet bekend") for label, value in rows)


def _job(job: Dienstverband) -> tuple[Fact, ...]:
    rows = (
        ("Functie", job.functie),
        ("Uren per week", f"{job.uren_per_week.normalize():f}" if job.uren_per_week else ""),
        ("In dienst sinds", dutch_date(job.begint_op)),
        ("Laatste dag", dutch_date(job.eindigt_op) if job.eindigt_op else ""),
        ("Personeelsnummer", job.personeelsnummer),
    )
    return tuple(Fact(label=label, value=value) for label, value in rows if value)


def _counts(actor: Actor) -> tuple[Fact, ...]:
    rows = (
        ("Verzuimdossiers", dossiers_visible_to(actor).count()),
        ("Meldingen", meldingen_visible_to(actor).count()),
        ("Stappen", tasks_visible_to(actor).count()),
    )
    return tuple(Fact(label=label, value=str(number)) for label, number in rows)
