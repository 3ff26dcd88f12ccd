"""Derives the legal dossiers of one employment from its facts, by the rules alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ontzorg.rules.wet.aow_leeftijd import aow_datum
from ontzorg.rules.wet.melding import FULLY_SICK
from ontzorg.rules.wet.tijdlijn import DossierTijdlijn, compute_tijdlijn
from ontzorg.rules.wet.verloop import Ziekteperiode, fold_verloop
from ontzorg.rules.wet.zaak import Loonsanctie, Vangnet, Zaak
from ontzorg.verzuim.derivation.facts import CaseFacts
from ontzorg.verzuim.models import Feit, FeitCode


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


def derive_course(facts: CaseFacts, today: date) -> Course:
    """Fold the facts into legal cases, each computed with the feiten of its own."""
    verloop = fold_verloop(facts.counting_meldingen)
    parked = {each.melding_id: each.reason for each in verloop.geparkeerd}
    if not verloop.ziekteperioden:
        return Course(dossiers=(), parked=parked)
    zaak = zaak_without_feiten(facts, verloop.ziekteperioden, today)
    cases = compute_tijdlijn(zaak, trace=False).dossiers
    return Course(dossiers=tuple(_derive(zaak, share_feiten(cases, facts.feiten))), parked=parked)


def zaak_without_feiten(
    facts: CaseFacts, ziekteperioden: tuple[Ziekteperiode, ...], today: date
) -> Zaak:
    """Return what is known of the whole employment; a feit moves the dates of its own case only."""
    return Zaak(
        ziekteperioden=ziekteperioden,
        zwangerschapsverlof=facts.zwangerschapsverlof,
        aow_datum=aow_datum(facts.geboortedatum),
        einde_dienstverband=facts.einde_dienstverband,
        peildatum=today,
        huisnormen=facts.huisnormen,
    )


def _derive(zaak: Zaak, shared: Iterable[tuple[Feit, ...]]) -> Iterator[DerivedDossier]:
    """Compute the whole zaak with the feiten of each case, and take that case from it.

    Most cases have no feiten that move a date; those share one computation.
    """
    outcomes: dict[Zaak, tuple[DossierTijdlijn, ...]] = {}
    for number, feiten in enumerate(shared):
        own = replace(zaak, **_zaak_values(feiten))
        if own not in outcomes:
            outcomes[own] = compute_tijdlijn(own).dossiers
        tijdlijn = outcomes[own][number]
        yield DerivedDossier(tijdlijn=tijdlijn, melding_ids=_melding_ids(tijdlijn), feiten=feiten)


def _zaak_values(feiten: Iterable[Feit]) -> dict[str, Any]:
    """Return the fields of a Zaak that these feiten fill; of two the earliest day counts."""
    first: dict[str, Feit] = {}
    for feit in feiten:
        first.setdefault(feit.code, feit)
    days = {code: feit.day for code, feit in first.items()}
    vangnet = first.get(FeitCode.VANGNET)
    return {
        "probleemanalyse_op": days.get(FeitCode.PROBLEEMANALYSE),
        "plan_van_aanpak_op": days.get(FeitCode.PLAN_VAN_AANPAK),
        "wia_brief_ontvangen_op": days.get(FeitCode.WIA_BRIEF),
        "wia_aanvraag_op": days.get(FeitCode.WIA_AANVRAAG),
        "verlenging_tot": days.get(FeitCode.VERLENGING),
        "vangnet": Vangnet(vangnet.value) if vangnet else None,
        "loonsanctie": _loonsanctie(days),
    }


def _loonsanctie(days: Mapping[str, date]) -> Loonsanctie | None:
    if FeitCode.LOONSANCTIE_BESLUIT not in days:
        return None
    return Loonsanctie(
        besluit_op=days[FeitCode.LOONSANCTIE_BESLUIT],
        herstel_gemeld_op=days.get(FeitCode.LOONSANCTIE_HERSTEL_GEMELD),
        herstel_vastgesteld_op=days.get(FeitCode.LOONSANCTIE_HERSTEL_VASTGESTELD),
    )


def share_feiten(
    cases: tuple[DossierTijdlijn, ...], feiten: Iterable[Feit]
) -> list[tuple[Feit, ...]]:
    """Give each feit to the case it names, else to the last case that had begun on its day."""
    shared: list[list[Feit]] = [[] for _ in cases]
    for feit in feiten:
        index = _case_of(cases, feit)
        if index is not None:
            shared[index].append(feit)
    return [tuple(each) for each in shared]


def _case_of(cases: tuple[DossierTijdlijn, ...], feit: Feit) -> int | None:
    named = [n for n, case in enumerate(cases) if feit.first_melding_id in _melding_ids(case)]
    begun = [n for n, case in enumerate(cases) if case.eerste_ziektedag <= feit.day]
    if named:
        return next((n for n in reversed(named) if n in begun), named[0])
    return begun[-1] if begun else None


def _melding_ids(case: DossierTijdlijn) -> tuple[int, ...]:
    ids = (each for period in case.ziekteperioden for each in period.melding_ids)
    return tuple(dict.fromkeys(ids))
