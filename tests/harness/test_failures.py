"""A failure is told before the next test begins."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]
INNER = """
import os

def test_fails():
    assert "this" == "that"

def test_is_cut_off():
    os._exit(1)
"""


def test_a_run_that_is_cut_off_has_told_what_failed(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(INNER)
    said = pytester.runpytest_subprocess("-p", "no:django", "-p", "tests.harness.failures")
    said.stdout.fnmatch_lines(["FAILED *::test_fails (call)", "*AssertionError*"])


def test_without_it_nothing_is_told(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(INNER)
    said = pytester.runpytest_subprocess("-p", "no:django")
    said.stdout.no_fnmatch_line("FAILED *")
