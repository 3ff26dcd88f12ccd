"""Figures of absence: splitting a period adds up, and counting never goes out of bounds."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ontzorg.rules.values import Period
from ontzorg.rules.wet.verzuimcijfers import Telwijze, compute_cijfers, klasse_of, telvarianten
from ontzorg.rules.wet.verzuimcijfers_telling import (
    Dienst,
    Gegevens,
    Verlofperiode,
    Verzuim,
    days_in_service,
    gevallen_of,
    heads_in_service,
    weighed_absence,
    weighed_leave,
)

FIRST = date(2024, 1, 1)
NUMBERS = st.integers(min_value=0, max_value=700)
WHO = st.sampled_from("abcd")


def day(number: int) -> date:
    """Return a day, counted from the first."""
    return FIRST + timedelta(days=number)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(NUMBERS)
    length = draw(st.none() | st.integers(min_value=1, max_value=400))
    return Period(day(start), None if length is None else day(start + length))


@st.composite
def cases(draw: st.DrawFn) -> Verzuim:
    period = draw(periods())
    changes = draw(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 100)), max_size=3))
    return Verzuim(
        medewerker=draw(WHO),
        eerste_ziektedag=period.start,
        hersteld_op=period.end,
        percentages=tuple((period.start + timedelta(days=n), part) for n, part in changes),
    )


gegevens = st.builds(
    Gegevens,
    diensten=st.lists(
        st.builds(
            Dienst,
            medewerker=WHO,
            periode=periods(),
            deeltijdfactor=st.integers(1, 10).map(lambda tenths: Decimal(tenths) / 10),
        ),
        max_size=4,
    ).map(tuple),
    verzuim=st.lists(cases(), max_size=4).map(tuple),
    verlof=st.lists(st.builds(Verlofperiode, medewerker=WHO, periode=periods()), max_size=2).map(
        tuple
    ),
)


@given(known=gegevens, cut=st.integers(min_value=1, max_value=364))
@settings(max_examples=80)
def test_two_parts_of_a_period_add_up(known: Gegevens, cut: int) -> None:
    whole = Period(day(0), day(365))
    parts = (Period(day(0), day(cut)), Period(day(cut), day(365)))
    for measure in (days_in_service, heads_in_service, weighed_leave):
        assert measure(known, whole) == sum(measure(known, part) for part in parts)
    for case in gevallen_of(known):
        assert weighed_absence(case, whole) == sum(weighed_absence(case, p) for p in parts)
    telwijze = Telwijze()
    figures = [compute_cijfers(known, part, telwijze).value for part in parts]
    total = compute_cijfers(known, whole, telwijze).value
    assert total.meldingen == sum(part.meldingen for part in figures)
    assert total.beeindigd == sum(part.beeindigd for part in figures)
    assert total.verzuimde_dagen == sum(part.verzuimde_dagen for part in figures)


@given(known=gegevens, variant=st.sampled_from(sorted(telvarianten())))
@settings(max_examples=80)
def test_classes_add_up_to_the_absence(known: Gegevens, variant: str) -> None:
    period = Period(day(0), day(91))
    found = compute_cijfers(known, period, Telwijze(variant=variant)).value
    assert sum(klasse.dagen for klasse in found.klassen) == found.verzuimde_dagen
    assert found.nulverzuim_percentage is None or 0 <= found.nulverzuim_percentage <= 100


@given(known=gegevens)
@settings(max_examples=60)
def test_no_case_lies_inside_the_leave_of_the_same_person(known: Gegevens) -> None:
    for case in gevallen_of(known):
        for leave in known.verlof:
            if leave.medewerker == case.medewerker:
                assert not case.periode.overlaps(leave.periode)


@given(days=st.integers(min_value=1, max_value=2000), variant=st.sampled_from(["cbs", "vernet"]))
def test_a_longer_case_is_never_in_a_shorter_class(days: int, variant: str) -> None:
    order = ["kort", "middellang", "lang", "extra_lang"]
    telwijze = Telwijze(variant=variant)
    assert order.index(klasse_of(days, telwijze)) <= order.index(klasse_of(days + 1, telwijze))


def test_a_double_count_would_be_found() -> None:
    known = Gegevens(
        diensten=(Dienst(medewerker="a", periode=Period(day(0), None)),),
        verzuim=(Verzuim(medewerker="a", eerste_ziektedag=day(0)),),
    )
    overlapping = (Period(day(0), day(60)), Period(day(50), day(91)))
    case = gevallen_of(known)[0]
    assert sum(weighed_absence(case, p) for p in overlapping) == 101
    assert weighed_absence(case, Period(day(0), day(91))) == 91
