"""The sentences of "Mijn werk"."""

from __future__ import annotations

from dataclasses import dataclass

from ontzorg.portals.shared.work.filters import WorkQuery, count_text
from ontzorg.verzuim.selectors import TaskCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """What to say when the list is empty, and where to go from there."""

    title: str
    text: str
    icon: str
    url: str = ""
    label: str = ""


def count_words(number: int) -> str:
    """Return "1 taak" or "12 taken"."""
    return "1 taak" if number == 1 else f"{count_text(number)} taken"


def lead(query: WorkQuery, counts: TaskCounts) -> str:
    """Say in one sentence how the work stands."""
    if not counts.total:
        return "Bij deze keuze is er niets." if query.is_narrowed else "Er wacht niets op u."
    if not counts.late and not counts.week:
        return f"Niets te laat en niets voor deze week. {count_words(counts.later)} voor later."
    late = f"{count_words(counts.late)} te laat" if counts.late else "Niets te laat"
    week = f"{count_text(counts.week)} voor deze week" if counts.week else "niets voor deze week"
    return f"{late}, {week}. Begin bovenaan."


def nothing_here(query: WorkQuery, counts: TaskCounts, *, is_first: bool) -> Nothing:
    """Say why the list is empty, kindly, and what to do."""
    everything = WorkQuery().url()
    if not is_first:
        return Nothing(
            title="Dit is het einde van de lijst",
            text="Er zijn geen taken meer na deze.",
            icon="checks",
            url=query.url(),
            label="Terug naar het begin",
        )
    if query.when == "te-laat":
        return Nothing(
            title="Niets is te laat",
            text="Mooi zo.",
            icon="checks",
            url=everything,
            label="Toon al mijn werk",
        )
    if query.is_narrowed:
        return Nothing(
            title="Geen taken bij deze keuze",
            text="Kies iets anders, of bekijk al uw werk.",
            icon="filter",
            url=everything,
            label="Toon al mijn werk",
        )
    return Nothing(
        title="U bent bij",
        text="Er wacht nu niets op u. Komt er een stap bij, dan staat die hier meteen.",
        icon="checks",
    )
