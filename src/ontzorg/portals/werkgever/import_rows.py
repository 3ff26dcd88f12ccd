"""The rows of a staff import, a page at a time: what is new, what changes, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.urls import reverse

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.parties.selectors import Werknemer, werknemers_visible_to
from ontzorg.parties.staff_import.cells.fields import label_of
from ontzorg.parties.staff_import.names import NEW_PERSON, NEW_WORK
from ontzorg.parties.staff_import.report import ToldFault, told_faults
from ontzorg.parties.staff_import.selectors import (
    Outcome,
    StaffImport,
    StaffRow,
    State,
    absent_people,
    bsn_rows_of,
    rows_of,
)
from ontzorg.portals.shared.addresses import row_address
from ontzorg.portals.shared.numbers import row_number
from ontzorg.portals.shared.presentation.amounts import euros
from ontzorg.portals.shared.presentation.shell import Filter, KeysetPage
from ontzorg.rules.dates import dutch_date

PAGE = 50
ABSENT = "absent"
BSN = "bsn"
KINDS: Mapping[str, str] = {
    Outcome.WRONG.value: "Fout",
    Outcome.NEW.value: "Nieuw",
    Outcome.CHANGED.value: "Gewijzigd",
    BSN: "Ander BSN",
    ABSENT: "Niet in het bestand",
}
HIDDEN = frozenset({"afdeling_id", "iban_index"})
SECRET = "•••••"  # noqa: S105 - what stands in its place
EMPTY = "leeg"
NUMBERS = ("uren_per_week", "norm_uren", "loondoorbetaling_jaar_1", "loondoorbetaling_jaar_2")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changes: what it was and what it becomes."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing about someone new."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """One row of the file, or one person who is not in it."""

    title: str
    line: int | None = None
    url: str = ""
    note: str = ""
    changes: tuple[Change, ...] = ()
    facts: tuple[Fact, ...] = ()
    faults: tuple[ToldFault, ...] = ()
    is_wanted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPage:
    """One page of rows of one kind; `can_tick` when the user decides about each."""

    rows: tuple[ShownRow, ...]
    kind: str
    can_tick: bool
    filters: tuple[Filter, ...]
    page: KeysetPage


def build_rows_page(
    actor: Actor, found: StaffImport, *, kind: str, after: str, today: date
) -> RowsPage:
    """Return a page of rows; the log keeps whose data were shown."""
    kind = kind if kind in KINDS else Outcome.NEW.value
    if kind == ABSENT:
        rows, next_after, people = _absent(actor, found, after, today)
    else:
        rows, next_after, people = _of_file(actor, found, kind, after)
    log_seen(actor, found, people)
    url = f"{reverse('werkgever:import-rows', args=[found.public_id])}?soort={kind}"
    return RowsPage(
        rows=rows,
        kind=kind,
        can_tick=kind == BSN and found.state == State.READY,
        filters=_filters(found, kind),
        page=KeysetPage(
            shown="",
            next_url=f"{url}&na={next_after}" if next_after else "",
            previous_url=url if after else "",
        ),
    )


def wrong_rows(found: StaffImport, most: int) -> tuple[ShownRow, ...]:
    """Return the first wrong rows, for the page of the import itself."""
    return tuple(_row(found, row) for row in rows_of(found, Outcome.WRONG)[:most])


def log_seen(actor: Actor, found: StaffImport, people: list[int]) -> None:
    """Append whose data a page showed."""
    if people:
        audit.record(
            actor=actor,
            action="personeel.verschil_bekeken",
            object_type="staff_import",
            object_id=found.pk,
            werkgever_id=found.werkgever_id,
            werknemer_ids=people,
        )


def _of_file(
    actor: Actor, found: StaffImport, kind: str, after: str
) -> tuple[tuple[ShownRow, ...], str, list[int]]:
    rows = bsn_rows_of(found) if kind == BSN else rows_of(found, kind)
    line = row_number(after)
    if line is not None:
        rows = rows.filter(line__gt=line)
    read = list(rows[: PAGE + 1])
    shown = read[:PAGE]
    people = [row.werknemer_id for row in shown if row.werknemer_id]
    next_after = str(shown[-1].line) if len(read) > PAGE else ""
    if kind == BSN:
        return _bsn_rows(actor, found, shown), next_after, people
    return tuple(_row(found, row) for row in shown), next_after, people


def _bsn_rows(actor: Actor, found: StaffImport, rows: list[StaffRow]) -> tuple[ShownRow, ...]:
    """Return the rows with another BSN, each with the page where the known BSN stands."""
    people = werknemers_visible_to(actor).filter(pk__in=[row.werknemer_id for row in rows])
    known = {one.pk: _url_of(one) for one in people}
    return tuple(_bsn_row(found, row, known.get(row.werknemer_id or 0, "")) for row in rows)


def _bsn_row(found: StaffImport, row: StaffRow, url: str) -> ShownRow:
    is_wanted = row.line in found.bsn_lines
    done = "gewijzigd" if is_wanted else "niet gewijzigd"
    return ShownRow(
        title=row.name or "Zonder naam",
        line=row.line,
        url=url,
        note=done if found.state == State.DONE else "",
        is_wanted=is_wanted,
    )


def _absent(
    actor: Actor, found: StaffImport, after: str, today: date
) -> tuple[tuple[ShownRow, ...], str, list[int]]:
    read = list(_after(absent_people(actor, found, today), after)[: PAGE + 1])
    shown = read[:PAGE]
    next_after = str(shown[-1].public_id) if len(read) > PAGE else ""
    return tuple(_person(one) for one in shown), next_after, [one.pk for one in shown]


def _after(people: QuerySet[Werknemer], after: str) -> QuerySet[Werknemer]:
    people = people.order_by("achternaam", "pk")
    last = people.filter(public_id=after).first() if _is_name(after) else None
    if last is None:
        return people
    same = Q(achternaam=last.achternaam, pk__gt=last.pk)
    return people.filter(Q(achternaam__gt=last.achternaam) | same)


def _is_name(text: str) -> bool:
    return len(text) == len("00000000-0000-0000-0000-000000000000") and not set(text) - set(
        "0123456789abcdef-"
    )


def _person(one: Werknemer) -> ShownRow:
    return ShownRow(title=one.name, url=_url_of(one))


def _url_of(one: Werknemer) -> str:
    return row_address("werkgever:staff-detail", one.public_id)


def _row(found: StaffImport, row: StaffRow) -> ShownRow:
    return ShownRow(
        title=row.name or "Zonder naam",
        line=row.line,
        note=_note(row),
        changes=tuple(_changes(row)),
        facts=tuple(_facts(row)),
        faults=tuple(told_faults(found, row)),
    )


def _note(row: StaffRow) -> str:
    if row.outcome == Outcome.NEW:
        return "nieuwe medewerker" if row.is_new_person else "nieuw dienstverband"
    return f"geldt vanaf {dutch_date(row.valid_from)}" if row.valid_from else ""


def _changes(row: StaffRow) -> list[Change]:
    changes = [
        Change(label_of(code), _shown(code, old), _shown(code, (after or {}).get(code, SECRET)))
        for before, after in (
            (row.person_before, row.person_after),
            (row.work_before, row.work_after),
        )
        for code, old in (before or {}).items()
        if code not in HIDDEN and old != (after or {}).get(code)
    ]
    if row.adds_bsn and row.outcome == Outcome.CHANGED:
        changes.append(Change(label_of("bsn"), EMPTY, SECRET))
    return changes


def _facts(row: StaffRow) -> Iterator[Fact]:
    """Yield what someone new, or someone with new work, comes with."""
    if row.outcome != Outcome.NEW:
        return
    known = {**(row.person_after or {}), **(row.work_after or {})}
    period = known.pop("loon_per", "")
    for code in (*(NEW_PERSON if row.is_new_person else ()), *NEW_WORK):
        if value := known.get(code):
            shown = _shown(code, value)
            yield Fact(label_of(code), f"{shown} per {period}" if code == "loon" else shown)


def _shown(code: str, value: str) -> str:
    if not value:
        return EMPTY
    if code == "iban":
        return SECRET
    if code == "loon":
        return euros(Decimal(value))
    if code in NUMBERS:
        return f"{Decimal(value).normalize():f}".replace(".", ",")
    if label_of(code) and len(value) == len("2026-01-01") and value[4:5] == value[7:8] == "-":
        return f"{value[8:]}-{value[5:7]}-{value[:4]}"
    return value


def _filters(found: StaffImport, kind: str) -> tuple[Filter, ...]:
    url = reverse("werkgever:import-rows", args=[found.public_id])
    return tuple(
        Filter(
            label=label, url=f"{url}?soort={one}", active=one == kind, count=found.counts.get(one)
        )
        for one, label in KINDS.items()
        if found.counts.get(one) or one == kind
    )
