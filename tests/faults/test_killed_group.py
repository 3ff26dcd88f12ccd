"""The top of the product is killed by force: nothing of it stays behind, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from ontzorg.config import embedded
from tests.faults.mail_sink import open_mail_sink
from tests.faults.product import running_product
from tests.faults.reporting import report_all
from tests.faults.soundness import PROMISE_SECONDS, faults_of, recovery_seconds
from tests.harness.results import Tell


@pytest.mark.walls
def test_a_killed_product_leaves_nothing_behind_and_goes_on(tmp_path: Path, tell: Tell) -> None:
    with open_mail_sink() as mail_sink:
        with running_product(tmp_path, mail_sink) as first:
            reports = report_all(first, first.add_people(4), [], Random(3))  # noqa: S311
            first.server.process.kill()
        # The block ends when the last program of the product has let go of the console.
        assert embedded.running_info(tmp_path) is None
        with running_product(tmp_path, mail_sink) as again:
            assert recovery_seconds(again) < PROMISE_SECONDS
            again.kills = 1
            found = faults_of(again, reports)
    tell("Hard gestopt", tried=1, unit="keer het geheel")
    assert found == []
