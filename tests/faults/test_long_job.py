"""A job that takes long, such as an import, holds up no letter of someone else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.config import worker
from ontzorg.parties.staff_import import services
from ontzorg.parties.staff_import.tests.files import GOOD, csv_of
from ontzorg.parties.staff_import.tests.steps import WHO, start
from tests.faults.farm import running_farm
from tests.faults.mail_sink import MailSink, open_mail_sink
from tests.faults.test_killed_workers import SUBJECT, invite
from tests.harness.world import actor
from tests.security.admin import superuser

pytestmark = [pytest.mark.login("jobs"), pytest.mark.usefixtures("committed")]
# Two messages of an invitation, and one for each import.
LETTER, IMPORTS, PATIENCE_SECONDS = 2, 2, 60
HOLD = "LOCK TABLE staff_import_readrow IN ACCESS EXCLUSIVE MODE"


@pytest.fixture
def mail_sink() -> Iterator[MailSink]:
    with open_mail_sink() as mail_sink:
        yield mail_sink


def begin_imports() -> None:
    """Let two employers bring in a file: the one that is read waits, the other waits for it."""
    for who in (WHO, "werkgever_beheerder_b"):
        made = start(csv_of(GOOD), who=who)
        with acting_as(SYSTEM):
            services.choose_columns(actor=actor(who), import_id=made.pk, columns=made.columns)


def is_letter_delivered(mail_sink: MailSink, patience: float) -> bool:
    """Tell whether a letter goes out while the rows of an import cannot be written."""
    begin_imports()
    with superuser(autocommit=False) as other:
        other.execute(HOLD)
        with running_farm(mail_sink, workers=1, seed=1) as farm:
            assert farm.work_until(IMPORTS, PATIENCE_SECONDS)
            invite(1)
            return farm.work_until(IMPORTS + LETTER, patience)


def test_a_letter_does_not_wait_for_an_import(mail_sink: MailSink) -> None:
    assert is_letter_delivered(mail_sink, PATIENCE_SECONDS)
    assert mail_sink.copies(SUBJECT).total() == 1


@pytest.mark.planted("T28")
def test_a_worker_with_one_place_is_found_out(
    mail_sink: MailSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "JOBS_AT_ONCE", 1)
    assert not is_letter_delivered(mail_sink, 3)
