"""Dates are taken as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from ontzorg.portals.shared.presentation.forms import FAR_DATE, DutchDateField, KindForm


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


@pytest.mark.parametrize("typed", ["31-12-1899", "01-01-2200", "02-11-0226", "31-12-9999"])
def test_a_day_far_away_is_taken_for_a_mistake(typed: str) -> None:
    assert DayForm({"day": typed}).errors["day"] == [FAR_DATE]


def test_a_day_is_shown_as_it_is_typed() -> None:
    shown = str(DayForm(initial={"day": date(2025, 2, 3)})["day"])
    assert 'value="03-02-2025"' in shown
    assert 'type="text"' in shown


class ManyForm(KindForm):
    agreed = forms.BooleanField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    text = forms.CharField()
    own = forms.CharField(error_messages={"required": "Typ uw naam."})
    day = DutchDateField()


def test_a_missing_answer_is_asked_for_and_own_words_stay() -> None:
    errors = {name: str(words[0]) for name, words in ManyForm({}).errors.items()}
    assert errors["agreed"] == "Zet hier een vinkje om verder te gaan."
    assert errors["kind"] == "Kies een van de antwoorden."
    assert errors["text"] == "Vul hier iets in."
    assert errors["own"] == "Typ uw naam."
    assert errors["day"].startswith("Vul een datum in.")
