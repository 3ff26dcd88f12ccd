"""The loonheffing gives back the published tables, and every step can be checked."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.parameters import NoValueError, TableEndedError
from ontzorg.rules.reken.kinds import to_json
from ontzorg.rules.reken.loonheffing import SUBJECT
from ontzorg.rules.reken.subject import answer
from ontzorg.rules.tests.published import load_published
from ontzorg.rules.tests.scenario import load_scenarios, scenario_name
from ontzorg.rules.tests.trace_check import check_trace, recompute
from ontzorg.rules.wet.geld_afronding import to_euro
from ontzorg.rules.wet.loonheffing import compute_loonheffing
from ontzorg.rules.wet.loonheffing_tabel import (
    GeboortejaarGroep,
    Tabel,
    Tarief,
    Tijdvak,
    load_rekenvoorschrift,
    load_tarief,
)
from ontzorg.rules.wet.loonheffing_vraag import LoonheffingVraag

COLUMNS = {
    "y": GeboortejaarGroep.JONGER_DAN_AOW,
    "born_1945_or_earlier": GeboortejaarGroep.AOW_1945_OF_EERDER,
    "born_1946_or_later": GeboortejaarGroep.AOW_1946_OF_LATER,
}
CENT = Decimal("0.01")
WHITE = LoonheffingVraag(
    jaar=2026,
    tabel=Tabel.WIT,
    tijdvak=Tijdvak.MAAND,
    loon=Decimal("2646.00"),
    groep=GeboortejaarGroep.JONGER_DAN_AOW,
    loonheffingskorting=True,
)
vragen = st.builds(
    LoonheffingVraag,
    jaar=st.integers(2023, 2027),
    tabel=st.sampled_from(Tabel),
    tijdvak=st.sampled_from(Tijdvak),
    loon=st.decimals(0, 60_000, places=2),
    groep=st.sampled_from(GeboortejaarGroep),
    loonheffingskorting=st.booleans(),
)


def tax(vraag: LoonheffingVraag) -> Decimal:
    return compute_loonheffing(vraag, trace=False).value.inhouding


@pytest.mark.parametrize("row", load_scenarios("loonheffing"), ids=scenario_name)
def test_scenario(row: dict[str, Any]) -> None:
    outcome = answer(SUBJECT, json.dumps(row["invoer"])).outcomes[0]
    assert to_json(outcome.value) == row["uitkomst"]
    check_trace(outcome.steps)


def test_every_published_cell_comes_back_to_the_cent() -> None:
    table = load_published("reference_white_month_table")
    rows = 0
    for jaar, lonen in table["years"].items():
        for loon, columns in lonen.items():
            for column, (without, with_credit, arbeidskorting) in columns.items():
                vraag = replace(WHITE, jaar=jaar, loon=Decimal(loon), groep=COLUMNS[column])
                value = compute_loonheffing(vraag, trace=False).value
                assert str(value.inhouding) == with_credit, vraag
                assert str(value.arbeidskorting) == arbeidskorting, vraag
                assert str(value.tabelloon) == loon, vraag
                assert str(tax(replace(vraag, loonheffingskorting=False))) == without, vraag
                green = tax(replace(vraag, tabel=Tabel.GROEN))
                if value.inhouding:
                    assert abs(green - value.inhouding - value.arbeidskorting) <= CENT, vraag
                rows += 1
    assert rows > 600


@given(vragen.filter(lambda vraag: vraag.loonheffingskorting))
def test_green_is_white_with_the_arbeidskorting_added(vraag: LoonheffingVraag) -> None:
    white = compute_loonheffing(replace(vraag, tabel=Tabel.WIT), trace=False).value
    green = tax(replace(vraag, tabel=Tabel.GROEN))
    assert abs(green - white.inhouding - white.arbeidskorting) <= CENT


@given(vragen, st.decimals(0, 1_000, places=2))
def test_more_wage_never_gives_less_tax(vraag: LoonheffingVraag, more: Decimal) -> None:
    assert tax(replace(vraag, loon=vraag.loon + more)) >= tax(vraag)


@given(vragen, st.integers(0, 2_400))
def test_from_row_to_row_the_net_wage_never_falls(vraag: LoonheffingVraag, row: int) -> None:
    """Within a row the tax stands still; between the starts of two rows net never falls."""
    voorschrift = load_rekenvoorschrift(vraag.jaar)
    periods = voorschrift.periods[vraag.tijdvak]
    starts = [-(-100 * voorschrift.step * n // periods) * CENT for n in (row, row + 1)]
    net = [loon - tax(replace(vraag, loon=loon)) for loon in starts]
    # Wage and tax are both rounded to a cent.
    assert net[1] - net[0] >= -CENT


@given(vragen)
def test_credit_never_raises_the_tax_and_tax_never_exceeds_the_wage(
    vraag: LoonheffingVraag,
) -> None:
    with_credit = tax(replace(vraag, loonheffingskorting=True))
    without = tax(replace(vraag, loonheffingskorting=False))
    assert 0 <= with_credit <= without <= vraag.loon


@given(vragen)
def test_the_outcome_follows_from_its_own_trace(vraag: LoonheffingVraag) -> None:
    outcome = compute_loonheffing(vraag)
    check_trace(outcome.steps)
    assert outcome.steps[-1].result == str(outcome.value.inhouding)
    given_back = outcome.steps[0].inputs
    again = LoonheffingVraag(
        jaar=int(given_back["jaar"]),
        tabel=Tabel(given_back["tabel"]),
        tijdvak=Tijdvak(given_back["tijdvak"]),
        loon=Decimal(given_back["loon"]),
        groep=GeboortejaarGroep(given_back["geboortejaar_groep"]),
        loonheffingskorting=given_back["loonheffingskorting"] == "ja",
    )
    assert compute_loonheffing(again) == outcome
    assert compute_loonheffing(vraag, trace=False).value == outcome.value


@pytest.mark.parametrize("jaar", range(2023, 2028))
@pytest.mark.parametrize("groep", GeboortejaarGroep)
def test_around_every_border_each_step_follows(jaar: int, groep: GeboortejaarGroep) -> None:
    step = load_rekenvoorschrift(jaar).step
    for border in borders(load_tarief(jaar, groep)):
        for row in range(border // step - 1, border // step + 3):
            loon = to_euro(row * step * 100 // 4)
            for tabel in Tabel:
                vraag = replace(
                    WHITE,
                    jaar=jaar,
                    groep=groep,
                    tabel=tabel,
                    tijdvak=Tijdvak.KWARTAAL,
                    loon=max(loon, Decimal("0.00")),
                )
                check_trace(compute_loonheffing(vraag).steps)


def borders(tarief: Tarief) -> set[int]:
    """Return every year wage where a formula of the tables changes."""
    kortingen = (tarief.algemene_heffingskorting, tarief.ouderenkorting)
    found = {tarief.highest, *(schijf.above for schijf in tarief.schijven)}
    found |= {
        edge for korting in kortingen if korting for edge in (korting.taper_from, korting.nil_above)
    }
    found |= {part.above for part in tarief.arbeidskorting.parts}
    return found | {tarief.arbeidskorting.taper.taper_from, tarief.arbeidskorting.taper.nil_above}


def test_a_planted_fault_in_a_trace_is_found() -> None:
    first, second, *rest = compute_loonheffing(WHITE).steps
    with pytest.raises(AssertionError):
        check_trace([first, replace(second, result=str(int(second.result) + 1)), *rest])
    with pytest.raises(AssertionError):
        check_trace([first, replace(second, inputs={**second.inputs, "jaarloon": "54"}), *rest])
    assert recompute(second) == second.result


@pytest.mark.parametrize("jaar", [2022, 2028])
def test_a_year_outside_the_tables_is_refused(jaar: int) -> None:
    with pytest.raises(NoValueError, match=rf"wet/loonheffing/\w+.*{jaar}-01-01|{jaar}-01-01.*wet"):
        tax(replace(WHITE, jaar=jaar))


def test_the_table_says_when_it_ends() -> None:
    with pytest.raises(TableEndedError, match="eindigt op 2027-12-31"):
        load_tarief(2028, GeboortejaarGroep.JONGER_DAN_AOW)


@pytest.mark.parametrize("loon", ["-0.01", "100.001"])
def test_a_wage_below_zero_or_with_parts_of_a_cent_is_refused(loon: str) -> None:
    with pytest.raises(ValueError, match="not"):
        tax(replace(WHITE, loon=Decimal(loon)))


def test_provisional_figures_say_so_and_certain_ones_do_not() -> None:
    texts = [step.text for step in compute_loonheffing(replace(WHITE, jaar=2027)).steps]
    assert sum("Let op: dit cijfer is voorlopig." in text for text in texts) == 3
    assert all("Let op" not in step.text for step in compute_loonheffing(WHITE).steps)


def test_the_constants_of_the_schijven_follow_from_each_other() -> None:
    """The tax up to a border is the rate below it times its width, in whole euros."""
    for jaar in range(2023, 2028):
        for groep in GeboortejaarGroep:
            first, second, third = load_tarief(jaar, groep).schijven
            assert second.fixed == second.above * first.rate // 100_000
            width = third.above - second.above
            assert third.fixed == second.fixed + width * second.rate // 100_000
