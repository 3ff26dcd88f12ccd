"""What one incoming melding means for the meldingen that are already known. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontzorg.rules.wet.melding import FULLY_SICK, MeldingSoort

from .betekenis import Verwerking
from .faults import FaultCode
from .known import BezwaarError, KnownMelding, Stap, of_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from .plan import IncomingMelding

NUMBER_USED = (
    "Dit volgnummer of deze ziekmelding kennen wij al, met andere gegevens. Stuur een correctie, "
    "of gebruik een nieuw volgnummer."
)
UNKNOWN = (
    "De melding die u wilt veranderen, kennen wij niet. Stuur eerst die melding, of stuur het "
    "hele verzuimgeval opnieuw."
)


def decide_steps(melding: IncomingMelding, known: Iterable[KnownMelding]) -> tuple[Stap, ...]:
    """Return what to record for `melding`, in this order; nothing when all of it is known.

    `known` are the meldingen of the employment that count now. Raises BezwaarError when the
    melding contradicts them, or points at a melding that is not there.
    """
    decider = _Decider(melding, of_case(melding, known))
    decide: Mapping[Verwerking, Callable[[], tuple[Stap, ...]]] = {
        Verwerking.MELDEN: decider.report,
        Verwerking.WIJZIGEN: decider.change,
        Verwerking.CORRIGEREN: decider.correct,
        Verwerking.VERWIJDEREN: decider.withdraw,
        Verwerking.SYNCHRONISEREN: decider.synchronise,
    }
    return decide[melding.verwerking]()


class _Decider:
    """One melding beside the known meldingen of its case, oldest first."""

    def __init__(self, melding: IncomingMelding, known: Sequence[KnownMelding]) -> None:
        self.melding = melding
        self.known = known
        self.ziekmelding = self._last(MeldingSoort.ZIEKMELDING)
        self.herstelmelding = self._last(MeldingSoort.HERSTELMELDING)

    def report(self) -> tuple[Stap, ...]:
        """Record the first day, and the recovery when it comes in the same melding.

        A change or recovery that comes as a new melding is what it says, also before its
        ziekmelding is known.
        """
        if self.melding.is_follow_up:
            return self.change()
        steps = self._begin()
        if self.ziekmelding is None:
            return steps
        if all(any(known.says(step) for known in self.known) for step in steps):
            return ()
        raise BezwaarError(FaultCode.NUMBER_USED, NUMBER_USED)

    def change(self) -> tuple[Stap, ...]:
        """Record the new percentage or the recovery; without a ziekmelding it will wait."""
        steps = self._current()
        if all(self._is_in_force(step) for step in steps):
            return ()
        if self._with_this_number():
            raise BezwaarError(FaultCode.NUMBER_USED, NUMBER_USED)
        return steps

    def correct(self) -> tuple[Stap, ...]:
        """Replace the first day, or the melding of the old date; a first recovery is new."""
        melding, old = self.melding, self.melding.ingangsdatum_oud
        is_renewed = bool(melding.eerste_ziektedag_oud or melding.verzuimgeval_oud)
        steps = self._correct_first_day() if is_renewed else ()
        if melding.is_einde:
            return (*steps, *self._end())
        if is_renewed and (old is None or self._is_first_day(old)):
            return steps
        return (*steps, *self._replace(self._on_day(old or melding.ingangsdatum)))

    def withdraw(self) -> tuple[Stap, ...]:
        """Take back the melding with this number or date; the first day takes all with it."""
        targets = self._targets()
        if self.ziekmelding in targets:
            named = [each for each in self.known if each.verzuimgevallen]
            targets = named or targets
        return tuple(
            Stap(soort=MeldingSoort.INTREKKING, day=each.day, refers_to=each.id)
            for each in reversed(targets)
        )

    def synchronise(self) -> tuple[Stap, ...]:
        """Bring the case to the state that the sender gives."""
        if self.ziekmelding is None:
            return self._begin()
        steps = self._correct_first_day()
        if self.melding.is_einde:
            return (*steps, *self._end())
        return (*steps, *self._reopen(), *self._bring_to_percentage())

    def _begin(self) -> tuple[Stap, ...]:
        return (self._fall_sick(), *(self._recover() if self.melding.is_einde else ()))

    def _fall_sick(self) -> Stap:
        """Return the ziekmelding; a case reported with its end was fully sick unless said."""
        melding = self.melding
        is_over = melding.is_einde and melding.percentage == 0
        return Stap(
            soort=MeldingSoort.ZIEKMELDING,
            day=melding.eerste_ziektedag,
            percentage=FULLY_SICK if is_over else melding.percentage,
            arbeidstherapeutisch_uren=melding.arbeidstherapeutisch_uren,
        )

    def _recover(self) -> tuple[Stap, ...]:
        """Return the recovery; an end without recovery changes only the employment."""
        day = self.melding.hersteld_op
        step = day and Stap(soort=MeldingSoort.HERSTELMELDING, day=day, percentage=0)
        return (step,) if step else ()

    def _current(self) -> tuple[Stap, ...]:
        """Return the state that the melding gives: a recovery, or a percentage from a day."""
        if self.melding.is_einde:
            return self._recover()
        change = Stap(
            soort=MeldingSoort.WIJZIGING,
            day=self.melding.ingangsdatum,
            percentage=self.melding.percentage,
            arbeidstherapeutisch_uren=self.melding.arbeidstherapeutisch_uren,
        )
        return (change,)

    def _end(self) -> tuple[Stap, ...]:
        return self._replace(self.herstelmelding) if self.herstelmelding else self._recover()

    def _correct_first_day(self) -> tuple[Stap, ...]:
        """Move the ziekmelding; its percentage changes only when the message is about that day."""
        old, melding = self.ziekmelding, self.melding
        if old is None:
            raise BezwaarError(FaultCode.UNKNOWN_CASE, UNKNOWN)
        new = self._fall_sick()
        if not self._is_about_first_day():
            new = old.moved_to(melding.eerste_ziektedag)
        is_new_name = melding.sleutel.verzuimgeval not in old.verzuimgevallen
        is_renamed = bool(melding.verzuimgeval_oud) and is_new_name
        return () if old.says(new) and not is_renamed else (old.corrected_to(new),)

    def _replace(self, old: KnownMelding) -> tuple[Stap, ...]:
        """Return the correction of `old`, or nothing when it changes nothing."""
        return tuple(old.corrected_to(new) for new in self._current() if not old.has_values(new))

    def _reopen(self) -> tuple[Stap, ...]:
        """Withdraw a recovery that the sender no longer has."""
        ended = self.known[-1]
        if ended.soort is not MeldingSoort.HERSTELMELDING:
            return ()
        return (Stap(soort=MeldingSoort.INTREKKING, day=ended.day, refers_to=ended.id),)

    def _bring_to_percentage(self) -> tuple[Stap, ...]:
        """Return the change that makes the last percentage that of the sender."""
        last = self._last(MeldingSoort.WIJZIGING)
        if last is None and self._is_about_first_day():
            return ()
        last = last or self.ziekmelding
        return tuple(
            last.corrected_to(new) if last and new.day == last.day else new
            for new in self._current()
            if last is None or not last.has_values(new, but_day=True)
        )

    def _targets(self) -> list[KnownMelding]:
        """Return the meldingen to take back: by number, as the recovery, or by date."""
        if numbered := self._with_this_number():
            return numbered
        if self.melding.is_einde and self.herstelmelding:
            return [self.herstelmelding]
        return [self._on_day(self.melding.ingangsdatum)]

    def _on_day(self, day: date) -> KnownMelding:
        """Return the last melding of `day` that gives a percentage."""
        for each in reversed(self.known):
            if each.day == day and each.soort is not MeldingSoort.HERSTELMELDING:
                return each
        raise BezwaarError(FaultCode.UNKNOWN_CASE, UNKNOWN)

    def _last(self, soort: MeldingSoort) -> KnownMelding | None:
        return next((each for each in reversed(self.known) if each.soort is soort), None)

    def _with_this_number(self) -> list[KnownMelding]:
        number = self.melding.sleutel.volgnummer
        return [each for each in self.known if number in each.volgnummers]

    def _is_about_first_day(self) -> bool:
        """Tell whether the percentage is that of the first day."""
        melding = self.melding
        return not melding.is_einde and melding.ingangsdatum == melding.eerste_ziektedag

    def _is_first_day(self, day: date) -> bool:
        known = self.ziekmelding.day if self.ziekmelding else None
        return day in {known, self.melding.eerste_ziektedag, self.melding.eerste_ziektedag_oud}

    def _is_in_force(self, step: Stap) -> bool:
        """Tell whether nothing changes: this recovery, or this percentage on that day."""
        if step.soort is MeldingSoort.HERSTELMELDING:
            return any(each.says(step) for each in self.known)
        before = [each for each in self.known if each.day <= step.day]
        if not before or before[-1].soort is MeldingSoort.HERSTELMELDING:
            return False
        return before[-1].has_values(step, but_day=True)
