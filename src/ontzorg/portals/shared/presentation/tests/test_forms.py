"""Dates are taken as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from ontzorg.portals.shared.presentation.forms import DutchDateField


class DayForm(forms.Form):
    day = DutchDateField(label="Eerste ziektedag")


@pytest.mark.parametrize(
    "typed", ["03-02-2025", "3-2-2025", "03/02/2025", "3.2.2025", "03022025", "2025-02-03"]
)
def test_a_day_may_be_written_in_many_ways(typed: str) -> None:
    form = DayForm({"day": typed})
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2025, 2, 3)


@pytest.mark.parametrize("typed", ["31-02-2025", "gisteren", "02-2025"])
def test_a_day_that_is_none_is_refused_with_what_to_do(typed: str) -> None:
    assert "bijvoorbeeld 03-02-2025" in DayForm({"day": typed}).errors["day"][0]


def test_a_day_is_shown_as_it_is_typed() -> None:
    shown = str(DayForm(initial={"day": date(2025, 2, 3)})["day"])
    assert 'value="03-02-2025"' in shown
    assert 'type="text"' in shown
