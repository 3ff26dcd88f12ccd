"""The scenarios of uwv_mijlpalen.yaml hold."""

from __future__ import annotations

import pytest

from ontzorg.rules.tests.scenario import Row, check_scenario, load_scenarios, scenario_name


@pytest.mark.parametrize("row", load_scenarios("uwv_mijlpalen"), ids=scenario_name)
def test_scenario_holds(row: Row) -> None:
    check_scenario(row)
