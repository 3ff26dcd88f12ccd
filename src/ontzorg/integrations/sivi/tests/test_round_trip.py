"""What we write, we read back unchanged; what would be refused, we do not write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from ontzorg.integrations.sivi.reader import read_verzuimmeldingen
from ontzorg.integrations.sivi.writer import NotWritableError

from .factory import KOP, as_bytes, bericht, verzuim
from .strategies import verzuimmeldingen

if TYPE_CHECKING:
    from ontzorg.integrations.sivi.berichten import Verzuimmeldingen


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(verzuimmeldingen())
def test_a_written_message_reads_back_equal(message: Verzuimmeldingen) -> None:
    gelezen = read_verzuimmeldingen(as_bytes(message))
    assert gelezen.geweigerd == ()
    assert gelezen.bericht == message


def test_a_value_that_does_not_fit_is_not_written() -> None:
    too_long = replace(bericht(verzuim()), kop=replace(KOP, inzender="x" * 41))
    with pytest.raises(NotWritableError, match=r"Inzender \(IdInzndr\) .* hooguit 40"):
        as_bytes(too_long)


def test_a_message_without_meldingen_is_not_written() -> None:
    with pytest.raises(NotWritableError, match=r"Verzuim \(Vrzm\)"):
        as_bytes(bericht())
