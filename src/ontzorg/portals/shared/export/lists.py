"""The lists that can be taken along: which rows, in which columns, and who may."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from ontzorg.access.actors import Actor
from ontzorg.access.walls.open_columns import read_open
from ontzorg.parties import selectors as parties
from ontzorg.rules.wet.taken import taak_tekst
from ontzorg.verzuim import selectors as verzuim

Cell = str | int | Decimal | date | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportList:
    """One list. `describe` makes rows of the file from the objects of one batch."""

    name: str
    title: str
    header: tuple[str, ...]
    objects: Callable[[Actor], QuerySet[Any]]
    describe: Callable[[Actor, list[Any]], Iterable[Row]]
    person: str  # the attribute that names the werknemer


def _staff(actor: Actor, people: list[parties.Werknemer]) -> Iterator[Row]:
    """Yield a row for each employment, and one for who has none."""
    work: dict[int, list[parties.Dienstverband]] = {}
    visible = parties.dienstverbanden_visible_to(actor).select_related("afdeling")
    for one in visible.filter(werknemer__in=people).order_by("begint_op", "pk"):
        work.setdefault(one.werknemer_id, []).append(one)
    wages, nothing = _wages(actor, people), ("",) * len(_WAGE)
    names = parties.werkgever_names({person.werkgever_id for person in people})
    for person in people:
        known: Iterable[parties.Dienstverband | None] = work.get(person.pk) or (None,)
        for employment in known:
            wage = wages.get(employment.pk, nothing) if employment else nothing
            name = names.get(person.werkgever_id, "")
            yield (name, *_person(person), *_work(employment), *wage)


def _person(one: parties.Werknemer) -> Row:
    return (
        one.voorletters,
        one.roepnaam,
        one.tussenvoegsel,
        one.achternaam,
        one.geslacht,
        one.geboortedatum,
        one.email,
        one.telefoon,
        one.straat,
        one.huisnummer,
        one.postcode,
        one.woonplaats,
        one.land,
        one.naamgebruik,
        one.partner_tussenvoegsel,
        one.partner_achternaam,
    )


def _work(one: parties.Dienstverband | None) -> Row:
    if one is None:
        return ("",) * len(_WORK)
    return (
        one.personeelsnummer,
        one.begint_op,
        one.eindigt_op,
        one.afdeling.name if one.afdeling else "",
        one.functie,
        one.uren_per_week,
        one.contractduur,
        one.arbeidsverhouding,
        one.norm_uren,
        one.leidinggevende,
        one.leidinggevende_voorletters,
        one.leidinggevende_email,
        one.wachtdagen,
        one.loondoorbetaling_jaar_1,
        one.loondoorbetaling_jaar_2,
        one.bronsysteem,
    )


def _wages(actor: Actor, people: list[parties.Werknemer]) -> dict[int, Row]:
    """Return of each employment its newest wage and from when, as far as the actor may see it."""
    known = parties.lonen_visible_to(actor).filter(werknemer_id__in=[one.pk for one in people])
    return {one.dienstverband_id: (one.bedrag, one.per, one.vanaf) for one in known}


def _dossiers(actor: Actor, dossiers: list[verzuim.Verzuimdossier]) -> Iterator[Row]:
    for one in dossiers:
        yield (
            *_who(one.dienstverband),
            one.eerste_ziektedag,
            one.percentage,
            one.hersteld_op,
            one.closed_on,
            one.withdrawn_on,
            one.ontzorgmanager_name,
        )


def _tasks(actor: Actor, tasks: list[verzuim.Task]) -> Iterator[Row]:
    for one in tasks:
        yield (
            *_who(one.dossier.dienstverband),
            one.dossier.eerste_ziektedag,
            taak_tekst(one.code).title,
            one.get_owner_display(),
            one.due_on,
            one.legal_due_on,
            one.completed_on,
            one.withdrawn_on,
            one.assigned_name,
        )


def _who(one: parties.Dienstverband) -> Row:
    afdeling = one.afdeling.name if one.afdeling else ""
    number = one.personeelsnummer
    return (one.werkgever.organisation.name, one.werknemer.name, number, afdeling)


def _joined(rows: QuerySet[Any], actor: Actor, path: str) -> QuerySet[Any]:
    names = ("werknemer", "werkgever__organisation", "afdeling")
    return read_open(rows, actor, *(f"{path}__{name}" for name in names))


_WORK = (
    "Personeelsnummer",
    "In dienst",
    "Uit dienst",
    "Afdeling",
    "Functie",
    "Uren per week",
    "Soort contract",
    "Soort dienstverband",
    "Normuren per week",
    "Leidinggevende",
    "Voorletters leidinggevende",
    "E-mailadres leidinggevende",
    "Wachtdagen",
    "Loondoorbetaling jaar 1",
    "Loondoorbetaling jaar 2",
    "Bronsysteem",
)
# The day has a name that no import knows: a list that is brought in again sets no day.
_WAGE = ("Brutoloon", "Loon per", "Loon sinds")
_WHO = ("Werkgever", "Naam", "Personeelsnummer", "Afdeling")
LISTS: Mapping[str, ExportList] = {
    one.name: one
    for one in (
        ExportList(
            name="medewerkers",
            title="Medewerkers",
            header=(
                "Werkgever",
                "Voorletters",
                "Roepnaam",
                "Tussenvoegsel",
                "Achternaam",
                "Geslacht",
                "Geboortedatum",
                "E-mailadres",
                "Telefoon",
                "Straat",
                "Huisnummer",
                "Postcode",
                "Woonplaats",
                "Land",
                "Naamgebruik",
                "Tussenvoegsel partner",
                "Achternaam partner",
                *_WORK,
                *_WAGE,
            ),
            objects=parties.werknemers_visible_to,
            describe=_staff,
            person="pk",
        ),
        ExportList(
            name="dossiers",
            title="Dossiers",
            header=(
                *_WHO,
                "Eerste ziektedag",
                "Percentage",
                "Hersteld op",
                "Gesloten op",
                "Ingetrokken op",
                "Ontzorgmanager",
            ),
            objects=lambda actor: _joined(
                verzuim.dossiers_visible_to(actor), actor, "dienstverband"
            ),
            describe=_dossiers,
            person="werknemer_id",
        ),
        ExportList(
            name="taken",
            title="Taken",
            header=(
                *_WHO,
                "Eerste ziektedag",
                "Taak",
                "Voor wie",
                "Uiterlijk",
                "Wettelijk uiterlijk",
                "Gedaan op",
                "Vervallen op",
                "Wie doet het",
            ),
            objects=lambda actor: _joined(
                verzuim.tasks_visible_to(actor), actor, "dossier__dienstverband"
            ),
            describe=_tasks,
            person="werknemer_id",
        ),
    )
}
