"""A process that dies in the middle of its work, at a moment that is chosen."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import connections


def run_and_die(perform: Callable[[], object], *, statement: int, after: bool) -> bool:
    """Run this in a process of its own that is killed at its nth statement, or just after it.

    Tells whether it got as far as that; work with fewer statements is killed when it is done,
    before anyone hears of it.
    """
    connections.close_all()
    child = os.fork()
    if child == 0:
        _run(perform, statement, after=after)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it ended without being killed"
    return os.WTERMSIG(status) == signal.SIGKILL


def _run(perform: Callable[[], object], statement: int, *, after: bool) -> None:
    seen = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == statement and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = execute(*arguments)
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    try:
        with ExitStack() as stack:
            for alias in connections:
                stack.enter_context(connections[alias].execute_wrapper(count))
            perform()
    finally:
        os.kill(os.getpid(), signal.SIGKILL)
