"""Who carries what: the open duties of an organisation per person and per week."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, Count, F, Max, Q, When
from django.db.models.functions import Coalesce

from ontzorg.access.actors import Actor
from ontzorg.access.privileges import Privilege
from ontzorg.access.roles import Role
from ontzorg.access.selectors import colleague_names
from ontzorg.verzuim.models import TaskOwner
from ontzorg.verzuim.models.dossier import RUNNING
from ontzorg.verzuim.models.task import OPEN
from ontzorg.verzuim.owners import own_duties
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to
from ontzorg.verzuim.selectors.spans import spans_of
from ontzorg.verzuim.selectors.tasks import guided_by, tasks_visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one person carries; without a membership: what nobody has yet.

    `dossiers` counts those that an Ontzorgmanager guides, and for others those with an open
    duty. The rest counts duties up to six weeks ahead.
    """

    membership_id: int | None
    name: str = ""
    dossiers: int = 0
    late: int = 0
    week: int = 0
    next_week: int = 0
    third_week: int = 0
    beyond: int = 0

    @property
    def total(self) -> int:
        """All duties up to six weeks ahead."""
        return self.late + self.week + self.next_week + self.third_week + self.beyond


def workload(actor: Actor, *, today: date) -> dict[int | None, Load]:
    """Return what each colleague carries, and under None what nobody has yet."""
    if not actor.may(Privilege.ASSIGN_TASK):
        return {}
    colleagues = list(colleague_names())
    team = own_duties(actor) | Q(assigned_to__in=colleagues) | guided_by(actor, colleagues)
    spans = {name: Count("pk", filter=span) for name, span in spans_of(today).items()}
    rows = (
        tasks_visible_to(actor)
        .filter(OPEN, team)
        .order_by()
        .annotate(carrier=Coalesce("assigned_to", _GUIDE))
        .values_list("carrier")
        .annotate(Max("assigned_name"), Count("dossier_id", distinct=True), **spans)
    )
    loads = {
        row[0]: Load(
            membership_id=row[0],
            name=row[1] or "",
            dossiers=row[2],
            **dict(zip(spans, row[3:], strict=True)),
        )
        for row in rows
    }
    return _with_guided(actor, loads)


# Without a name, a duty of the employer is for whoever guides the dossier.
_GUIDE = Case(When(owner=TaskOwner.WERKGEVER, then=F("dossier__ontzorgmanager_id")))


def _with_guided(actor: Actor, loads: dict[int | None, Load]) -> dict[int | None, Load]:
    """Count, for Ontzorgmanagers, the dossiers that they guide instead of those with a duty."""
    if actor.role is not Role.ONTZORGMANAGER:
        return loads
    counted = (
        dossiers_visible_to(actor)
        .filter(RUNNING)
        .order_by()
        .values_list("ontzorgmanager_id")
        .annotate(Count("pk"))
    )
    guided = dict(counted)
    return {
        pk: replace(loads.get(pk, Load(membership_id=pk)), dossiers=guided.get(pk, 0))
        for pk in loads.keys() | guided.keys()
    }
