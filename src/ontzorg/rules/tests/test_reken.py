"""`ontzorg reken` reads strictly, names every fault, and describes itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ontzorg.rules.invoer import InvalidInputError
from ontzorg.rules.reken.kinds import to_json
from ontzorg.rules.reken.registry import SUBJECT_NAMES, find_subject
from ontzorg.rules.reken.subject import answer

WAGE = {
    "jaar": 2026,
    "tabel": "wit",
    "tijdvak": "maand",
    "loon": "2646.00",
    "geboortejaar_groep": "jonger_dan_aow",
    "loonheffingskorting": True,
}
STROOK = find_subject("strook").example


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ontzorg.config.cli", "reken", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)


def faults_of(name: str, raw: object) -> list[str]:
    """Return the faults that reading and computing give; none when it succeeds."""
    try:
        answer(find_subject(name), raw if isinstance(raw, str) else json.dumps(raw))
    except InvalidInputError as error:
        return [str(fault) for fault in error.faults]
    return []


@pytest.mark.parametrize("name", SUBJECT_NAMES)
def test_every_subject_computes_its_own_example(name: str) -> None:
    subject = find_subject(name)
    assert subject.name == name
    answers = answer(subject, json.dumps(to_json(subject.example)))
    result = answers.to_json(trace=False)
    assert faults_in(subject.output.schema(), result) == []
    assert faults_in(subject.input.schema(), to_json(subject.example)) == []
    assert answers.outcomes[0].steps


def faults_in(schema: dict[str, Any], value: Any, path: str = "") -> list[str]:
    """Return where a value does not have the form of a schema: keys, types and choices."""
    if "anyOf" in schema:
        found = [faults_in(option, value, path) for option in schema["anyOf"]]
        return [] if [] in found else found[0]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{path}: {value}"]
    types = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    types |= {"null": type(None), "number": int}
    if not isinstance(value, types[schema["type"]]):
        return [f"{path}: no {schema['type']}"]
    if isinstance(value, dict) and "properties" in schema:
        properties = schema["properties"]
        missing = [f"{path}.{key} missing" for key in schema["required"] if key not in value]
        unknown = [f"{path}.{key} unknown" for key in value if key not in properties]
        inner = [
            fault
            for key, item in value.items()
            if key in properties
            for fault in faults_in(properties[key], item, f"{path}.{key}")
        ]
        return [*missing, *unknown, *inner]
    if isinstance(value, list):
        items = enumerate(value)
        return [f for i, item in items for f in faults_in(schema["items"], item, f"{path}[{i}]")]
    return []


def test_the_contract_of_the_checks() -> None:
    (loonheffing,) = json.loads(run("loonheffing", "-", "--json", stdin=json.dumps([WAGE])).stdout)
    assert loonheffing == {
        "inhouding": "245.67",
        "arbeidskorting": "451.33",
        "tabelloon": "2646.00",
    }
    strook = json.loads(run("strook", "-", "--json", stdin=json.dumps(STROOK)).stdout)
    assert list(strook) == [
        *("uitkering_per_dag", "bruto", "inhouding", "netto", "werkgeverslasten", "journaal"),
    ]
    assert list(strook["werkgeverslasten"]) == ["aof", "wko", "awf", "whk", "zvw"]
    assert strook["netto"] == "1139.23"


def test_results_come_back_in_the_order_of_the_input() -> None:
    lonen = [f"{number}.50" for number in range(1_000, 1_200)]
    done = run("loonheffing", "-", "--json", stdin=json.dumps([{**WAGE, "loon": x} for x in lonen]))
    found = json.loads(done.stdout)
    assert len(found) == 200
    assert [row["tabelloon"] for row in found] == sorted(
        (row["tabelloon"] for row in found), key=float
    )


def test_the_trace_comes_when_asked_for() -> None:
    row = json.loads(run("loonheffing", "-", "--json", "--uitleg", stdin=json.dumps(WAGE)).stdout)
    assert [step["regel"] for step in row["stappen"]][-1] == "loonheffing.inhouding"
    assert set(row["stappen"][0]) == {"regel", "bron", "invoer", "uitkomst", "tekst"}


def test_without_json_people_get_a_table_with_the_reasons() -> None:
    done = run("strook", "-", stdin=json.dumps(STROOK))
    assert done.returncode == 0
    assert "Strook van een Ziektewet-uitkering" in done.stdout
    assert "Waarom" in done.stdout
    assert "1139.23" in done.stdout


@pytest.mark.parametrize("name", ["loonheffing", "strook"])
def test_the_printed_example_is_valid_input(name: str, tmp_path: Path) -> None:
    path = tmp_path / "een voorbeeld.json"
    path.write_text(run(name, "--voorbeeld").stdout, "utf-8")
    assert run(name, str(path), "--json").returncode == 0
    schema = json.loads(run(name, "--schema").stdout)
    assert set(schema) == {"onderwerp", "invoer", "uitvoer"}
    assert schema["invoer"]["additionalProperties"] is False


@pytest.mark.parametrize(
    ("raw", "faults"),
    [
        ("{", ["geval 0: invoer: geen geldige JSON (regel 1, kolom 2)"]),
        ('{"jaar": 1, "jaar": 2}', ["geval 0: jaar: staat er twee keer"]),
        ("[1]", ["geval 0: geval: is geen object"]),
        (
            [WAGE, {**WAGE, "loon": "1,50", "tabel": "rood"}, {**WAGE, "naam": "x"}],
            [
                "geval 1: tabel: kies uit wit, groen",
                'geval 1: loon: is geen getal; schrijf het als "1234.56"',
                "geval 2: naam: onbekend; gebruik alleen "
                + ", ".join(find_subject("loonheffing").input.fields),
            ],
        ),
        ({**WAGE, "loon": True}, ['geval 0: loon: is geen getal; schrijf het als "1234.56"']),
        ({**WAGE, "loon": "-0.01"}, ["geval 0: loon: -0.01 ligt niet tussen 0 en 100000000"]),
        ({**WAGE, "loon": "0.001"}, ["geval 0: loon: heeft meer dan 2 cijfers achter de punt"]),
        ({**WAGE, "loon": "1e3"}, ['geval 0: loon: is geen getal; schrijf het als "1234.56"']),
        ({**WAGE, "jaar": "2026"}, ["geval 0: jaar: is geen heel getal"]),
        ({**WAGE, "jaar": 2026.0}, ["geval 0: jaar: is geen heel getal"]),
        (
            {**WAGE, "loonheffingskorting": 1},
            ["geval 0: loonheffingskorting: is geen true of false"],
        ),
        (
            {**WAGE, "jaar": 2022},
            [
                "geval 0: jaar: 2022-01-01 ligt voor de tabel wet/loonheffing/rekenvoorschrift, "
                "die begint op 2023-01-01"
            ],
        ),
        (
            {**WAGE, "jaar": 2028},
            [
                "geval 0: jaar: 2028-01-01 ligt na de tabel wet/loonheffing/rekenvoorschrift, "
                "die eindigt op 2027-12-31"
            ],
        ),
        (
            {**WAGE, "geboortejaar_groep": "aow_1946_of_later", "bijzonder": {"bedrag": "1"}},
            [
                "geval 0: bijzonder.jaarloon_vorig_jaar: ontbreekt; "
                "geef het loon van het vorige jaar"
            ],
        ),
    ],
    ids=str,
)
def test_every_fault_names_element_and_field(raw: object, faults: list[str]) -> None:
    assert faults_of("loonheffing", raw) == faults


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"uitkeringsdagen": 21}, "uitkeringsdagen: een tijdvak vier_weken heeft hoogstens 20"),
        ({"peildatum": "2027-01-01"}, "peildatum: ligt na 2026"),
        ({"peildatum": "2026-02-30"}, "peildatum: 2026-02-30 bestaat niet"),
        ({"peildatum": "26-01-2026"}, "peildatum: is geen datum; schrijf JJJJ-MM-DD"),
        ({"whk_percentage": None}, "whk_percentage: ontbreekt; neem het uit de beschikking"),
        ({"percentage": "100.01"}, "percentage: 100.01 ligt niet tussen 0 en 100"),
        ({"eerdere_lonen": ["1", "x"]}, "eerdere_lonen[1]: is geen getal"),
        ({"eerdere_lonen": "1"}, "eerdere_lonen: is geen lijst"),
        ({"jaar": 2027}, "jaar: 2027-01-01 ligt na de tabel wet/premies/"),
    ],
    ids=str,
)
def test_a_strook_is_read_strictly(change: dict[str, Any], fault: str) -> None:
    (found,) = faults_of("strook", {**STROOK, **change})
    assert found.startswith(f"geval 0: {fault}")


def test_optional_fields_may_stay_away() -> None:
    names = ("inkomsten_per_dag", "maatregel_percentage", "dagtabel")
    short = {key: value for key, value in STROOK.items() if key not in names}
    assert faults_of("strook", short) == []
    aow = {**short, "geboortejaar_groep": "aow_1946_of_later", "whk_percentage": None}
    assert faults_of("strook", aow) == []


def test_a_special_payment_without_table_is_a_fault() -> None:
    raw = {**WAGE, "geboortejaar_groep": "aow_1946_of_later"}
    extra = {"bedrag": "350.00", "jaarloon_vorig_jaar": "32000.00"}
    (fault,) = faults_of("loonheffing", {**raw, "bijzonder": extra})
    assert fault.startswith("geval 0: bijzonder: geen bijzonder tarief bekend")


@pytest.mark.parametrize(
    ("extra", "found"),
    [
        ({"bijzonder": {"bedrag": 350, "jaarloon_vorig_jaar": "32000"}}, ("260.77", "147.52")),
        ({"bijzonder": {"bedrag": 350.00, "jaarloon_vorig_jaar": "18200"}}, ("260.77", "125.12")),
        ({"anoniem": True}, ("728.00", None)),
        (
            {"anoniem": True, "bijzonder": {"bedrag": 100, "jaarloon_vorig_jaar": 0}},
            ("728.00", "52.00"),
        ),
    ],
    ids=str,
)
def test_special_payments_and_the_anonymous_rate(
    extra: dict[str, Any], found: tuple[str, str | None]
) -> None:
    raw = {**WAGE, "tabel": "groen", "tijdvak": "vier_weken", "loon": "1400.00", **extra}
    row = answer(find_subject("loonheffing"), json.dumps(raw)).to_json(trace=False)
    assert (row["inhouding"], row.get("inhouding_bijzonder")) == found


def test_bad_input_ends_with_2_and_prints_nothing_else() -> None:
    done = run("loonheffing", "-", "--json", stdin='[{"jaar": 2026}, {}]')
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 5 + 6


@pytest.mark.parametrize(
    "arguments", [("loonheffing",), ("onbekend", "-"), ("loonheffing", "bestaat niet.json")]
)
def test_a_wrong_command_ends_with_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_no_control_character_of_the_input_reaches_the_screen() -> None:
    (fault,) = faults_of("loonheffing", {**WAGE, "\x1b[31mrood": 1})
    assert fault.isprintable()
