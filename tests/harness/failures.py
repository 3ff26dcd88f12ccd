"""Tells of each failure at once, so that a run that is cut off has said what was wrong.

A pytest plugin.
"""

from __future__ import annotations

import pytest


class FailuresAtOnce:
    """Prints each failure when it comes."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self.terminal = terminal

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Print what failed, in which part of the test, and why."""
        if report.failed:
            self.terminal.ensure_newline()
            self.terminal.line(f"FAILED {report.nodeid} ({report.when})")
            self.terminal.line(report.longreprtext)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Listen where the results are printed: a helper process prints nothing."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None:
        session.config.pluginmanager.register(FailuresAtOnce(terminal))
