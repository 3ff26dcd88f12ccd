"""The tree that the checks look at."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "ontzorg"


def tracked_files(root: Path = ROOT) -> list[Path]:
    """Return every file that goes along with the project, in order."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    names = listing.decode("utf-8").split("\0")
    return sorted(root / name for name in names if name and (root / name).is_file())


def python_files(root: Path = ROOT) -> list[Path]:
    """Return the Python files that people write and read; migrations are made by a tool."""
    files = (path for path in tracked_files(root) if path.suffix == ".py")
    return [path for path in files if "migrations" not in path.relative_to(root).parts]
