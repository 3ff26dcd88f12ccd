"""`ontzorg catalogus` prints everything, answers one question, and says what it cannot answer."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from ontzorg.config.cli import main

ASK = ["--module", "ARBOSIGNAAL_REINTEGRATIE", "--uitvoerder", "arboned", "--verrichting", "A50"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["catalogus", *arguments])


def test_the_whole_catalogue_is_one_json_value() -> None:
    found = json.loads(run("--json").output)
    assert found["versie"] == "asr/2024"
    assert sum(len(lijst["cellen"]) for lijst in found["lijsten"]) == 282
    assert len(found["verrichtingen"]) == 81
    assert found["lijsten"][0]["cellen"][3]["teken"] == "*"
    assert found["prijslijst"]["tarieven"][0]["bedrag"] == "159.95"


def test_without_json_there_is_an_overview() -> None:
    result = run()
    assert result.exit_code == 0
    assert "Arbosignaal" in result.output


def test_one_question_gets_one_answer() -> None:
    result = run("dekking", *ASK)
    assert result.exit_code == 0
    assert "Grens: 24 uur." in result.output
    found = json.loads(run("dekking", *ASK, "--json").output)
    assert (found["teken"], found["cellen"][0]["grens"]["aantal"]) == ("*", 24)
    assert found["cellen"][0]["voorwaarden_tekst"] == "Grens: 24 uur."


def test_a_provider_without_a_list_is_an_answer_too() -> None:
    result = run(
        *("dekking", "--module", "ONTZORGMANAGER_ARBO"), *ASK[4:], "--uitvoerder", "perspectief"
    )
    assert result.exit_code == 0
    assert "geen lijst" in result.output


@pytest.mark.parametrize(
    ("place", "value", "word"),
    [
        (1, "ARBO", "module"),
        (3, "mkb", "uitvoerder"),
        (5, "A82", "verrichting"),
        (3, "mkb_vitaal", "geen verrichtingenlijst"),
    ],
)
def test_a_wrong_question_gives_exit_2_and_nothing_on_stdout(
    place: int, value: str, word: str
) -> None:
    result = run("dekking", *ASK[:place], value, *ASK[place + 1 :], "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert word in result.stderr
    assert "kies uit" in result.stderr
