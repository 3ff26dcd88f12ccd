"""Leave around a birth: never shorter than the law gives, whatever the birth does."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.values import Period
from ontzorg.rules.wet.verhaal import Betaling, Eiser, Verhaalszaak, compute_verhaal
from ontzorg.rules.wet.wazo_bevalling import (
    StartOutsideError,
    Zwangerschap,
    compute_bevallingsverlof,
)

DUE = date(2025, 9, 14)


@given(
    offset=st.integers(min_value=0, max_value=14),
    birth=st.integers(min_value=-80, max_value=30),
    sick=st.integers(min_value=0, max_value=60),
    length=st.integers(min_value=1, max_value=30),
)
def test_leave_is_at_least_sixteen_weeks_with_sick_days(
    offset: int, birth: int, sick: int, length: int
) -> None:
    first = DUE + timedelta(days=1 - 42)
    started = first + timedelta(days=offset)
    ill = DUE - timedelta(days=sick)
    found = compute_bevallingsverlof(
        Zwangerschap(
            uitgerekend_op=DUE,
            start=started,
            bevallen_op=DUE + timedelta(days=birth),
            ziek=(Period(ill, ill + timedelta(days=length)),),
        )
    ).value
    late = max(0, birth)
    total = found.zwangerschapsdagen + found.ziektedagen + found.bevallingsdagen
    assert found.bevallingsdagen >= 70
    assert total == 112 + late
    assert found.laatste_dag == found.bevallingsverlof_start + timedelta(
        days=found.bevallingsdagen - 1
    )


@given(days=st.integers(min_value=0, max_value=120))
def test_admission_never_shortens_and_at_most_ten_weeks(days: int) -> None:
    opnamen = (Period(DUE + timedelta(days=1), DUE + timedelta(days=1 + days)),)
    found = compute_bevallingsverlof(
        Zwangerschap(uitgerekend_op=DUE, bevallen_op=DUE, opnamen=opnamen)
    ).value
    assert found.ziekenhuisdagen == min(max(0, days - 7), 63)


def test_a_start_outside_the_window_is_refused() -> None:
    with pytest.raises(StartOutsideError):
        compute_bevallingsverlof(Zwangerschap(uitgerekend_op=DUE, start=DUE))


@given(
    paid=st.decimals(min_value=0, max_value=90_000, places=2),
    loss=st.decimals(min_value=0, max_value=90_000, places=2),
    owed=st.decimals(min_value=0, max_value=90_000, places=2),
    share=st.decimals(min_value=0, max_value=100, places=2),
)
def test_a_claim_is_never_negative_nor_above_what_was_paid(
    paid: Decimal, loss: Decimal, owed: Decimal, share: Decimal
) -> None:
    zaak = Verhaalszaak(
        eiser=Eiser.WERKGEVER,
        eerste_ziektedag=date(2025, 1, 1),
        aansprakelijkheid=share,
        betalingen=(Betaling(periode=Period(date(2025, 1, 1), date(2025, 2, 1)), netto=paid),),
        netto_schade=loss,
        aan_slachtoffer=owed,
    )
    found = compute_verhaal(zaak).value
    assert 0 <= found.vordering_loon <= min(found.netto_betaald, found.plafond)
