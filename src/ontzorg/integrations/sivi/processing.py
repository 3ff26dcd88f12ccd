"""Processes the meldingen of a message one by one; each is saved whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ontzorg.access.errors import UserError
from ontzorg.parties.selectors import lock_dienstverband
from ontzorg.rules.wet.melding import MeldingSoort
from ontzorg.verzuim import services as verzuim
from ontzorg.verzuim.selectors.recorded import recorded_meldingen, waiting_reasons

from .answers import Uitkomst
from .betekenis import Resultaat
from .bringing import Meegebracht, bring_along
from .faults import FaultCode, GeweigerdeMelding
from .known import BezwaarError, Stap
from .people import nursing_address
from .references import free_reference, is_reference_of, known_meldingen
from .steps import decide_steps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ontzorg.access.actors import Actor
    from ontzorg.parties.selectors import Dienstverband

    from .betekenis import Betekenis
    from .plan import IncomingMelding

DOOR = "sivi"
WAITING = "De melding is bewaard, maar telt nog niet mee. {reason}"
WHOLE_CASE = "Wij kenden deze ziekte nog niet. De ziekmelding en het herstel zijn samen vastgelegd."
ALREADY_KNOWN = "Deze melding kenden wij al. Aan het verzuim is niets veranderd."


@dataclass(frozen=True, slots=True, kw_only=True)
class Processor:
    """Who brings meldingen in, on which day, and what the codes mean."""

    actor: Actor
    betekenis: Betekenis
    today: date

    def process_all(self, meldingen: Iterable[IncomingMelding]) -> list[Uitkomst]:
        """Process each melding in its own savepoint and return what became of it."""
        return [self.process(melding) for melding in meldingen]

    def process(self, melding: IncomingMelding) -> Uitkomst:
        """Record one melding with the person and employment it brings along."""
        if melding.faults:
            return refused(GeweigerdeMelding(melding.sleutel, melding.faults))
        try:
            with transaction.atomic():
                waiting, remarks = self._record(melding)
        except BezwaarError as error:
            return refused(GeweigerdeMelding(melding.sleutel, (error.fault,)))
        except UserError as error:
            return _not_accepted(melding, error)
        return _done(melding, waiting, remarks)

    def _record(self, melding: IncomingMelding) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Save everything of one melding; return why it waits, and what the sender must know."""
        brought = bring_along(
            actor=self.actor, melding=melding, betekenis=self.betekenis, today=self.today
        )
        lock_dienstverband(brought.dienstverband.pk, actor=self.actor)
        recorded = recorded_meldingen(self.actor, brought.dienstverband.pk)
        steps = decide_steps(melding, known_meldingen(recorded))
        taken = set(recorded.values())
        for step in steps:
            reference = free_reference(melding.sleutel, taken)
            taken.add(reference)
            self._record_step(melding, brought.dienstverband, step, reference)
        if brought.is_einde_changed and not steps:
            self._plan_again(brought.dienstverband)
        waiting = self._waiting(melding, brought.dienstverband)
        return waiting, (*brought.opmerkingen, *_remarks(brought, steps))

    def _waiting(self, melding: IncomingMelding, dienstverband: Dienstverband) -> tuple[str, ...]:
        """Return why what came in under this number waits, now or from an earlier message."""
        reasons = waiting_reasons(self.actor, dienstverband.pk)
        own = [reasons[each] for each in reasons if is_reference_of(melding.sleutel, each)]
        return tuple(WAITING.format(reason=reason) for reason in own)

    def _record_step(
        self, melding: IncomingMelding, dienstverband: Dienstverband, step: Stap, reference: str
    ) -> None:
        is_first = step.soort is MeldingSoort.ZIEKMELDING
        expected = melding.verwacht_hersteld_op
        address = nursing_address(melding.werknemer, self.betekenis) if is_first else ""
        verzuim.record_melding(
            actor=self.actor,
            dienstverband_id=dienstverband.pk,
            today=self.today,
            new=verzuim.NewMelding(
                soort=step.soort.value,
                day=step.day,
                percentage=step.percentage,
                arbeidstherapeutisch_uren=step.arbeidstherapeutisch_uren,
                verwacht_hersteld_op=expected if expected and expected >= step.day else None,
                vangnet=melding.vangnet if is_first else None,
                refers_to=step.refers_to,
                door=DOOR,
                extern_ref=reference,
                reported_at=_start_of(melding.gemeld_op),
                intake=verzuim.IntakeAnswers(verpleegadres=address) if address else None,
            ),
        )

    def _plan_again(self, dienstverband: Dienstverband) -> None:
        verzuim.replan_dienstverband(
            actor=self.actor, dienstverband_id=dienstverband.pk, today=self.today
        )


def refused(melding: GeweigerdeMelding) -> Uitkomst:
    """Return the outcome of a melding that has faults."""
    return Uitkomst(
        sleutel=melding.sleutel,
        resultaat=Resultaat.NIET_VERWERKT,
        teksten=tuple(str(fault) for fault in melding.faults),
        fault_code=melding.faults[0].code,
    )


def _not_accepted(melding: IncomingMelding, error: UserError) -> Uitkomst:
    return Uitkomst(
        sleutel=melding.sleutel,
        resultaat=Resultaat.NIET_VERWERKT,
        teksten=(error.message,),
        fault_code=FaultCode.NOT_ACCEPTED,
    )


def _done(melding: IncomingMelding, waiting: tuple[str, ...], remarks: tuple[str, ...]) -> Uitkomst:
    texts = (*waiting, *melding.opmerkingen, *remarks)
    return Uitkomst(
        sleutel=melding.sleutel,
        resultaat=Resultaat.MET_OPMERKING if texts else Resultaat.VERWERKT,
        teksten=texts,
        is_waiting=bool(waiting),
    )


def _remarks(brought: Meegebracht, steps: tuple[Stap, ...]) -> tuple[str, ...]:
    if {MeldingSoort.ZIEKMELDING, MeldingSoort.HERSTELMELDING} <= {step.soort for step in steps}:
        return (WHOLE_CASE,)
    return () if steps or brought.is_einde_changed else (ALREADY_KNOWN,)


def _start_of(day: date | None) -> datetime | None:
    """Return the start of a day here; a message knows no hour."""
    return timezone.make_aware(datetime.combine(day, time())) if day else None
