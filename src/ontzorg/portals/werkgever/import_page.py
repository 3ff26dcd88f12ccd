"""The pages of a staff import, made ready for their templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ontzorg.access.actors import Actor
from ontzorg.parties.staff_import.cells.fields import FIELDS, KEYS, NOT_KEPT, REQUIRED, label_of
from ontzorg.parties.staff_import.cells.refused import refusal_of
from ontzorg.parties.staff_import.files.faults import FILE_FAULTS, explain_file
from ontzorg.parties.staff_import.selectors import (
    WORKING,
    StaffImport,
    State,
    imports_visible_to,
    samples_of,
)
from ontzorg.portals.shared.presentation.shell import Badge, Tone
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


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownColumn:
    """One column that a file can have."""

    label: str
    example: str
    help: str
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many rows do one thing, with the page that shows them."""

    number: int
    label: str
    help: str
    url: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """One import: how far it is, what it does and what can be done with it."""

    found: StaffImport
    is_busy: bool
    busy: str
    percent: int
    counts: tuple[Count, ...]
    confirm_label: str
    wrong: int
    afdelingen: str
    notice: str
    what: str
    how: str
    about: str
    can_undo: bool


def earlier_imports(actor: Actor) -> list[EarlierImport]:
    """Return the last imports, the newest first."""
    return [
        EarlierImport(
            name=one.file_name,
            url=reverse("werkgever:import-detail", args=[one.public_id]),
            about=_about(one),
            state=Badge(one.get_state_display(), TONES.get(one.state, Tone.REST)),
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
            "samples": list(filter(None, dict.fromkeys(samples[index] if samples else ()))),
        }
        for index, field in enumerate(form)
    ]


def build_import_page(found: StaffImport) -> ImportPage:
    """Return the page of one import."""
    counts = found.counts
    told = explain_file(found.notice, found.notice_value) if found.notice in FILE_FAULTS else None
    return ImportPage(
        found=found,
        is_busy=found.state in WORKING,
        busy=BUSY.get(State(found.state), ""),
        percent=round(found.share_done * 100),
        counts=_counts(found),
        confirm_label=_confirm_label(found),
        wrong=counts.get("wrong", 0) if not found.cleared_at else 0,
        afdelingen=", ".join(str(name) for name in found.new_afdelingen[:20]),
        notice=_notice(found),
        what=told.what if told else "",
        how=told.how if told else "",
        about=_about(found),
        can_undo=found.state == State.DONE and not found.cleared_at,
    )


def _counts(found: StaffImport) -> tuple[Count, ...]:
    people = found.counts.get("people", 0)
    new = f"waarvan {people} nieuwe mensen" if people else "nieuwe dienstverbanden"
    rows = (
        ("new", "nieuw", new, "done"),
        ("changed", "gewijzigd", "met wat het was en wat het wordt", "info"),
        ("same", "gelijk", "daar verandert niets", "rest"),
        ("wrong", "fout", "die nemen wij niet over", "late"),
        *_other_bsn(found),
        ("absent", "niet in het bestand", "zij blijven zoals zij zijn", "rest"),
    )
    return tuple(
        Count(
            number=found.counts.get(kind, 0),
            label=label,
            help=text,
            url=_rows_url(found, kind),
            tone=tone,
        )
        for kind, label, text, tone in rows
    )


def _other_bsn(found: StaffImport) -> tuple[tuple[str, str, str, str], ...]:
    """Return the count of rows with another BSN, when there are any."""
    if not found.counts.get("bsn"):
        return ()
    wanted = len(found.bsn_lines)
    if found.state == State.READY:
        text = f"{wanted} aangevinkt" if wanted else "verandert alleen als u het aanvinkt"
    else:
        text = f"{wanted} gewijzigd"
    return (("bsn", "ander BSN", text, "soon"),)


def _confirm_label(found: StaffImport) -> str:
    """Return what the button does; nothing when there is nothing to take over."""
    rows, bsn = found.counts.get("new", 0) + found.counts.get("changed", 0), len(found.bsn_lines)
    parts = []
    if rows:
        parts.append(f"Neem {rows} {'regel' if rows == 1 else 'regels'} over")
    if bsn:
        parts.append(f"{'wijzig' if rows else 'Wijzig'} {bsn} BSN")
    return " en ".join(parts)


def _rows_url(found: StaffImport, kind: str) -> str:
    if kind == "same" or found.cleared_at or not found.counts.get(kind):
        return ""
    return f"{reverse('werkgever:import-rows', args=[found.public_id])}?soort={kind}"


def _notice(found: StaffImport) -> str:
    if found.notice == "in_use":
        reason = found.notice_value or "Andere gegevens hangen ervan af."
        return f"Dit bestand is niet teruggedraaid. {reason} Wijzig het bij de medewerker zelf."
    return NOTICES.get(found.notice, "")


def _about(found: StaffImport) -> str:
    moment = timezone.localtime(found.created_at)
    rows = f" · {found.rows_read} regels" if found.rows_read else ""
    return f"{dutch_date(moment.date())}, {moment:%H:%M} uur{rows} · {found.created_by}"
