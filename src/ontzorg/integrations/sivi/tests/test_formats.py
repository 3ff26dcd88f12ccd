"""Values are read as the standard writes them, and nothing else passes."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from ontzorg.integrations.sivi.formats import FormatError, ValueFormat

TEXT = ValueFormat(kind="text", maximum=6, digits=False)
ACCEPTED = [
    (TEXT, " J.P. ", "J.P."),
    (TEXT, "e\u0301", "é"),
    (ValueFormat(kind="digits", maximum=8), "01234567", "01234567"),
    (ValueFormat(kind="number", maximum=3), "007", 7),
    (ValueFormat(kind="decimal", maximum=3), "032.00", Decimal("32.00")),
    (ValueFormat(kind="date"), "2024-02-29", date(2024, 2, 29)),
    (ValueFormat(kind="date"), "2026-10-05+02:00", date(2026, 10, 5)),
    (ValueFormat(kind="time"), "09:30:00.1234567Z", time(9, 30)),
    (ValueFormat(kind="yes-no"), "J", True),
    (ValueFormat(kind="code", codes=frozenset({"01", "02"})), "02", "02"),
]
REFUSED = [
    (TEXT, "", "niet leeg"),
    (TEXT, "J.P.M.X", "hooguit 6"),
    (TEXT, "J\x9b", "tekens die niet mogen"),
    (TEXT, "J4", "geen cijfers"),
    (TEXT, "J٤", "geen cijfers"),
    (ValueFormat(kind="text", minimum=6, maximum=6), "1234A", "precies 6"),
    (ValueFormat(kind="digits", maximum=8), "123456789", "1 tot 8"),
    (ValueFormat(kind="digits", maximum=8), "١٢", "1 tot 8"),
    (ValueFormat(kind="number", maximum=3), "-1", "1 tot 3"),
    (ValueFormat(kind="decimal", maximum=4), "50", "twee decimalen"),
    (ValueFormat(kind="decimal", maximum=4), "50,00", "twee decimalen"),
    (ValueFormat(kind="decimal", maximum=4), "1e1.00", "twee decimalen"),
    (ValueFormat(kind="date"), "2026-02-29", "datum"),
    (ValueFormat(kind="date"), "20261005", "datum"),
    (ValueFormat(kind="date"), "2026-W41-1", "datum"),
    (ValueFormat(kind="date"), "0000-01-01", "datum"),
    (ValueFormat(kind="time"), "9:30", "tijd"),
    (ValueFormat(kind="time"), "25:00:00", "tijd"),
    (ValueFormat(kind="yes-no"), "j", "J of N"),
    (ValueFormat(kind="code", codes=frozenset({"01", "02"})), "1", "01, 02"),
]


@pytest.mark.parametrize(("form", "text", "value"), ACCEPTED)
def test_a_value_is_read(form: ValueFormat, text: str, value: Any) -> None:
    assert form.parse(text) == value


@pytest.mark.parametrize(("form", "text", "says"), REFUSED)
def test_a_wrong_value_is_refused_with_what_would_fit(
    form: ValueFormat, text: str, says: str
) -> None:
    with pytest.raises(FormatError, match=says):
        form.parse(text)


@pytest.mark.parametrize(("form", "text", "value"), ACCEPTED)
def test_a_written_value_reads_back(form: ValueFormat, text: str, value: Any) -> None:
    assert form.parse(form.write(value)) == value


def test_a_value_that_would_not_read_back_is_not_written() -> None:
    with pytest.raises(FormatError, match="hooguit 6"):
        TEXT.write("Abcdefg")
