"""The crowd itself: all answers come back, and nobody waits for one who died."""

from __future__ import annotations

import os

import pytest

from tests.concurrency.at_once import at_once


def test_every_round_has_an_answer_of_each() -> None:
    assert list(at_once(lambda number: number, processes=3, rounds=2)) == [[0] * 3, [1] * 3]


def test_nobody_waits_for_a_process_that_died() -> None:
    with pytest.raises(AssertionError, match="a process died"):
        list(at_once(lambda _number: os._exit(1), processes=2, rounds=2))
