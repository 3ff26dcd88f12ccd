"""Which dates a change moved: compared around the change, shown once on the dossier page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from ontzorg.portals.shared.dossier.words import END_LABELS
from ontzorg.portals.shared.http import ActorRequest
from ontzorg.rules.dates import dutch_date
from ontzorg.rules.wet.taken import taak_tekst
from ontzorg.verzuim.selectors import Task, dossiers_visible_to, tasks_visible_to

SESSION_KEY = "veranderde-datums"
GONE, STILL, NEW = "vervalt", "staat stil", "nieuw"
RESTING = frozenset({GONE, STILL})
SHOWN_APART = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDate:
    """One step, or end of a term, whose date changed, in words."""

    title: str
    before: str
    after: str


@contextmanager
def watch_dates(request: ActorRequest, public_id: UUID | None) -> Iterator[None]:
    """Remember for the next page which dates of this dossier the block moved."""
    before, ends = _dates(request, public_id), _ends(request, public_id)
    yield
    moved = _moved_ends(ends, _ends(request, public_id))
    moved += _difference(before, _dates(request, public_id))
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


def _ends(request: ActorRequest, public_id: UUID | None) -> dict[str, str]:
    """Return the days on which a duty or a protection ends, as far as there are any."""
    if public_id is None:
        return {}
    row = dossiers_visible_to(request.actor).filter(public_id=public_id).first()
    ends: dict[str, str | None] = row.tijdlijn["einden"] if row else {}
    return {name: dutch_date(date.fromisoformat(day)) for name, day in ends.items() if day}


def _moved_ends(before: dict[str, str], after: dict[str, str]) -> list[MovedDate]:
    return [
        MovedDate(title=label, before=before.get(name, NEW), after=after.get(name, GONE))
        for name, label in END_LABELS.items()
        if before.get(name) != after.get(name)
    ]


def _words(task: Task) -> str:
    if task.withdrawn_on:
        return GONE
    return STILL if task.suspended_on else dutch_date(task.due_on)


def _difference(before: dict[Key, str], after: dict[Key, str]) -> list[MovedDate]:
    """Return what moved. A step that left the open ones was done: that is no news here."""
    moved = {
        key: (before.get(key, NEW), now)
        for key, now in after.items()
        if before.get(key, NEW) != now and not (key not in before and now in RESTING)
    }
    resting = [key for key, (_, now) in moved.items() if now in RESTING]
    if len(resting) <= SHOWN_APART:
        return _by_code(moved)
    word = after[resting[0]]
    together = MovedDate(title=f"{len(resting)} open stappen", before="", after=word)
    return [*_by_code({key: moved[key] for key in moved if key not in resting}), together]


def _by_code(moved: dict[Key, tuple[str, str]]) -> list[MovedDate]:
    """Return one line per step; a step that comes back often takes one line together."""
    rows: list[MovedDate] = []
    for code in dict.fromkeys(code for code, _ in moved):
        numbers = [number for other, number in moved if other == code]
        if len(numbers) > SHOWN_APART:
            rows.append(_series(code, numbers, moved))
        else:
            rows.extend(_line(code, number, *moved[code, number]) for number in numbers)
    return rows


def _series(code: str, numbers: list[int], moved: dict[Key, tuple[str, str]]) -> MovedDate:
    before, after = moved[code, numbers[0]]
    title = f"{taak_tekst(code).title} ({len(numbers)} keer)"
    return MovedDate(title=title, before=f"vanaf {before}", after=f"vanaf {after}")


def _line(code: str, number: int, before: str, after: str) -> MovedDate:
    title = taak_tekst(code).title
    named = f"{title} (keer {number})" if number > 1 else title
    return MovedDate(title=named, before=before, after=after)
