"""The tables with several figures per year are complete, sourced and dated; also the groups."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from ontzorg.rules.parameters import NoValueError, TableEndedError
from ontzorg.rules.wet.geld_tabel import load_money_table
from ontzorg.rules.wet.loonheffing_groep import geboortejaar_groep
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep

DATA = Path(str(resources.files("ontzorg.rules"))) / "data"
STATUSES = {"wet", "found2", "found1", "fitted", "derived", "own", "provisional"}


def money_tables() -> list[Path]:
    """Return the tables with figures per year."""
    return [
        path for path in sorted(DATA.rglob("*.yaml")) if "\njaren:\n" in path.read_text("utf-8")
    ]


def faults(raw: dict[str, Any]) -> list[str]:
    """Return what is wrong with one table; empty when nothing is."""
    if set(raw) != {"description", "unit", "known_until", "jaren"}:
        return ["keys are description, unit, known_until and jaren"]
    found = []
    starts = [row["valid_from"] for row in raw["jaren"]]
    if starts != sorted(set(starts)) or raw["known_until"] < starts[-1]:
        found.append("days do not rise to known_until")
    for row in raw["jaren"]:
        if row["status"] not in STATUSES or len(row["source"]) < 20:
            found.append("no status or no real source")
        found += [f"a float: {number}" for number in _floats(row)]
    return found


def _floats(value: object) -> list[float]:
    match value:
        case float():
            return [value]
        case dict():
            return [number for item in value.values() for number in _floats(item)]
        case list():
            return [number for item in value for number in _floats(item)]
        case _:
            return []


@pytest.mark.parametrize("path", money_tables(), ids=lambda path: path.stem)
def test_table_matches_the_schema(path: Path) -> None:
    assert faults(yaml.safe_load(path.read_text("utf-8"))) == []


def test_the_tables_are_found() -> None:
    names = {path.stem for path in money_tables()}
    assert {"schijven", "arbeidskorting", "rekenvoorschrift", "keuzes"} <= names


@pytest.mark.parametrize(
    "fault",
    [{"status": "zeker"}, {"source": "wet"}, {"deel": 0.5}, {"valid_from": date(2029, 1, 1)}],
    ids=str,
)
def test_the_schema_finds_planted_faults(fault: dict[str, Any]) -> None:
    row = {"valid_from": date(2023, 1, 1), "status": "wet", "source": "Wet op de loonbelasting"}
    good = {"description": "x", "unit": "EUR", "known_until": date(2027, 12, 31), "jaren": [row]}
    assert faults(good) == []
    assert faults({**good, "jaren": [{**row, **fault}]})
    assert faults({**good, "extra": 1})


def test_a_day_outside_a_table_names_table_and_day() -> None:
    table = load_money_table("wet/loonheffing/schijven")
    assert table.on(date(2023, 1, 1)).valid_from == date(2023, 1, 1)
    assert table.on(date(2027, 12, 31)).valid_from == date(2027, 1, 1)
    with pytest.raises(NoValueError, match="wet/loonheffing/schijven: no value on 2022-12-31"):
        table.on(date(2022, 12, 31))
    with pytest.raises(TableEndedError, match="2028-01-01 ligt na de tabel wet/loonheffing"):
        table.on(date(2028, 1, 1))


@pytest.mark.parametrize(
    ("geboortedatum", "day", "groep"),
    [
        (date(1959, 6, 15), date(2026, 5, 31), GeboortejaarGroep.JONGER_DAN_AOW),
        (date(1959, 6, 15), date(2026, 6, 1), GeboortejaarGroep.AOW_1946_OF_LATER),
        (date(1959, 6, 30), date(2026, 6, 1), GeboortejaarGroep.AOW_1946_OF_LATER),
        (date(1956, 6, 1), date(2023, 3, 31), GeboortejaarGroep.JONGER_DAN_AOW),
        (date(1956, 6, 1), date(2023, 4, 1), GeboortejaarGroep.AOW_1946_OF_LATER),
        (date(1945, 12, 31), date(2026, 1, 1), GeboortejaarGroep.AOW_1945_OF_EERDER),
        (date(1946, 1, 1), date(2026, 1, 1), GeboortejaarGroep.AOW_1946_OF_LATER),
        (date(1964, 10, 1), date(2027, 12, 31), GeboortejaarGroep.JONGER_DAN_AOW),
    ],
)
def test_the_aow_columns_hold_from_the_first_of_the_month(
    geboortedatum: date, day: date, groep: GeboortejaarGroep
) -> None:
    outcome = geboortejaar_groep(geboortedatum, day)
    assert outcome.value is groep
    assert outcome.steps[0].result == groep
