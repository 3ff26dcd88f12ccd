"""The subjects by name; a module is loaded when its subject is asked for."""

from __future__ import annotations

from importlib import import_module

from ontzorg.rules.reken.subject import Subject

SUBJECT_NAMES = (
    "loonheffing",
    "strook",
    "dagloon",
    "zw",
    "wia",
    "loondoorbetaling",
    "claim",
    "wazo",
    "verhaal",
    "garantie",
    "koppeling",
    "interventie",
    "premie",
    "cijfers",
)


def find_subject(name: str) -> Subject:
    """Return the subject with this name, from `ontzorg.rules.reken.<name>`."""
    subject: Subject = import_module(f"ontzorg.rules.reken.{name}").SUBJECT
    return subject
