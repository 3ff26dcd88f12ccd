"""T41: packages with a known weakness are seen, and without a list nothing is called fine."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.harness.results import Tell
from tests.supply.advisories import FINE, NO_LIST, UNCHECKED, WEAK, check
from tests.supply.locked import Part, parts

TODAY = date(2026, 11, 22)


def record(code: str, name: str, fixed: str, **more: Any) -> dict[str, Any]:
    events = [{"introduced": "0"}, {"fixed": fixed}]
    affected = {
        "package": {"ecosystem": "PyPI", "name": name},
        "ranges": [{"type": "ECOSYSTEM", "events": events}],
    }
    moments = {"published": "2026-10-01T00:00:00Z", "modified": "2026-11-20T08:00:00Z"}
    return {"id": code, "affected": [affected], **moments, **more}


def old(name: str, version: str) -> Part:
    return Part(ecosystem="PyPI", name=name, version=version, algorithm="SHA-256", hashes=())


SAMPLE = [
    record("CVE-2020-14343", "pyyaml", "5.4"),
    record("CVE-2021-28957", "lxml", "4.6.3"),
    record("CVE-2021-35042", "Django", "3.2.5", database_specific={"severity": "CRITICAL"}),
]
OLD = [old("PyYAML", "5.3.1"), old("lxml", "4.6.2"), old("django", "3.2.4")]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "osv.json"
    path.write_text(json.dumps(SAMPLE), "utf-8")
    return path


def test_old_packages_are_seen(sample: Path, tell: Tell) -> None:
    verdict = check(sample, OLD, today=TODAY)
    seen = sum(any(part.name in line for line in verdict.lines[1:]) for part in OLD)
    tell("T41", planted=len(OLD), seen=seen)
    assert (verdict.code, seen) == (WEAK, 3)
    assert verdict.lines[0] == "3 pakketten naast 3 meldingen van uiterlijk 2026-11-20"


def test_packages_of_today_are_fine_by_the_sample(sample: Path) -> None:
    verdict = check(sample, parts(), today=TODAY)
    assert (verdict.code, len(verdict.lines)) == (FINE, 1)


def test_without_a_list_nothing_was_checked(tmp_path: Path) -> None:
    empty = tmp_path / "leeg"
    empty.mkdir()
    for path in (None, tmp_path / "weg.json", empty):
        assert check(path, parts(), today=TODAY).lines == (NO_LIST,)
        assert check(path, parts(), today=TODAY).code == UNCHECKED


def test_an_old_list_checks_nothing(sample: Path) -> None:
    verdict = check(sample, OLD, today=date(2027, 1, 1))
    assert verdict.code == UNCHECKED
    assert "2026-11-20" in verdict.lines[0]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"published": "2026-11-19T00:00:00Z"}, FINE),
        ({"database_specific": {"severity": "LOW"}}, FINE),
        ({"database_specific": {"severity": "HIGH"}}, WEAK),
        ({}, WEAK),
    ],
    ids=["known three days", "light", "serious", "nobody said how serious"],
)
def test_what_is_serious_and_late_fails(tmp_path: Path, more: dict[str, Any], code: int) -> None:
    path = tmp_path / "osv.jsonl"
    path.write_text(json.dumps(record("X-1", "lxml", "4.6.3", **more)) + "\n", "utf-8")
    verdict = check(path, OLD, today=TODAY)
    assert (verdict.code, len(verdict.lines)) == (code, 2)


def test_what_was_withdrawn_or_fixed_or_is_another_package_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "osv.zip"
    found = [
        record("X-1", "lxml", "4.6.3", withdrawn="2026-11-01T00:00:00Z"),
        record("X-2", "lxml", "4.6.2"),
        record("X-3", "lxml-html-clean", "9"),
    ]
    with zipfile.ZipFile(path, "w") as archive:
        for one in found:
            archive.writestr(f"{one['id']}.json", json.dumps(one))
    assert check(path, OLD, today=TODAY).code == FINE


@pytest.mark.parametrize(
    ("version", "is_seen"), [("1.0", True), ("1.4", False), ("2.0", True), ("2.1", False)]
)
def test_a_range_with_two_parts_is_walked(tmp_path: Path, version: str, is_seen: bool) -> None:  # noqa: FBT001
    one = record("X-1", "voorbeeld", "1.4")
    events = one["affected"][0]["ranges"][0]["events"]
    events += [{"introduced": "2.0"}, {"last_affected": "2.0"}]
    path = tmp_path / "osv.json"
    path.write_text(json.dumps(one), "utf-8")
    verdict = check(path, [old("voorbeeld", version)], today=TODAY)
    assert (len(verdict.lines) == 2) == is_seen
