"""Takes in a message of the sector, and answers it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from ontzorg.access.privileges import Privilege
from ontzorg.integrations.models import BerichtState

from .answers import Uitkomst, processed_answer, refused_answer
from .betekenis import Proefbericht, Resultaat, load_betekenis
from .faults import Fault, FaultCode, MessageRefusedError
from .log import BerichtLog
from .plan import plan_meldingen
from .processing import Processor, refused
from .reader import read_verzuimmeldingen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ontzorg.access.actors import Actor
    from ontzorg.integrations.models import Bericht

    from .faults import Herkomst
    from .reader import GelezenBericht

REFERENCE_USED = (
    "Een ander bericht met dit referentienummer (Berrefnr) is al verwerkt. Geef elk bericht een "
    "eigen nummer."
)
TRIED = "Proefbericht: wij hebben het geprobeerd en niets bewaard."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontvangst:
    """What became of a message, for the screen: the stored log row and each outcome.

    `uitkomsten` is empty when the message was refused (`faults` says why) and when it
    `was_known`: then the answer is the one that was given before.
    """

    bericht: Bericht
    uitkomsten: tuple[Uitkomst, ...] = ()
    faults: tuple[Fault, ...] = ()
    was_known: bool = False

    @property
    def answer(self) -> bytes:
        """The answer for the sender, as XML."""
        return bytes(self.bericht.answer)

    @property
    def is_whole(self) -> bool:
        """Whether all of the message was processed."""
        return not self.faults and self.bericht.meldingen_geweigerd == 0


@transaction.atomic
def receive(*, actor: Actor, content: bytes, file_name: str, today: date) -> Ontvangst:
    """Read a message, process what can be processed, and store the answer to it.

    The same message again gives the answer of the first time, unless nothing of it could be
    processed then. Another message with the same reference, and a message that cannot be read,
    get a `Retourmelding1`; nothing is processed.
    """
    actor.require(Privilege.RECEIVE_BERICHT)
    betekenis = load_betekenis(settings.SIVI_BETEKENIS)
    sha256 = hashlib.sha256(content).hexdigest()
    log = BerichtLog(actor=actor, file_name=file_name, sha256=sha256, betekenis=betekenis)
    try:
        gelezen = read_verzuimmeldingen(content)
    except MessageRefusedError as error:
        return _refuse(log, error.herkomst, error.faults)
    earlier = log.wait_for_earlier(gelezen.herkomst)
    if earlier is None:
        return _process(log, gelezen, Processor(actor=actor, betekenis=betekenis, today=today))
    if earlier.sha256 == sha256:
        return Ontvangst(bericht=earlier, was_known=True)
    fault = Fault(FaultCode.REFERENCE_USED, REFERENCE_USED)
    return _refuse(log, gelezen.herkomst, (fault,))


def _refuse(log: BerichtLog, herkomst: Herkomst, faults: tuple[Fault, ...]) -> Ontvangst:
    """Store and answer a message of which nothing is processed."""
    answer = refused_answer(herkomst, faults, log.verzending)
    bericht = log.store(herkomst, state=BerichtState.REFUSED, answer=answer)
    return Ontvangst(bericht=bericht, faults=faults)


def _process(log: BerichtLog, gelezen: GelezenBericht, processor: Processor) -> Ontvangst:
    """Process a message that came in for the first time."""
    herkomst = gelezen.herkomst
    is_try = herkomst.test and processor.betekenis.testbericht is Proefbericht.PROBEREN
    with transaction.atomic():
        uitkomsten = _outcomes(gelezen, processor)
        transaction.set_rollback(is_try)
    if is_try:
        uitkomsten = [replace(each, teksten=(TRIED, *each.teksten)) for each in uitkomsten]
    counts = _counts(uitkomsten)
    done = BerichtState.TRIED if is_try else BerichtState.PROCESSED
    bericht = log.store(
        herkomst,
        state=done if counts["verwerkt"] or counts["geparkeerd"] else BerichtState.REFUSED,
        answer=processed_answer(herkomst, uitkomsten, log.verzending),
        werkgevers=gelezen.bericht.werkgevers,
        **counts,
    )
    return Ontvangst(bericht=bericht, uitkomsten=tuple(uitkomsten))


def _outcomes(gelezen: GelezenBericht, processor: Processor) -> list[Uitkomst]:
    planned = plan_meldingen(gelezen.bericht, processor.betekenis)
    return [*processor.process_all(planned), *(refused(each) for each in gelezen.geweigerd)]


def _counts(uitkomsten: Sequence[Uitkomst]) -> dict[str, int]:
    refused_ones = sum(each.resultaat is Resultaat.NIET_VERWERKT for each in uitkomsten)
    waiting = sum(each.is_waiting for each in uitkomsten)
    done = len(uitkomsten) - refused_ones - waiting
    return {"verwerkt": done, "geparkeerd": waiting, "geweigerd": refused_ones}
