"""Reads the facts of one employment, all of them or as they were known at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from django.db.models import QuerySet

from ontzorg.access.selectors import variant_of
from ontzorg.parties.selectors import Dienstverband, eigenrisicodragers
from ontzorg.rules.wet.huisnormen import huisnorm_varianten, load_huisnormen
from ontzorg.rules.wet.melding import MeldingFact, MeldingSoort
from ontzorg.rules.wet.zaak import Huisnormen, Zwangerschapsverlof
from ontzorg.verzuim.models import Door, Feit, Melding, MeldingBesluit, Verlof

F = TypeVar("F", Feit, Verlof)
R = TypeVar("R", Melding, Feit, Verlof)
STANDARD_VARIANT = "standaard"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """Everything that was recorded of one employment.

    `meldingen` are all of them; `answers` holds what the employer said to those of the
    werknemer. `feiten` and `verloven` are the ones that count, `statements` all of both.
    `eigenrisicodrager` tells about the last day of the employment.
    """

    geboortedatum: date
    einde_dienstverband: date | None
    meldingen: tuple[Melding, ...]
    answers: dict[int, bool]
    verloven: tuple[Verlof, ...]
    feiten: tuple[Feit, ...]
    statements: tuple[Feit | Verlof, ...]
    huisnormen: Huisnormen
    huishoudelijk: bool = False
    eigenrisicodrager: bool = False

    @property
    def counting_meldingen(self) -> tuple[MeldingFact, ...]:
        """The meldingen that count: those of the werknemer only after a yes."""
        return counting_facts(self.meldingen, self.answers)

    @property
    def zwangerschapsverlof(self) -> tuple[Zwangerschapsverlof, ...]:
        """The leaves as the rules take them."""
        return tuple(
            Zwangerschapsverlof(
                start=each.start,
                eind=each.eind,
                zelfde_oorzaak=each.zelfde_oorzaak,
                flexibel_vanaf=each.flexibel_vanaf,
            )
            for each in self.verloven
        )

    def joined_by(self, melding: Melding, feit: Feit | None = None) -> CaseFacts:
        """Return these facts with a new melding, and the feit that came with it."""
        new = () if feit is None else (feit,)
        return replace(
            self,
            meldingen=tuple(sorted((*self.meldingen, melding), key=_by_moment)),
            feiten=tuple(sorted((*self.feiten, *new), key=_by_day)),
            statements=(*self.statements, *new),
        )

    def counts(self, melding: Melding) -> bool:
        """Tell whether this melding waits for nobody's answer and was not rejected."""
        return _counts(melding, self.answers)


def read_facts(dienstverband: Dienstverband, *, known_until: datetime | None = None) -> CaseFacts:
    """Return the facts of this employment; with a moment only those recorded up to it."""
    return read_facts_of([dienstverband], known_until=known_until)[dienstverband.pk]


def read_facts_of(
    dienstverbanden: Sequence[Dienstverband], *, known_until: datetime | None = None
) -> dict[int, CaseFacts]:
    """Return the facts of each of these employments, read all at once."""
    ids = [each.pk for each in dienstverbanden]
    reported = Melding.objects.defer("reported_at").order_by("recorded_at", "pk")
    meldingen = _by_employment(reported, ids, known_until)
    feiten = _by_employment(Feit.objects.order_by("recorded_at", "pk"), ids, known_until)
    verloven = _by_employment(Verlof.objects.order_by("recorded_at", "pk"), ids, known_until)
    answers = _answers(meldingen, known_until)
    huisnormen = _huisnormen_by_arbodienst({each.arbodienst_id for each in dienstverbanden})
    own_risk = eigenrisicodragers(dienstverbanden)
    return {
        each.pk: CaseFacts(
            geboortedatum=each.werknemer.geboortedatum,
            einde_dienstverband=each.eindigt_op,
            meldingen=tuple(meldingen[each.pk]),
            answers=answers[each.pk],
            verloven=tuple(sorted(last_word(verloven[each.pk]), key=_by_start)),
            feiten=tuple(sorted(last_word(feiten[each.pk]), key=_by_day)),
            statements=(*feiten[each.pk], *verloven[each.pk]),
            huisnormen=huisnormen[each.arbodienst_id],
            huishoudelijk=each.huishoudelijk,
            eigenrisicodrager=each.pk in own_risk,
        )
        for each in dienstverbanden
    }


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


def _by_employment(
    rows: QuerySet[R], ids: Sequence[int], known_until: datetime | None
) -> dict[int, list[R]]:
    """Return the rows of each employment, in their order."""
    if known_until is not None:
        rows = rows.filter(recorded_at__lte=known_until)
    found: dict[int, list[R]] = {each: [] for each in ids}
    for row in rows.filter(dienstverband__in=ids):
        found[row.dienstverband_id].append(row)
    return found


def _answers(
    meldingen: Mapping[int, Iterable[Melding]], known_until: datetime | None
) -> dict[int, dict[int, bool]]:
    """Return for each employment what the employer said to those of the werknemer, by melding."""
    found: dict[int, dict[int, bool]] = {each: {} for each in meldingen}
    own = {
        melding.pk: found[employment]
        for employment, reported in meldingen.items()
        for melding in reported
        if melding.door == Door.WERKNEMER
    }
    if not own:
        return found
    besluiten = MeldingBesluit.objects.filter(melding__in=list(own))
    if known_until is not None:
        besluiten = besluiten.filter(decided_at__lte=known_until)
    for melding_id, is_confirmed in besluiten.values_list("melding_id", "is_confirmed"):
        own[melding_id][melding_id] = is_confirmed
    return found


def _by_moment(melding: Melding) -> tuple[datetime, int]:
    return melding.recorded_at, melding.pk


def _by_start(verlof: Verlof) -> tuple[date, int]:
    return verlof.start, verlof.pk


def _by_day(feit: Feit) -> tuple[date, int]:
    return feit.day, feit.pk


def _huisnormen_by_arbodienst(ids: Iterable[int | None]) -> dict[int | None, Huisnormen]:
    """Return the norms of each arbodienst; one that no longer exists counts as the standard."""
    known = huisnorm_varianten()
    variants = {each: variant_of(each) for each in ids}
    return {
        each: load_huisnormen(variant if variant in known else STANDARD_VARIANT)
        for each, variant in variants.items()
    }


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
