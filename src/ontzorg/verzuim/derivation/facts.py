"""Reads the facts of one employment, all of them or as they were known at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from ontzorg.access.selectors import variant_of
from ontzorg.parties.selectors import Dienstverband
from ontzorg.rules.wet.huisnormen import huisnorm_varianten, load_huisnormen
from ontzorg.rules.wet.melding import MeldingFact, MeldingSoort
from ontzorg.rules.wet.zaak import Huisnormen, Zwangerschapsverlof
from ontzorg.verzuim.models import Door, Feit, Melding, MeldingBesluit, Verlof

F = TypeVar("F", Feit, Verlof)
STANDARD_VARIANT = "standaard"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """Everything that was recorded of one employment.

    `meldingen` are all of them; `answers` holds what the employer said to those of the
    werknemer. `feiten` and `verloven` are the ones that count, `statements` all of both.
    """

    geboortedatum: date
    einde_dienstverband: date | None
    meldingen: tuple[Melding, ...]
    answers: dict[int, bool]
    verloven: tuple[Verlof, ...]
    feiten: tuple[Feit, ...]
    statements: tuple[Feit | Verlof, ...]
    huisnormen: Huisnormen

    @property
    def counting_meldingen(self) -> tuple[MeldingFact, ...]:
        """The meldingen that count: those of the werknemer only after a yes."""
        return counting_facts(self.meldingen, self.answers)

    @property
    def zwangerschapsverlof(self) -> tuple[Zwangerschapsverlof, ...]:
        """The leaves as the rules take them."""
        return tuple(
            Zwangerschapsverlof(
                start=each.start, eind=each.eind, zelfde_oorzaak=each.zelfde_oorzaak
            )
            for each in self.verloven
        )

    def counts(self, melding: Melding) -> bool:
        """Tell whether this melding waits for nobody's answer and was not rejected."""
        return _counts(melding, self.answers)


def read_facts(dienstverband: Dienstverband, *, known_until: datetime | None = None) -> CaseFacts:
    """Return the facts of this employment; with a moment only those recorded up to it."""
    meldingen = Melding.objects.filter(dienstverband=dienstverband).order_by("recorded_at", "pk")
    besluiten = MeldingBesluit.objects.filter(melding__dienstverband=dienstverband)
    feiten = Feit.objects.filter(dienstverband=dienstverband)
    verloven = Verlof.objects.filter(dienstverband=dienstverband)
    if known_until is not None:
        meldingen = meldingen.filter(recorded_at__lte=known_until)
        besluiten = besluiten.filter(decided_at__lte=known_until)
        feiten = feiten.filter(recorded_at__lte=known_until)
        verloven = verloven.filter(recorded_at__lte=known_until)
    all_feiten, all_verloven = list(feiten), list(verloven)
    return CaseFacts(
        geboortedatum=dienstverband.werknemer.geboortedatum,
        einde_dienstverband=dienstverband.eindigt_op,
        meldingen=tuple(meldingen),
        answers=dict(besluiten.values_list("melding_id", "is_confirmed")),
        verloven=tuple(sorted(last_word(all_verloven), key=lambda each: (each.start, each.pk))),
        feiten=tuple(sorted(last_word(all_feiten), key=lambda each: (each.day, each.pk))),
        statements=(*all_feiten, *all_verloven),
        huisnormen=_huisnormen_of(dienstverband),
    )


def counting_facts(
    meldingen: Iterable[Melding], answers: Mapping[int, bool]
) -> tuple[MeldingFact, ...]:
    """Return the meldingen that count, as the rules take them; `answers` by melding."""
    return tuple(_fact(each) for each in meldingen if _counts(each, answers))


def last_word(facts: Iterable[F]) -> Sequence[F]:
    """Return the facts that no later one replaced or withdrew."""
    found = list(facts)
    replaced = {fact.replaces_id for fact in found}
    return [fact for fact in found if fact.pk not in replaced and not fact.is_withdrawn]


def _counts(melding: Melding, answers: Mapping[int, bool]) -> bool:
    return melding.door != Door.WERKNEMER or answers.get(melding.pk, False)


def _huisnormen_of(dienstverband: Dienstverband) -> Huisnormen:
    """Return the norms of the arbodienst; one that no longer exists counts as the standard."""
    variant = variant_of(dienstverband.arbodienst_id)
    return load_huisnormen(variant if variant in huisnorm_varianten() else STANDARD_VARIANT)


def _fact(melding: Melding) -> MeldingFact:
    return MeldingFact(
        id=melding.pk,
        soort=MeldingSoort(melding.soort),
        day=melding.day,
        percentage=melding.percentage,
        arbeidstherapeutisch_uren=melding.arbeidstherapeutisch_uren,
        refers_to=melding.refers_to_id,
        recorded_at=melding.recorded_at,
    )
