"""The pages of a staff import, made ready for their templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ontzorg.access.actors import Actor
from ontzorg.parties.staff_import.cells.fields import FIELDS, KEYS, NOT_KEPT, REQUIRED, label_of
from ontzorg.parties.staff_import.cells.refused import refusal_of
from ontzorg.parties.staff_import.clearing import CAN_BE_UNDONE
from ontzorg.parties.staff_import.files.faults import FILE_FAULTS, explain_file
from ontzorg.parties.staff_import.selectors import (
    WORKING,
    StaffImport,
    State,
    imports_visible_to,
    samples_of,
)
from ontzorg.parties.staff_import.undoing import IN_USE
from ontzorg.portals.shared.presentation.shell import Badge, Tone
from ontzorg.portals.werkgever.import_counts import (
    Count,
    counts_of,
    good_rows,
    in_rows,
    rows_url,
    waiting_in_words,
)
from ontzorg.portals.werkgever.import_forms import ColumnsForm
from ontzorg.rules.dates import dutch_date

EARLIER = 25
BUSY = {
    State.READING: "Wij lezen en controleren uw bestand",
    State.WRITING: "Wij nemen de medewerkers over",
    State.UNDOING: "Wij draaien alles terug",
}
TONES: Mapping[str, Tone] = {
    State.DONE: Tone.DONE,
    State.READY: Tone.SOON,
    State.COLUMNS: Tone.SOON,
    State.REFUSED: Tone.LATE,
    State.READING: Tone.INFO,
    State.WRITING: Tone.INFO,
    State.UNDOING: Tone.INFO,
}
NOTICES = {
    "changed_meanwhile": "Intussen is er bij uw medewerkers iets gewijzigd. Er is nog niets "
    "overgenomen. Wij hebben het verschil opnieuw bepaald: bekijk het nog een keer.",
    "not_finished": "Dit is niet gelukt, en er is niets veranderd. Probeer het nog een keer. "
    "Lukt het weer niet? Bel ons dan.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierImport:
    """One import in the list."""

    name: str
    url: str
    about: str
    state: Badge
    waiting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownColumn:
    """One column that a file can have."""

    label: str
    example: str
    help: str
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """One import: how far it is, what it does and what can be done with it.

    `has_both` when the user can choose: take the good rows over, or repair the file first.
    `bsn_url` is there when he did not tick any of the other BSNs. `kept_until` is the day from
    which the wrong rows are gone and nothing can be undone.
    """

    found: StaffImport
    is_busy: bool
    busy: str
    percent: int
    counts: tuple[Count, ...]
    confirm_label: str
    wrong: int
    has_both: bool
    other_bsn: int
    bsn_url: str
    afdelingen: str
    notice: str
    what: str
    how: str
    about: str
    can_undo: bool
    is_undo_refused: bool
    kept_until: date | None


def earlier_imports(actor: Actor) -> list[EarlierImport]:
    """Return the last imports, the newest first."""
    return [
        EarlierImport(
            name=one.file_name,
            url=reverse("werkgever:import-detail", args=[one.public_id]),
            about=_about(one),
            state=Badge(one.get_state_display(), TONES.get(one.state, Tone.REST)),
            waiting=waiting_in_words(one),
        )
        for one in imports_visible_to(actor)[:EARLIER]
    ]


def known_columns() -> list[KnownColumn]:
    """Return the columns that a file can have, those that must be there first."""
    columns = [
        KnownColumn(
            label=field.label,
            example=field.example,
            help=field.help,
            is_required=field.is_required,
        )
        for field in FIELDS
        if field.code not in NOT_KEPT
    ]
    return sorted(columns, key=lambda column: not column.is_required)


def needed_labels() -> str:
    """Return in words what a file must have."""
    return f"{', '.join(label_of(code) for code in REQUIRED)}, en {label_of(KEYS[0])} of BSN"


def column_cards(found: StaffImport, form: ColumnsForm) -> list[dict[str, Any]]:
    """Return for each column its question and its first values."""
    samples = samples_of(found)
    return [
        {
            "field": field,
            "refusal": refusal_of(found.header[index]),
            "is_skipped": not field.value(),
            "samples": list(filter(None, dict.fromkeys(samples[index] if samples else ()))),
        }
        for index, field in enumerate(form)
    ]


def build_import_page(found: StaffImport) -> ImportPage:
    """Return the page of one import."""
    told = explain_file(found.notice, found.notice_value) if found.notice in FILE_FAULTS else None
    wrong = found.counts.get("wrong", 0) if not found.cleared_at else 0
    is_undecided = found.state == State.READY and not found.bsn_lines
    return ImportPage(
        found=found,
        is_busy=found.state in WORKING,
        busy=BUSY.get(State(found.state), ""),
        percent=round(found.share_done * 100),
        counts=counts_of(found),
        confirm_label=_confirm_label(found),
        wrong=wrong,
        has_both=found.state == State.READY and bool(wrong and good_rows(found)),
        other_bsn=found.counts.get("bsn", 0),
        bsn_url=rows_url(found, "bsn") if is_undecided else "",
        afdelingen=", ".join(str(name) for name in found.new_afdelingen[:20]),
        notice=_notice(found),
        what=told.what if told else "",
        how=told.how if told else "",
        about=_about(found),
        can_undo=can_be_undone(found),
        is_undo_refused=found.notice == IN_USE,
        kept_until=_kept_until(found),
    )


def can_be_undone(found: StaffImport) -> bool:
    """Tell whether this import was taken over and what undoing needs is still there."""
    return found.state == State.DONE and not found.cleared_at


def _confirm_label(found: StaffImport) -> str:
    """Return what the button does; nothing when there is nothing to take over."""
    rows, bsn = good_rows(found), len(found.bsn_lines)
    parts = []
    if rows:
        parts.append(f"Neem {in_rows(rows)} over")
    if bsn:
        parts.append(f"{'wijzig' if rows else 'Wijzig'} {bsn} BSN")
    return " en ".join(parts)


def _notice(found: StaffImport) -> str:
    if found.notice == IN_USE:
        reason = found.notice_value or "Andere gegevens hangen ervan af."
        return f"Dit bestand is niet teruggedraaid. {reason} Wijzig het bij de medewerker zelf."
    return NOTICES.get(found.notice, "")


def _about(found: StaffImport) -> str:
    moment = timezone.localtime(found.created_at)
    rows = f" · {in_rows(found.rows_read)}" if found.rows_read else ""
    return f"{dutch_date(moment.date())}, {moment:%H:%M} uur{rows} · {found.created_by}"


def _kept_until(found: StaffImport) -> date | None:
    return timezone.localtime(found.done_at + CAN_BE_UNDONE).date() if found.done_at else None
