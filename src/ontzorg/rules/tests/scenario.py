"""Read scenario files and compare what they ask with what the rules give."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

import yaml

from ontzorg.rules.invoer import parse_cases
from ontzorg.rules.werkdagen import first_werkdag_from, last_werkdag_until
from ontzorg.rules.wet.huisnormen import load_huisnormen
from ontzorg.rules.wet.mijlpaal import Mijlpaal
from ontzorg.rules.wet.tijdlijn import DossierTijdlijn, Tijdlijn, Zaak, compute_tijdlijn

Row = dict[str, Any]


def load_scenarios(name: str) -> list[Row]:
    """Return the rows of `scenarios/<name>.yaml`."""
    text = (resources.files("ontzorg.rules") / "scenarios" / f"{name}.yaml").read_text("utf-8")
    rows: list[Row] = yaml.safe_load(text)
    return rows


def scenario_name(row: Row) -> str:
    """Return the name that the test report shows."""
    return str(row["name"])


def zaak_of(row: Row) -> Zaak:
    """Return the zaak, read by the same strict reader as the command line."""
    zaak = parse_cases(json.dumps(row["zaak"], default=date.isoformat)).zaken[0]
    if "huisnormen" in row:
        return replace(zaak, huisnormen=load_huisnormen(row["huisnormen"]))
    return zaak


def check_scenario(row: Row) -> None:
    """Assert that the rules give what the scenario asks."""
    tijdlijn = compute_tijdlijn(zaak_of(row))
    assert len(tijdlijn.dossiers) == len(row["dossiers"]), _summary(tijdlijn)
    for dossier, expected in zip(tijdlijn.dossiers, row["dossiers"], strict=True):
        _check_dossier(dossier, expected)


def _check_dossier(dossier: DossierTijdlijn, expected: Row) -> None:
    for key, value in expected.items():
        check = _CHECKS.get(key)
        if check is None:
            assert getattr(dossier, key) == value, f"{key}: {getattr(dossier, key)}"
        else:
            check(dossier, value)


def _check_mijlpalen(dossier: DossierTijdlijn, expected: Row) -> None:
    for code, dates in expected.items():
        _check_mijlpaal(_first(dossier, code), dates)


def _check_repeated(dossier: DossierTijdlijn, expected: Row) -> None:
    for code, days in expected.items():
        assert _legal_days(dossier, code) == days, code


def _check_numbers(dossier: DossierTijdlijn, expected: Row) -> None:
    codes = Counter(mijlpaal.code for mijlpaal in dossier.mijlpalen)
    assert {code: codes[code] for code in expected} == expected


def _check_absent(dossier: DossierTijdlijn, codes: list[str]) -> None:
    assert not set(codes) & {mijlpaal.code for mijlpaal in dossier.mijlpalen}


def _check_flags(dossier: DossierTijdlijn, flags: list[str]) -> None:
    assert set(flags) <= set(dossier.vlaggen), dossier.vlaggen


def _check_no_flags(dossier: DossierTijdlijn, flags: list[str]) -> None:
    assert not set(flags) & set(dossier.vlaggen), dossier.vlaggen


_CHECKS: dict[str, Callable[[DossierTijdlijn, Any], None]] = {
    "mijlpalen": _check_mijlpalen,
    "herhaald": _check_repeated,
    "aantal": _check_numbers,
    "geen": _check_absent,
    "vlaggen": _check_flags,
    "geen_vlaggen": _check_no_flags,
}


def _check_mijlpaal(mijlpaal: Mijlpaal, expected: Row) -> None:
    for key, value in expected.items():
        match key:
            case "uiterlijk":
                assert mijlpaal.wettelijk_uiterlijk == value, mijlpaal
                if value is not None:
                    assert mijlpaal.taakdatum == last_werkdag_until(value), mijlpaal
            case "taakdatum_voor":
                assert mijlpaal.taakdatum == last_werkdag_until(value), mijlpaal
            case "coulance_vanaf":
                assert mijlpaal.coulancedatum == first_werkdag_from(value), mijlpaal
            case _:
                assert getattr(mijlpaal, key) == value, mijlpaal


def _first(dossier: DossierTijdlijn, code: str) -> Mijlpaal:
    return next(m for m in dossier.mijlpalen if m.code == code and m.volgnummer == 1)


def _legal_days(dossier: DossierTijdlijn, code: str) -> list[date | None]:
    return [m.wettelijk_uiterlijk for m in dossier.mijlpalen if m.code == code]


def _summary(tijdlijn: Tijdlijn) -> list[date]:
    return [dossier.eerste_ziektedag for dossier in tijdlijn.dossiers]
