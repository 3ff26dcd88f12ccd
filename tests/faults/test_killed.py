"""Whatever is killed while people report sick: each melding is there once, whole and told."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from tests.faults.product import Product, Target
from tests.faults.reporting import Report, report_all
from tests.faults.soundness import (
    PROMISE_SECONDS,
    faults_of,
    log_faults,
    mail_faults,
    plan_faults,
    recovery_seconds,
    stored_faults,
)

SEED = 20261122
Look = Callable[[Product, list[Report]], list[str]]
PLANTED: dict[str, tuple[str, Look]] = {
    "melding": (
        "INSERT INTO verzuim_melding SELECT (jsonb_populate_record(m, jsonb_build_object("
        "'id', 990000, 'public_id', gen_random_uuid()))).* FROM verzuim_melding m"
        " WHERE dienstverband_id = {person}",
        stored_faults,
    ),
    "key": ("DELETE FROM access_idempotencykey WHERE key = '{key}'", stored_faults),
    "waiting": (
        "UPDATE access_outboxmessage SET delivered_at = NULL WHERE id ="
        " (SELECT max(id) FROM access_outboxmessage)",
        stored_faults,
    ),
    "plan": (
        "DELETE FROM verzuim_task WHERE id = (SELECT t.id FROM verzuim_task t"
        " JOIN verzuim_verzuimdossier d ON d.id = t.dossier_id"
        " WHERE d.dienstverband_id = {person} LIMIT 1)",
        lambda product, _reports: plan_faults(product),
    ),
    "log": (
        "UPDATE audit.event SET action = 'melding.gezien' WHERE id ="
        " (SELECT max(id) FROM audit.event WHERE action = 'melding.vastgelegd')",
        lambda product, _reports: log_faults(product),
    ),
}


@pytest.fixture(scope="module")
def reports(product: Product) -> list[Report]:
    """Report thirty people sick and kill each part of the product once meanwhile."""
    return report_all(product, product.add_people(30), list(Target), Random(SEED))  # noqa: S311


def test_each_of_30_meldingen_is_there_once(product: Product, reports: list[Report]) -> None:
    assert recovery_seconds(product) < PROMISE_SECONDS
    assert product.kills == len(Target)
    assert faults_of(product, reports) == []


@pytest.mark.walls
def test_each_of_200_meldingen_is_there_once(product: Product, reports: list[Report]) -> None:
    more = report_all(product, product.add_people(200), list(Target) * 4, Random(SEED + 1))  # noqa: S311
    assert recovery_seconds(product) < PROMISE_SECONDS
    assert faults_of(product, [*reports, *more]) == []


def test_planted_faults_are_found(product: Product, reports: list[Report]) -> None:
    first = next(report for report in reports if not report.patient.reports_himself)
    values = {"person": first.patient.dienstverband, "key": first.key}
    for name, (statement, look) in PLANTED.items():
        product.rows(f"SET session_replication_role = replica; {statement.format(**values)}")
        assert any(name in fault for fault in look(product, [first])), name
    product.mail_sink.letters.pop()
    assert mail_faults(product, reports)
