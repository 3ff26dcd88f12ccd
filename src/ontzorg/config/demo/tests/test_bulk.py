"""The large book: every row is what the services would have written, and the walls stand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege
from tests.harness import world

from ontzorg.access.actors import SYSTEM, Actor
from ontzorg.access.audit_chain.verify import verify_log
from ontzorg.access.context import acting_as
from ontzorg.access.walls.catalogue import check_walls
from ontzorg.config.demo.bulk.copying import Copier, IdSource, staging
from ontzorg.config.demo.bulk.filling import Order, fill_book
from ontzorg.config.demo.bulk.seeded import random_of
from ontzorg.config.demo.bulk.teams import make_servings
from ontzorg.config.demo.organisations import make_organisations
from ontzorg.parties.models import Afdeling, Dienstverband
from ontzorg.parties.selectors import parties_of
from ontzorg.verzuim.models import Melding, Task, Verzuimdossier
from ontzorg.verzuim.services import replan

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.login("jobs")]

TODAY = date(2026, 6, 15)
WERKGEVERS, SEED = 6, 7


@pytest.fixture
def book() -> None:
    """Fill the database with a small book, in this process."""
    fill(range(WERKGEVERS))


def fill(numbers: range, seed: int = SEED) -> None:
    with acting_as(SYSTEM):
        serving = make_organisations()
        servings = make_servings(serving, len(numbers), random_of(seed, 0), TODAY)
    now = datetime.combine(TODAY, time(18), UTC)
    order = Order(servings=servings, seed=seed, today=TODAY, now=now)
    fill_book(order, numbers, processes=1)


def test_planning_again_changes_nothing(book: None) -> None:
    with acting_as(SYSTEM):
        ids = list(Dienstverband.objects.values_list("pk", flat=True))
        assert Verzuimdossier.objects.filter(closed_on=None).count() > 0
        assert Verzuimdossier.objects.exclude(closed_on=None).count() > 100
        for pk in ids:
            assert replan(actor=SYSTEM, dienstverband_ids=[pk], today=TODAY, anew=True) == 0, pk


def test_a_closed_dossier_is_settled_by_the_load(book: None) -> None:
    with acting_as(SYSTEM):
        closed = Verzuimdossier.objects.exclude(closed_on=None).order_by("pk")
        marked = dict(closed.exclude(planned_from="").values_list("pk", "planned_from"))
        ids = list(closed.values_list("dienstverband_id", flat=True))
        replan(actor=SYSTEM, dienstverband_ids=ids, today=TODAY, anew=True)
        assert dict(closed.values_list("pk", "planned_from")) == marked


@pytest.mark.parametrize("column", ["due_on", "bron", "completed_on"])
def test_planning_again_sees_a_row_that_is_off(book: None, column: str) -> None:
    with acting_as(SYSTEM):
        task = Task.objects.filter(completed_on__isnull=False).first()
        assert task is not None
        Task.objects.filter(pk=task.pk).update(**{column: "2020-01-01"})
        ids = [task.dossier.dienstverband_id]
        assert replan(actor=SYSTEM, dienstverband_ids=ids, today=TODAY, anew=True) == 1


def test_the_log_and_the_walls_hold_after_the_load(book: None) -> None:
    report = verify_log()
    assert not report.breaches
    assert report.chains >= WERKGEVERS
    assert check_walls("migrator") == []


def test_a_row_that_may_not_be_is_refused_in_a_load_too(book: None) -> None:
    with acting_as(SYSTEM):
        dienstverband = Dienstverband.objects.select_related("werknemer").latest("pk")
    melding = Melding(
        pk=IdSource().take(Melding),
        dienstverband=dienstverband,
        soort="ziekmelding",
        day=TODAY,
        percentage=150,
        door="werkgever",
        reported_at=timezone.now(),
        recorded_at=timezone.now(),
        **parties_of(dienstverband),
    )
    with staging(), pytest.raises(IntegrityError, match="melding_percentage_possible"):
        _copy(melding, SYSTEM)


def test_a_party_can_write_nothing_by_a_load() -> None:
    with staging(), pytest.raises(InsufficientPrivilege, match="permission denied"):
        _copy(Afdeling(pk=1, werkgever_id=world.WERKGEVER_A, name="Nieuw"), None)


def _copy(row: Model, who: Actor | None) -> None:
    """Copy as the system, or with only the login behind it."""
    with acting_as(who) if who else transaction.atomic():
        Copier("test").write([row])
