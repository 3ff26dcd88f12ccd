"""What `ontzorg reken` can compute: one module per subject, each with a `SUBJECT`.

A subject declares its input and output field by field (`kinds`), gives a valid example, and
computes from values that were read strictly. The names stand in `registry.SUBJECT_NAMES`.
"""

from ontzorg.rules.reken.kinds import (
    Amount,
    Choice,
    Day,
    Field,
    Flag,
    Kind,
    ListOf,
    Record,
    Text,
    Whole,
)
from ontzorg.rules.reken.subject import FieldError, Subject

__all__ = [
    "Amount",
    "Choice",
    "Day",
    "Field",
    "FieldError",
    "Flag",
    "Kind",
    "ListOf",
    "Record",
    "Subject",
    "Text",
    "Whole",
]
