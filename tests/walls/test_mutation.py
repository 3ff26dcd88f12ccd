"""T42: a changed sign in a deadline makes a test fail; and the tool itself sees what it should."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.architecture.project import ROOT
from tests.harness.results import Tell, is_long
from tests.walls.mutation import mutants_of

TESTS = "src/ontzorg/rules/tests"
# Each module of the deadlines, and the tests beside those of the whole course.
DEADLINES: Mapping[str, str] = {
    "procesgang": "test_procesgang.py",
    "wachttijd": "test_wachttijd.py",
    "loonsanctie": "test_loonsanctie.py",
    "samentelling": "test_samentelling.py",
    "verloop": "test_verloop.py",
    "tijdlijn": "test_wachttijd.py",
    "huisnormen": "test_huisnormen.py",
    "loondoorbetaling_duur": "test_loondoorbetaling_duur.py",
}
EVERY, WANTED = 6, 0.9
SOURCE = '''
def is_late(day: int, last: int = 7) -> bool:
    """Tell whether 3 is too much."""
    if day is None or not last:
        return False
    return day + 1 > last
'''


def mutate(module: str, every: int, *tests: str) -> dict[str, list[dict[str, str]]]:
    command = [sys.executable, "-m", "tests.walls.mutation", module, str(every), *tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_every_sign_that_decides_is_changed_once() -> None:
    changes = [(one.before, one.after) for one in mutants_of("x", SOURCE)]
    assert changes == [
        ("7", "8"),
        ("day is None or not last", "day is None and (not last)"),
        ("day is None", "day is not None"),
        ("not last", "last"),
        ("False", "True"),
        ("day + 1 > last", "day + 1 >= last"),
        ("day + 1", "day - 1"),
        ("1", "2"),
    ]
    assert len({one.source for one in mutants_of("x", SOURCE)}) == len(changes)


@pytest.mark.walls
def test_a_changed_deadline_is_seen(tell: Tell) -> None:
    tried, missed = 0, []
    for name, own in DEADLINES.items():
        tests = [f"{TESTS}/{file}" for file in (own, "test_tijdlijn.py")]
        found = mutate(f"ontzorg.rules.wet.{name}", 1 if is_long() else EVERY, *tests)
        tried += int(str(found["tried"]))
        missed += found["missed"]
    tell("T42", tried=tried, unit="veranderde tekens", planted=tried, seen=tried - len(missed))
    assert len(missed) <= (1 - WANTED) * tried, missed


@pytest.mark.walls
def test_tests_that_look_at_nothing_see_nothing() -> None:
    found = mutate("ontzorg.rules.wet.loonsanctie", 8, f"{TESTS}/test_premies.py")
    assert len(found["missed"]) == int(str(found["tried"])) > 0
