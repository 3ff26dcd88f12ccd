"""Every table is complete and sourced, and refuses days it does not know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest
import yaml

from ontzorg.rules.parameters import NoValueError, Parameter, TableEndedError, Value, load_parameter

DATA = Path(str(resources.files("ontzorg.rules"))) / "data"
# Not one number per day: names per variant, and an age per date of birth.
OTHER_FORMS = {"varianten", "aow_leeftijd", "klassen", "zestig_plus", "categorieen", "no_risk"}
TABLES = sorted(
    path
    for folder in ("wet", "huisnormen", "signalen")
    for path in (DATA / folder).rglob("*.yaml")
    # Tables with figures per year have a test of their own, beside the loonheffing.
    if path.stem not in OTHER_FORMS and "\njaren:\n" not in path.read_text("utf-8")
)
# Counted: whole numbers above zero. Money and shares: decimals, zero included.
COUNTED = {"weken", "dagen", "dag", "jaren", "maanden", "meldingen", "kalenderjaar"}
MEASURED = {"EUR", "procent", "dagen per periode"}
STATUSES = {"wet", "found2", "found1", "fitted", "derived", "own", "provisional"}


def faults(raw: object) -> list[str]:
    """Return what is wrong with one table; empty when nothing is."""
    if not isinstance(raw, dict) or set(raw) - {"known_until"} != {"description", "unit", "values"}:
        return ["keys are description, unit and values"]
    known = raw["unit"] in COUNTED or raw["unit"].partition(",")[0] in MEASURED
    found = [] if known else [f"unknown unit {raw['unit']}"]
    if not raw["description"] or not raw["values"]:
        found.append("description or values missing")
    starts = [row.get("valid_from") for row in raw["values"]]
    if starts != sorted(set(starts)):
        found.append("valid_from is not rising")
    for row in raw["values"]:
        found += value_faults(row, raw["unit"])
    return found


def value_faults(row: dict[str, object], unit: str) -> list[str]:
    """Return what is wrong with one value."""
    if set(row) - {"status"} != {"valid_from", "value", "source"}:
        return ["a value has valid_from, value and source"]
    value = row["value"]
    found = []
    if row.get("status", "wet") not in STATUSES:
        found.append("unknown status")
    if not isinstance(row["valid_from"], date) or len(str(row["source"])) < 20:
        found.append("no date or no real source")
    if unit in COUNTED and (not isinstance(value, int) or value <= 0):
        found.append("no positive whole number")
    if not isinstance(value, int | str) or Decimal(value) < 0:
        found.append("no decimal between quotes")
    return found


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_table_matches_the_schema(path: Path) -> None:
    assert faults(yaml.safe_load(path.read_text("utf-8"))) == []


GOOD = {"valid_from": date(2007, 1, 1), "value": 6, "source": "Regeling procesgang, art. 2"}


@pytest.mark.parametrize(
    "fault",
    [
        {"source": ""},
        {"source": "wet"},
        {"value": "6"},
        {"value": 0},
        {"valid_from": "2007-01-01"},
        {"note": "extra"},
        {"status": "maybe"},
    ],
    ids=str,
)
def test_the_schema_finds_planted_faults(fault: dict[str, object]) -> None:
    table = {"description": "x", "unit": "weken", "values": [{**GOOD, **fault}]}
    assert faults({**table, "values": [GOOD]}) == []
    assert faults(table)
    assert faults({**table, "values": [GOOD], "unit": "kilo"})
    assert faults({**table, "values": [GOOD, GOOD]})


@pytest.mark.parametrize("fault", [{"value": 6.5}, {"value": "-1"}], ids=str)
def test_the_schema_finds_planted_amounts(fault: dict[str, object]) -> None:
    table = {"description": "x", "unit": "EUR, bruto per dag", "known_until": date(2008, 1, 1)}
    assert faults({**table, "values": [{**GOOD, "value": "6.50", "status": "own"}]}) == []
    assert faults({**table, "values": [{**GOOD, **fault}]})


def test_every_table_is_used_by_a_rule() -> None:
    rules = Path(str(resources.files("ontzorg.rules")))
    code = "\n".join(path.read_text("utf-8") for path in (rules / "wet").glob("*.py"))
    unused = [
        p for p in TABLES if f'"{p.relative_to(DATA).with_suffix("").as_posix()}"' not in code
    ]
    assert unused == []


def test_value_changes_on_its_first_day() -> None:
    weken = load_parameter("wet/bw/loondoorbetaling_aow_weken")
    assert weken.on(date(2023, 6, 30)).number == 13
    assert weken.on(date(2023, 7, 1)).number == 6


def test_a_day_before_the_table_is_refused() -> None:
    weken = load_parameter("wet/procesgang/oordeel_bedrijfsarts_weken")
    with pytest.raises(NoValueError, match="the table starts 2007-01-01"):
        weken.on(date(2006, 12, 31))


def test_a_table_is_read_once() -> None:
    assert load_parameter("wet/wia/wachttijd_weken") is load_parameter("wet/wia/wachttijd_weken")


def test_a_day_after_the_table_is_refused_by_name_and_day() -> None:
    value = Value(date(2026, 1, 1), Decimal("304.25"), "Staatscourant", 304)
    table = Parameter("x/y", "EUR", (value,), (value.valid_from,), date(2026, 12, 31))
    assert table.on(date(2026, 12, 31)) is value
    with pytest.raises(TableEndedError, match="2027-01-01 ligt na de tabel x/y"):
        table.on(date(2027, 1, 1))
