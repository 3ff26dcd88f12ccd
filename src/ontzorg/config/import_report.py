"""Shows in the terminal what an import does, and what is wrong in its file."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties.staff_import.files.faults import FILE_FAULTS, explain_file
from ontzorg.parties.staff_import.report import told_faults
from ontzorg.parties.staff_import.selectors import Outcome, StaffImport, rows_of

SHOWN_FAULTS = 20
NOT_FINISHED = "Het lezen is niet gelukt. Start het commando opnieuw."


def show(console: Console, made: StaffImport) -> None:
    """Print how many rows do what, and the first faults."""
    counts = made.counts
    console.print(
        f"{made.rows_read} regels: {counts.get('new', 0)} nieuw, {counts.get('changed', 0)} "
        f"gewijzigd, {counts.get('same', 0)} gelijk, {counts.get('wrong', 0)} fout."
    )
    if absent := counts.get("absent"):
        console.print(f"{absent} medewerkers staan niet in het bestand. Zij blijven zoals ze zijn.")
    if made.new_afdelingen:
        names = escape(", ".join(made.new_afdelingen[:10]))
        console.print(f"Nieuwe afdelingen ({len(made.new_afdelingen)}): {names}")
    if counts.get("wrong"):
        console.print(_faults(made))


def refusal(made: StaffImport) -> str:
    """Return why the file could not be read."""
    if made.notice not in FILE_FAULTS:
        return NOT_FINISHED
    return " ".join(explain_file(made.notice, made.notice_value))


def _faults(made: StaffImport) -> Table:
    table = Table("Regel", "Kolom", "Er staat", "Wat is er mis", "Zo herstelt u het")
    with acting_as(SYSTEM):
        rows = list(rows_of(made, Outcome.WRONG)[:SHOWN_FAULTS])
    for row in rows:
        for fault in told_faults(made, row):
            cells = (fault.column, fault.value, fault.what, fault.how)
            table.add_row(str(row.line), *(escape(cell) for cell in cells))
    return table
