"""The command line answers without the product, and says what a command needs."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module

import click
import pytest

from ontzorg.config.cli import COMMANDS, Entry

WITHOUT_PRODUCT = """
import sys
sys.modules["django"] = None
from ontzorg.config.cli import main
main(prog_name="ontzorg")
"""


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command where the product is not installed."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_PRODUCT, *arguments],
        capture_output=True,
        text=True,
        env=os.environ | settings,
        check=False,
    )


@pytest.mark.parametrize("settings", [{}, {"SECRET_KEY": "x" * 50, "DATABASE_URL": "postgres://"}])
def test_help_lists_every_command_whatever_is_installed_or_set(settings: dict[str, str]) -> None:
    done = run("--help", **settings)
    assert (done.returncode, done.stderr) == (0, "")
    for entry in COMMANDS:
        assert f"  {entry.name} " in done.stdout


def test_the_law_answers_without_the_product() -> None:
    done = run("tijdlijn", "2026-01-05")
    assert done.returncode == 0
    assert "15 februari 2026" in done.stdout


@pytest.mark.parametrize("name", [entry.name for entry in COMMANDS if entry.process])
def test_what_needs_the_product_says_how_to_get_it(name: str) -> None:
    done = run(name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'ontzorg[web]'" in done.stderr


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_every_command_that_is_listed_exists(entry: Entry) -> None:
    command = getattr(import_module(f"ontzorg.config.{entry.module}"), entry.attribute)
    assert isinstance(command, click.Command)
    assert command.name == entry.name
