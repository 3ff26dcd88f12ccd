"""Every worked example of the documents is what the rules compute."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.reken.kinds import to_json
from ontzorg.rules.reken.registry import SUBJECT_NAMES, find_subject
from ontzorg.rules.reken.subject import answer
from ontzorg.rules.tests.scenario import Row, load_scenarios
from ontzorg.rules.wet.tijdlijn import Zaak, Ziekteperiode, compute_tijdlijn

PAGES = Path(str(resources.files("ontzorg.rules"))).parents[2] / "docs" / "algoritmen"
ROWS = load_scenarios("voorbeelden")
# Told on another page, or answered by `ontzorg catalogus`.
ELSEWHERE = {"koppeling"}

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the documents are not installed")


def missing_in_outcome(row: Row) -> list[Any]:
    """Return the figures of a row that the rules do not compute."""
    subject = find_subject(row["onderwerp"])
    given = {**to_json(subject.example), **row["invoer"]}
    outcome = answer(subject, json.dumps(given, default=str)).to_json(trace=False)
    found = set(leaves(outcome))
    return [figure for figure in row["getallen"] if str(figure) not in found]


def missing_on_page(row: Row) -> list[Any]:
    """Return the figures of a row that the page does not show."""
    text = (PAGES / f"{row['pagina']}.md").read_text("utf-8")
    example = text.partition("## Een voorbeeld")[2]
    return [figure for figure in row["getallen"] if in_dutch(figure) not in example]


def leaves(value: Any) -> Iterator[str]:
    """Yield every single value of an outcome as text."""
    match value:
        case dict():
            for item in value.values():
                yield from leaves(item)
        case list():
            for item in value:
                yield from leaves(item)
        case _:
            yield str(value)


def in_dutch(figure: Any) -> str:
    """Return a figure as the documents write it."""
    if isinstance(figure, date):
        return dutch_date(figure)
    whole, point, cents = str(figure).removesuffix(".0").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") if whole.isdigit() else whole
    return grouped + point.replace(".", ",") + cents


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['pagina']} {row['getallen'][0]}" for row in ROWS])
def test_the_example_on_the_page_is_what_the_rules_compute(row: Row) -> None:
    assert missing_in_outcome(row) == []
    assert missing_on_page(row) == []


def test_every_subject_has_an_example_on_a_page() -> None:
    assert {row["onderwerp"] for row in ROWS} == set(SUBJECT_NAMES) - ELSEWHERE


def test_the_page_of_the_timeline_shows_what_the_rules_compute() -> None:
    zaak = Zaak(ziekteperioden=(Ziekteperiode(start=date(2025, 1, 6)),))
    (dossier,) = compute_tijdlijn(zaak, trace=False).dossiers
    codes = {"PROBLEEMANALYSE", "MELDING_42_WEKEN", "RE_INTEGRATIEVERSLAG"}
    days = [m.due_on for m in dossier.mijlpalen if m.code in codes]
    days += [dossier.eerste_ziektedag, dossier.loondoorbetaling_laatste_dag]
    ends = (dossier.wia_eerste_dag, dossier.opzegverbod_laatste_dag)
    row = {"pagina": "tijdlijn", "getallen": [*days, *ends]}
    assert len(days) == len(codes) + 2
    assert missing_on_page(row) == []
    assert missing_on_page({**row, "getallen": [date(2025, 2, 17)]}) != []


def test_a_planted_wrong_figure_is_found_on_both_sides() -> None:
    row = {**ROWS[0], "getallen": ["260.78"]}
    assert missing_in_outcome(row) == missing_on_page(row) == ["260.78"]
