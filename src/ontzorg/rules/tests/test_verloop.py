"""The scenarios of verloop.yaml hold, in whatever order the meldingen come in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.tests.scenario import Row, load_scenarios, scenario_name
from ontzorg.rules.wet.verloop import MeldingFact, MeldingSoort, Verloop, fold_verloop

START = datetime(2025, 1, 1, tzinfo=UTC)


def melding(
    number: int,
    soort: str,
    day: date,
    percentage: int | None = None,
    refers_to: int | None = None,
) -> MeldingFact:
    return MeldingFact(
        id=number,
        soort=MeldingSoort(soort),
        day=day,
        recorded_at=START + timedelta(minutes=number),
        percentage=percentage,
        refers_to=refers_to,
    )


@pytest.mark.parametrize("row", load_scenarios("verloop"), ids=scenario_name)
def test_scenario_holds(row: Row) -> None:
    meldingen = [melding(*fields) for fields in row["meldingen"]]
    verloop = fold_verloop(meldingen)
    _check_perioden(verloop, row["ziekteperioden"])
    waiting = {parked.melding_id: parked.reason_code for parked in verloop.geparkeerd}
    assert waiting == row.get("geparkeerd", {})
    assert all(parked.reason.endswith(".") for parked in verloop.geparkeerd)
    for order in permutations(meldingen):
        assert fold_verloop(order) == verloop


def _check_perioden(verloop: Verloop, expected: list[Row]) -> None:
    assert len(verloop.ziekteperioden) == len(expected), verloop
    for periode, row in zip(verloop.ziekteperioden, expected, strict=True):
        assert (periode.start, periode.hersteld_op) == (row["start"], row["hersteld_op"])
        if "percentages" in row:
            assert periode.percentages == tuple(map(tuple, row["percentages"]))
        if "meldingen" in row:
            assert sorted(periode.melding_ids) == row["meldingen"]


def test_two_different_meldingen_with_one_id_are_refused() -> None:
    one = melding(1, "ziekmelding", date(2025, 1, 6))
    with pytest.raises(ValueError, match="two different meldingen have id 1"):
        fold_verloop([one, melding(1, "ziekmelding", date(2025, 1, 7))])
    assert fold_verloop([one, one]) == fold_verloop([one])


@pytest.mark.parametrize("percentage", [-1, 101])
def test_a_percentage_outside_its_range_is_refused(percentage: int) -> None:
    with pytest.raises(ValueError, match="is not 0 to 100"):
        melding(1, "wijziging", date(2025, 1, 6), percentage)


DAYS = st.integers(0, 120).map(lambda days: date(2025, 1, 1) + timedelta(days=days))
SOORTEN = st.sampled_from([soort.value for soort in MeldingSoort])
FIELDS = st.tuples(SOORTEN, DAYS, st.none() | st.integers(0, 100), st.none() | st.integers(1, 8))
HISTORIES = st.lists(FIELDS, max_size=8).map(
    lambda rows: [melding(number, *row) for number, row in enumerate(rows, 1)]
)


@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(meldingen: list[MeldingFact], random: object) -> None:
    shuffled = list(meldingen)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold_verloop(shuffled) == fold_verloop(meldingen)


@given(HISTORIES)
def test_periods_are_ordered_and_never_overlap(meldingen: list[MeldingFact]) -> None:
    perioden = fold_verloop(meldingen).ziekteperioden
    for earlier, later in pairwise(perioden):
        assert earlier.hersteld_op is not None
        assert earlier.start < earlier.hersteld_op <= later.start


@given(HISTORIES)
def test_no_melding_both_counts_and_waits(meldingen: list[MeldingFact]) -> None:
    verloop = fold_verloop(meldingen)
    counted = [number for periode in verloop.ziekteperioden for number in periode.melding_ids]
    waiting = [parked.melding_id for parked in verloop.geparkeerd]
    assert len(set(counted)) == len(counted)
    assert not set(counted) & set(waiting)


@given(HISTORIES)
def test_every_ziekmelding_counts_waits_or_is_withdrawn(meldingen: list[MeldingFact]) -> None:
    verloop = fold_verloop(meldingen)
    seen = {number for periode in verloop.ziekteperioden for number in periode.melding_ids}
    seen |= {parked.melding_id for parked in verloop.geparkeerd}
    withdrawn = {m.refers_to for m in meldingen if m.soort is MeldingSoort.INTREKKING}
    standing = {m.id for m in meldingen if not m.soort.refers}
    assert standing - withdrawn <= seen


@given(HISTORIES)
def test_a_withdrawn_melding_is_as_if_it_never_was(meldingen: list[MeldingFact]) -> None:
    extra = melding(50, "ziekmelding", date(2025, 2, 1))
    back = melding(51, "intrekking", date(2025, 2, 1), None, 50)
    assert fold_verloop([*meldingen, extra, back]) == fold_verloop(meldingen)
