"""Which stored dossier belongs to which legal case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ontzorg.verzuim.derivation.course import Outline
from ontzorg.verzuim.models import Verzuimdossier

WITHDRAWN = "De ziekmelding is ingetrokken of telt niet meer mee."


def match_rows(
    cases: Sequence[Outline], rows: Iterable[Verzuimdossier]
) -> list[Verzuimdossier | None]:
    """Return for each case its row, or None for a new one.

    A case keeps its row by its first melding. When an earlier first melding joins the case
    later, the row of the oldest melding in it goes on. Each row serves one case.
    """
    free = sorted(rows, key=lambda row: row.pk)
    matched: list[Verzuimdossier | None] = []
    for case in cases:
        row = _row_of(case, free)
        if row is not None:
            free.remove(row)
        matched.append(row)
    return matched


def reason_gone(row: Verzuimdossier, cases: Iterable[Outline]) -> str:
    """Return why this row no longer stands for a case: merged into another, or withdrawn."""
    for case in cases:
        if row.first_melding_id in case.melding_ids:
            day = case.telling.eerste_ziektedag
            return f"Samengevoegd met het dossier van {day:%d-%m-%Y}: het is één ziektegeval."
    return WITHDRAWN


def _row_of(case: Outline, rows: Iterable[Verzuimdossier]) -> Verzuimdossier | None:
    order = {melding_id: place for place, melding_id in enumerate(case.melding_ids)}
    candidates = [row for row in rows if row.first_melding_id in order]
    return min(candidates, key=lambda row: order[row.first_melding_id], default=None)
