"""T28: workers are killed again and again under a thousand jobs: each has its effect once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.parties import services as parties
from tests.faults.farm import Farm, running_farm
from tests.faults.mail_sink import MailSink, open_mail_sink
from tests.harness import world
from tests.harness.results import Tell
from tests.security.admin import as_superuser, superuser

pytestmark = [pytest.mark.login("jobs"), pytest.mark.usefixtures("committed")]
SUBJECT = "Kies je wachtwoord voor Ontzorg"
WORKERS, SEED, PROMISE_SECONDS = 3, 20261122, 60
# Each invitation is two jobs: the account is made, and then its mail is sent.
QUICK, LONG = (6, 2), (500, 50)
EFFECTS = {
    "account": "SELECT email, count(*) FROM access_account"
    " WHERE name LIKE 'G. Genodigd%' GROUP BY 1",
    "role": "SELECT werknemer_id, count(*) FROM access_membership"
    " WHERE werknemer_id IN (SELECT werknemer_id FROM parties_invitation) GROUP BY 1",
    "line": "SELECT werknemer_ids, count(*) FROM audit.event"
    " WHERE action = 'toegang.gegeven' GROUP BY 1",
    "message": "SELECT payload, count(*) FROM access_outboxmessage WHERE topic = 'account.invited'"
    " GROUP BY 1",
}


@pytest.fixture
def mail_sink() -> Iterator[MailSink]:
    with open_mail_sink() as mail_sink:
        yield mail_sink


def invite(count: int) -> None:
    """Invite so many employees; all messages about it become visible at once."""
    boss = world.actor("werkgever_beheerder")
    with acting_as(SYSTEM):
        for number in range(count):
            person = parties.register_werknemer(
                actor=boss,
                werkgever_id=world.WERKGEVER_A,
                data=parties.WerknemerData(
                    voorletters="G.",
                    achternaam=f"Genodigd {number}",
                    geboortedatum=date(1990, 1, 1),
                ),
                today=world.TODAY,
            )
            parties.register_dienstverband(
                actor=boss,
                werknemer_id=person.pk,
                data=parties.DienstverbandData(begint_op=world.START),
            )
            address = f"genodigd{number}@voorbeeld.example"
            parties.invite_werknemer(
                actor=boss, werknemer_id=person.pk, email=address, today=world.TODAY
            )


def kill_in_between(farm: Farm, jobs: int, kills: int) -> bool:
    """Kill a worker after every so many deliveries; tell whether all were made in the end."""
    for number in range(1, kills + 1):
        if not farm.work_until(number * jobs // (kills + 1), PROMISE_SECONDS):
            return False
        farm.kill()
    return farm.work_until(jobs, PROMISE_SECONDS, to_the_end=True)


def faults_of(count: int, mail_sink: MailSink, kills: int) -> list[str]:
    """Return which effects are not there exactly once."""
    found = []
    with superuser() as connection:
        for name, query in EFFECTS.items():
            times = [number for _, number in connection.execute(query.encode())]
            if len(times) != count or set(times) != {1}:
                found.append(f"{name}: {len(times)} of {count}, {sum(times)} in all")
    letters = mail_sink.copies(SUBJECT)
    if len(letters) != count or letters.total() - count > kills:
        found.append(f"letter: {len(letters)} of {count}, {letters.total()} in all")
    return found


def survive(count: int, kills: int, mail_sink: MailSink, tell: Tell) -> None:
    invite(count)
    with running_farm(mail_sink, workers=WORKERS, seed=SEED) as farm:
        assert kill_in_between(farm, 2 * count, kills)
    found = faults_of(count, mail_sink, farm.kills)
    tell("T28", tried=2 * count, unit="opdrachten", found=len(found))
    tell("T28", tried=farm.kills, unit="keer gedood")
    print(f"longest wait {max(farm.delays, default=0):.1f} s")  # noqa: T201 - the figure
    assert found == []
    assert farm.kills == kills
    assert max(farm.delays, default=0) < PROMISE_SECONDS


@pytest.mark.walls
def test_a_thousand_jobs_survive_fifty_kills(mail_sink: MailSink, tell: Tell) -> None:
    survive(*LONG, mail_sink, tell)


@pytest.mark.walls
def test_planted_faults_are_found(mail_sink: MailSink, tell: Tell) -> None:
    survive(*QUICK, mail_sink, tell)
    count, kills = QUICK
    for spoiled in (mail_sink.without_one(SUBJECT), mail_sink.with_again(SUBJECT, kills + 1)):
        assert faults_of(count, spoiled, kills)
    as_superuser(
        "SET session_replication_role = replica",
        "DELETE FROM access_membership WHERE id = (SELECT max(id) FROM access_membership)",
    )
    assert faults_of(count, mail_sink, kills)
    tell("T28", planted=3, seen=3)
