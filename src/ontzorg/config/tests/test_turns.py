"""Who asks for much waits for himself; others do not wait for him."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.conf import settings

from ontzorg.config import turns
from ontzorg.config.turns import MOST_WAITING, Line, Pieces, TooMuchError, Turns, visitor_of

BUSY, CALM = "busy", "calm"


def order_of(line: Line, asked: Iterable[str]) -> list[str]:
    """Let them all ask, and return in what order one thread does their work."""
    done: list[str] = []
    for visitor in asked:
        line.put(visitor, partial(done.append, visitor))
    while len(done) < len(list(asked)):
        line.do_next()
    return done


def first_come(self: Line, visitor: str) -> Any:
    """A planted fault: take all of one visitor before the next."""
    row = self._rows[visitor]
    work = row.popleft()
    if not row:
        del self._rows[visitor]
    return work


def test_one_request_does_not_wait_for_ten_of_another() -> None:
    assert order_of(Line(1), [BUSY] * 10 + [CALM]).index(CALM) == 1


def test_a_line_without_turns_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Line, "_take", first_come)
    assert order_of(Line(1), [BUSY] * 10 + [CALM]).index(CALM) == 10


def test_visitors_take_turns() -> None:
    assert order_of(Line(1), ["a", "a", "a", "b", "b", "c"]) == ["a", "b", "c", "a", "b", "a"]


@contextmanager
def held_up(line: Line, visitor: str, times: int) -> Iterator[None]:
    """Let so many pages of a visitor be in the making within the block."""
    go_on, begun = threading.Event(), threading.Semaphore(0)

    def work() -> None:
        begun.release()
        go_on.wait()

    with ThreadPoolExecutor(times) as pool:
        for _ in range(times):
            line.put(visitor, work)
            pool.submit(line.do_next)
            begun.acquire()
        try:
            yield
        finally:
            go_on.set()


def test_a_slow_page_keeps_its_visitor_from_the_next_for_a_moment_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "SLOW_SECONDS", 0)
    line = Line(4)
    done: list[str] = []
    with held_up(line, BUSY, 1):
        line.put(BUSY, partial(done.append, BUSY))
        line.do_next()
    assert done == [BUSY]


@pytest.mark.parametrize(
    ("slow", "held"), [(3_600, 1), (0, 3)], ids=["one at a time", "one place stays free"]
)
def test_someone_else_goes_before(monkeypatch: pytest.MonkeyPatch, slow: float, held: int) -> None:
    monkeypatch.setattr(turns, "SLOW_SECONDS", slow)
    line = Line(4)
    done: list[str] = []
    with held_up(line, BUSY, held):
        line.put(BUSY, partial(done.append, BUSY))
        line.put(CALM, partial(done.append, CALM))
        line.do_next()
        assert done == [CALM]
    line.do_next()
    assert done == [CALM, BUSY]


def test_work_that_fails_gives_its_place_back() -> None:
    line = Line(1)
    line.put(BUSY, lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        line.do_next()
    assert order_of(line, [BUSY]) == [BUSY]


def test_too_much_of_one_visitor_is_refused_and_of_others_not() -> None:
    line = Line(1)
    for _ in range(MOST_WAITING):
        line.put(BUSY, lambda: None)
    with pytest.raises(TooMuchError):
        line.put(BUSY, lambda: None)
    line.put(CALM, lambda: None)


def test_a_visitor_is_a_session_or_else_a_browser_or_an_address() -> None:
    """Behind a proxy all who are not signed in have one address; they may not wait in one row."""
    browser = f"{settings.CSRF_COOKIE_NAME}=c1"
    session = f"{browser}; {settings.SESSION_COOKIE_NAME}=s1"
    behind = {"HTTP_X_FORWARDED_FOR": "192.0.2.7", "REMOTE_ADDR": "127.0.0.1"}
    assert visitor_of({"REMOTE_ADDR": "::1"}) == "::1"
    assert visitor_of(behind) == "192.0.2.7"
    assert visitor_of({**behind, "HTTP_COOKIE": browser}) == "c1"
    assert visitor_of({**behind, "HTTP_COOKIE": session}) == "s1"
    assert visitor_of({}) == ""


class Page:
    """What Django answers: a page, or a file that goes out in pieces."""

    def __init__(self, *, streaming: bool) -> None:
        self.streaming = streaming
        self.made_by = ""
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        self.made_by = threading.current_thread().name
        yield from (b"a", b"b")

    def close(self) -> None:
        self.is_closed = True


def ask(answer: Callable[[], Any]) -> tuple[Any, list[str]]:
    said: list[str] = []
    product = Turns(lambda *_: answer(), at_once=1)
    return product({"REMOTE_ADDR": "::1"}, lambda status, _: said.append(status)), said


def test_a_page_is_made_and_closed_before_it_goes_out() -> None:
    page = Page(streaming=False)
    assert ask(lambda: page)[0] == [b"ab"]
    assert page.is_closed
    assert page.made_by != threading.current_thread().name


def test_a_file_is_sent_by_the_thread_that_waits_for_it() -> None:
    page = Page(streaming=True)
    pieces, _ = ask(lambda: page)
    assert isinstance(pieces, Pieces)
    assert list(pieces) == [b"a", b"b"]
    assert (page.is_closed, page.made_by) == (False, threading.current_thread().name)
    pieces.close()
    assert page.is_closed


def test_an_error_comes_out_where_it_is_waited_for() -> None:
    with pytest.raises(ZeroDivisionError):
        ask(lambda: 1 // 0)


def test_who_asks_too_much_at_once_is_told_so() -> None:
    begun, go_on, said = threading.Event(), threading.Event(), []

    def answer(*_: Any) -> Page:
        begun.set()
        go_on.wait()
        return Page(streaming=False)

    product = Turns(answer, at_once=1)

    def visit() -> Any:
        return product({"REMOTE_ADDR": "::1"}, lambda status, _: said.append(status))

    with ThreadPoolExecutor(2 * MOST_WAITING) as pool:
        asked = [pool.submit(visit)]
        begun.wait()
        asked += [pool.submit(visit) for _ in range(MOST_WAITING + 1)]
        while not said:
            pass
        go_on.set()
        answers = [one.result() for one in asked]
    assert said == ["429 Too Many Requests"]
    assert answers.count([b"ab"]) == MOST_WAITING + 1
