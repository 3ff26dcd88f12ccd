"""Which dates a change moved: compared around the change, shown once on the dossier page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from uuid import UUID

from ontzorg.portals.shared.http import ActorRequest
from ontzorg.portals.shared.presentation.dates import long_date
from ontzorg.rules.wet.taken import taak_tekst
from ontzorg.verzuim.selectors import Task, tasks_visible_to

SESSION_KEY = "veranderde-datums"
GONE, STILL, NEW = "vervalt", "staat stil", "nieuw"
RESTING = frozenset({GONE, STILL})
SHOWN_APART = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDate:
    """One step whose date changed, in words."""

    title: str
    before: str
    after: str


@contextmanager
def watch_dates(request: ActorRequest, public_id: UUID | None) -> Iterator[None]:
    """Remember for the next page which dates of this dossier the block moved."""
    before = _dates(request, public_id)
    yield
    moved = _difference(before, _dates(request, public_id))
    request.session[SESSION_KEY] = {
        "dossier": str(public_id),
        "dates": [asdict(one) for one in moved],
    }


def take_moved(request: ActorRequest, public_id: UUID) -> list[MovedDate]:
    """Return what moved in this dossier, one time only."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["dossier"] != str(public_id):
        return []
    del request.session[SESSION_KEY]
    return [MovedDate(**one) for one in kept["dates"]]


Key = tuple[str, int]


def _dates(request: ActorRequest, public_id: UUID | None) -> dict[Key, str]:
    if public_id is None:
        return {}
    tasks = tasks_visible_to(request.actor).filter(dossier__public_id=public_id, completed_on=None)
    return {(task.code, task.volgnummer): _words(task) for task in tasks.order_by("due_on", "pk")}


def _words(task: Task) -> str:
    if task.withdrawn_on:
        return GONE
    return STILL if task.suspended_on else long_date(task.due_on)


def _difference(before: dict[Key, str], after: dict[Key, str]) -> list[MovedDate]:
    """Return what moved. A step that left the open ones was done: that is no news here."""
    moved = [
        _moved(key, before.get(key, NEW), now)
        for key, now in after.items()
        if before.get(key, NEW) != now and not (key not in before and now in RESTING)
    ]
    resting = [one for one in moved if one.after in RESTING]
    if len(resting) <= SHOWN_APART:
        return moved
    together = MovedDate(title=f"{len(resting)} open stappen", before="", after=resting[0].after)
    return [*(one for one in moved if one not in resting), together]


def _moved(key: Key, before: str, after: str) -> MovedDate:
    code, number = key
    title = taak_tekst(code).title
    return MovedDate(
        title=f"{title} ({number})" if number > 1 else title, before=before, after=after
    )
