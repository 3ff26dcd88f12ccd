"""Many people report sick at once, each with one key, while something is killed."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from random import Random
from uuid import UUID

from tests.faults.people import Patient
from tests.faults.product import Product, Target
from tests.faults.visitor import Visitor

AT_ONCE = 4
FULLY_SICK = {
    "expected": "7",
    "is_full": "ja",
    "is_home": "ja",
    "has_handover": "nee",
    "had_accident": "nee",
    "vangnet": "nee",
}


@dataclass
class Report:
    """One melding to send, its key, and what came of it."""

    patient: Patient
    key: UUID
    status: int = 0
    tries: int = 0
    body: str = ""


@dataclass
class Progress:
    """How many meldingen have been sent for the first time."""

    begun: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def step(self) -> None:
        """Count one more."""
        with self.changed:
            self.begun += 1
            self.changed.notify_all()

    def wait_for(self, number: int) -> None:
        """Wait until so many have been sent."""
        with self.changed:
            self.changed.wait_for(lambda: self.begun >= number)


def report_all(
    product: Product, patients: Sequence[Patient], targets: Sequence[Target], random: Random
) -> list[Report]:
    """Send all meldingen, and kill the targets at random moments in between."""
    reports = [
        Report(patient, UUID(int=random.getrandbits(128), version=4)) for patient in patients
    ]
    progress = Progress()
    killing = _killing(product, targets, len(reports), random, progress)
    with killing, ThreadPoolExecutor(AT_ONCE) as clients:
        list(clients.map(lambda report: _send(product, report, progress), reports))
    return reports


@contextmanager
def _killing(
    product: Product, targets: Sequence[Target], size: int, random: Random, progress: Progress
) -> Iterator[None]:
    order = random.sample(list(targets), len(targets))
    moments = sorted(random.sample(range(1, size), len(targets)))

    def kill_in_time() -> None:
        for moment, target in zip(moments, order, strict=True):
            progress.wait_for(moment)
            product.kill(target)

    killer = threading.Thread(target=kill_in_time, daemon=True)
    killer.start()
    yield
    killer.join()


def _send(product: Product, report: Report, progress: Progress) -> None:
    visitor = Visitor(product.server.url, product.let_pass)
    visitor.sign_in(report.patient.key)
    path, answers = _form(report.patient)
    visitor.insist(path)
    progress.step()
    visitor.tries = 0
    report.status, report.body = visitor.insist(path, **answers, form_key=str(report.key))
    report.tries = visitor.tries


def _form(patient: Patient) -> tuple[str, dict[str, str]]:
    day = f"{date.today():%d-%m-%Y}"  # noqa: DTZ011 - the day on which the product runs
    if patient.reports_himself:
        return "/mijn/ziek/", {"day": day, "expected": "7", "is_home": "ja"}
    answers = {**FULLY_SICK, "dienstverband": str(patient.dienstverband)}
    return "/werkgever/ziekmelden/", {**answers, "eerste_ziektedag": day}
