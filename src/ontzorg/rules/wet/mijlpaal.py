"""One duty or event on the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontzorg.rules.outcome import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Mijlpaal:
    """A duty with its dates, each apart.

    `wettelijk_uiterlijk` is the last day by statute (None where the statute has no number),
    `taakdatum` the last working day on or before the due day, `coulancedatum` the day until
    which UWV is lenient, `vanaf` the first day on which the duty can be done. `soort` is
    `wettelijk`, `praktijk` or `huisnorm`; `voor` is the role that must act.
    """

    code: str
    wettelijk_uiterlijk: date | None
    taakdatum: date | None
    soort: str
    bron: str
    voor: str
    volgnummer: int = 1
    coulancedatum: date | None = None
    vanaf: date | None = None
    stappen: tuple[Step, ...] = ()
