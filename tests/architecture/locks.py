"""Lock files: what is installed, pinned by hash, made from the lists in pyproject.toml."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.project import ROOT

EXTRAS = {
    "runtime": ("web",),
    "dev": ("web", "dev"),
    "bench": ("web", "dev", "bench"),
    "walls": ("walls",),  # an environment of its own: scanners ask for older packages
}
HEADER = "# Written by `make lock`. Made from dependencies sha256:{digest}\n"


def dependency_digest(pyproject: Path) -> str:
    """Return a digest of every dependency list in the project file."""
    document = tomllib.loads(pyproject.read_text("utf-8"))
    project = document["project"]
    lists = {
        "build": document["build-system"]["requires"],
        "python": project["requires-python"],
        "base": project["dependencies"],
        "extras": project["optional-dependencies"],
    }
    return hashlib.sha256(json.dumps(lists, sort_keys=True).encode()).hexdigest()


def lock_faults(root: Path = ROOT) -> list[str]:
    """Return what is wrong with the lock files: stale, unpinned, or without hashes."""
    digest = dependency_digest(root / "pyproject.toml")
    names = ("bootstrap", *EXTRAS)
    paths = [root / "requirements" / f"{name}.lock" for name in names]
    return [fault for path in paths for fault in _faults_of(path, digest)]


def write_locks(root: Path, *options: str) -> None:
    """Resolve the dependency lists again and write the lock files."""
    digest = dependency_digest(root / "pyproject.toml")
    for name in ("dev", "runtime", "bench", "walls"):
        extras = [f"--extra={extra}" for extra in EXTRAS[name]]
        _compile(root, name, digest, "pyproject.toml", *extras, *options)
    _compile(root, "bootstrap", digest, "-", "--constraints=requirements/dev.lock")


def _faults_of(path: Path, digest: str) -> list[str]:
    if not path.exists():
        return [f"{path.name} is not there: run `make lock`"]
    text = path.read_text("utf-8")
    faults = []
    if not text.startswith(HEADER.format(digest=digest)):
        faults.append(f"{path.name} is older than the lists in pyproject.toml: run `make lock`")
    for entry in re.findall(r"^\w.*(?:\n    --hash.*)*", text, re.MULTILINE):
        if "==" not in entry.split("\n")[0] or "--hash=sha256:" not in entry:
            faults.append(f"{path.name} does not pin {entry.split()[0]} by hash: run `make lock`")
    return faults


def _compile(root: Path, name: str, digest: str, source: str, *options: str) -> None:
    target = root / "requirements" / f"{name}.lock"
    if name in ("runtime", "bench"):
        options = (*options, "--constraints=requirements/dev.lock")
    command = [_uv(), "pip", "compile", source, f"--output-file=requirements/{name}.lock"]
    command += ["--universal", "--python-version=3.11", "--generate-hashes", "--quiet"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", *options]
    subprocess.run(command, cwd=root, input="uv\n", text=True, check=True)
    target.write_text(HEADER.format(digest=digest) + target.read_text("utf-8"), "utf-8")


def _uv() -> str:
    beside = Path(sys.executable).with_name("uv")
    if not beside.exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
    return str(beside)


if __name__ == "__main__":
    write_locks(ROOT, *sys.argv[1:])
