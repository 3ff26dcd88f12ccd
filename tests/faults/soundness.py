"""Is everything there once, whole, and delivered: what the tests ask after a fault."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from tests.faults.mail_sink import MailSink
from tests.faults.product import Product
from tests.faults.reporting import Report

AWAITS = "Er staat een melding voor u klaar"
# The product promises to be whole again within a minute; the machine of the tests is slow.
PROMISE_SECONDS = 120
# The day's letter about work that waits may be queued at any moment of a test: it gets a moment.
WAITING = (
    "SELECT count(*) FROM access_outboxmessage WHERE delivered_at IS NULL"
    " AND (topic <> 'mail.digest' OR created_at < now() - interval '1 minute')"
)
STUCK = (
    "SELECT count(*) FROM procrastinate_jobs job LEFT JOIN procrastinate_workers w"
    " ON w.id = job.worker_id WHERE job.status = 'failed' OR (job.status = 'doing'"
    " AND (w.id IS NULL OR w.last_heartbeat < now() - interval '10 seconds'))"
)
MELDINGEN = "SELECT count(*) FROM verzuim_melding WHERE dienstverband_id = %s"
KEYS = "SELECT count(*) FROM access_idempotencykey WHERE key = %s AND object_id IS NOT NULL"
DOSSIERS = "SELECT count(*) FROM verzuim_verzuimdossier WHERE dienstverband_id = %s"
TASKS = (
    "SELECT count(*) FROM verzuim_task t JOIN verzuim_verzuimdossier d ON d.id = t.dossier_id"
    " WHERE d.dienstverband_id = %s"
)
LOGGED = (
    "SELECT count(*) FROM audit.event WHERE action = 'melding.vastgelegd' AND object_id ="
    " (SELECT id FROM verzuim_melding WHERE dienstverband_id = %s LIMIT 1)"
)
ORPHANS = (
    "SELECT count(*) FROM verzuim_task t LEFT JOIN verzuim_verzuimdossier d ON d.id = t.dossier_id"
    " LEFT JOIN verzuim_melding m ON m.id = d.first_melding_id WHERE m.id IS NULL"
)


def recovery_seconds(product: Product) -> float:
    """Wait until nothing waits and no job is stuck; return how long that took."""
    start = time.monotonic()
    while product.count(WAITING) or product.count(STUCK):
        if time.monotonic() - start > PROMISE_SECONDS:
            break
        product.let_pass()
    return time.monotonic() - start


def faults_of(product: Product, reports: Sequence[Report]) -> list[str]:
    """Return everything that is lost, double, half or unproven."""
    mail = mail_faults(product.mail_sink, reports, product.kills)
    found = [*stored_faults(product, reports), *mail]
    return [*found, *log_faults(product), *plan_faults(product)]


def stored_faults(product: Product, reports: Sequence[Report]) -> list[str]:
    """Return what is not there exactly once, and what waits or is stuck."""
    found = [fault for report in reports for fault in _faults_of_one(product, report)]
    counts = {"waiting": WAITING, "stuck job": STUCK, "orphan task": ORPHANS}
    return found + [name for name, query in counts.items() if product.count(query)]


def _faults_of_one(product: Product, report: Report) -> list[str]:
    person = report.patient.dienstverband
    dossiers = 0 if report.patient.reports_himself else 1
    tasks = product.count(TASKS, person)
    checks: dict[str, Callable[[], bool]] = {
        "not acknowledged": lambda: report.status != 302,
        "melding": lambda: product.count(MELDINGEN, person) != 1,
        "key": lambda: product.count(KEYS, str(report.key)) != 1,
        "dossier": lambda: product.count(DOSSIERS, person) != dossiers,
        "task": lambda: bool(tasks) != bool(dossiers),
        "log": lambda: product.count(LOGGED, person) != 1,
    }
    return [f"{name} of {person}" for name, is_wrong in checks.items() if is_wrong()]


def mail_faults(mail_sink: MailSink, reports: Sequence[Report], kills: int) -> list[str]:
    """Return which mail is lost, or came twice without a kill that explains it."""
    copies = mail_sink.copies(AWAITS)
    wanted = sum(report.patient.reports_himself for report in reports)
    found = [f"mail: {len(copies)} of {wanted}"] if len(copies) != wanted else []
    # A mail server that took a letter in just before a kill gets it again, with the same number.
    repeated = copies.total() - len(copies)
    return [*found, f"mail: {repeated} repeated"] if repeated > kills else found


def log_faults(product: Product) -> list[str]:
    """Return what the product's own check of its log finds."""
    done = product.command("audit", "verify")
    return [] if done.returncode == 0 else [f"log broken: {done.stdout}{done.stderr}"]


def plan_faults(product: Product) -> list[str]:
    """Return whether computing all dossiers again would change anything."""
    done = product.replan()
    return [] if done == "0" else [f"plan incomplete: {done}"]
