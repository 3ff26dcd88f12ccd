"""T01, T04, T18 and T31 at full size: the wide world, a thousand canaries, all ways to ask."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.logins import SIGN_IN
from ontzorg.access.models import OutboxMessage
from ontzorg.config.jobs import deliver
from ontzorg.integrations.mail import digests
from ontzorg.parties.models import Dienstverband, Werknemer
from ontzorg.parties.services import set_bsn
from ontzorg.verzuim.services import NewMelding, record_melding
from tests.harness import world
from tests.harness.database import as_login
from tests.harness.results import Tell, is_long
from tests.harness.world import actor, dienstverband_of
from tests.security.admin import superuser
from tests.security.artefacts import Watch, many_bsn
from tests.security.cases import MARK, SICK_ON, Case, describe, write_note
from tests.security.crawl import Visit, browser_of, visitor_of
from tests.security.verdicts import told_too_much, wrong_access, wrong_headers
from tests.security.wide import CLOSED, MOVED, Wide, widen
from tests.security.wide_crawl import WideCrawl, numbers_of

STEP = 1 if is_long() else 10
FEWEST_REQUESTS = 100_000 if is_long() else 10_000
FEWEST_ARTEFACTS = 50_000 if is_long() else 10_000
PEOPLE, SICK, NOTES_EACH = 250, 15, 50
FEWEST_MAILS = 5
FIRST_PERSON = 7001
DOCTOR_B, EMPLOYER_B = "bedrijfsarts_b", "werkgever_beheerder_b"
MANY_LINES, FOUND_ELSEWHERE = 1_000, 302
ARTEFACTS = "antwoorden, opdrachten aan de database en logregels"
pytestmark = pytest.mark.walls


@dataclass(frozen=True)
class Aviary:
    """The wide world with a thousand canaries at employer B, and who may hear each."""

    wide: Wide
    sick: tuple[Case, ...]
    bsn_of: dict[int, str]
    allowed: dict[str, frozenset[str]]

    @property
    def canaries(self) -> set[str]:
        """The thousand that are all of employer B."""
        return {*self.bsn_of.values(), *(note for case in self.sick for note in case.secrets.notes)}


class Faults:
    """What was wrong, by proof."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = defaultdict(list)

    def add(self, code: str, faults: Iterable[str]) -> None:
        """Keep what is not empty."""
        for fault in faults:
            if fault:
                self.found[code].append(fault)

    def __str__(self) -> str:
        return "\n".join(f"{code} {one}" for code, some in self.found.items() for one in some)


@pytest.fixture(scope="module")
def aviary(cases: tuple[Case, ...], django_db_blocker: Any) -> Iterator[Aviary]:
    """Make the wide world and let the canaries in."""
    with django_db_blocker.unblock():
        wide = widen(cases)
        bsn_of = _people_of_b()
        sick = tuple(_sick_person(pk, bsn) for pk, bsn in [*bsn_of.items()][:SICK])
        yield Aviary(wide, sick, bsn_of, _who_may_see(wide, sick, bsn_of))


