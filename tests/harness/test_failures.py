"""A failure is told before the next test begins."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
CUT_OFF = 42
INNER = """
import os

def test_fails():
    assert "this" == "that"

def test_is_cut_off():
    os._exit(42)
"""


@pytest.fixture(autouse=True)
def found_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a run in a process of its own find the plugin."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))


def cut_off(pytester: pytest.Pytester, *plugins: str) -> pytest.RunResult:
    pytester.makepyfile(INNER)
    said = pytester.runpytest_subprocess("-p", "no:django", *plugins)
    assert said.ret == CUT_OFF
    return said


def test_a_run_that_is_cut_off_has_told_what_failed(pytester: pytest.Pytester) -> None:
    said = cut_off(pytester, "-p", "tests.harness.failures")
    said.stdout.fnmatch_lines(["FAILED *::test_fails (call)", "*AssertionError*"])


def test_without_it_nothing_is_told(pytester: pytest.Pytester) -> None:
    cut_off(pytester).stdout.no_fnmatch_line("FAILED *")
