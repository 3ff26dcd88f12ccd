"""T41: the list of parts is complete and pinned by hash, and the wheel is the same twice."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.project import ROOT
from tests.harness.results import Tell
from tests.supply.locked import NODE, NOT_SHIPPED, parts
from tests.supply.sbom import bill_of_materials

LOCK = ROOT / "requirements" / "runtime.lock"
UV = (sys.executable, "-m", "uv", "--quiet")
SPAN = {"SHA-256": 64, "SHA-512": 128}


def names_in(text: str) -> set[str]:
    """Return the packages of a lock file, read without our own parser."""
    return {line.split("==")[0] for line in text.splitlines() if re.match(r"\w", line)}


def shipped_names() -> set[str]:
    """Return the packages that the sources of the frontend name."""
    sources = [
        path.read_text("utf-8")
        for path in (ROOT / "frontend").rglob("*.*")
        if path.suffix in {".js", ".css"} and "node_modules" not in path.parts
    ]
    wanted = json.loads((ROOT / "frontend" / "package.json").read_text("utf-8"))
    known = wanted["devDependencies"]
    return {name for name in known if any(name in text for text in sources)} - NOT_SHIPPED


def test_the_list_is_complete(tell: Tell) -> None:
    components = bill_of_materials()["components"]
    listed = {component["name"] for component in components}
    assert listed == names_in(LOCK.read_text("utf-8")) | shipped_names()
    assert len(components) == len({component["purl"] for component in components})
    tell("T41", tried=len(components), unit="onderdelen in de lijst")


def test_every_part_has_a_hash() -> None:
    for component in bill_of_materials()["components"]:
        assert component["hashes"], component["name"]
        for digest in component["hashes"]:
            assert re.fullmatch(rf"[0-9a-f]{{{SPAN[digest['alg']]}}}", digest["content"])


@pytest.mark.planted("T41")
def test_a_part_without_a_hash_is_missed(tmp_path: Path) -> None:
    for name in ("requirements", "frontend"):
        (tmp_path / name).mkdir()
    for name in ("frontend/package.json", "frontend/package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    text = LOCK.read_text("utf-8") + "zonder-hash==1.0\n"
    (tmp_path / "requirements" / "runtime.lock").write_text(text, "utf-8")
    assert names_in(text) - {part.name for part in parts(tmp_path)} >= {"zonder-hash"}


def test_the_same_lock_gives_the_same_list() -> None:
    assert bill_of_materials() == bill_of_materials()
    assert NODE not in json.dumps(bill_of_materials())


@pytest.mark.walls
def test_the_wheel_is_the_same_twice(tmp_path: Path, tell: Tell) -> None:
    tree = copy_of_tree(ROOT, tmp_path / "een")
    other = copy_of_tree(tree, tmp_path / "een andere map")
    assert build(tree, tmp_path / "one") == build(other, tmp_path / "two")
    tell("T41", tried=2, unit="keer hetzelfde pakket gebouwd")


@pytest.mark.walls
@pytest.mark.planted("T41")
def test_another_byte_is_another_wheel(tmp_path: Path) -> None:
    tree = copy_of_tree(ROOT, tmp_path / "een")
    before = build(tree, tmp_path / "one")
    (tree / "README.md").write_text("Anders", "utf-8")
    assert build(tree, tmp_path / "two") != before


def copy_of_tree(source: Path, tree: Path) -> Path:
    """Return a copy of what a wheel is made from, elsewhere and with other times on its files."""
    skipped = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(source / "src", tree / "src", ignore=skipped, copy_function=shutil.copyfile)
    for name in (".gitignore", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(source / name, tree / name)
    return tree


def build(tree: Path, place: Path) -> str:
    """Build the wheel and return its digest."""
    command = [*UV, "build", "--wheel", "--no-build-isolation", "--out-dir", str(place), str(tree)]
    subprocess.run(command, check=True, env={**os.environ, "TZ": "Asia/Tokyo"}, cwd=tree)
    (wheel,) = place.glob("*.whl")
    return hashlib.sha256(wheel.read_bytes()).hexdigest()
