"""The import contracts are written so that each finds the fault it is there for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.project import PACKAGE, ROOT

LINT = Path(sys.executable).with_name("lint-imports")


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """Give a package with our rooms and nothing in them."""
    for room in PACKAGE.rglob("__init__.py"):
        target = tmp_path / "ontzorg" / room.relative_to(PACKAGE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    for module in ("accounts", "demo_views"):
        (tmp_path / "ontzorg" / "portals" / "shared" / f"{module}.py").touch()
    for app in ("access", "parties", "verzuim", "medical"):
        models = tmp_path / "ontzorg" / app / "models"
        (models / "__init__.py" if models.is_dir() else models.with_suffix(".py")).touch()
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def broken_contracts(root: Path) -> set[str]:
    done = subprocess.run(
        [LINT, "--no-cache", "--no-logo"],
        cwd=root,
        env={"PYTHONPATH": str(root), "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    verdicts = [line for line in done.stdout.splitlines() if " BROKEN" in line]
    assert done.returncode == (1 if verdicts else 0), done.stdout + done.stderr
    return {line.split(" BROKEN")[0].strip() for line in verdicts}


def test_an_empty_house_keeps_every_contract(skeleton: Path) -> None:
    assert broken_contracts(skeleton) == set()


@pytest.mark.parametrize(
    ("place", "imported", "contract"),
    [
        ("rules/planted.py", "ontzorg.access", "Rooms see only the rooms below them"),
        ("verzuim/planted.py", "ontzorg.medical", "Rooms see only the rooms below them"),
        ("portals/planted.py", "ontzorg.integrations", "Rooms see only the rooms below them"),
        (
            "portals/werkgever/planted.py",
            "ontzorg.portals.adviseur",
            "Portals do not see each other",
        ),
        ("portals/shared/planted.py", "ontzorg.portals.adviseur", "Portals do not see each other"),
        ("portals/werkgever/planted.py", "ontzorg.medical", "The medical room opens to few"),
        ("portals/shared/planted.py", "ontzorg.medical", "The medical room opens to few"),
        (
            "rules/planted.py",
            "django.db",
            "The rules know no framework, no database and no network",
        ),
        ("rules/planted.py", "time", "The rules know no framework, no database and no network"),
        (
            "portals/werkgever/planted.py",
            "ontzorg.verzuim.models",
            "The models of verzuim are private",
        ),
        ("verzuim/planted.py", "ontzorg.parties.models", "The models of parties are private"),
        ("parties/planted.py", "ontzorg.access.models", "The models of access are private"),
        (
            "portals/arbodienst/planted.py",
            "ontzorg.medical.models",
            "The models of the medical room are private",
        ),
    ],
)
def test_a_planted_import_is_found(
    skeleton: Path, place: str, imported: str, contract: str
) -> None:
    (skeleton / "ontzorg" / place).write_text(f"import {imported}\n", "utf-8")
    assert contract in broken_contracts(skeleton)


@pytest.mark.parametrize("room", ["helpers", "portals/helpers"])
def test_a_room_without_a_place_is_found(skeleton: Path, room: str) -> None:
    (skeleton / "ontzorg" / room).mkdir()
    (skeleton / "ontzorg" / room / "__init__.py").touch()
    assert broken_contracts(skeleton)
