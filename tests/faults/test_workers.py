"""Several workers on the same jobs, and a mail server that is away: each letter comes once."""

from __future__ import annotations

from random import Random

from tests.faults.product import Product
from tests.faults.reporting import report_all
from tests.faults.soundness import (
    AWAITS,
    PROMISE_SECONDS,
    faults_of,
    mail_faults,
    recovery_seconds,
)

WORKERS = 3


def test_three_workers_deliver_each_letter_once(product: Product) -> None:
    more = [product.start("worker") for _ in range(WORKERS - 1)]
    reports = report_all(product, product.add_people(20), [], Random(1))  # noqa: S311
    assert recovery_seconds(product) < PROMISE_SECONDS
    for worker in more:
        assert worker.poll() is None
        worker.terminate()
        worker.communicate()
    assert product.kills == 0
    assert faults_of(product, reports) == []
    box = product.mail_sink
    for spoiled in (box.without_one(AWAITS), box.with_again(AWAITS, 1)):
        assert mail_faults(spoiled, reports, kills=0)


def test_a_letter_waits_for_a_mail_server_that_is_away(product: Product) -> None:
    known = product.mail_sink.letters[:]
    product.mail_sink.letters.clear()
    product.mail_sink.is_closed = True
    reports = report_all(product, product.add_people(4), [], Random(2))  # noqa: S311
    while product.mail_sink.refused < 2 * len(reports):
        product.let_pass()
    assert product.mail_sink.letters == []
    product.mail_sink.is_closed = False
    assert recovery_seconds(product) < PROMISE_SECONDS
    assert faults_of(product, reports) == []
    product.mail_sink.letters[:0] = known
