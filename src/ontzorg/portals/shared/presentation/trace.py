"""The answer to "Waarom deze datum?": one sentence, its steps, and what would move it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceStep:
    """One step of a computation: the sentence for people, then rule, source and values.

    `inputs` are pairs of a Dutch name and a written value, in reading order.
    """

    text: str
    rule: str = ""
    source_label: str = ""
    source_url: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """All that `_trace.html` shows. `changes` are facts that would move the date.

    `answered_by` is the step whose sentence is the answer; `steps` are the others.
    """

    answer: str
    answered_by: TraceStep
    steps: tuple[TraceStep, ...] = ()
    changes: tuple[str, ...] = ()
    question: str = "Waarom deze datum?"
