"""The wheel brings a law library that works alone: no Django, no database, no checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UV = (sys.executable, "-m", "uv", "--quiet")
# What a program needs from its surroundings; nothing of the product comes along.
PASSED_ON = ("HOME", "LANG", "PATH", "TMPDIR", "UV_CACHE_DIR", "UV_DEFAULT_INDEX", "UV_INDEX_URL")
LAW = """
from datetime import date
from decimal import Decimal
from ontzorg.rules.wet.loonheffing import compute_loonheffing
from ontzorg.rules.wet.loonheffing_vraag import LoonheffingVraag
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tabel, Tijdvak
from ontzorg.rules.wet.tijdlijn import compute_tijdlijn
from ontzorg.rules.wet.zaak import Zaak, Ziekteperiode

vraag = LoonheffingVraag(
    jaar=2026, tabel=Tabel.WIT, tijdvak=Tijdvak.MAAND, loon=Decimal("2646.00"),
    groep=GeboortejaarGroep.JONGER_DAN_AOW, loonheffingskorting=True,
)
loonheffing = compute_loonheffing(vraag)
print(loonheffing.value.inhouding, bool(loonheffing.steps))
zaak = Zaak(ziekteperioden=(Ziekteperiode(start=date(2025, 1, 6), hersteld_op=None),))
print(compute_tijdlijn(zaak).dossiers[0].wia_eerste_dag)
"""
CATALOGUE = """
from ontzorg.rules.voorwaarden.catalogus import CATALOGI, load_catalogus
from ontzorg.rules.voorwaarden.dekking import determine_dekking

catalogus = load_catalogus(CATALOGI[0])
for module in ("ONTZORGMANAGER_ARBO", "ARBOSIGNAAL_REINTEGRATIE"):
    print(determine_dekking(catalogus, module, "zorg_van_de_zaak", "A23").value.teken)
"""
SUBJECTS = """
import json
from ontzorg.rules.reken.kinds import to_json
from ontzorg.rules.reken.registry import SUBJECT_NAMES, find_subject
from ontzorg.rules.reken.subject import answer

for subject in map(find_subject, SUBJECT_NAMES):
    print(bool(answer(subject, json.dumps(to_json(subject.example))).outcomes[0].steps))
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of a new environment that holds the wheel without extras."""
    place = tmp_path_factory.mktemp("leeg")
    run(*UV, "build", "--wheel", "--no-build-isolation", "--out-dir", str(place), str(ROOT))
    run(*UV, "venv", "--python", sys.executable, str(place / "venv"))
    (wheel,) = place.glob("*.whl")
    install(place / "venv" / "bin", str(wheel))
    return place / "venv" / "bin"


def install(programs: Path, wheel: str) -> None:
    """Install the wheel with what `make setup` left behind, else from the index."""
    lock = str(ROOT / "requirements" / "runtime.lock")
    command = (*UV, "pip", "install", "--python", str(programs / "python"), "-c", lock, wheel)
    if start(*command, "--offline").returncode:
        run(*command)


def start(*command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Start a program without the settings of the product."""
    env = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def run(*command: str, cwd: Path | None = None) -> str:
    """Return what a program prints; it must end well and without complaint."""
    done = start(*command, cwd=cwd)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def run_script(programs: Path, folder: Path, script: str) -> list[str]:
    path = folder / "los script.py"
    path.write_text(script, "utf-8")
    return run(str(programs / "python"), "-I", str(path), cwd=folder).splitlines()


def test_the_environment_is_clean(programs: Path, tmp_path: Path) -> None:
    for module in ("django", "psycopg", "pydantic", "lxml", "yaml", "ontzorg"):
        done = start(str(programs / "python"), "-I", "-c", f"import {module}", cwd=tmp_path)
        assert (done.returncode == 0) == (module in {"yaml", "ontzorg"}), module


def test_a_plain_script_asks_the_law(programs: Path, tmp_path: Path) -> None:
    assert run_script(programs, tmp_path, LAW) == ["245.67 True", "2027-01-04"]


def test_a_plain_script_asks_the_catalogue(programs: Path, tmp_path: Path) -> None:
    assert run_script(programs, tmp_path, CATALOGUE) == ["V", "*"]


def test_every_subject_computes_its_example(programs: Path, tmp_path: Path) -> None:
    assert run_script(programs, tmp_path, SUBJECTS) == ["True"] * 14


def test_the_command_line_answers(programs: Path, tmp_path: Path) -> None:
    program = str(programs / "ontzorg")
    example = run(program, "reken", "loonheffing", "--voorbeeld", cwd=tmp_path)
    (tmp_path / "loon.json").write_text(example, "utf-8")
    answer = json.loads(run(program, "reken", "loonheffing", "loon.json", "--json", cwd=tmp_path))
    assert answer == {"inhouding": "245.67", "arbeidskorting": "451.33", "tabelloon": "2646.00"}
    assert json.loads(run(program, "catalogus", "--json", cwd=tmp_path))["lijsten"]


def test_the_product_says_what_it_misses(programs: Path, tmp_path: Path) -> None:
    done = start(str(programs / "ontzorg"), "migrate", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'ontzorg[web]'" in done.stderr
