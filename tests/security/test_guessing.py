"""T15: guessing a password or code stops after ten tries an hour, whoever and wherever one is."""

from __future__ import annotations

import math
import re
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa import signals as mfa_signals
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connections
from django.test import Client

from tests.harness.results import Tell
from tests.harness.world import PEOPLE
from tests.security.signing_in import (
    STEP,
    code,
    give_app,
    give_password,
    is_in,
    type_code,
    type_password,
)

MOST_ANSWERS = 10
WRONG = "dit is het niet, nummer {}"
QUICK, PROCESSES = 40, 4
LONG_TRIES, NETWORKS, ACCOUNTS = 10_000, 1_000, 10_000
SAMPLES, SURE = 60, 2.58  # |t| of Welch below this: p > 0.01
CHANGES = re.compile(r'value="[^"]*"|nonce="[^"]*"|[\w.]+@[\w.]+|hx-headers=\'[^\']*\'')


@contextmanager
def counting() -> Iterator[list[object]]:
    """Collect the guesses that were really looked at."""
    answered: list[object] = []

    def note(**given: Any) -> None:
        answered.append(given)

    for signal in (user_login_failed, mfa_signals.authentication_failed):
        signal.connect(note)
    try:
        yield answered
    finally:
        for signal in (user_login_failed, mfa_signals.authentication_failed):
            signal.disconnect(note)


def network(number: int) -> str:
    """Return an address in a network of its own."""
    return f"10.{number // 250 % 250}.{number % 250}.7"


def guess_one_account(tries: int, networks: int, who: str = "bedrijfsarts") -> int:
    """Guess at one account from many networks; return how many guesses were looked at."""
    with counting() as answered:
        for number in range(tries):
            ip = network(number % networks)
            type_password(Client(), who, WRONG.format(number), ip=ip)
    return len(answered)


def guess_many_accounts(accounts: int) -> int:
    """Guess once at many accounts from one network; return how many guesses were looked at."""
    with counting() as answered:
        for number in range(accounts):
            known = number < len(PEOPLE)
            type_password(Client(), PEOPLE[number].key if known else f"x{number}", WRONG.format(0))
    return len(answered)


def guess_at_once(processes: int, tries: int) -> int:
    """Guess at one account from several processes at the same moment."""

    def work(worker: int) -> None:
        for number in range(tries):
            ip = network(100 * worker + number)
            type_password(Client(), "bedrijfsarts", WRONG.format(number), ip=ip)
        connections.close_all()

    with counting() as answered, ThreadPoolExecutor(processes) as pool:
        list(pool.map(work, range(processes)))
    return len(answered)


@pytest.mark.django_db
def test_one_account_gets_ten_answers() -> None:
    give_password("bedrijfsarts")
    assert guess_one_account(QUICK, QUICK) == MOST_ANSWERS
    late = Client()
    type_password(late, "bedrijfsarts", ip=network(QUICK + 1))
    assert not is_in(late), "the right password is not looked at either"


@pytest.mark.django_db
def test_other_people_still_get_in() -> None:
    give_password("medewerker")
    guess_one_account(MOST_ANSWERS + 1, QUICK)
    client = Client()
    type_password(client, "medewerker", ip=network(1))
    assert is_in(client)


@pytest.mark.django_db
def test_one_network_gets_ten_answers_a_minute() -> None:
    assert guess_many_accounts(len(PEOPLE)) <= MOST_ANSWERS


@pytest.mark.planted("T15")
@pytest.mark.django_db
def test_without_a_limit_for_the_account_the_guesses_would_be_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "ACCOUNT_RATE_LIMITS", {"login_failed": "10/m/ip"})
    assert guess_one_account(MOST_ANSWERS + 3, QUICK) > MOST_ANSWERS


@pytest.mark.django_db
def test_codes_can_be_guessed_ten_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter([STEP]))
    give_app(give_password("bedrijfsarts"))
    client = Client()
    type_password(client, "bedrijfsarts")
    for number in range(MOST_ANSWERS + 2):
        type_code(client, f"{number:06}")
    type_code(client, code())
    assert not is_in(client)


def test_the_limit_holds_over_several_processes(committed: None) -> None:
    assert guess_at_once(PROCESSES, MOST_ANSWERS) == MOST_ANSWERS


@pytest.mark.planted("T15")
def test_counters_of_one_process_would_be_seen(
    committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class OfOneProcess(LocMemCache):
        def __init__(self, name: str, params: dict[str, Any]) -> None:
            super().__init__(uuid4().hex, params)

    with monkeypatch.context() as planted:
        planted.setattr(caches, "create_connection", lambda alias: OfOneProcess("", {}))
        assert guess_at_once(PROCESSES, MOST_ANSWERS) > MOST_ANSWERS


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/account/login/", "/account/password/reset/"])
def test_the_answer_does_not_tell_who_exists(page: str) -> None:
    give_password("bedrijfsarts")
    answers = {_answer(page, who) for who in ("bedrijfsarts", "niemand.zoals.deze")}
    assert len(answers) == 1


@pytest.mark.walls
@pytest.mark.django_db
def test_ten_thousand_guesses_at_one_account(tell: Tell) -> None:
    answered = guess_one_account(LONG_TRIES, NETWORKS)
    too_many = max(answered - MOST_ANSWERS, 0)
    tell("T15", tried=LONG_TRIES, unit="pogingen op één account", found=too_many)
    assert answered <= MOST_ANSWERS


@pytest.mark.walls
@pytest.mark.django_db
def test_one_network_at_ten_thousand_accounts(tell: Tell) -> None:
    begun = time.monotonic()
    answered = guess_many_accounts(ACCOUNTS)
    minutes = math.ceil((time.monotonic() - begun) / 60) + 1
    most = min(MOST_ANSWERS * minutes, 100 * math.ceil(minutes / 60))
    tell("T15", tried=ACCOUNTS, unit="accounts", found=max(answered - most, 0))
    assert answered <= most


@pytest.mark.walls
@pytest.mark.django_db
def test_the_time_does_not_tell_who_exists(tell: Tell) -> None:
    known, unknown = list[float](), list[float]()
    for number in range(SAMPLES):
        cache.clear()
        known.append(_seconds("bedrijfsarts", network(number)))
        cache.clear()
        unknown.append(_seconds("niemand.zoals.deze", network(number)))
    t = _welch(known, unknown)
    tell("T15", tried=2 * SAMPLES, unit="gemeten keren", found=int(abs(t) >= SURE))
    assert abs(t) < SURE


@pytest.mark.planted("T15")
def test_a_difference_in_time_would_be_seen() -> None:
    fast = [0.1 + number % 7 / 1000 for number in range(SAMPLES)]
    assert abs(_welch(fast, [one + 0.005 for one in fast])) > SURE


def _answer(page: str, who: str) -> tuple[int, str, str]:
    address = f"{who}@voorbeeld.example"
    given = {"login": address, "password": WRONG, "email": address}
    response = Client().post(page, given)
    body = CHANGES.sub("", response.content.decode())
    return response.status_code, str(response.get("Location", "")), body


def _seconds(who: str, ip: str) -> float:
    begun = time.perf_counter()
    type_password(Client(), who, WRONG, ip=ip)
    return time.perf_counter() - begun


def _welch(one: list[float], other: list[float]) -> float:
    spread = statistics.variance(one) / len(one) + statistics.variance(other) / len(other)
    return (statistics.fmean(one) - statistics.fmean(other)) / math.sqrt(spread)
