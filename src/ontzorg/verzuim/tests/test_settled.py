"""What is passed over in planning would have come out the same: in every life, row by row."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from tests.harness.results import is_long

from ontzorg.verzuim.derivation import marks
from ontzorg.verzuim.services import dossier_plan
from ontzorg.verzuim.tests.histories import LONG, Act, histories, live_through

pytestmark = [pytest.mark.django_db, pytest.mark.login("jobs")]

QUICK, MANY = 2, 400
MARK = marks._mark


def _spell(days: int = 5, fit: int = 40) -> list[Act]:
    return [Act("ziekmelding"), Act("later", days), Act("herstelmelding"), Act("later", fit)]


# Each of these reaches an old, closed dossier by a road of its own.
CORRECTED = [*_spell(), *_spell(), Act("correctie", ago=20, which=0)]
TAKEN_BACK = [
    Act("ziekmelding"),
    Act("wijziging", which=3),
    *_spell()[1:],
    Act("intrekking", which=1),
]
REOPENED = [*_spell(), Act("intrekking", which=1), Act("later", 3)]
STEP_DONE = [*_spell(50), *_spell(), Act("feit")]
STEP_UNDONE = [*_spell(50), Act("feit"), *_spell(), Act("feit terug", which=1)]
NEW_RULES = [*_spell(60), Act("regels")]
MOVED = [*_spell(), Act("afdeling", which=1)]
LEFT = [*_spell(LONG), Act("einde", ago=60)]
ILL_AGAIN = [*_spell(LONG), *_spell()]
OFTEN_ILL = [*_spell(), *_spell(), *_spell(), Act("later", 400), Act("replan")]
ON_LEAVE = [*_spell(), *_spell(), Act("verlof", ago=100)]


@settings(
    max_examples=MANY if is_long() else QUICK,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=histories())
@example(history=[*ILL_AGAIN, *CORRECTED, *STEP_UNDONE, *TAKEN_BACK])
@example(history=[*OFTEN_ILL, *ON_LEAVE, *REOPENED])
def test_passing_over_changes_nothing(history: list[Act]) -> None:
    assert _differences(history) == []


@pytest.mark.parametrize(
    ("place", "name", "fault", "history"),
    [
        pytest.param(marks, "_sickness", lambda case: (), CORRECTED, id="a correction"),
        pytest.param(marks, "_sickness", lambda case: (), TAKEN_BACK, id="a withdrawal"),
        pytest.param(marks, "_mark", lambda *_: "same", REOPENED, id="a reopened dossier"),
        pytest.param(marks, "_numbers", lambda feiten: (), STEP_DONE, id="a new feit"),
        pytest.param(marks, "_numbers", lambda feiten: (), STEP_UNDONE, id="a feit taken back"),
        pytest.param(marks, "_mark", lambda _, case: MARK(b"", case), NEW_RULES, id="other rules"),
        pytest.param(marks, "_mark", lambda _, case: MARK(b"", case), LEFT, id="the end of work"),
        pytest.param(marks, "_start_of", lambda case: None, ILL_AGAIN, id="the next sickness"),
        pytest.param(
            dossier_plan, "is_settled", lambda row, mark, *_: row.planned_from == mark, MOVED,
            id="another afdeling",
        ),
    ],
)  # fmt: skip
def test_passing_over_too_much_is_found(
    monkeypatch: pytest.MonkeyPatch,
    place: Any,
    name: str,
    fault: Callable[..., object],
    history: list[Act],
) -> None:
    assert _differences(history) == []
    monkeypatch.setattr(place, name, fault)
    assert _differences(history) != []


def _differences(history: list[Act]) -> list[Any]:
    """Return the rows that are not as planning everything at every act would leave them."""
    with pytest.MonkeyPatch.context() as everything:
        everything.setattr(dossier_plan, "is_settled", lambda *_: False)
        wanted = live_through(history)
    found = live_through(history)
    return [pair for pair in zip_longest(wanted, found) if pair[0] != pair[1]]
