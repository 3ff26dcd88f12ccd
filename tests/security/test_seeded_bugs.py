"""T42: a bug in the code of the walls makes the tests of the walls fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.project import ROOT

PACKAGE = ROOT / "src" / "ontzorg"
FAILED = 1  # what pytest says when a test failed; 2 and more when it could not run


@dataclass(frozen=True)
class Bug:
    """One slip of the pen, and the tests that must see it."""

    file: str
    right: str
    wrong: str
    tests: str
    only: str = ""


SIGN_IN = "portals/shared/sign_in"
BUGS = (
    Bug(
        "access/actors.py",
        "return privilege in GRANTS[self.role]",
        "return True",
        "test_emergency.py",
        "others_cannot",
    ),
    Bug(
        "access/walls/functions.sql",
        "IF parts[5] IS DISTINCT FROM current_setting('role') THEN",
        "IF false THEN",
        "test_raw_sql.py",
        "gets_nothing",
    ),
    Bug(
        "access/walls/access_tables.py",
        'Login.WEB_SIGNIN: all_rows("SU"',
        'Login.WEB_PORTAL: all_rows("S"), Login.WEB_SIGNIN: all_rows("SU"',
        "test_raw_sql.py",
        "gets_nothing",
    ),
    Bug(
        "access/crypto.py",
        "bound_to.encode()",
        'b""',
        "test_stolen_copy.py",
        "own_row",
    ),
    Bug(
        f"{SIGN_IN}/second_factor.py",
        "return not has_passed(request)",
        "return False",
        "test_second_factor.py",
        "brings_professionals",
    ),
    Bug(f"{SIGN_IN}/fresh.py", "latest < settings", "latest > settings", "test_fresh_sign_in.py"),
    Bug(
        "access/external.py",
        "if proof.level not in rules.levels:",
        "if not proof.level:",
        "test_oidc.py",
        "falls_short",
    ),
    Bug(
        f"{SIGN_IN}/oidc.py",
        'claims.get("email_verified") is True',
        'bool(claims.get("email_verified"))',
        "test_oidc.py",
        "falls_short",
    ),
    Bug(
        f"{SIGN_IN}/tokens.py",
        "issuer=issuer,",
        "issuer=None,",
        "test_tokens.py",
        "something_else",
    ),
    Bug("access/emergency.py", ", ends_at__gt=now", "", "test_emergency.py", "after_an_hour"),
    Bug("config/settings.py", "10/h/key", "9999/h/key", "test_guessing.py", "ten_answers"),
    Bug(
        "medical/selectors.py",
        "    _log(actor, dossier)\n    with acting_as",
        "    with acting_as",
        "test_log_complete.py",
        "one_line and not length",
    ),
    Bug(
        f"{SIGN_IN}/receivers.py",
        '"wachtwoord.gewijzigd", user.pk)\n    end_other_sessions(request, user)',
        '"wachtwoord.gewijzigd", user.pk)',
        "test_revocation.py",
        "new_password",
    ),
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the package to spoil."""
    place = tmp_path / "src" / "ontzorg"
    shutil.copytree(PACKAGE, place, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    return place


def run(place: Path, bug: Bug) -> subprocess.CompletedProcess[str]:
    """Run the tests of this bug on the copy."""
    command = [sys.executable, "-m", "pytest", "-n0", "-x", "-q", f"tests/security/{bug.tests}"]
    command += ["-k", bug.only] if bug.only else []
    environment = {**os.environ, "PYTHONPATH": str(place.parent)}
    environment.pop("PYTEST_XDIST_WORKER", None)
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_every_bug_fits_the_code() -> None:
    for bug in BUGS:
        assert (PACKAGE / bug.file).read_text("utf-8").count(bug.right) >= 1, bug


@pytest.mark.walls
@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: f"{bug.file}: {bug.wrong or 'left out'}")
def test_a_bug_is_seen(copy: Path, bug: Bug) -> None:
    spoiled = copy / bug.file
    spoiled.write_text(spoiled.read_text("utf-8").replace(bug.right, bug.wrong), "utf-8")
    done = run(copy, bug)
    assert done.returncode == FAILED, done.stdout[-2000:] + done.stderr[-2000:]
    assert "ImportError" not in done.stdout


@pytest.mark.walls
def test_the_sound_copy_passes(copy: Path) -> None:
    done = run(copy, Bug("", "", "", "test_stolen_copy.py", "own_row"))
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
