"""The scenarios of loondoorbetaling_duur.yaml hold."""

from __future__ import annotations

from datetime import date

import pytest

from ontzorg.rules.tests.scenario import Row, check_scenario, load_scenarios, scenario_name
from ontzorg.rules.wet.tijdlijn import Zaak, Ziekteperiode, compute_tijdlijn


@pytest.mark.parametrize("row", load_scenarios("loondoorbetaling_duur"), ids=scenario_name)
def test_scenario_holds(row: Row) -> None:
    check_scenario(row)


@pytest.mark.parametrize("trace", [True, False])
def test_six_weeks_of_wage_are_explained_when_that_is_asked(trace: bool) -> None:  # noqa: FBT001
    zaak = Zaak(ziekteperioden=(Ziekteperiode(start=date(2025, 2, 3)),), huishoudelijk=True)
    explained = compute_tijdlijn(zaak, trace=trace).dossiers[0].uitleg
    rules = [step.rule for step in explained["loondoorbetaling_laatste_dag"]]
    assert ("loondoorbetaling.huishoudelijk" in rules) is trace
