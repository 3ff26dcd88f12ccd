"""Anchors: what grew is signed and on disk, and a forged or missing line is seen."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings

from ontzorg.access.audit_chain.anchors import read_anchors, write_anchors
from ontzorg.config.cli_audit import audit
from tests.security import tampering
from tests.security.admin import as_superuser

pytestmark = pytest.mark.usefixtures("committed")
WITHOUT_TRIGGERS = "SET session_replication_role = replica"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    tampering.fill()
    assert write_anchors(tmp_path) == len(tampering.CHAINS)
    return tmp_path


def test_only_a_chain_that_grew_is_written_again(directory: Path) -> None:
    assert write_anchors(directory) == 0
    tampering.write_event(werkgever_id=101)
    assert write_anchors(directory) == 1
    anchors, breaches = read_anchors(directory)
    assert [(a.chain, a.seq) for a in anchors] == [
        ("platform", 6),
        ("werkgever:101", 6),
        ("werkgever:102", 6),
        ("werkgever:101", 7),
    ]
    assert breaches == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [('"seq": 6', '"seq": 5', 1), ('"hash": "', '"hash": "0', 1), ('"signature": "', "", 1)],
)
def test_a_forged_anchor_is_seen(directory: Path, old: str, new: str, line: int) -> None:
    path = _file(directory)
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert line in {breach.seq for breach in read_anchors(directory)[1]}


def test_an_anchor_signed_by_someone_else_is_seen(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = base64.b64encode(b"someone else's key, 32 bytes !!!").decode()
    monkeypatch.setattr(settings, "MASTER_KEY", stranger)
    assert len(read_anchors(directory)[1]) == len(tampering.CHAINS)


def test_a_missing_anchor_is_seen(directory: Path) -> None:
    path = _file(directory)
    first, _, last = path.read_text("utf-8").splitlines()
    path.write_text(f"{first}\n{last}\n", "utf-8")
    assert [breach.seq for breach in read_anchors(directory)[1]] == [2]


def test_a_line_left_half_by_a_crash_is_written_again(directory: Path) -> None:
    path = _file(directory)
    path.write_bytes(path.read_bytes()[:-20])
    assert len(read_anchors(directory)[0]) == len(tampering.CHAINS) - 1
    assert write_anchors(directory) == 1
    assert len(read_anchors(directory)[0]) == len(tampering.CHAINS)
    assert [json.loads(line)["seq"] for line in path.read_text("utf-8").splitlines()] == [6, 6, 6]


def test_the_command_tells_a_whole_log_from_a_damaged_one(directory: Path) -> None:
    whole = CliRunner().invoke(audit, ["verify", "--ankers", str(directory)])
    assert (whole.exit_code, whole.output) == (
        0,
        "Het logboek is heel: 18 regels in 3 ketens, 3 ankers.\n",
    )
    as_superuser(WITHOUT_TRIGGERS, "UPDATE audit.event SET reason = 'x' WHERE seq = 4")
    broken = CliRunner().invoke(audit, ["verify", "--ankers", str(directory)])
    assert broken.exit_code == 1
    assert "gewijzigd" in broken.output
    assert "3 bevindingen" in broken.output


def _file(directory: Path) -> Path:
    return next(directory.glob("anchors-*.jsonl"))
