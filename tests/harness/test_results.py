"""The table of the proofs adds up what tests told, and counts a planted fault only when found."""

from __future__ import annotations

import json

import pytest

pytest_plugins = ["pytester"]
INNER = """
import pytest

def test_tries(tell):
    tell("T98", tried=1200, unit="verzoeken", found=1)
    tell("T98", tried=800, unit="verzoeken", planted=3, seen=3)

@pytest.mark.planted("T98")
@pytest.mark.parametrize("fault", [1, 2])
def test_finds(fault):
    assert fault == 1

@pytest.mark.planted("T99")
def test_is_left_out():
    pytest.skip("geen reden")
"""


def test_totals_are_added_up(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(INNER)
    pytester.runpytest_inprocess(
        "-p", "no:django", "-p", "tests.harness.results", "-m", "not nothing"
    )
    found = json.loads((pytester.path / "var" / "walls.json").read_text("utf-8"))
    assert found["T98"] == {"tried": {"verzoeken": 2000}, "found": 1, "planted": 5, "seen": 4}
    assert found["T99"]["seen"] == 0


def test_a_quick_run_prints_no_table(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(INNER)
    pytester.runpytest_inprocess(
        "-p", "no:django", "-p", "tests.harness.results", "-m", "not walls"
    )
    assert not (pytester.path / "var").exists()
