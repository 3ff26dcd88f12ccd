"""The reader takes what the interface says and names every fault."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontzorg.rules.invoer import InvalidInputError, parse_cases
from ontzorg.rules.values import Period
from ontzorg.rules.wet.zaak import Loonsanctie, Vangnet

SICK = {"start": "2025-01-06", "hersteld_op": None}

FULL = {
    "ziekteperioden": [
        {"start": "2025-02-03", "hersteld_op": "2025-04-15"},
        {"start": "2025-05-12", "hersteld_op": None},
    ],
    "zwangerschapsverlof": [{"start": "2025-08-04", "eind": "2025-11-23", "zelfde_oorzaak": True}],
    "aow_datum": None,
    "einde_dienstverband": None,
    "probleemanalyse_op": None,
    "plan_van_aanpak_op": "2025-04-01",
    "vangnet": "no_risk",
    "wia_brief_ontvangen_op": None,
    "wia_aanvraag_op": None,
    "loonsanctie": {"besluit_op": "2026-12-01"},
    "verlenging_tot": None,
    "peildatum": "2026-11-22",
}

FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"ziekteperioden": None}, "geval 0: ziekteperioden: ontbreekt"),
    ({"ziekteperioden": {}}, "geval 0: ziekteperioden: is geen lijst"),
    ({"ziekteperioden": [3]}, "geval 0: ziekteperioden[0]: is geen object"),
    ({"ziekteperioden": [{}]}, "geval 0: ziekteperioden[0].start: ontbreekt"),
    ({"ziekteperioden": [{"start": "2025-02-30"}]}, "ziekteperioden[0].start: 2025-02-30 bestaat"),
    ({"ziekteperioden": [{"start": "20250106"}]}, "ziekteperioden[0].start: is geen datum"),
    ({"ziekteperioden": [{"start": 20250106}]}, "ziekteperioden[0].start: is geen datum"),
    ({"ziekteperioden": [{"start": True}]}, "ziekteperioden[0].start: is geen datum"),
    ({"ziekteperioden": [{"start": "0001-01-01"}]}, "ziekteperioden[0].start: 0001-01-01 ligt"),
    ({"ziekteperioden": [{**SICK, "eind": None}]}, "ziekteperioden[0].eind: onbekend"),
    (
        {"ziekteperioden": [{"start": "2025-01-06", "hersteld_op": "2025-01-05"}]},
        "ziekteperioden[0].hersteld_op: ligt niet na de start 2025-01-06",
    ),
    (
        {"ziekteperioden": [{"start": "2025-01-06", "hersteld_op": "2025-01-06"}]},
        "ziekteperioden[0].hersteld_op: ligt niet na de start 2025-01-06",
    ),
    (
        {"ziekteperioden": [SICK, {"start": "2025-03-01"}]},
        "ziekteperioden[1]: overlapt de ziekteperiode vanaf 2025-01-06",
    ),
    (
        {"ziekteperioden": [{"start": "2025-02-01"}, {**SICK, "hersteld_op": "2025-03-01"}]},
        "ziekteperioden[0]: overlapt de ziekteperiode vanaf 2025-01-06",
    ),
    ({"zwangerschapsverlof": {}}, "zwangerschapsverlof: is geen lijst"),
    ({"zwangerschapsverlof": [{"start": "2025-01-06"}]}, "zwangerschapsverlof[0].eind: ontbreekt"),
    (
        {"zwangerschapsverlof": [{"start": "2025-01-06", "eind": "2025-01-05"}]},
        "zwangerschapsverlof[0].eind: ligt voor de start",
    ),
    (
        {
            "zwangerschapsverlof": [
                {"start": "2025-01-06", "eind": "2025-02-05"},
                {"start": "2025-02-05", "eind": "2025-03-05"},
            ]
        },
        "zwangerschapsverlof[1]: overlapt het verlof vanaf 2025-01-06",
    ),
    (
        {
            "zwangerschapsverlof": [
                {"start": "2025-01-06", "eind": "2025-02-05", "zelfde_oorzaak": 1}
            ]
        },
        "zwangerschapsverlof[0].zelfde_oorzaak: is geen true",
    ),
    (
        {
            "zwangerschapsverlof": [
                {"start": "2025-01-06", "eind": "2025-02-05", "flexibel_vanaf": "2025-01-07"}
            ]
        },
        "zwangerschapsverlof[0].flexibel_vanaf: ligt na de start 2025-01-06",
    ),
    ({"bijstellingen_op": "2025-06-02"}, "bijstellingen_op: is geen lijst"),
    ({"bijstellingen_op": ["juni"]}, "bijstellingen_op[0]: is geen datum"),
    ({"huishoudelijk": "ja"}, "huishoudelijk: is geen true"),
    ({"detentie": [{"eind": "2025-02-05"}]}, "detentie[0].start: ontbreekt"),
    (
        {"zonder_ziekengeld": [{"start": "2025-02-05", "eind": "2025-02-04"}]},
        "zonder_ziekengeld[0].eind: ligt voor de start 2025-02-05",
    ),
    ({"vangnet": "griep"}, "vangnet: kies uit"),
    ({"vangnet": ["no_risk"]}, "vangnet: kies uit"),
    ({"aow_datum": "morgen"}, "aow_datum: is geen datum"),
    ({"peildatum": "2025-13-01"}, "peildatum: 2025-13-01 bestaat niet"),
    ({"loonsanctie": []}, "loonsanctie: is geen object"),
    ({"loonsanctie": {"duur": 52}}, "loonsanctie.duur: onbekend"),
    ({"loonsanctie": {"herstel_gemeld_op": "2026-01-01"}}, "loonsanctie.besluit_op: ontbreekt"),
    (
        {"loonsanctie": {"besluit_op": "2026-01-02", "herstel_gemeld_op": "2026-01-01"}},
        "loonsanctie.herstel_gemeld_op: ligt voor besluit_op",
    ),
    ({"huisnormen": {}}, "geval 0: huisnormen: onbekend"),
    ({"oorzaak": "x"}, "geval 0: oorzaak: onbekend"),
]


def faults_of(raw: object) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        parse_cases(raw if isinstance(raw, str) else json.dumps(raw))
    return str(caught.value).splitlines()


@pytest.mark.parametrize(("change", "fault"), FAULTS, ids=[fault for _, fault in FAULTS])
def test_a_fault_is_named_by_case_and_field(change: dict[str, Any], fault: str) -> None:
    (line,) = faults_of({"ziekteperioden": [SICK], **change})
    assert fault in line


def test_a_full_case_is_read() -> None:
    cases = parse_cases(json.dumps(FULL))
    (zaak,) = cases.zaken
    assert not cases.is_array
    assert [periode.start for periode in zaak.ziekteperioden] == [
        date(2025, 2, 3),
        date(2025, 5, 12),
    ]
    assert zaak.vangnet is Vangnet.NO_RISK
    assert zaak.loonsanctie == Loonsanctie(besluit_op=date(2026, 12, 1))
    assert zaak.plan_van_aanpak_op == date(2025, 4, 1)
    assert zaak.huisnormen is None


def test_periods_are_read_with_their_last_day() -> None:
    row = {
        "ziekteperioden": [SICK],
        "detentie": [{"start": "2025-02-01", "eind": "2025-02-28"}],
        "zonder_ziekengeld": [{"start": "2025-03-01"}],
    }
    (zaak,) = parse_cases(json.dumps(row)).zaken
    assert zaak.detentie == (Period(date(2025, 2, 1), date(2025, 3, 1)),)
    assert zaak.zonder_ziekengeld == (Period(date(2025, 3, 1), None),)


def test_absent_keys_are_null() -> None:
    assert parse_cases(json.dumps({"ziekteperioden": [SICK]})).zaken[0].peildatum is None


def test_an_array_keeps_its_order_and_an_empty_one_is_fine() -> None:
    rows = [{"ziekteperioden": [{"start": f"2025-0{month}-01"}]} for month in (3, 1, 2)]
    cases = parse_cases(json.dumps(rows))
    assert cases.is_array
    assert [zaak.ziekteperioden[0].start.month for zaak in cases.zaken] == [3, 1, 2]
    assert parse_cases("[]").zaken == ()


def test_every_fault_of_every_case_is_named() -> None:
    rows = [{"ziekteperioden": [SICK]}, {"x": 1}, 7, {"ziekteperioden": [SICK], "aow_datum": 1}]
    lines = faults_of(rows)
    assert [line.split(":")[0] for line in lines] == ["geval 1", "geval 1", "geval 2", "geval 3"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1,", '{"a": 1, "a": 2}', "[" * 100_000, "nul", '{"a": ' + "9" * 5000 + "}"],
    ids=["empty", "open", "cut", "double key", "deep", "word", "huge number"],
)
def test_text_that_is_no_json_is_one_fault(text: str) -> None:
    assert len(faults_of(text)) == 1


def test_a_fault_is_always_one_line() -> None:
    (line,) = faults_of({"ziekteperioden": [SICK], "a\nb\x1b[31m": 1})
    assert "a?b?[31m" in line


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.just("2025-01-06"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*FULL, "start", "eind", "hersteld_op"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(JSON_VALUES)
def test_any_json_is_read_or_refused_with_a_reason(value: object) -> None:
    with contextlib.suppress(InvalidInputError):
        assert isinstance(parse_cases(json.dumps(value)).zaken, tuple)
