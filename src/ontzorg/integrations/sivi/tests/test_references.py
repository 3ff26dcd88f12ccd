"""Recorded meldingen keep the names of the sender, through corrections and new case numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ontzorg.integrations.sivi.faults import Meldingsleutel
from ontzorg.integrations.sivi.references import free_reference, known_meldingen
from ontzorg.rules.wet.melding import MeldingFact, MeldingSoort

FIRST = date(2026, 10, 5)
SLEUTEL = Meldingsleutel("AANSL", "WG", "V/1", 3)


def fact(number: int, soort: MeldingSoort, **values: Any) -> MeldingFact:
    recorded_at = datetime(2026, 10, number, tzinfo=UTC)
    return MeldingFact(id=number, soort=soort, recorded_at=recorded_at, **{"day": FIRST, **values})


def test_a_second_row_of_a_melding_gets_its_own_reference() -> None:
    taken = {"V/1/3", "V/1/3.2"}
    assert free_reference(SLEUTEL, ()) == "V/1/3"
    assert free_reference(SLEUTEL, taken) == "V/1/3.3"


def test_a_corrected_melding_has_the_new_values_and_both_numbers() -> None:
    (known,) = known_meldingen(
        {
            fact(1, MeldingSoort.ZIEKMELDING): "A/1",
            fact(2, MeldingSoort.CORRECTIE, percentage=40, refers_to=1): "A/2",
        }
    )
    assert (known.id, known.soort, known.percentage) == (1, MeldingSoort.ZIEKMELDING, 40)
    assert known.volgnummers == {1, 2}


def test_a_withdrawn_melding_is_gone() -> None:
    withdrawn = {
        fact(1, MeldingSoort.ZIEKMELDING): "A/1",
        fact(2, MeldingSoort.INTREKKING, refers_to=1): "A/2",
    }
    assert known_meldingen(withdrawn) == []


def test_a_new_case_number_holds_for_the_whole_case() -> None:
    renamed = {
        fact(1, MeldingSoort.ZIEKMELDING): "A/1",
        fact(2, MeldingSoort.WIJZIGING, percentage=50): "A/2",
        fact(3, MeldingSoort.CORRECTIE, refers_to=1): "B/3",
    }
    assert [each.verzuimgevallen for each in known_meldingen(renamed)] == [{"A", "B"}] * 2


def test_a_melding_of_another_door_has_no_name() -> None:
    (known,) = known_meldingen({fact(1, MeldingSoort.ZIEKMELDING): ""})
    assert (known.verzuimgevallen, known.percentage) == (frozenset(), 100)
