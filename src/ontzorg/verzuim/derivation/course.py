"""Derives the legal dossiers of one employment from its facts, by the rules alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ontzorg.rules.wet.aow_leeftijd import aow_datum
from ontzorg.rules.wet.melding import FULLY_SICK
from ontzorg.rules.wet.samentelling import Samentelling, chain_perioden
from ontzorg.rules.wet.tijdlijn import DossierTijdlijn, compute_tijdlijn
from ontzorg.rules.wet.verloop import Ziekteperiode, fold_verloop
from ontzorg.rules.wet.zaak import Zaak
from ontzorg.verzuim.derivation.facts import CaseFacts
from ontzorg.verzuim.derivation.zaak_values import zaak_values
from ontzorg.verzuim.models import Feit


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedDossier:
    """One legal case: its timeline, the meldingen that make it, and its own feiten."""

    tijdlijn: DossierTijdlijn
    melding_ids: tuple[int, ...]
    feiten: tuple[Feit, ...]

    @property
    def first_melding_id(self) -> int:
        """The melding by which the case is known."""
        return self.melding_ids[0]

    @property
    def percentage(self) -> int:
        """The last known degree of incapacity; 0 after recovery."""
        last = self.tijdlijn.ziekteperioden[-1]
        if last.hersteld_op is not None:
            return 0
        return last.percentages[-1][1] if last.percentages else FULLY_SICK


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The legal cases, oldest first, and why some meldingen still wait."""

    dossiers: tuple[DerivedDossier, ...]
    parked: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One legal case of which nothing is computed yet, with the ones around it.

    `zaak` is that of the whole employment, `number` the place of the case in it.
    """

    zaak: Zaak
    number: int
    telling: Samentelling
    feiten: tuple[Feit, ...]
    before: Samentelling | None
    following: Samentelling | None

    @property
    def melding_ids(self) -> tuple[int, ...]:
        """The meldingen that make the case."""
        return _melding_ids(self.telling)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseOutline:
    """The outline of all cases of an employment, and why some meldingen still wait."""

    cases: tuple[Outline, ...]
    parked: Mapping[int, str]


def derive_course(facts: CaseFacts, today: date) -> Course:
    """Fold the facts into legal cases, each computed with the feiten of its own."""
    outline = outline_course(facts, today)
    return Course(dossiers=tuple(derive_cases(outline.cases).values()), parked=outline.parked)


def derive_case_named(facts: CaseFacts, today: date, melding_id: int) -> DerivedDossier | None:
    """Return the case that this melding is part of, if it still stands; compute no other."""
    cases = outline_course(facts, today).cases
    named = [case for case in cases if melding_id in case.melding_ids]
    return next(iter(derive_cases(named[:1]).values()), None)


def outline_course(facts: CaseFacts, peildatum: date | None) -> CourseOutline:
    """Tell which legal cases there are and which feiten each of them has.

    Without a peildatum a case gets no signals: they are of the day on which someone looks.
    """
    verloop = fold_verloop(facts.counting_meldingen)
    parked = {each.melding_id: each.reason for each in verloop.geparkeerd}
    if not verloop.ziekteperioden:
        return CourseOutline(cases=(), parked=parked)
    zaak = zaak_without_feiten(facts, verloop.ziekteperioden, peildatum)
    chains = chain_perioden(zaak.ziekteperioden, zaak.zwangerschapsverlof, trace=False)
    around = zip((None, *chains), chains, (*chains[1:], None), strict=False)
    shared = share_feiten(chains, facts.feiten)
    cases = tuple(
        Outline(
            zaak=zaak,
            number=number,
            telling=telling,
            feiten=shared[number],
            before=before,
            following=following,
        )
        for number, (before, telling, following) in enumerate(around)
    )
    return CourseOutline(cases=cases, parked=parked)


def derive_cases(cases: Sequence[Outline]) -> dict[int, DerivedDossier]:
    """Compute these cases of one employment, by their number.

    Those without feiten that count go together.
    """
    together: dict[Zaak, list[int]] = {}
    for case in cases:
        values = zaak_values(case.feiten)
        own = replace(case.zaak, **values) if any(values.values()) else case.zaak
        together.setdefault(own, []).append(case.number)
    found: dict[int, DossierTijdlijn] = {}
    for own, numbers in together.items():
        tijdlijnen = compute_tijdlijn(own, only=numbers).dossiers
        found.update(zip(numbers, tijdlijnen, strict=True))
    return {
        case.number: DerivedDossier(
            tijdlijn=found[case.number], melding_ids=case.melding_ids, feiten=case.feiten
        )
        for case in cases
    }


def zaak_without_feiten(
    facts: CaseFacts, ziekteperioden: tuple[Ziekteperiode, ...], peildatum: date | None
) -> Zaak:
    """Return what is known of the whole employment; a feit moves the dates of its own case only."""
    return Zaak(
        ziekteperioden=ziekteperioden,
        zwangerschapsverlof=facts.zwangerschapsverlof,
        aow_datum=aow_datum(facts.geboortedatum),
        einde_dienstverband=facts.einde_dienstverband,
        peildatum=peildatum,
        huisnormen=facts.huisnormen,
        huishoudelijk=facts.huishoudelijk,
        eigenrisicodrager=facts.eigenrisicodrager,
    )


def telling_of(facts: CaseFacts, case: DerivedDossier, today: date) -> Samentelling:
    """Return the count of the days of one of the cases."""
    verloop = fold_verloop(facts.counting_meldingen)
    zaak = zaak_without_feiten(facts, verloop.ziekteperioden, today)
    chains = chain_perioden(zaak.ziekteperioden, zaak.zwangerschapsverlof, trace=False)
    start = case.tijdlijn.eerste_ziektedag
    return next(chain for chain in chains if chain.eerste_ziektedag == start)


def share_feiten(cases: Sequence[Samentelling], feiten: Iterable[Feit]) -> list[tuple[Feit, ...]]:
    """Give each feit to the case it names, else to the last case that had begun on its day."""
    starts = [case.eerste_ziektedag for case in cases]
    members = [frozenset(_melding_ids(case)) for case in cases]
    shared: list[list[Feit]] = [[] for _ in cases]
    for feit in feiten:
        named = [n for n, ids in enumerate(members) if feit.first_melding_id in ids]
        index = _last_begun(named or range(len(cases)), starts, feit.day)
        if index is None and named:
            index = named[0]
        if index is not None:
            shared[index].append(feit)
    return [tuple(each) for each in shared]


def _last_begun(numbers: Sequence[int], starts: Sequence[date], day: date) -> int | None:
    return next((n for n in reversed(numbers) if starts[n] <= day), None)


def _melding_ids(case: Samentelling) -> tuple[int, ...]:
    ids = (each for period in case.ziekteperioden for each in period.melding_ids)
    return tuple(dict.fromkeys(ids))
