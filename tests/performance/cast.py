"""Who visits which page of the large book: people with much work, and what they look for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Count, Exists, OuterRef, QuerySet

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.models import Membership
from ontzorg.access.roles import Role
from ontzorg.parties.models import Dienstverband, Werkgever, Werknemer
from ontzorg.verzuim.models import Melding, Task, Verzuimdossier
from ontzorg.verzuim.models.dossier import RUNNING

CLIENTS = 8
DOSSIERS_EACH = 60
MELDINGEN_EACH = 12
FIT_EACH = 2 * (MELDINGEN_EACH + 1)  # for each the first one warms up; alone and together
WORN_OUT = "In dit boek is bijna iedereen bij de grote werkgevers al ziek gemeld. Verwijder het."


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """A large employer: how its beheerder signs in, and who of its staff can fall ill."""

    role: str
    fit: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manager:
    """An Ontzorgmanager with a full list, and his dossiers."""

    role: str
    dossiers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people of the benchmark."""

    employers: tuple[Employer, ...]
    managers: tuple[Manager, ...]
    names: tuple[str, ...]
    running: tuple[int, ...]


def choose_cast(today: date) -> Cast:
    """Return the largest employers and the busiest Ontzorgmanagers."""
    with acting_as(SYSTEM):
        running = Verzuimdossier.objects.filter(RUNNING).order_by("dienstverband_id")
        return Cast(
            employers=_employers(today),
            managers=tuple(_managers()),
            names=tuple(_names()),
            running=tuple(running.values_list("dienstverband_id", flat=True).distinct()),
        )


def count_book() -> dict[str, int]:
    """Return how large the book is."""
    with acting_as(SYSTEM):
        return {
            "werkgevers": Werkgever.objects.count(),
            "medewerkers": Werknemer.objects.count(),
            "meldingen": Melding.objects.count(),
            "dossiers": Verzuimdossier.objects.count(),
            "lopende dossiers": Verzuimdossier.objects.filter(RUNNING).count(),
            "taken": Task.objects.count(),
        }


def _employers(today: date) -> tuple[Employer, ...]:
    found = tuple(islice(_with_enough_fit(today), CLIENTS))
    if len(found) < CLIENTS:
        sys.exit(WORN_OUT)
    return found


def _with_enough_fit(today: date) -> Iterator[Employer]:
    """Yield the largest employers first; those whose staff was ill in earlier runs are left out."""
    signed_in = Membership.objects.filter(
        organisation=OuterRef("pk"), role=Role.WERKGEVER_BEHEERDER
    )
    largest = (
        Werkgever.objects.filter(Exists(signed_in))  # the employer of the import has nobody
        .annotate(size=Count("werknemers"))
        .filter(size__gte=FIT_EACH)
        .order_by("-size", "pk")
    )
    for pk in largest.values_list("pk", flat=True):
        fit = tuple(_fit(pk, today))
        if len(fit) == FIT_EACH:
            yield Employer(role=_beheerder(pk), fit=fit)


def _beheerder(werkgever_id: int) -> str:
    return _role_key(
        Membership.objects.filter(organisation_id=werkgever_id, role=Role.WERKGEVER_BEHEERDER)
    )


def _role_key(members: QuerySet[Membership]) -> str:
    """Return the name by which the demo lets the first of these members sign in."""
    return str(members.values_list("account__email", flat=True)[0]).partition("@")[0]


def _fit(werkgever_id: int, today: date) -> Sequence[int]:
    """Return employments of people for whom nothing runs, who have been there for a while."""
    running = Verzuimdossier.objects.filter(RUNNING, dienstverband=OuterRef("pk"))
    waiting = Melding.objects.filter(dienstverband=OuterRef("pk"), dossier=None)
    found = Dienstverband.objects.filter(
        ~Exists(running), ~Exists(waiting), werkgever_id=werkgever_id, eindigt_op=None
    ).filter(begint_op__lt=today)
    return list(found.order_by("pk").values_list("pk", flat=True)[:FIT_EACH])


def _managers() -> list[Manager]:
    busiest = (
        Verzuimdossier.objects.filter(RUNNING, ontzorgmanager_id__isnull=False)
        .order_by()
        .values_list("ontzorgmanager_id")
        .annotate(number=Count("pk"))
        .order_by("-number")
    )
    return [_manager(pk) for pk, _ in busiest[:CLIENTS]]


def _manager(membership_id: int) -> Manager:
    members = Membership.objects.filter(pk=membership_id)
    dossiers = Verzuimdossier.objects.filter(RUNNING, ontzorgmanager_id=membership_id)
    found = dossiers.values_list("public_id", flat=True)[:DOSSIERS_EACH]
    return Manager(role=_role_key(members), dossiers=tuple(str(each) for each in found))


def _names() -> list[str]:
    """Return the starts of family names, as someone would type them."""
    found = Werknemer.objects.order_by("pk").values_list("achternaam", flat=True)[:60]
    return sorted({name[:5] for name in found})
