"""What holds for every zaak, whatever its dates (process rules 9.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ontzorg.rules.parameters import NoValueError
from ontzorg.rules.values import Period
from ontzorg.rules.werkdagen import is_werkdag, last_werkdag_until
from ontzorg.rules.wet.huisnormen import huisnorm_varianten, load_huisnormen
from ontzorg.rules.wet.mijlpaal import WETTELIJK, Mijlpaal
from ontzorg.rules.wet.tijdlijn import (
    DossierTijdlijn,
    Loonsanctie,
    Tijdlijn,
    Vangnet,
    Zaak,
    Ziekteperiode,
    Zwangerschapsverlof,
    compute_tijdlijn,
)

WEEKS_104 = 728
CONTRACT_CODES = {
    *("ZIEKMELDING_ARBODIENST", "PROBLEEMANALYSE", "PLAN_VAN_AANPAK", "EVALUATIE"),
    *("VANGNETMELDING_UWV", "MELDING_42_WEKEN", "EERSTEJAARSEVALUATIE"),
    *("EINDE_EERSTE_ZIEKTEJAAR", "TWEEDE_SPOOR", "UWV_BRIEF_WIA", "ACTUEEL_OORDEEL"),
    *("RE_INTEGRATIEVERSLAG", "WIA_AANVRAAG", "UWV_BESLUIT_LOONSANCTIE"),
    "RIV_ZIEK_UIT_DIENST",
}

DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))
MAYBE = st.none() | DAYS


@st.composite
def perioden(draw: st.DrawFn) -> tuple[Ziekteperiode, ...]:
    """Sickness periods with sick and fit spells of any length; the last may still run."""
    start = draw(DAYS)
    lengths = draw(st.lists(st.tuples(st.integers(1, 300), st.integers(0, 60)), max_size=5))
    result = []
    for sick, fit in lengths:
        result.append(Ziekteperiode(start=start, hersteld_op=start + timedelta(days=sick)))
        start += timedelta(days=sick + fit)
    return (*result, Ziekteperiode(start=start))


@st.composite
def verloven(draw: st.DrawFn) -> tuple[Zwangerschapsverlof, ...]:
    start = draw(DAYS)
    days = draw(st.integers(1, 140))
    answer = draw(st.none() | st.booleans())
    eind = start + timedelta(days=days)
    earlier = draw(st.none() | st.integers(0, 28).map(lambda days: start - timedelta(days=days)))
    verlof = Zwangerschapsverlof(
        start=start, eind=eind, zelfde_oorzaak=answer, flexibel_vanaf=earlier
    )
    return (verlof,)


@st.composite
def tijdvakken(draw: st.DrawFn) -> Period:
    start = draw(DAYS)
    days = draw(st.none() | st.integers(0, 200))
    return Period(start, None if days is None else start + timedelta(days=days))


ZAKEN = st.builds(
    Zaak,
    ziekteperioden=perioden(),
    zwangerschapsverlof=st.just(()) | verloven(),
    aow_datum=MAYBE,
    einde_dienstverband=MAYBE,
    probleemanalyse_op=MAYBE,
    plan_van_aanpak_op=MAYBE,
    vangnet=st.none() | st.sampled_from(Vangnet),
    wia_brief_ontvangen_op=MAYBE,
    wia_aanvraag_op=MAYBE,
    loonsanctie=st.none() | st.builds(Loonsanctie, besluit_op=DAYS, herstel_vastgesteld_op=MAYBE),
    verlenging_tot=MAYBE,
    peildatum=MAYBE,
    huisnormen=st.none() | st.sampled_from(huisnorm_varianten()).map(load_huisnormen),
    huishoudelijk=st.booleans(),
    eigenrisicodrager=st.booleans(),
    langdurig_verwacht_op=MAYBE,
    bijstellingen_op=st.lists(DAYS, max_size=2).map(tuple),
    herstel_verwacht_op=MAYBE,
    vangnet_bekend_op=MAYBE,
    verkorte_wachttijd_aanvraag_op=MAYBE,
    verkorte_wachttijd_tot=st.none() | DAYS,
    melding_42_weken_op=MAYBE,
    zonder_ziekengeld=st.lists(tijdvakken(), max_size=3).map(tuple),
    detentie=st.lists(tijdvakken(), max_size=1).map(tuple),
)
PLAIN_ZAKEN = st.builds(Zaak, ziekteperioden=perioden())


def only(tijdlijn: Tijdlijn) -> DossierTijdlijn:
    (dossier,) = tijdlijn.dossiers
    return dossier


def mijlpaal(dossier: DossierTijdlijn, code: str) -> Mijlpaal:
    return next(m for m in dossier.mijlpalen if m.code == code)


def legal(dossier: DossierTijdlijn, code: str) -> date:
    day = mijlpaal(dossier, code).wettelijk_uiterlijk
    assert day is not None
    return day


@given(PLAIN_ZAKEN)
def test_the_end_is_728_counted_days_and_the_rest_follows_back(zaak: Zaak) -> None:
    for dossier in compute_tijdlijn(zaak).dossiers:
        last = dossier.loondoorbetaling_laatste_dag
        span = (last - dossier.eerste_ziektedag).days + 1
        assert span - dossier.niet_meetellende_dagen == WEEKS_104
        assert dossier.wachttijd_laatste_dag == last
        assert (last - legal(dossier, "RE_INTEGRATIEVERSLAG")).days == 91
        assert (last - legal(dossier, "WIA_AANVRAAG")).days == 77
        assert (last - legal(dossier, "UWV_BESLUIT_LOONSANCTIE")).days == 42


@given(DAYS, st.integers(1, 700), st.integers(0, 27))
def test_a_short_gap_moves_the_end_by_its_length(start: date, sick: int, gap: int) -> None:
    fit = start + timedelta(days=sick)
    again = Ziekteperiode(start=fit + timedelta(days=gap))
    whole = only(compute_tijdlijn(Zaak(ziekteperioden=(Ziekteperiode(start=start),))))
    zaak = Zaak(ziekteperioden=(Ziekteperiode(start=start, hersteld_op=fit), again))
    broken = only(compute_tijdlijn(zaak))
    assert broken.eerste_ziektedag == start
    moved = broken.loondoorbetaling_laatste_dag - whole.loondoorbetaling_laatste_dag
    assert moved.days == gap
    for code in ("PROBLEEMANALYSE", "MELDING_42_WEKEN", "EERSTEJAARSEVALUATIE"):
        before = legal(whole, code)
        assert legal(broken, code) == (before if before < fit else before + moved)


@given(DAYS, st.integers(1, 900), st.integers(28, 400))
def test_a_gap_of_28_days_or_more_starts_again(start: date, sick: int, gap: int) -> None:
    fit = start + timedelta(days=sick)
    again = fit + timedelta(days=gap)
    zaak = Zaak(
        ziekteperioden=(
            Ziekteperiode(start=start, hersteld_op=fit),
            Ziekteperiode(start=again),
        )
    )
    first, second = compute_tijdlijn(zaak).dossiers
    assert first.sluit_op == fit + timedelta(days=28)
    fresh = only(compute_tijdlijn(Zaak(ziekteperioden=(Ziekteperiode(start=again),))))
    assert second.loondoorbetaling_laatste_dag == fresh.loondoorbetaling_laatste_dag
    assert [m.taakdatum for m in second.mijlpalen] == [m.taakdatum for m in fresh.mijlpalen]


@given(DAYS, st.integers(1, 720), st.integers(0, 60))
def test_sluit_op_is_the_first_day_of_a_new_dossier(start: date, sick: int, gap: int) -> None:
    fit = start + timedelta(days=sick)
    first = Ziekteperiode(start=start, hersteld_op=fit)
    closes = only(compute_tijdlijn(Zaak(ziekteperioden=(first,)))).sluit_op
    assert closes is not None
    again = fit + timedelta(days=gap)
    both = compute_tijdlijn(Zaak(ziekteperioden=(first, Ziekteperiode(start=again))))
    assert len(both.dossiers) == (2 if again >= closes else 1)


@given(DAYS, st.integers(1, 700), st.integers(1, 140), st.integers(0, 60))
def test_sluit_op_also_holds_after_a_leave(start: date, sick: int, leave: int, gap: int) -> None:
    fit = start + timedelta(days=sick)
    verlof = Zwangerschapsverlof(start=fit, eind=fit + timedelta(days=leave - 1))
    first = Ziekteperiode(start=start, hersteld_op=fit)
    zaak = Zaak(ziekteperioden=(first,), zwangerschapsverlof=(verlof,))
    closes = only(compute_tijdlijn(zaak)).sluit_op
    assert closes is not None
    again = verlof.eind + timedelta(days=1 + gap)
    longer = replace(zaak, ziekteperioden=(first, Ziekteperiode(start=again)))
    assert len(compute_tijdlijn(longer).dossiers) == (2 if again >= closes else 1)


@given(ZAKEN)
def test_trace_changes_no_value(zaak: Zaak) -> None:
    traced, plain = compute_tijdlijn(zaak, trace=True), compute_tijdlijn(zaak, trace=False)
    assert _without_steps(traced) == plain
    for dossier in traced.dossiers:
        for m in dossier.mijlpalen:
            assert m.stappen, m
            assert all(step.text.endswith(".") and step.source for step in m.stappen)


def _without_steps(tijdlijn: Tijdlijn) -> Tijdlijn:
    return Tijdlijn(
        dossiers=tuple(
            replace(
                dossier,
                mijlpalen=tuple(m._replace(stappen=()) for m in dossier.mijlpalen),
                uitleg=dict.fromkeys(dossier.uitleg, ()),
            )
            for dossier in tijdlijn.dossiers
        )
    )


@given(ZAKEN)
def test_dates_keep_their_order_and_kind(zaak: Zaak) -> None:
    for dossier in compute_tijdlijn(zaak).dossiers:
        for m in dossier.mijlpalen:
            assert m.taakdatum is not None
            assert (m.wettelijk_uiterlijk is not None) == (m.soort == WETTELIJK)
            if m.wettelijk_uiterlijk is not None:
                assert m.taakdatum == last_werkdag_until(m.wettelijk_uiterlijk)
            if m.coulancedatum is not None:
                assert m.wettelijk_uiterlijk is not None
                assert is_werkdag(m.coulancedatum)
                assert m.coulancedatum >= m.wettelijk_uiterlijk
        due = [m.due_on for m in dossier.mijlpalen]
        assert due == sorted(due)


@given(ZAKEN)
def test_dossiers_are_ordered_and_codes_unique(zaak: Zaak) -> None:
    tijdlijn = compute_tijdlijn(zaak)
    starts = [dossier.eerste_ziektedag for dossier in tijdlijn.dossiers]
    assert starts == sorted(set(starts))
    for dossier in tijdlijn.dossiers:
        keys = [(m.code, m.volgnummer) for m in dossier.mijlpalen]
        assert len(keys) == len(set(keys))
        if zaak.huisnormen is None:
            assert {code for code, _ in keys} <= CONTRACT_CODES


@given(ZAKEN, DAYS)
def test_completed_facts_never_move_the_start_or_the_end(zaak: Zaak, day: date) -> None:
    before = compute_tijdlijn(zaak, trace=False)
    done = replace(zaak, probleemanalyse_op=day, plan_van_aanpak_op=day)
    after = compute_tijdlijn(done, trace=False)
    for one, other in zip(before.dossiers, after.dossiers, strict=True):
        assert one.eerste_ziektedag == other.eerste_ziektedag
        assert one.loondoorbetaling_laatste_dag == other.loondoorbetaling_laatste_dag
        assert one.opzegverbod_laatste_dag == other.opzegverbod_laatste_dag
        untouched = {"PLAN_VAN_AANPAK", "EVALUATIE"}
        assert [m for m in one.mijlpalen if m.code not in untouched] == [
            m for m in other.mijlpalen if m.code not in untouched
        ]


@given(ZAKEN)
def test_the_order_of_the_periods_never_matters(zaak: Zaak) -> None:
    turned = replace(zaak, ziekteperioden=zaak.ziekteperioden[::-1])
    assert compute_tijdlijn(turned) == compute_tijdlijn(zaak)


@given(ZAKEN)
def test_wage_ends_never_later_than_employment_aow_or_its_extensions(zaak: Zaak) -> None:
    for dossier in compute_tijdlijn(zaak, trace=False).dossiers:
        last = dossier.loondoorbetaling_laatste_dag
        end = zaak.einde_dienstverband
        if end is not None and end >= dossier.eerste_ziektedag:
            assert last <= end
        if dossier.loonsanctie_laatste_dag is not None:
            assert last < dossier.loonsanctie_laatste_dag <= last + timedelta(days=364 + 141)
        if dossier.wia_eerste_dag is not None:
            assert dossier.wachttijd_laatste_dag is not None
            assert dossier.wia_eerste_dag > dossier.wachttijd_laatste_dag
            if "VERKORTE_WACHTTIJD" not in dossier.vlaggen:
                assert dossier.wia_eerste_dag > last
        else:
            assert zaak.aow_datum is not None or zaak.huishoudelijk or zaak.zonder_ziekengeld


@given(PLAIN_ZAKEN, st.integers(1, 60))
def test_a_relapse_within_28_days_never_moves_the_start(zaak: Zaak, gap: int) -> None:
    dossier = compute_tijdlijn(zaak).dossiers[-1]
    assume(gap < 28)
    fit = zaak.ziekteperioden[-1].start + timedelta(days=10)
    ended = replace(zaak.ziekteperioden[-1], hersteld_op=fit)
    again = Ziekteperiode(start=fit + timedelta(days=gap))
    relapse = replace(zaak, ziekteperioden=(*zaak.ziekteperioden[:-1], ended, again))
    assert compute_tijdlijn(relapse).dossiers[-1].eerste_ziektedag == dossier.eerste_ziektedag


@given(ZAKEN)
def test_household_work_never_gives_more_than_six_counted_weeks(zaak: Zaak) -> None:
    for dossier in compute_tijdlijn(replace(zaak, huishoudelijk=True), trace=False).dossiers:
        last = dossier.loondoorbetaling_laatste_dag
        start = dossier.eerste_ziektedag
        fit = [p for p in dossier.niet_meetellend if p.start <= last]
        span = (last - start).days + 1 - sum(part.days for part in fit)
        assert span <= 42
        assert dossier.wia_eerste_dag is None
        assert "LOONSANCTIE" not in dossier.vlaggen


@given(PLAIN_ZAKEN, DAYS, st.integers(1, 200))
def test_days_without_ziekengeld_move_the_wachttijd_only(
    zaak: Zaak, start: date, days: int
) -> None:
    period = Period(start, start + timedelta(days=days))
    before = compute_tijdlijn(zaak).dossiers[-1]
    after = compute_tijdlijn(replace(zaak, zonder_ziekengeld=(period,))).dossiers[-1]
    assert after.loondoorbetaling_laatste_dag == before.loondoorbetaling_laatste_dag
    assert after.opzegverbod_laatste_dag == before.opzegverbod_laatste_dag
    assert before.wachttijd_laatste_dag is not None
    assert after.wachttijd_laatste_dag is not None
    passed = Period(before.wachttijd_laatste_dag, after.wachttijd_laatste_dag)
    moved = passed.days
    assert 0 <= moved - _fit_days(zaak, passed) <= days
    assert (moved > 0) == ("WACHTTIJD_LANGER" in after.vlaggen)
    assert (after.wachttijd_laatste_dag - legal(after, "WIA_AANVRAAG")).days == 77


def _fit_days(zaak: Zaak, passed: Period) -> int:
    """Count the days after the first of `passed`, its end included, on which he was well."""
    reached = [passed.start + timedelta(days=n + 1) for n in range(passed.days)]
    return sum(not any(_is_ill(each, day) for each in zaak.ziekteperioden) for day in reached)


def _is_ill(each: Ziekteperiode, day: date) -> bool:
    return each.start <= day and (each.hersteld_op is None or day < each.hersteld_op)


def test_no_sickness_gives_no_dossier() -> None:
    assert compute_tijdlijn(Zaak(ziekteperioden=())).dossiers == ()


def test_a_day_before_the_tables_is_refused_by_table_and_day() -> None:
    zaak = Zaak(ziekteperioden=(Ziekteperiode(start=date(2008, 10, 31)),))
    with pytest.raises(NoValueError, match=r"melding_weken: no value on 2008-10-31"):
        compute_tijdlijn(zaak)


def test_overlapping_sickness_is_refused() -> None:
    open_ended = Ziekteperiode(start=date(2025, 1, 6))
    zaak = Zaak(ziekteperioden=(open_ended, Ziekteperiode(start=date(2025, 2, 3))))
    with pytest.raises(ValueError, match="overlaps"):
        compute_tijdlijn(zaak)


ENDS = (
    "wachttijd_laatste_dag",
    "wia_eerste_dag",
    "opzegverbod_laatste_dag",
    "loonsanctie_laatste_dag",
)


@given(ZAKEN)
def test_every_end_says_why_it_is_that_day(zaak: Zaak) -> None:
    for dossier in compute_tijdlijn(zaak).dossiers:
        ends = {name: getattr(dossier, name) for name in ENDS if getattr(dossier, name)}
        told = {name: dossier.uitleg[name][-1].result for name in ends}
        assert told == {name: str(day) for name, day in ends.items()}
        assert dossier.uitleg["loondoorbetaling_laatste_dag"]


def test_a_loonsanctie_that_ends_with_the_employment_says_so() -> None:
    zaak = Zaak(
        ziekteperioden=(Ziekteperiode(start=date(2023, 1, 2)),),
        loonsanctie=Loonsanctie(besluit_op=date(2024, 11, 11)),
        einde_dienstverband=date(2025, 6, 30),
    )
    step = only(compute_tijdlijn(zaak)).uitleg["loonsanctie_laatste_dag"][-1]
    assert (step.rule, step.result) == ("loonsanctie.einde_loon", "2025-06-30")


def test_the_ends_explain_themselves() -> None:
    zaak = Zaak(ziekteperioden=(Ziekteperiode(start=date(2025, 1, 6)),))
    uitleg = only(compute_tijdlijn(zaak)).uitleg
    assert uitleg["loondoorbetaling_laatste_dag"][-1].result == "2027-01-03"
    assert uitleg["opzegverbod_laatste_dag"][-1].result == "2027-01-05"
