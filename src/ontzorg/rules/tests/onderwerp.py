"""Compute the scenarios of the terms, read by the same strict reader as the command line."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ontzorg.rules.invoer import InvalidInputError
from ontzorg.rules.outcome import Step
from ontzorg.rules.reken.kinds import to_json
from ontzorg.rules.reken.registry import find_subject
from ontzorg.rules.reken.subject import answer
from ontzorg.rules.tests.money import assert_holds
from ontzorg.rules.tests.recompute import assert_recomputes
from ontzorg.rules.tests.scenario import Row


def check_onderwerp(name: str, row: Row, *, has_formulas: bool = False) -> None:
    """Assert that a scenario gives what it asks, or is refused as it asks."""
    subject = find_subject(name)
    text = json.dumps(row["invoer"], default=date.isoformat)
    if "fout" in row:
        with pytest.raises(InvalidInputError) as caught:
            answer(subject, text)
        assert row["fout"] in str(caught.value)
        return
    outcome = answer(subject, text).outcomes[0]
    assert_holds(to_json(outcome.value), row["uitkomst"], "")
    assert_explained(outcome.steps, row)
    if has_formulas and not row.get("zonder_formule"):
        assert_recomputes(outcome.steps)
    assert set(outcome.value) == set(subject.output.fields)


def assert_explained(steps: tuple[Step, ...], row: Row) -> None:
    """Assert that the trace has sentences with a source, and names the rules that were asked."""
    assert steps
    for step in steps:
        assert step.text[0].isupper() or step.text.startswith("€"), step
        assert step.text.endswith((".", "?")), step
        assert len(step.source) > 5, step
    assert set(row.get("regels", ())) <= {step.rule for step in steps}
    assert set(row.get("bronnen", ())) <= {step.source for step in steps}
