"""The tiles of an import, and what waits in the list, say it in the right number and tense."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from ontzorg.parties.staff_import.models import StaffImport, State
from ontzorg.portals.shared.templatetags.shared import whole_dates
from ontzorg.portals.werkgever.import_counts import counts_of, waiting_in_words
from ontzorg.portals.werkgever.import_page import build_import_page

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def made(state: State, counts: dict[str, int], bsn_lines: tuple[int, ...] = ()) -> StaffImport:
    return StaffImport(
        public_id=UUID(int=1), state=state, counts=counts, bsn_lines=list(bsn_lines), created_at=NOW
    )


def words_of(found: StaffImport, label: str) -> str:
    """Return what stands under the tile with this label."""
    return next(count.help for count in counts_of(found) if count.label == label)


@pytest.mark.parametrize(
    ("state", "counts", "label", "words"),
    [
        (State.READY, {}, "nieuw", ""),
        (State.READY, {"new": 1, "people": 1}, "nieuw", "nieuwe medewerker"),
        (State.READY, {"new": 2, "people": 2}, "nieuw", "nieuwe medewerkers"),
        (State.READY, {"new": 3, "people": 1}, "nieuw", "waarvan 1 nieuwe medewerker"),
        (State.READY, {"new": 3, "people": 2}, "nieuw", "waarvan 2 nieuwe medewerkers"),
        (State.READY, {"new": 1}, "nieuw", "nieuw dienstverband"),
        (State.READY, {"new": 2}, "nieuw", "nieuwe dienstverbanden"),
        (State.READY, {"changed": 1}, "gewijzigd", "bekijk wat er verandert"),
        (State.DONE, {"changed": 1}, "gewijzigd", "bekijk wat er is veranderd"),
        (State.READY, {"same": 2}, "gelijk", "daar verandert niets"),
        (State.DONE, {"same": 2}, "gelijk", "daar is niets veranderd"),
        (State.READY, {"wrong": 1}, "fout", "die nemen wij niet over"),
        (State.DONE, {"wrong": 1}, "fout", "die hebben wij niet overgenomen"),
        (State.DONE, {"wrong": 0}, "fout", ""),
        (State.DONE, {"absent": 1}, "niet in het bestand", "daar is niets veranderd"),
        (State.READY, {"bsn": 1}, "ander BSN", "verandert alleen als u het aanvinkt"),
        (State.DONE, {"bsn": 1}, "ander BSN", "niet gewijzigd"),
    ],
)
def test_a_tile_speaks_of_its_number_and_its_time(
    state: State, counts: dict[str, int], label: str, words: str
) -> None:
    assert words_of(made(state, counts), label) == words


@pytest.mark.parametrize(
    ("state", "counts", "words"),
    [
        (State.READY, {"new": 1, "changed": 2, "wrong": 4}, "3 regels klaar · 4 met een fout"),
        (State.READY, {"new": 1}, "1 regel klaar"),
        (State.READY, {"bsn": 1, "same": 9}, "1 met een ander BSN"),
        (State.READY, {"same": 9}, "niets om over te nemen"),
        (State.DONE, {"new": 1, "wrong": 4}, ""),
        (State.COLUMNS, {}, ""),
    ],
)
def test_the_list_tells_what_waits(state: State, counts: dict[str, int], words: str) -> None:
    assert waiting_in_words(made(state, counts)) == words


@pytest.mark.parametrize(
    ("bsn_lines", "counts", "waits", "has_both"),
    [
        ((), {"bsn": 2}, True, False),
        ((3,), {"bsn": 2}, False, False),
        ((), {"new": 1, "wrong": 1}, False, True),
        ((), {"wrong": 1}, False, False),
    ],
)
def test_the_page_knows_what_the_user_can_choose(
    bsn_lines: tuple[int, ...], counts: dict[str, int], *, waits: bool, has_both: bool
) -> None:
    page = build_import_page(made(State.READY, counts, bsn_lines))
    assert (page.bsn_url != "", page.has_both) == (waits, has_both)


def test_the_wrong_rows_are_kept_for_thirty_days() -> None:
    done = made(State.DONE, {"wrong": 1})
    done.done_at = NOW
    assert build_import_page(done).kept_until == date(2026, 3, 31)


@pytest.mark.parametrize("day", ["05-09-1969", "5-9-1969", "1969-09-05"])
def test_a_date_of_a_file_stays_on_one_line(day: str) -> None:
    assert whole_dates(f"was {day}.") == f'was <span class="part">{day}</span>.'