def test_everyone_gets_what_the_table_says_and_nothing_else(
    aviary: Aviary, tell: Tell, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    watch, crawl = Watch(aviary.allowed), WideCrawl(aviary.wide, STEP)
    asked, faults = Counter[str](), Faults()
    with _listening(watch, faults), _own_temporary_files(tmp_path):
        for seen in crawl.run():
            asked[seen.who] += 1
            _judge(seen, watch, faults)
            if len(caplog.records) > MANY_LINES:
                faults.add("T04", _log_lines(caplog, watch))
    faults.add("T01", _stolen(crawl, aviary.wide))
    faults.add("T04", _log_lines(caplog, watch))
    faults.add("T04", (what for text in _left_behind(tmp_path) for what in watch.find(text)))
    requests = asked.total()
    for code in ("T01", "T18", "T31"):
        tell(code, tried=requests, unit="verzoeken, lang", found=len(faults.found[code]))
    tell("T04", tried=watch.looked_at, unit=ARTEFACTS, found=len(faults.found["T04"]))
    assert not any(faults.found.values()), faults
    assert requests >= FEWEST_REQUESTS
    assert watch.looked_at >= FEWEST_ARTEFACTS
    assert len(asked) >= 14
    assert any(_is_accepted(seen) for seen, _body in crawl.stolen)


def test_the_canaries_are_nowhere_in_plain(aviary: Aviary, tell: Tell) -> None:
    watch = Watch({token: frozenset() for token in aviary.allowed})
    waiting = _queue_mails_of_today()
    _deliver_messages()
    texts = [*_rows(), *_sessions(), *(str(message.message()) for message in mail.outbox)]
    found = [fault for text in texts for fault in watch.find(text)]
    tell("T04", tried=watch.looked_at, unit="rijen, sessies, opdrachten en mails", found=len(found))
    assert len(mail.outbox) >= waiting >= FEWEST_MAILS
    assert found == []


def test_who_may_hear_them_hears_all_of_them(aviary: Aviary, tell: Tell) -> None:
    watch = Watch(aviary.allowed)
    doctor, employer = browser_of(visitor_of(DOCTOR_B)), browser_of(visitor_of(EMPLOYER_B))
    for case in aviary.sick:
        watch.find(
            doctor.get(reverse("arbodienst:consults", args=[case.dossier])).content, DOCTOR_B
        )
    with acting_as(actor(EMPLOYER_B)):
        people = dict(Werknemer.objects.filter(pk__in=aviary.bsn_of).values_list("pk", "public_id"))
    for public_id in people.values():
        page = reverse("werkgever:staff-bsn", args=[public_id])
        watch.find(employer.post(page, {"purpose": "Controle van de gegevens"}).content, EMPLOYER_B)
    tell("T04", tried=len(watch.seen), unit="kanaries gehoord door wie het mag")
    assert aviary.canaries <= watch.seen
    assert len(aviary.canaries) >= 1_000


def _judge(seen: Visit, watch: Watch, faults: Faults) -> None:
    faults.add("T01", [wrong_access(seen)])
    if seen.method == "HEAD" and seen.content:
        faults.add("T01", [f"inhoud bij HEAD: {seen}"])
    faults.add("T18", wrong_headers(seen))
    faults.add("T31", [told_too_much(seen)])
    outside = "\n".join([seen.url, *seen.headers.values(), *seen.cookies])
    heard = [*watch.find(outside, seen.who), *watch.find(seen.content, seen.who)]
    faults.add("T04", (f"{what} bij {seen}" for what in heard))


def _stolen(crawl: WideCrawl, wide: Wide) -> list[str]:
    """Return each form that was accepted although it names a person whom the sender never sees."""
    sees = {visitor.key: visitor.sees for visitor in wide.visitors}
    names = {number: numbers_of(case) for number, case in enumerate(wide.cases)}
    return [
        f"aangenomen over {number}: {seen}"
        for seen, body in crawl.stolen
        if _is_accepted(seen)
        for number, known in names.items()
        if number not in sees[seen.who] and any(name in body for name in known)
    ]


def _is_accepted(seen: Visit) -> bool:
    """Tell whether a form was saved; a way to sign in is no answer to it."""
    leads = seen.headers.get("Location", "")
    return seen.status == FOUND_ELSEWHERE and not leads.startswith("/account/")


def _log_lines(caplog: pytest.LogCaptureFixture, watch: Watch) -> list[str]:
    lines = [record.getMessage() for record in caplog.records]
    caplog.clear()
    return [f"{what} in het log: {line}" for line in lines for what in watch.find(line)]


@contextmanager
def _listening(watch: Watch, faults: Faults) -> Iterator[None]:
    """Look at the values of each query that a page sends to the rooms outside the medical one."""

    def listen(execute: Any, query: str, values: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        faults.add("T04", (f"{what} in {query[:80]}" for what in watch.find(f"{values}")))
        return execute(query, values, many, context)

    with connections["default"].execute_wrapper(listen):
        yield


@contextmanager
def _own_temporary_files(folder: Path) -> Iterator[None]:
    """Let every temporary file come in a folder of this test."""
    with patch("tempfile.tempdir", str(folder)):
        yield


def _left_behind(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def _queue_mails_of_today() -> int:
    with as_login("jobs"), acting_as(SYSTEM):
        return digests.queue_all(today=timezone.localdate())


def _deliver_messages() -> None:
    with as_login("jobs"):
        with acting_as(SYSTEM):
            waiting = list(OutboxMessage.objects.filter(delivered_at=None))
        for message in waiting:
            deliver(str(message.message_id))


def _rows() -> list[str]:
    """Return every row of every table as text: what a backup holds without a key."""
    with superuser() as server:
        tables = server.execute(
            "SELECT format('SELECT t::text FROM %I.%I t', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        return [row[0] for (query,) in tables for row in server.execute(query).fetchall()]


def _sessions() -> list[str]:
    return [str(session.get_decoded()) for session in Session.objects.using(SIGN_IN).all()]


def _people_of_b() -> dict[int, str]:
    """Take on many people at employer B, each with a BSN."""
    columns = world.mandate_columns(world.WERKGEVER_B) | {"werkgever_id": world.WERKGEVER_B}
    numbers = dict(enumerate(many_bsn(PEOPLE), FIRST_PERSON))
    with as_login("jobs"), acting_as(SYSTEM):
        for pk in numbers:
            Werknemer.objects.create(
                pk=pk,
                voorletters="V.",
                achternaam=f"Vogel {pk}",
                geboortedatum=date(1980, 1, 1),
                email=f"vogel{pk}@voorbeeld.example",
                **columns,
            )
            Dienstverband.objects.create(
                pk=dienstverband_of(pk),
                werknemer_id=pk,
                afdeling_id=world.AFDELING_B1,
                functie="Lasser",
                uren_per_week=36,
                begint_op=world.START,
                **columns,
            )
    employer = actor(EMPLOYER_B)
    with acting_as(employer):
        for pk, bsn in numbers.items():
            set_bsn(actor=employer, werknemer_id=pk, bsn=bsn)
    return numbers


def _sick_person(pk: int, bsn: str) -> Case:
    employer, doctor = actor(EMPLOYER_B), actor(DOCTOR_B)
    with acting_as(employer):
        melding = record_melding(
            actor=employer,
            dienstverband_id=dienstverband_of(pk),
            new=NewMelding(soort="ziekmelding", day=SICK_ON, percentage=100),
            today=timezone.localdate(),
        )
        tokens = tuple(f"{MARK}{secrets.token_hex(8)}" for _ in range(NOTES_EACH))
        case = describe(melding, bsn, tokens)
    for token in tokens:
        write_note(doctor, case, token)
    return case


def _who_may_see(
    wide: Wide, sick: tuple[Case, ...], bsn_of: dict[int, str]
) -> dict[str, frozenset[str]]:
    doctors_a = frozenset({"bedrijfsarts", "verzuimbegeleider"})
    readers = {
        0: doctors_a | {"medewerker"},
        1: frozenset({DOCTOR_B, "medewerker_b"}),
        2: doctors_a | {"begeleider_nood"},
        MOVED: frozenset(),  # the notes stay with the arbodienst that no longer sees the file
        CLOSED: doctors_a,
    }
    employers = ("werkgever_beheerder", EMPLOYER_B, "werkgever_beheerder")
    owners = dict(enumerate((*employers, "werkgever_beheerder_c", "werkgever_beheerder")))
    selves = {0: "medewerker", 1: "medewerker_b"}
    allowed = {bsn: frozenset({EMPLOYER_B}) for bsn in bsn_of.values()}
    allowed |= {note: frozenset({DOCTOR_B}) for case in sick for note in case.secrets.notes}
    for number, case in enumerate(wide.cases):
        allowed |= dict.fromkeys(case.secrets.notes, readers[number])
        allowed[case.secrets.bsn] = frozenset({owners[number], selves.get(number, "")} - {""})
    return allowed
