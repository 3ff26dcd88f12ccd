"""The scenarios of leave, recourse, terms and figures hold."""

from __future__ import annotations

import json

import pytest

from ontzorg.rules.invoer import InvalidInputError
from ontzorg.rules.reken.kinds import to_json
from ontzorg.rules.reken.registry import find_subject
from ontzorg.rules.reken.subject import answer
from ontzorg.rules.tests.onderwerp import check_onderwerp
from ontzorg.rules.tests.scenario import Row, load_scenarios, scenario_name

# Subjects whose amounts can be computed again from their own steps.
WITH_FORMULAS = {"verhaal", "premie", "cijfers"}
SUBJECTS = ("wazo", "verhaal", "garantie", "koppeling", "interventie", "premie", "cijfers")
ROWS = [(name, row) for name in SUBJECTS for row in load_scenarios(name)]


@pytest.mark.parametrize(
    ("name", "row"), ROWS, ids=[f"{name}: {scenario_name(row)}" for name, row in ROWS]
)
def test_scenario_holds(name: str, row: Row) -> None:
    check_onderwerp(name, row, has_formulas=name in WITH_FORMULAS)


@pytest.mark.parametrize("name", SUBJECTS)
def test_there_are_enough_scenarios(name: str) -> None:
    names = [scenario_name(row) for row in load_scenarios(name)]
    assert len(names) == len(set(names)) >= 15


@pytest.mark.parametrize("name", SUBJECTS)
def test_the_example_is_valid_and_a_planted_field_is_refused(name: str) -> None:
    subject = find_subject(name)
    given = to_json(subject.example)
    assert answer(subject, json.dumps(given)).outcomes[0].steps
    with pytest.raises(InvalidInputError, match="ziekte_oorzaak"):
        answer(subject, json.dumps({**given, "ziekte_oorzaak": "x"}))


def test_a_wrong_expectation_is_found() -> None:
    row = dict(load_scenarios("verhaal")[0])
    row["uitkomst"] = {"totaal": "4700.01"}
    with pytest.raises(AssertionError):
        check_onderwerp("verhaal", row)
