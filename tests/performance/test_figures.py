"""The figures of a benchmark are what they say: percentiles, wishes met, and processor time."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.performance.figures import Figure, percentile, write_figures
from tests.performance.processor import processor_seconds


@pytest.mark.parametrize(
    ("times", "share", "expected"),
    [
        ([3.0], 0.95, 3.0),
        ([1.0, 2.0, 3.0, 4.0], 0.5, 2.0),
        ([float(n) for n in range(1, 101)], 0.95, 95.0),
        ([float(n) for n in range(1, 101)], 0.5, 50.0),
        ([5.0, 1.0], 0.95, 5.0),
    ],
)
def test_a_percentile_is_a_time_that_was_measured(
    times: list[float], share: float, expected: float
) -> None:
    assert percentile(times, share) == expected


@pytest.mark.parametrize(("value", "wanted", "is_met"), [(9, 10, True), (11, 10, False)])
def test_a_wish_is_met_or_not(value: float, wanted: float, is_met: bool) -> None:  # noqa: FBT001
    assert Figure(group="g", what="w", value=value, unit="s", wanted=wanted).is_met is is_met


def test_the_json_holds_every_figure_and_the_machine(tmp_path: Path) -> None:
    figure = Figure(group="g", what="w", value=1.5, unit="s")
    write_figures(tmp_path / "new" / "bench.json", [figure], {"taken": 7})
    found = json.loads((tmp_path / "new" / "bench.json").read_text("utf-8"))
    assert found["figures"][0] | {"value": 1.5, "is_met": None} == found["figures"][0]
    assert found["book"] == {"taken": 7}
    assert found["machine"]["cores"] == os.cpu_count()


def test_processor_time_counts_work_and_no_waiting() -> None:
    before = processor_seconds(os.getpid())
    if before is None:
        pytest.skip("this system has no /proc")
    while (after := processor_seconds(os.getpid()) or 0) <= before:
        sum(range(100_000))
    assert after > before
    assert processor_seconds() == 0
