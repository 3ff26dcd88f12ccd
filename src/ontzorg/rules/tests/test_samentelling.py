"""The scenarios of samentelling.yaml hold."""

from __future__ import annotations

from datetime import date

import pytest

from ontzorg.rules.tests.scenario import Row, check_scenario, load_scenarios, scenario_name
from ontzorg.rules.wet.samentelling import chain_perioden
from ontzorg.rules.wet.verloop import Ziekteperiode


@pytest.mark.parametrize("row", load_scenarios("samentelling"), ids=scenario_name)
def test_scenario_holds(row: Row) -> None:
    check_scenario(row)


@pytest.mark.parametrize("trace", [True, False])
def test_a_new_dossier_says_why_it_is_new_when_that_is_asked(trace: bool) -> None:  # noqa: FBT001
    perioden = (
        Ziekteperiode(start=date(2025, 2, 3), hersteld_op=date(2025, 4, 15)),
        Ziekteperiode(start=date(2025, 5, 13), hersteld_op=None),
    )
    first, new = chain_perioden(perioden, (), trace=trace)
    assert first.stappen == ()
    assert [step.rule for step in new.stappen] == (["samentelling.nieuw_dossier"] if trace else [])


@pytest.mark.parametrize("trace", [True, False])
def test_a_dossier_that_goes_on_says_why_when_that_is_asked(trace: bool) -> None:  # noqa: FBT001
    perioden = (
        Ziekteperiode(start=date(2025, 2, 3), hersteld_op=date(2025, 4, 15)),
        Ziekteperiode(start=date(2025, 5, 12), hersteld_op=None),
    )
    (together,) = chain_perioden(perioden, (), trace=trace)
    assert len(together.stappen) == (1 if trace else 0)
    assert all(step.text for step in together.stappen)
