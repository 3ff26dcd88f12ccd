"""Nothing in the tree depends on one machine or one registry."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.architecture.project import tracked_files
from tests.architecture.tree import tree_faults

if TYPE_CHECKING:
    from pathlib import Path

HOST = "https" + "://registry.example/simple"


def package_lock(**package: str) -> str:
    return json.dumps({"packages": {"": {}, "node_modules/x": package}})


def test_the_tree_is_free_of_machines_and_registries() -> None:
    assert tree_faults(tracked_files()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dev.lock", f"--index-url {HOST}\n"),
        ("Makefile", f"\tpip install --index {HOST}\n"),
        (".npmrc", f"registry={HOST}\n"),
        ("notes.md", "see /" + "home/jan/project/x\n"),
        ("settings.py", 'VAR = "/' + 'root/data/x"\n'),
        ("package-lock.json", package_lock(resolved=HOST, integrity="sha512-x")),
        ("package-lock.json", package_lock(version="1")),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert len(tree_faults([tmp_path / name], tmp_path)) == 1


def test_the_place_of_this_checkout_is_found(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(f"cd {tmp_path}\n", "utf-8")
    assert len(tree_faults([tmp_path / "notes.md"], tmp_path)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notes.md", "https://wetten.overheid.nl/BWBR0013540\n"),
        ("Makefile", "\techo 'Started on http://localhost:8000'\n"),
        ("package-lock.json", package_lock(integrity="sha512-x")),
    ],
)
def test_what_is_allowed_passes(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert tree_faults([tmp_path / name], tmp_path) == []
