"""How many rows of an import do what, in words: on its tiles and in the list of imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from ontzorg.parties.staff_import.selectors import StaffImport, State

NOTHING = ("daar verandert niets", "daar is niets veranderd")
# What the rows of a kind do before they are taken over, and after that.
WORDS: Mapping[str, tuple[str, str]] = {
    "changed": ("bekijk wat er verandert", "bekijk wat er is veranderd"),
    "same": NOTHING,
    "wrong": ("die nemen wij niet over", "die hebben wij niet overgenomen"),
    "absent": NOTHING,
}
KINDS = (
    ("new", "nieuw", "done"),
    ("changed", "gewijzigd", "info"),
    ("same", "gelijk", "rest"),
    ("wrong", "fout", "late"),
    ("bsn", "ander BSN", "soon"),
    ("absent", "niet in het bestand", "rest"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many rows do one thing, with the page that shows them."""

    number: int
    label: str
    help: str
    url: str
    tone: str


def counts_of(found: StaffImport) -> tuple[Count, ...]:
    """Return the tiles of an import; the one of another BSN only when there are such rows."""
    return tuple(
        Count(
            number=found.counts.get(kind, 0),
            label=label,
            help=_help(found, kind),
            url=rows_url(found, kind),
            tone=tone,
        )
        for kind, label, tone in KINDS
        if kind != "bsn" or found.counts.get(kind)
    )


def good_rows(found: StaffImport) -> int:
    """Return how many rows bring something and can be taken over."""
    return int(found.counts.get("new", 0) + found.counts.get("changed", 0))


def waiting_in_words(found: StaffImport) -> str:
    """Return what of an import waits for the user; nothing when it does not wait."""
    if found.state != State.READY:
        return ""
    good, bsn, wrong = good_rows(found), found.counts.get("bsn", 0), found.counts.get("wrong", 0)
    parts = (
        f"{in_rows(good)} klaar" if good else "",
        f"{bsn} met een ander BSN" if bsn else "",
        f"{wrong} met een fout" if wrong else "",
    )
    return " · ".join(filter(None, parts)) or "niets om over te nemen"


def in_rows(number: int) -> str:
    """Return for example `1 regel` or `27 regels`."""
    return f"{number} {'regel' if number == 1 else 'regels'}"


def rows_url(found: StaffImport, kind: str) -> str:
    """Return the page with the rows of a kind; nothing when there is none."""
    if kind == "same" or found.cleared_at or not found.counts.get(kind):
        return ""
    return f"{reverse('werkgever:import-rows', args=[found.public_id])}?soort={kind}"


def _help(found: StaffImport, kind: str) -> str:
    if not found.counts.get(kind) or (kind == "changed" and found.cleared_at):
        return ""
    if kind == "new":
        return _about_new(found.counts["new"], found.counts.get("people", 0))
    if kind == "bsn":
        return _about_bsn(found)
    before, after = WORDS[kind]
    return after if found.state == State.DONE else before


def _about_new(rows: int, people: int) -> str:
    if not people:
        return "nieuw dienstverband" if rows == 1 else "nieuwe dienstverbanden"
    words = "nieuwe medewerker" if people == 1 else "nieuwe medewerkers"
    return words if people == rows else f"waarvan {people} {words}"


def _about_bsn(found: StaffImport) -> str:
    wanted = len(found.bsn_lines)
    if found.state == State.READY:
        return f"{wanted} aangevinkt" if wanted else "verandert alleen als u het aanvinkt"
    return f"{wanted} gewijzigd" if wanted else "niet gewijzigd"
