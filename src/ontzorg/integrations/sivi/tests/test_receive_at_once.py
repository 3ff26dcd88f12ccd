"""The same message on two connections at once is processed once, and answered twice alike."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.harness.world import TODAY, WERKGEVER_A, actor

from ontzorg.access.context import acting_as
from ontzorg.integrations.models import Bericht
from ontzorg.integrations.sivi.services import Ontvangst, receive
from ontzorg.parties.models import Werkgever, Werknemer
from ontzorg.verzuim.models import Melding

from .factory import as_bytes, bericht, verzuim

TIMES = 4
CONTENT = as_bytes(bericht(verzuim()))


@pytest.mark.usefixtures("committed")
def test_a_double_click_records_once() -> None:
    beheerder = actor("werkgever_beheerder")
    with acting_as(beheerder):
        Werkgever.objects.filter(pk=WERKGEVER_A).update(aansluitnummer="AANSL-0001")
    together = Barrier(TIMES)

    def click(_number: int) -> Ontvangst:
        try:
            together.wait()
            with acting_as(beheerder):
                return receive(actor=beheerder, content=CONTENT, file_name="a.xml", today=TODAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as threads:
        received = list(threads.map(click, range(TIMES)))
    assert sorted(each.was_known for each in received) == [False, True, True, True]
    assert len({each.answer for each in received}) == 1
    with acting_as(beheerder):
        assert Bericht.objects.count() == Melding.objects.count() == 1
        assert Werknemer.objects.filter(extern_id="WN-0001").count() == 1
