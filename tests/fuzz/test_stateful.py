"""T08: whatever happens in the life of cases, in any order, what must hold goes on to hold.

Play one life again by its number: `pytest 'tests/fuzz/test_stateful.py::test_lives_hold[7]'`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.fuzz.life import HELPERS, Life
from tests.fuzz.life_checks import all_faults, quick_faults
from tests.fuzz.stage import Clock, Stage
from tests.harness.results import Tell, is_long

pytestmark = pytest.mark.usefixtures("committed")
STEPS, QUICK, IN_A_GO, WALLS, LONG = 50, 1, 10, 150, 5_000
SLOW_EVERY = 10
FEITEN = ("langdurig_verwacht", "bijstelling", "herstel_verwacht", "vangnet", "verlenging")
KINDS = tuple(HELPERS)
persons = st.integers(0, 1)
numbers = st.integers(0, 40)
few_days = st.integers(0, 45)
percentages = st.sampled_from((10, 25, 50, 75, 90))


class CaseLives(RuleBasedStateMachine):
    """One employer, two people, and everything that can happen in any order."""

    stage: ClassVar[Stage]

    def __init__(self) -> None:
        super().__init__()
        self.life = Life(self.stage)
        self.own_steps = 0

    @rule(person=persons, back=few_days)
    def falls_ill(self, person: int, back: int) -> None:
        self.life.report("ziekmelding", person, self._ago(back), 100)

    @rule(person=persons, back=few_days, percentage=percentages)
    def changes(self, person: int, back: int, percentage: int) -> None:
        self.life.report("wijziging", person, self._ago(back), percentage)

    @rule(person=persons, back=st.integers(-1, 45))
    def recovers(self, person: int, back: int) -> None:
        self.life.report("herstelmelding", person, self._ago(back))

    @precondition(lambda self: self.life.known.meldingen)
    @rule(number=numbers, shift=st.integers(-30, 30), percentage=percentages)
    def is_corrected(self, number: int, shift: int, percentage: int) -> None:
        melding, told = self._pick(self.life.known.meldingen, number)
        day = told.day + timedelta(days=shift)
        value = None if told.percentage is None else percentage
        self.life.report("correctie", told.person, day, value, melding)

    @precondition(lambda self: self.life.known.meldingen)
    @rule(number=numbers)
    def is_withdrawn(self, number: int) -> None:
        melding, told = self._pick(self.life.known.meldingen, number)
        self.life.report("intrekking", told.person, told.day, None, melding)

    @rule(person=persons, back=few_days, is_ill=st.booleans())
    def reports_himself(self, person: int, back: int, *, is_ill: bool) -> None:
        soort, value = ("ziekmelding", 100) if is_ill else ("herstelmelding", None)
        self.life.report(soort, person, self._ago(back), value, himself=True)

    @precondition(lambda self: self.life.known.waiting)
    @rule(number=numbers, is_yes=st.booleans())
    def is_answered(self, number: int, *, is_yes: bool) -> None:
        melding, _ = self._pick(self.life.known.waiting, number)
        self.life.answer(melding, is_yes=is_yes)

    @rule(person=persons, back=few_days)
    def is_sent_twice(self, person: int, back: int) -> None:
        key, day = uuid4(), self._ago(back)
        first = self.life.report("ziekmelding", person, day, 100, key=key)
        again = self.life.report("ziekmelding", person, day, 100, key=key)
        other = self.life.report("ziekmelding", person, day - timedelta(days=1), 100, key=key)
        assert first == again, "a replay is no new melding"
        assert first is None or other is None, "the key stands for other answers"

    @rule(number=numbers, back=few_days, by_helper=st.booleans())
    def task_is_done(self, number: int, back: int, *, by_helper: bool) -> None:
        self.life.complete(number, back, by_helper=by_helper)

    @precondition(lambda self: self.life.known.done)
    @rule(number=numbers)
    def task_is_taken_back(self, number: int) -> None:
        self.life.undo(self._pick(self.life.known.done, number)[0])

    @rule(person=persons, code=st.sampled_from(FEITEN), back=few_days, by_helper=st.booleans())
    def feit_is_told(self, person: int, code: str, back: int, *, by_helper: bool) -> None:
        self.life.record_feit(person, code, back, by_helper=by_helper)

    @precondition(lambda self: self.life.known.feiten)
    @rule(number=numbers)
    def feit_is_taken_back(self, number: int) -> None:
        self.life.withdraw_feit(self._pick(self.life.known.feiten, number)[0])

    @rule(person=persons, ahead=st.integers(-120, 60), days=st.integers(100, 140))
    def goes_on_leave(self, person: int, ahead: int, days: int) -> None:
        self.life.record_verlof(person, ahead, days)

    @precondition(lambda self: self.life.known.verloven)
    @rule(number=numbers)
    def leave_is_taken_back(self, number: int) -> None:
        self.life.withdraw_verlof(self._pick(self.life.known.verloven, number)[0])

    @rule(kind=st.sampled_from(KINDS), ahead=st.sampled_from((0, 0, 1, 20)))
    def mandate_ends(self, kind: str, ahead: int) -> None:
        self.life.end_mandate(kind, ahead)

    @rule(kind=st.sampled_from(KINDS))
    def mandate_begins(self, kind: str) -> None:
        self.life.give_mandate(kind)

    @rule(person=persons, ahead=st.integers(-20, 60))
    def employment_ends(self, person: int, ahead: int) -> None:
        self.life.end_employment(person, ahead)

    @rule(days=st.sampled_from((1, 1, 7, 28, 60, 180)))
    def time_passes(self, days: int) -> None:
        self.life.let_pass(days)

    @invariant()
    def holds(self) -> None:
        self.own_steps += 1
        self.stage.steps += 1
        look = quick_faults if self.own_steps % SLOW_EVERY else all_faults
        assert look(self.life) == []

    def teardown(self) -> None:
        assert all_faults(self.life) == []

    def _ago(self, days: int) -> Any:
        return self.life.today - timedelta(days=days)

    def _pick(self, known: dict[int, Any], number: int) -> tuple[int, Any]:
        return list(known.items())[number % len(known)]


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    clock = Clock()
    stage = Stage(clock)
    monkeypatch.setattr(timezone, "now", clock)
    yield stage
    stage.close()


def play(stage: Stage, number: int, lives: int) -> None:
    """Play so many lives; the number decides all that happens in them."""
    machine = type("Lives", (CaseLives,), {"stage": stage})
    run_state_machine_as_test(
        seed(number)(machine),
        settings=settings(
            max_examples=lives,
            stateful_step_count=STEPS,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_life_holds(stage: Stage, tell: Tell) -> None:
    play(stage, 0, QUICK)
    tell("T08", tried=stage.steps, unit="stappen")


@pytest.mark.walls
@pytest.mark.parametrize("number", range(1, (LONG if is_long() else WALLS) // IN_A_GO + 1))
def test_lives_hold(stage: Stage, tell: Tell, number: int) -> None:
    play(stage, number, IN_A_GO)
    tell("T08", tried=stage.sequences, unit="levens")
    tell("T08", tried=stage.steps, unit="stappen")
