"""What the proofs of `make walls` tried and found: told by each test, added up in one table.

A pytest plugin. A test says how often it tried with the fixture `tell`; the marker `planted` makes
each passing case count as one planted fault that the proof found.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from rich.console import Console
from rich.table import Table

NAME = "wall"
QUICK = "not walls"
RESULT = Path("var/walls.json")


class Tell(Protocol):
    """Add to the result of one proof, such as `T15`."""

    def __call__(
        self,
        code: str,
        *,
        tried: int = 0,
        unit: str = "",
        found: int = 0,
        planted: int = 0,
        seen: int = 0,
    ) -> None:
        """Tell how often it was tried and what was found, or how many planted faults were seen."""


@dataclass(slots=True)
class Total:
    """All that the tests of one proof told."""

    tried: dict[str, int] = field(default_factory=dict)
    found: int = 0
    planted: int = 0
    seen: int = 0

    def add(self, told: Mapping[str, Any]) -> None:
        """Add what one test told."""
        if told.get("tried"):
            unit = told.get("unit", "")
            self.tried[unit] = self.tried.get(unit, 0) + told["tried"]
        self.found += told.get("found", 0)
        self.planted += told.get("planted", 0)
        self.seen += told.get("seen", 0)

    @property
    def how_often(self) -> str:
        """Say how often it was tried, by unit; Dutch writes thousands with a point."""
        counts = [(f"{count:,}".replace(",", "."), unit) for unit, count in self.tried.items()]
        return ", ".join(f"{count} {unit}".strip() for count, unit in counts)


def is_long() -> bool:
    """Tell whether each proof must reach its full number, however long that takes."""
    return os.environ.get("ONTZORG_WALLS") == "lang"


def add_up(reports: Iterable[pytest.TestReport]) -> dict[str, Total]:
    """Return the totals by proof, in the order of their names."""
    totals: dict[str, Total] = {}
    for report in reports:
        for name, told in report.user_properties:
            if name == NAME and isinstance(told, dict):
                totals.setdefault(told["code"], Total()).add(told)
    return dict(sorted(totals.items()))


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker of planted faults."""
    config.addinivalue_line("markers", "planted(code): the proof must find the fault of this test")


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Return the function by which a test tells what it tried."""

    def tell_it(code: str, **values: int | str) -> None:
        record_property(NAME, {"code": code, **values})

    return tell_it


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a case with a planted fault; it was found when the case passed."""
    report = yield
    marker = item.get_closest_marker("planted")
    if marker and report.when == "call":
        told = {"code": marker.args[0], "planted": 1, "seen": int(report.passed)}
        report.user_properties.append((NAME, told))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """After a run of the long proofs, print the table and keep it as JSON."""
    if terminalreporter.config.option.markexpr == QUICK:
        return
    reports = [
        report
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
    ]
    totals = add_up(reports)
    if totals:
        _keep(totals)
        Console().print(_table(totals))


def _keep(totals: Mapping[str, Total]) -> None:
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    results = {code: asdict(total) for code, total in totals.items()}
    RESULT.write_text(json.dumps(results, indent=2), "utf-8")


def _table(totals: Mapping[str, Total]) -> Table:
    table = Table("Proef", "Hoe vaak", "Gevonden", "Geplante fouten gevonden", title="Muren")
    for code, total in totals.items():
        seen = f"{total.seen} van {total.planted}" if total.planted else ""
        table.add_row(code, total.how_often, str(total.found), seen)
    return table
