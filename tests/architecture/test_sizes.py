"""Functions and files stay short, and every function is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.architecture.project import ROOT, python_files
from tests.architecture.sizes import (
    LONGEST_FILE,
    LONGEST_FUNCTION,
    Size,
    Sizes,
    cap_faults,
    measure,
    product_files,
)

if TYPE_CHECKING:
    from pathlib import Path

SHORT = "def short() -> None:\n    pass\n"


def lines(count: int) -> str:
    return "def f() -> None:\n" + "    pass\n" * (count - 1)


def test_the_product_stays_under_every_cap() -> None:
    assert cap_faults(measure(product_files())) == []


def test_tests_stay_short_too() -> None:
    sizes = measure(python_files())
    assert [size for size in sizes.functions if size.lines > LONGEST_FUNCTION] == []
    assert [size for size in sizes.files if size.lines > LONGEST_FILE] == []
    assert [size for size in sizes.functions if not size.typed] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (SHORT * 20 + lines(41), "has 41 lines, over 40"),
        (SHORT * 251, "has 502 lines, over 500"),
        (lines(9), "the median function has 9 lines"),
        (SHORT * 8 + lines(26), "only 8 of 9 functions have 25 lines"),
        ("def f(a) -> None:\n    pass\n", "has no types"),
        ("def f(*, a: int, **b) -> None:\n    pass\n", "has no types"),
        ("class A:\n    def f(self):\n        pass\n", "has no types"),
        ("async def f():\n    pass\n", "has no types"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "planted.py").write_text(text, "utf-8")
    faults = cap_faults(measure([tmp_path / "planted.py"], tmp_path))
    assert any(fault in found for found in faults), faults


def test_too_many_long_files_are_found() -> None:
    files = tuple(Size(str(number), 251) for number in range(2))
    short = tuple(Size(str(number), 10) for number in range(17))
    assert cap_faults(Sizes((), (*short, *files))) == [
        "only 17 of 19 files have 250 lines or fewer"
    ]
    assert cap_faults(Sizes((), (*short, Size("x", 10), *files))) == []


def test_it_measures_this_project() -> None:
    places = [path.relative_to(ROOT).as_posix() for path in product_files()]
    assert "src/ontzorg/config/processes.py" in places
    assert not [place for place in places if "/tests/" in place or "/migrations/" in place]
