"""The law library runs alone: no Django, no database driver, no clock."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

RULES = Path(str(resources.files("ontzorg.rules")))
SOURCES = sorted(p for p in RULES.rglob("*.py") if "tests" not in p.relative_to(RULES).parts)

BLOCKED = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "psycopg", "pydantic", "ninja", "lxml"}:
            raise ImportError(f"blocked: {name}")
sys.meta_path.insert(0, Blocker())
"""
USE = """
import importlib, pkgutil, ontzorg.rules
for module in pkgutil.walk_packages(ontzorg.rules.__path__, "ontzorg.rules."):
    if ".tests" not in module.name:
        importlib.import_module(module.name)
import ontzorg.config.cli_reken
import ontzorg.config.cli_rules
from ontzorg.rules.invoer import parse_cases
from ontzorg.rules.wet.tijdlijn import compute_tijdlijn
cases = parse_cases('{"ziekteperioden": [{"start": "2025-01-06"}]}')
print(compute_tijdlijn(cases.zaken[0]).dossiers[0].loondoorbetaling_laatste_dag)
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_rules_run_without_django() -> None:
    done = run(BLOCKED + USE)
    assert (done.stdout.strip(), done.stderr) == ("2027-01-03", "")


def test_the_blocker_finds_a_planted_import() -> None:
    assert "blocked: django" in run(BLOCKED + "import django").stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_rule_looks_at_the_clock(path: Path) -> None:
    assert clock_calls(path.read_text("utf-8")) == []


def test_a_planted_look_at_the_clock_is_found() -> None:
    assert clock_calls("from datetime import date\nx = date.today()\n") == ["today"]


def clock_calls(source: str) -> list[str]:
    """Return the calls that read the clock."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    names = (call.func.attr for call in calls if isinstance(call.func, ast.Attribute))
    return [name for name in names if name in {"today", "now", "utcnow", "time", "localtime"}]
