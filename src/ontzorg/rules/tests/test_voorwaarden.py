"""What must always hold in the terms: no loss without a rule, no orphan module, sums that fit."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ontzorg.rules.tests.recompute import assert_recomputes
from ontzorg.rules.tests.test_parameters import faults
from ontzorg.rules.values import Period
from ontzorg.rules.voorwaarden.beeindiging import Einde, Grond, end_module
from ontzorg.rules.voorwaarden.catalogus import load_catalogus
from ontzorg.rules.voorwaarden.interventie import (
    Antwoord,
    Besluit,
    Interventie,
    assess_interventie,
    interventiesoorten,
)
from ontzorg.rules.voorwaarden.koppeling import Polis, PolisModule, check_koppeling
from ontzorg.rules.voorwaarden.poortwachtergarantie import (
    Garantiefeit,
    Garantiezaak,
    Stand,
    determine_garantie,
    garantiefeiten,
)
from ontzorg.rules.voorwaarden.premie import Keuze, compute_premie
from ontzorg.rules.voorwaarden.regels import load_regels
from ontzorg.rules.voorwaarden.uitloop import (
    LopendeZieke,
    Uitloop,
    Uitlooptekst,
    determine_uitloop,
)

CATALOGUS = load_catalogus()
DATA = Path(str(resources.files("ontzorg.rules"))) / "data" / "voorwaarden"
FIRST = date(2024, 1, 1)
DAYS = st.integers(min_value=0, max_value=1000).map(lambda number: FIRST + timedelta(days=number))
MAYBE = st.none() | DAYS
COMPLETE = frozenset({"MVOV_BASIS", "ONTZORGMANAGER_ARBO", "ONTZORGMANAGER_REINTEGRATIE"})

feiten = st.builds(
    Garantiefeit,
    soort=st.sampled_from(sorted(garantiefeiten())),
    op=DAYS,
    bevestigd_op=MAYBE,
    bericht_op=MAYBE,
    advies_op=MAYBE,
    hersteld_op=MAYBE,
    teruggegeven_op=MAYBE,
)


@given(
    modules=st.sets(st.sampled_from(sorted(CATALOGUS.modules))).map(frozenset) | st.just(COMPLETE),
    sick=DAYS,
    day=DAYS,
    facts=st.lists(feiten, max_size=4).map(tuple),
)
def test_nothing_lapses_without_a_rule_a_person_and_a_notice(
    modules: frozenset[str], sick: date, day: date, facts: tuple[Garantiefeit, ...]
) -> None:
    zaak = Garantiezaak(
        modules=modules,
        modules_vanaf=FIRST,
        eerste_ziektedag=sick,
        feiten=facts,
        peildatum=day,
    )
    outcome = determine_garantie(zaak)
    found = outcome.value
    assert found.regel in load_regels()
    assert (found.stand is Stand.VERVALLEN) == bool(found.verliezen)
    for loss in found.verliezen:
        assert loss.regel in load_regels()
        assert loss.vanaf <= day
        assert loss.herstel.endswith(".")
        assert any(
            feit.soort == loss.soort
            and feit.bevestigd_op is not None
            and feit.bericht_op is not None
            and feit.bericht_op <= day
            for feit in facts
        )
    lost = {loss.regel for loss in found.verliezen}
    assert lost <= {step.rule for step in outcome.steps}


def test_every_loss_of_the_conditions_has_a_fact() -> None:
    rules = {str(row["regel"]) for row in garantiefeiten().values()}
    assert rules == {"M116", "M117", "M118", "M119", "M120", "M122", "M123", "M127"}


def polis_of(lines: list[tuple[str, date, int | None]]) -> Polis:
    """Return a polis with these modules; a line without days has no end."""
    modules = []
    for code, start, days in lines:
        end = None if days is None else start + timedelta(days=days)
        names = CATALOGUS.modules[code].uitvoerders
        line = PolisModule(
            module=code, periode=Period(start, end), uitvoerder=names[0] if names else None
        )
        modules.append(line)
    return Polis(modules=tuple(modules), eigenrisicodrager_ziektewet=True)


combinations = st.sampled_from(
    [
        ("MVOV_BASIS", "ONTZORGMANAGER_ARBO", "ONTZORGMANAGER_REINTEGRATIE"),
        ("VERZUIM_DAGEN", "ARBOSIGNAAL_REINTEGRATIE", "VERHAALSRECHTSBIJSTAND"),
        ("VERZUIM_0_2", "VERHAALSRECHTSBIJSTAND"),
        ("ZIEKTEWET_BEGELEIDING", "ZIEKTEWET_ADMINISTRATIE"),
        (
            *("VERZUIM_DAGEN", "VERZUIM_0_2", "ARBOSIGNAAL_REINTEGRATIE"),
            *("VERHAALSRECHTSBIJSTAND", "ZIEKTEWET_BEGELEIDING", "ZIEKTEWET_ADMINISTRATIE"),
        ),
    ]
)


@given(codes=combinations, data=st.data(), day=DAYS)
def test_ending_a_module_never_leaves_an_orphan(
    codes: tuple[str, ...], data: st.DataObject, day: date
) -> None:
    days = data.draw(st.none() | st.integers(min_value=1, max_value=900))
    polis = polis_of([(code, FIRST, days) for code in codes])
    assert check_koppeling(CATALOGUS, polis).value.toegestaan
    einde = Einde(module=data.draw(st.sampled_from(codes)), per=day, grond=Grond.FRAUDE)
    outcome = end_module(CATALOGUS, polis, einde)
    assert check_koppeling(CATALOGUS, outcome.value.polis).value.bezwaren == ()
    if outcome.value.toegestaan:
        assert outcome.value.eindes[0].module == einde.module
        assert all(end.per == day for end in outcome.value.eindes)
        assert all(end.regel in load_regels() for end in outcome.value.eindes)
    else:
        assert outcome.value.polis == polis


def test_an_orphan_is_found() -> None:
    polis = polis_of([("VERZUIM_DAGEN", FIRST, 10), ("ARBOSIGNAAL_REINTEGRATIE", FIRST, 11)])
    assert [b.regel for b in check_koppeling(CATALOGUS, polis).value.bezwaren] == ["M050"]


@given(
    cuts=st.sets(st.integers(min_value=1, max_value=729), max_size=6),
    service=st.lists(st.tuples(DAYS, st.none() | st.integers(min_value=0, max_value=800))),
)
@settings(max_examples=60)
def test_the_parts_of_a_premium_add_up(
    cuts: set[int], service: list[tuple[date, int | None]]
) -> None:
    keuze = Keuze(module="ARBOSIGNAAL_REINTEGRATIE", uitvoerder="arboned", contract_vanaf=FIRST)
    periode = Period(FIRST, FIRST + timedelta(days=730))
    diensten = tuple(
        Period(start, None if days is None else start + timedelta(days=days))
        for start, days in service
    )
    edges = tuple(FIRST + timedelta(days=number) for number in cuts)
    whole = compute_premie(CATALOGUS, keuze, periode, diensten)
    parts = compute_premie(CATALOGUS, keuze, periode, diensten, edges)
    assert whole.value.totaal == parts.value.totaal
    for one, split in zip(whole.value.medewerkers, parts.value.medewerkers, strict=True):
        assert sum(split.delen, Decimal(0)) == split.bedrag == one.bedrag
        assert all(part >= 0 for part in split.delen)
    assert_recomputes(whole.steps)


@given(
    soort=st.sampled_from(sorted(interventiesoorten())),
    costs=st.integers(min_value=0, max_value=2_000_000).map(lambda cents: Decimal(cents) / 100),
    sick=DAYS,
    asked=DAYS,
    last=DAYS,
    judged=st.none() | st.booleans(),
    mandate=st.none() | st.just(Decimal(5000)),
)
def test_an_intervention_is_paid_only_when_every_condition_says_yes(
    *,
    soort: str,
    costs: Decimal,
    sick: date,
    asked: date,
    last: date,
    judged: bool | None,
    mandate: Decimal | None,
) -> None:
    voorstel = Interventie(
        soort=soort,
        grondslag="voorwaarden",
        kosten=costs,
        eerste_ziektedag=sick,
        module_vanaf=FIRST + timedelta(days=100),
        aanvraag_op=asked,
        loondoorbetaling_laatste_dag=last,
        loon_per_dag=Decimal(100),
        noodzakelijk_volgens="bedrijfsarts",
        bovenmatig=judged,
        resultaat_verwacht_op=asked,
        mandaat=mandate,
    )
    found = assess_interventie(voorstel).value
    yes = all(toets.antwoord is Antwoord.JA for toets in found.toetsen)
    assert (found.besluit is Besluit.VOLLEDIG) == yes
    assert found.bedrag == (costs if yes else 0)


@pytest.mark.parametrize(
    ("pays", "runs", "tekst", "state", "regel"),
    [
        (True, False, Uitlooptekst.REINTEGRATIE, Uitloop.LOOPT_DOOR, "M043"),
        (False, True, Uitlooptekst.REINTEGRATIE, Uitloop.EINDIGT, "M041"),
        (True, True, Uitlooptekst.ONTZORGMANAGER, Uitloop.OVERLEG, "M040"),
        (True, False, Uitlooptekst.ONTZORGMANAGER, Uitloop.EINDIGT, "M039"),
        (False, True, Uitlooptekst.ONTZORGMANAGER, Uitloop.EINDIGT, "M039"),
    ],
)
def test_running_guidance_follows_the_text_of_the_agreement(
    *, pays: bool, runs: bool, tekst: Uitlooptekst, state: Uitloop, regel: str
) -> None:
    zieke = LopendeZieke(vergoeding_loopt=pays, interventie_loopt=runs)
    outcome = determine_uitloop(zieke, tekst)
    assert outcome.value is state
    assert [step.rule for step in outcome.steps] == [regel]


@pytest.mark.parametrize(
    "name", ["garantie_verlenging_weken", "btw_procent", "assurantiebelasting_procent"]
)
def test_the_tables_of_the_terms_are_sourced(name: str) -> None:
    assert faults(yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))) == []
