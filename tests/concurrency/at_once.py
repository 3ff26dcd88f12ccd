"""Many processes that do the same at the same moment, round after round."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.context import ForkProcess as Runner
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from queue import Empty

from django.db import connections

Answer = int | str
Round = Callable[[int], int]
LOOK_SECONDS = 1


def at_once(perform: Round, *, processes: int, rounds: int = 1) -> Iterator[list[Answer]]:
    """Yield for each round what each process got: a number, or the words of an error.

    All processes wait for each other before each round.
    """
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    barrier, answers = fork.Barrier(processes), fork.Queue()
    runners = [
        fork.Process(target=_run, args=(perform, barrier, answers, rounds))
        for _ in range(processes)
    ]
    for runner in runners:
        runner.start()
    found: list[list[Answer]] = [[] for _ in range(rounds)]
    try:
        for _ in range(processes * rounds):
            number, answer = _next(answers, runners)
            found[number].append(answer)
    finally:
        for runner in runners:
            runner.kill()
            runner.join()
    yield from found


def _next(answers: Queue[tuple[int, Answer]], runners: Sequence[Runner]) -> tuple[int, Answer]:
    """Wait for an answer, as long as none of them died and keeps the others waiting."""
    while True:
        with suppress(Empty):
            return answers.get(timeout=LOOK_SECONDS)
        assert not any(runner.exitcode for runner in runners), "a process died"


def _run(perform: Round, barrier: Barrier, answers: Queue[tuple[int, Answer]], rounds: int) -> None:
    for number in range(rounds):
        barrier.wait()
        try:
            answers.put((number, perform(number)))
        except Exception:
            answers.put((number, traceback.format_exc()))
