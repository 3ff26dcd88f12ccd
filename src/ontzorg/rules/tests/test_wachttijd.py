"""The scenarios of wachttijd.yaml hold, and each fact belongs to one dossier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ontzorg.rules.tests.scenario import Row, check_scenario, load_scenarios, scenario_name
from ontzorg.rules.values import Period
from ontzorg.rules.wet.tijdlijn import Zaak, Ziekteperiode, compute_tijdlijn


@pytest.mark.parametrize("row", load_scenarios("wachttijd"), ids=scenario_name)
def test_scenario_holds(row: Row) -> None:
    check_scenario(row)


TWO_DOSSIERS = Zaak(
    ziekteperioden=(
        Ziekteperiode(start=date(2025, 2, 3), hersteld_op=date(2025, 4, 15)),
        Ziekteperiode(start=date(2025, 5, 13)),
    )
)


@pytest.mark.parametrize(
    "fact",
    [
        {"probleemanalyse_op": date(2025, 5, 13)},
        {"zonder_ziekengeld": (Period(date(2025, 5, 13), date(2025, 6, 3)),)},
    ],
    ids=["probleemanalyse", "zonder ziekengeld"],
)
def test_a_fact_of_the_first_day_of_a_new_dossier_is_not_of_the_one_before(
    fact: dict[str, object],
) -> None:
    before, after = (
        compute_tijdlijn(zaak).dossiers
        for zaak in (TWO_DOSSIERS, replace(TWO_DOSSIERS, **fact))  # type: ignore[arg-type]
    )
    assert after[0] == before[0]
    assert after[1] != before[1]
