"""One writer in each of several processes. Imports nothing of the product before it is set up."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from ontzorg.config.demo.bulk.filling import Order, Writer

_writers: list[Writer] = []


def write_in_processes(
    order: Order, chunks: Sequence[Sequence[int]], processes: int
) -> Iterator[int]:
    """Yield how many employers were written, chunk after chunk, as they come ready."""
    context = multiprocessing.get_context("spawn")
    begin = pickle.dumps(order)
    with ProcessPoolExecutor(processes, context, _begin, (begin,)) as pool:
        for done in as_completed([pool.submit(_write, chunk) for chunk in chunks]):
            yield done.result()


def _begin(order: bytes) -> None:
    """Set up the product in a new process; only then can the rows in the order be read."""
    django.setup()
    from ontzorg.config.demo.bulk.filling import Writer

    _writers.append(Writer(pickle.loads(order)))  # noqa: S301 - from the process that began us


def _write(numbers: Sequence[int]) -> int:
    return _writers[0].write(numbers)
