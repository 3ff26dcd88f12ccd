"""The scenarios of klachtroute.yaml hold, and every complaint ends somewhere."""

from __future__ import annotations

from datetime import date

import pytest

from ontzorg.rules.tests.onderwerp import assert_explained
from ontzorg.rules.tests.scenario import Row, load_scenarios, scenario_name
from ontzorg.rules.voorwaarden.klachtroute import (
    Afhandeling,
    Klacht,
    klachtonderwerpen,
    next_klachtstap,
)

DAY = date(2025, 3, 1)


@pytest.mark.parametrize("row", load_scenarios("klachtroute"), ids=scenario_name)
def test_scenario_holds(row: Row) -> None:
    klacht = Klacht(
        onderwerp=row["onderwerp"],
        over_convenant=row.get("over_convenant", False),
        stappen=tuple(Afhandeling(**done) for done in row.get("stappen", ())),
    )
    outcome = next_klachtstap(klacht, row["peildatum"])
    assert (outcome.value.stand, outcome.value.stap) == (row["stand"], row["stap"])
    assert row.get("regel", outcome.value.regel) == outcome.value.regel
    assert_explained(outcome.steps, row)


@pytest.mark.parametrize("onderwerp", klachtonderwerpen())
@pytest.mark.parametrize("over_convenant", [True, False])
def test_an_unhappy_complaint_walks_the_whole_route_once(
    *, onderwerp: str, over_convenant: bool
) -> None:
    taken: list[Afhandeling] = []
    while True:
        klacht = Klacht(onderwerp=onderwerp, over_convenant=over_convenant, stappen=tuple(taken))
        found = next_klachtstap(klacht, DAY).value
        if found.stap is None:
            break
        taken.append(Afhandeling(stap=found.stap, afgehandeld_op=DAY))
    names = [done.stap for done in taken]
    assert len(names) == len(set(names)) >= 2
    assert names[-1] == "rechter"
    assert ("klachtenmeldpunt" in names) == (over_convenant and onderwerp != "casemanagement")
