"""Whatever is killed while people report sick: each melding is there once, whole and told."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from uuid import UUID

import pytest

from tests.faults.product import Product, Target
from tests.faults.reporting import Report, report_all
from tests.faults.soundness import (
    AWAITS,
    PROMISE_SECONDS,
    faults_of,
    log_faults,
    mail_faults,
    plan_faults,
    recovery_seconds,
    stored_faults,
)
from tests.harness.results import Tell

SEED = 20261122
Look = Callable[[Product, list[Report]], list[str]]
# Which fault is planted, how it is mended again, and who must find it.
PLANTED: dict[str, tuple[str, str, Look]] = {
    "melding": (
        "INSERT INTO verzuim_melding SELECT (jsonb_populate_record(m, jsonb_build_object("
        "'id', 990000, 'public_id', gen_random_uuid()))).* FROM verzuim_melding m"
        " WHERE dienstverband_id = {person}",
        "DELETE FROM verzuim_melding WHERE id = 990000",
        stored_faults,
    ),
    "key": (
        "UPDATE access_idempotencykey SET key = '{other}' WHERE key = '{key}'",
        "UPDATE access_idempotencykey SET key = '{key}' WHERE key = '{other}'",
        stored_faults,
    ),
    "waiting": (
        "UPDATE access_outboxmessage SET delivered_at = NULL WHERE id ="
        " (SELECT max(id) FROM access_outboxmessage WHERE topic <> 'mail.digest')",
        "UPDATE access_outboxmessage SET delivered_at = now() WHERE delivered_at IS NULL",
        stored_faults,
    ),
    "digest": (
        "INSERT INTO access_outboxmessage (message_id, topic, payload, created_at, attempts,"
        " last_error) VALUES (gen_random_uuid(), 'mail.digest', '{{}}', now() - interval"
        " '2 minutes', 0, '')",
        "DELETE FROM access_outboxmessage WHERE topic = 'mail.digest' AND payload = '{{}}'",
        lambda product, _reports: [f"digest {one}" for one in stored_faults(product, [])],
    ),
    "plan": (
        "UPDATE verzuim_task SET due_on = due_on + 7 WHERE dossier_id IN ({dossier})",
        "UPDATE verzuim_task SET due_on = due_on - 7 WHERE dossier_id IN ({dossier})",
        lambda product, _reports: plan_faults(product),
    ),
    "log": (
        "UPDATE audit.event SET action = 'melding.gezien' WHERE id ="
        " (SELECT max(id) FROM audit.event WHERE action = 'melding.vastgelegd')",
        "UPDATE audit.event SET action = 'melding.vastgelegd' WHERE action = 'melding.gezien'",
        lambda product, _reports: log_faults(product),
    ),
}
DOSSIER = "SELECT id FROM verzuim_verzuimdossier WHERE dienstverband_id = "


@pytest.fixture(scope="module")
def reports(product: Product) -> list[Report]:
    """Report thirty people sick and kill each part of the product once meanwhile."""
    return report_all(product, product.add_people(30), list(Target), Random(SEED))  # noqa: S311


def test_each_of_30_meldingen_is_there_once(
    product: Product, reports: list[Report], tell: Tell
) -> None:
    assert recovery_seconds(product) < PROMISE_SECONDS
    assert product.kills == len(Target)
    found = faults_of(product, reports)
    tell("Hard gestopt", tried=len(reports), unit="meldingen", found=len(found))
    assert found == []


@pytest.mark.walls
def test_each_of_200_meldingen_is_there_once(
    product: Product, reports: list[Report], tell: Tell
) -> None:
    more = report_all(product, product.add_people(200), list(Target) * 4, Random(SEED + 1))  # noqa: S311
    took = recovery_seconds(product)
    found = faults_of(product, [*reports, *more])
    tell("Hard gestopt", tried=len(more), unit="meldingen", found=len(found))
    tell("Hard gestopt", tried=product.kills, unit="keer gestopt")
    assert found == []
    assert took < PROMISE_SECONDS


def test_planted_faults_are_found(product: Product, reports: list[Report], tell: Tell) -> None:
    first = next(report for report in reports if not report.patient.reports_himself)
    person = first.patient.dienstverband
    values = {"person": person, "key": first.key, "other": UUID(int=7)}
    values["dossier"] = f"{DOSSIER}{person}"
    for name, (statement, mend, look) in PLANTED.items():
        plant(product, statement.format(**values))
        found = look(product, [first])
        plant(product, mend.format(**values))
        assert any(name in fault for fault in found), (name, found)
    box, kills = product.mail_sink, product.kills
    for spoiled in (box.without_one(AWAITS), box.with_again(AWAITS, kills + 1)):
        assert mail_faults(spoiled, reports, kills)
    mended = [*stored_faults(product, reports), *log_faults(product), *plan_faults(product)]
    assert mended == []
    tell("Hard gestopt", planted=len(PLANTED) + 2, seen=len(PLANTED) + 2)


def plant(product: Product, statement: str) -> None:
    """Change what is stored past all rules of the database."""
    product.rows(f"SET session_replication_role = replica; {statement}")
