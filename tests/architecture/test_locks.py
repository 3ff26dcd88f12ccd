"""The lock files follow pyproject.toml, and pin everything by hash."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.architecture.locks import lock_faults
from tests.architecture.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEV = "requirements/dev.lock"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def change(path: Path, edit: Callable[[str], str]) -> None:
    before = path.read_text("utf-8")
    path.write_text(edit(before), "utf-8")
    assert path.read_text("utf-8") != before


def test_the_lock_files_are_fresh() -> None:
    assert lock_faults() == []


def test_a_new_dependency_without_make_lock_is_found(copy: Path) -> None:
    change(copy / "pyproject.toml", lambda text: text.replace('"click', '"attrs",\n    "click'))
    stale = sorted(fault.split()[0] for fault in lock_faults(copy) if "is older" in fault)
    assert stale == ["bench.lock", "bootstrap.lock", "dev.lock", "runtime.lock", "walls.lock"]


def test_a_missing_hash_is_found(copy: Path) -> None:
    entry = re.compile(r"^click==.*\n(?:    --hash.*\n)+", re.MULTILINE)
    change(copy / DEV, lambda text: entry.sub("click==8.1.0\n", text))
    assert lock_faults(copy) == ["dev.lock does not pin click==8.1.0 by hash: run `make lock`"]


def test_a_loose_version_is_found(copy: Path) -> None:
    change(copy / DEV, lambda text: text.replace("\nclick==", "\nclick>="))
    assert "does not pin click>=" in lock_faults(copy)[0]


def test_a_missing_file_is_found(copy: Path) -> None:
    (copy / DEV).unlink()
    assert lock_faults(copy) == ["dev.lock is not there: run `make lock`"]
