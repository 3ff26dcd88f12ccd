"""Many processes that do the same at the same moment, round after round."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

from django.db import connections

Answer = int | str
Round = Callable[[int], int]


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
    for _ in range(processes * rounds):
        number, answer = answers.get()
        found[number].append(answer)
    for runner in runners:
        runner.join()
    yield from found


def _run(perform: Round, barrier: Barrier, answers: Queue[tuple[int, Answer]], rounds: int) -> None:
    for number in range(rounds):
        barrier.wait()
        try:
            answers.put((number, perform(number)))
        except Exception:
            answers.put((number, traceback.format_exc()))
