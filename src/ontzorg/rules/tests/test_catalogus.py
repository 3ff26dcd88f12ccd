"""The catalogue is whole, says what the printed lists say, and never invents a price."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

import pytest

from ontzorg.rules.tests.scenario import Row, load_scenarios, scenario_name
from ontzorg.rules.voorwaarden.catalogus import Catalogus, load_catalogus
from ontzorg.rules.voorwaarden.dekking import (
    UnknownListError,
    describe_conditions,
    determine_dekking,
)
from ontzorg.rules.voorwaarden.premie import Keuze, PrijsStand, find_prijs
from ontzorg.rules.voorwaarden.regels import load_regels

CATALOGUS = load_catalogus()
SHARED = Path(str(resources.files("ontzorg.rules"))).parents[3] / "shared"
PRINTED = sorted(SHARED.glob("seeds/004_*.txt"))
MATRIX = SHARED / "mission.md"
needs_print = pytest.mark.skipif(not PRINTED, reason="the printed lists are not here")


def test_there_are_282_cells_147_texts_and_81_activities() -> None:
    assert len(CATALOGUS.cellen) == 282
    assert {cel.tekst for cel in CATALOGUS.cellen} == set(range(1, 148))
    assert list(CATALOGUS.verrichtingen) == [f"A{number:02}" for number in range(1, 82)]
    named = {code for cel in CATALOGUS.cellen for code in cel.verrichtingen}
    assert named == set(CATALOGUS.verrichtingen)


def test_the_five_lists_have_their_rows_in_order() -> None:
    assert [len(lijst.cellen) for lijst in CATALOGUS.lijsten] == [60, 56, 58, 50, 58]
    for lijst in CATALOGUS.lijsten:
        assert [cel.rij for cel in lijst.cellen] == list(range(1, len(lijst.cellen) + 1))


def test_every_cell_uses_known_words() -> None:
    terms = CATALOGUS.termen
    for cel in CATALOGUS.cellen:
        assert cel.teken in {"V", "*"}
        assert cel.rubriek in terms["rubrieken"]
        assert cel.rol in terms["rollen"]
        assert set(cel.voorwaarden) <= set(terms["voorwaarden"])
        assert set(cel.verrichtingen) <= set(CATALOGUS.verrichtingen)
        if cel.instemming is not None:
            assert cel.instemming.rol in terms["rollen"]
            assert cel.instemming.vorm in terms["vormen"]


def test_every_rule_that_the_catalogue_names_exists() -> None:
    rules = load_regels()
    named = {koppeling.regel for koppeling in CATALOGUS.koppelingen}
    named |= {tarief.regel for tarief in CATALOGUS.prijslijst.tarieven}
    named |= {m.regel_uitvoerder for m in CATALOGUS.modules.values() if m.regel_uitvoerder}
    assert named <= set(rules)
    assert all(rule.tekst and code in rule.bron for code, rule in rules.items())


@needs_print
def test_the_cells_stand_where_the_print_has_them() -> None:
    assert differences(CATALOGUS) == []


@needs_print
def test_a_planted_mark_section_or_row_is_found() -> None:
    first = CATALOGUS.lijsten[0]
    for planted in (
        replace(first.cellen[3], teken="V"),
        replace(first.cellen[3], rij=5),
        replace(first.cellen[3], rubriek="week_1"),
    ):
        cells = (*first.cellen[:3], planted, *first.cellen[4:])
        lists = (replace(first, cellen=cells), *CATALOGUS.lijsten[1:])
        assert differences(replace(CATALOGUS, lijsten=lists))


@needs_print
def test_the_same_text_has_the_same_number_and_our_own_words() -> None:
    texts: dict[str, int] = {}
    for cel, (_, _, text, _) in zip(CATALOGUS.cellen, printed_rows(), strict=True):
        assert texts.setdefault(text, cel.tekst) == cel.tekst
        assert len(text) < 30 or cel.omschrijving.lower() not in text.lower()
    assert len(texts) == 147


@needs_print
def test_the_marks_fold_to_the_published_matrix() -> None:
    rows = re.findall(r"^\| (A\d\d) \|(.*)\|$", MATRIX.read_text("utf-8"), re.MULTILINE)
    assert len(rows) == 81
    for code, rest in rows:
        wanted = [cell.strip() for cell in rest.split("|")][-5:]
        found = [matrix_cell(code, index) for index in range(5)]
        assert found == wanted, code


def matrix_cell(code: str, index: int) -> str:
    """Return the cell of the matrix: the mark, with a limit where the matrix has one."""
    cells = [cel for cel in CATALOGUS.lijsten[index].cellen if code in cel.verrichtingen]
    mark = "+".join(sorted({cel.teken for cel in cells}, reverse=True)) or "-"
    grens = cells[0].grens if cells else None
    if grens is not None and code == "A19":
        return f"{mark}({grens.aantal}wd)"
    return f"{mark}{grens.aantal}h" if grens is not None and code == "A50" else mark


def differences(catalogus: Catalogus) -> list[str]:
    """Return where the cells and the printed rows differ in list, section, row or mark."""
    places = [(cel.lijst, cel.rubriek, cel.rij, cel.teken) for cel in catalogus.cellen]
    codes = [lijst.code for lijst in catalogus.lijsten]
    counted: Counter[int] = Counter()
    found = []
    for place, (number, section, _, mark) in zip(places, printed_rows(), strict=True):
        counted[number] += 1
        if place != (codes[number - 1], section, counted[number], mark):
            found.append(f"{place}: {number} {section} {counted[number]} {mark}")
    return found


SECTIONS = {
    "preventie": "preventie",
    "activiteiten bij verzuim - week 1": "week_1",
    "activiteiten bij verzuim - vanaf week 1": "vanaf_week_1",
    "spreekuur": "spreekuur",
    "ontzorgmanager": "ontzorgmanager",
    "casemanager": "ontzorgmanager",
    "inzetbaarheidscoach": "ontzorgmanager",
    "administratieve activiteiten": "administratie",
    "basiscontract": "basiscontract",
    "aanvullende": "aanvullend",
}


@cache
def printed_rows() -> tuple[tuple[int, str, str, str], ...]:
    """Return list, section, text and mark of every marked row in the print."""
    number, section = 0, ""
    found = []
    for line in PRINTED[0].read_text("utf-8").splitlines():
        number += line.startswith("## Verrichtingenlijst")
        text, _, mark = line.partition("\t")
        if text.startswith("<b>"):
            head = text.removeprefix("<b>").lower()
            starts = [start for start in SECTIONS if head.startswith(start)]
            section = SECTIONS[max(starts, key=len)]
        elif number and mark.strip() in {"V", "*"}:
            found.append((number, section, text.strip(), mark.strip()))
    return tuple(found)


@pytest.mark.parametrize("row", load_scenarios("dekking"), ids=scenario_name)
def test_dekking_holds(row: Row) -> None:
    outcome = determine_dekking(CATALOGUS, row["module"], row["uitvoerder"], row["verrichting"])
    found = outcome.value
    assert found.teken == row["teken"]
    cells = found.cellen
    limits = [f"{c.grens.aantal} {c.grens.eenheid}" for c in cells if c.grens is not None]
    assert limits == ([row["grens"]] if "grens" in row else [])
    agreed = [cel.instemming.rol for cel in cells if cel.instemming is not None]
    assert agreed == ([row["instemming"]] if "instemming" in row else [])
    assert set(row.get("voorwaarden", ())) <= {code for c in cells for code in c.voorwaarden}
    assert row.get("twijfel", False) == (found.twijfel is not None)
    assert [step.result for step in outcome.steps] == [found.teken, *(c.teken for c in cells)]


def test_a_provider_who_does_not_offer_the_module_gives_no_answer() -> None:
    with pytest.raises(UnknownListError):
        determine_dekking(CATALOGUS, "ARBOSIGNAAL_REINTEGRATIE", "mkb_vitaal", "A19")
    with pytest.raises(UnknownListError):
        determine_dekking(CATALOGUS, "MVOV_BASIS", "arboned", "A19")


def test_conditions_are_sentences() -> None:
    for cel in CATALOGUS.cellen:
        text = describe_conditions(CATALOGUS, cel)
        assert not text or (text[0].isupper() and text.endswith("."))


def test_no_price_is_never_zero() -> None:
    for uitvoerder in CATALOGUS.uitvoerders:
        for module in CATALOGUS.modules:
            keuze = Keuze(module=module, uitvoerder=uitvoerder, contract_vanaf=date(2024, 1, 1))
            prijs = find_prijs(CATALOGUS, keuze, date(2024, 1, 1)).value
            assert (prijs.bedrag is None) == (prijs.stand is not PrijsStand.BEKEND)
            assert prijs.bedrag is None or prijs.bedrag > 0
