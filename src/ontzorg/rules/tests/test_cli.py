"""`ontzorg tijdlijn` keeps its contract: output, exit code, and silence on bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ontzorg.rules.tests.scenario import load_scenarios
from ontzorg.rules.tests.test_tijdlijn import CONTRACT_CODES

DOSSIER_KEYS = [
    *("eerste_ziektedag", "niet_meetellende_dagen", "loondoorbetaling_laatste_dag"),
    *("wachttijd_laatste_dag", "wia_eerste_dag", "opzegverbod_laatste_dag"),
    *("loonsanctie_laatste_dag", "vlaggen", "mijlpalen"),
]
MIJLPAAL_KEYS = [
    *("code", "wettelijk_uiterlijk", "taakdatum", "coulancedatum", "vanaf"),
    *("soort", "bron", "stappen"),
]


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ontzorg.config.cli_rules", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)


def answer(raw: object) -> Any:
    done = run("-", "--json", stdin=json.dumps(raw, default=str))
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_all_scenarios_in_one_process_come_back_in_order() -> None:
    rows = [
        row for name in ("procesgang", "samentelling", "vangnet") for row in load_scenarios(name)
    ]
    outcomes = answer([row["zaak"] for row in rows])
    for outcome, row in zip(outcomes, rows, strict=True):
        assert list(outcome) == ["dossiers"]
        for dossier, expected in zip(outcome["dossiers"], row["dossiers"], strict=True):
            assert list(dossier) == DOSSIER_KEYS
            assert dossier["eerste_ziektedag"] == str(expected["eerste_ziektedag"])
            for mijlpaal in dossier["mijlpalen"]:
                assert list(mijlpaal) == MIJLPAAL_KEYS
                assert mijlpaal["code"] in CONTRACT_CODES
                assert mijlpaal["stappen"]


def test_one_case_gives_one_object(tmp_path: Path) -> None:
    path = tmp_path / "zaak met spatie.json"
    path.write_text('{"ziekteperioden": [{"start": "2025-01-06"}]}', "utf-8")
    done = run(str(path), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["dossiers"][0]["wia_eerste_dag"] == "2027-01-04"


@pytest.mark.parametrize(
    ("stdin", "lines"),
    [
        ("{", ["geval 0: invoer: geen geldige JSON (regel 1, kolom 2)"]),
        (
            '[{"ziekteperioden": []}, {"ziekteperioden": [{"start": "2008-01-07"}]}]',
            [
                "geval 1: ziekteperioden[0].start: 2008-01-07 ligt voor de wettabel "
                "wet/ziektewet/melding_weken, die begint op 2008-11-01"
            ],
        ),
        (
            '{"ziekteperioden": [{"start": "2025-01-06"}], "peildatum": "1999-01-01"}',
            [
                "geval 0: peildatum: 1999-01-01 ligt voor de wettabel "
                "signalen/frequent_verzuim_meldingen, die begint op 2007-01-01"
            ],
        ),
    ],
)
def test_bad_input_ends_with_2_and_prints_nothing_else(stdin: str, lines: list[str]) -> None:
    done = run("-", "--json", stdin=stdin)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == lines


def test_a_missing_file_is_a_fault() -> None:
    done = run("bestaat-niet.json", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("geval 0: bestand: bestaat-niet.json is niet te lezen")


def test_a_date_gives_a_table_for_people() -> None:
    done = run("2026-01-05")
    assert done.returncode == 0
    assert "Dossier vanaf 5 januari 2026" in done.stdout
    assert "15 februari 2026" in done.stdout


def test_an_impossible_date_is_a_fault() -> None:
    done = run("2026-02-30")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "geval 0: ziekteperioden[0].start: 2026-02-30 bestaat niet\n"
