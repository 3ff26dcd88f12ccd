"""Lines of the log as the page shows them and as the file holds them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ontzorg.access import audit
from ontzorg.access.plain_cells import plain_cell
from ontzorg.access.selectors import AuditEvent, account_names, organisation_names
from ontzorg.portals.beheer.audit_query import AuditForm
from ontzorg.portals.beheer.audit_words import action_in_words, channel_in_words
from ontzorg.portals.shared.presentation.shell import Filter

MOST_PEOPLE = 3
BYTE_ORDER_MARK = "\ufeff"
COLUMNS = (
    "tijdstip",
    "account",
    "naam",
    "rol en organisatie",
    "wat",
    "code",
    "uitkomst",
    "werkgever",
    "medewerkers",
    "onderdeel",
    "nummer",
    "velden",
    "doel",
    "reden",
    "herkomst",
    "aanvraag",
    "keten",
    "regel",
    "zegel",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One line of the log."""

    at: datetime
    who: str
    who_url: str
    role: str
    what: str
    notes: str
    is_refused: bool
    werkgever: str
    people: tuple[Filter, ...]
    more_people: int
    origin: str
    place: str


def event_rows(events: Sequence[AuditEvent], form: AuditForm) -> list[EventRow]:
    """Return the lines with names; people and accounts lead to all lines about them."""
    names = account_names(event.account_id for event in events)
    employers = organisation_names(event.werkgever_id for event in events)
    return [_row(event, form, names, employers) for event in events]


def events_as_csv(events: Iterable[AuditEvent]) -> str:
    """Return the lines as a file that a spreadsheet opens as it is."""
    found = list(events)
    names = account_names(event.account_id for event in found)
    employers = organisation_names(event.werkgever_id for event in found)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for event in found:
        name, employer = names.get(event.account_id, ""), employers.get(event.werkgever_id, "")
        writer.writerow(plain_cell(str(value)) for value in _values(event, name, employer))
    return BYTE_ORDER_MARK + out.getvalue()


def _row(
    event: AuditEvent,
    form: AuditForm,
    names: dict[int | None, str],
    employers: dict[int | None, str],
) -> EventRow:
    shown = event.werknemer_ids[:MOST_PEOPLE]
    return EventRow(
        at=timezone.localtime(event.at),
        who=names.get(event.account_id, "Het systeem"),
        who_url=form.url(account=event.account_id) if event.account_id else "",
        role=event.actor_label,
        what=action_in_words(event.action),
        notes=" · ".join(_notes(event)),
        is_refused=event.result == audit.REFUSED,
        werkgever=employers.get(event.werkgever_id, ""),
        people=tuple(Filter(label=f"nr. {pk}", url=form.url(medewerker=pk)) for pk in shown),
        more_people=len(event.werknemer_ids) - len(shown),
        origin=channel_in_words(event.channel, event.ip),
        place=f"regel {event.seq}",
    )


def _notes(event: AuditEvent) -> list[str]:
    fields = ", ".join(name.replace("_", " ") for name in event.fields)
    notes = (("velden", fields), ("doel", event.purpose), ("reden", event.reason))
    return [f"{label}: {text}" for label, text in notes if text]


def _values(event: AuditEvent, name: str, employer: str) -> tuple[object, ...]:
    return (
        timezone.localtime(event.at).isoformat(timespec="seconds"),
        event.account_id or "",
        name,
        event.actor_label,
        action_in_words(event.action),
        event.action,
        event.result,
        employer,
        " ".join(str(pk) for pk in event.werknemer_ids),
        event.object_type,
        event.object_id or "",
        " ".join(event.fields),
        event.purpose,
        event.reason,
        channel_in_words(event.channel, event.ip),
        event.request_id,
        event.chain,
        event.seq,
        bytes(event.hash).hex(),
    )
