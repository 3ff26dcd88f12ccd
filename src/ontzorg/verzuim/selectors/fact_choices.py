"""What can be recorded in a dossier now, and what of it can be mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from ontzorg.access.actors import Actor
from ontzorg.access.roles import Party
from ontzorg.parties.selectors import dienstverbanden_visible_to
from ontzorg.rules.wet.flexibele_periode import is_ziek_in_flexibele_periode
from ontzorg.rules.wet.verkorte_wachttijd import verkorte_wachttijd_venster
from ontzorg.rules.wet.verloop import fold_verloop
from ontzorg.verzuim.derivation.course import DerivedDossier, derive_course, telling_of
from ontzorg.verzuim.derivation.fact_needs import (
    case_named,
    feiten_of_kind,
    may_tell,
    what_lacks,
)
from ontzorg.verzuim.derivation.facts import CaseFacts, read_facts
from ontzorg.verzuim.models import Feit, FeitCode, Verlof, Verzuimdossier
from ontzorg.verzuim.selectors.dossiers import dossiers_visible_to

# A step is taken back at its task; these two are the word of the arbodienst.
_AT_THE_TASK = frozenset({FeitCode.STAP, FeitCode.EVALUATIE})
_OF_THE_ARBODIENST = frozenset({FeitCode.VANGNET, FeitCode.PROBLEEMANALYSE})
F = TypeVar("F", Feit, Verlof)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingFact:
    """A feit or leave that counts. `eind` is its last day, `soort` the code of a feit."""

    id: int
    dossier: UUID
    label: str
    start: date
    eind: date | None = None
    soort: str = ""
    value: str = ""


def offered_feiten(actor: Actor, dossier: UUID, *, today: date) -> frozenset[FeitCode]:
    """Return what this reader can record now: only what earlier answers make possible."""
    row = dossiers_visible_to(actor).get(public_id=dossier)
    facts = read_facts(dienstverbanden_visible_to(actor).get(pk=row.dienstverband_id))
    case = case_named(derive_course(facts, today), row.first_melding_id)
    return frozenset(
        code
        for code in FeitCode
        if _can_know(actor, code)
        and not what_lacks(code, facts, case)
        and (case is None or _is_due(code, facts, case, today))
    )


def may_mend(actor: Actor, code: str) -> bool:
    """Tell whether this reader can correct or take back a feit of this kind."""
    is_arbodienst = actor.party is Party.ARBODIENST
    return code not in _AT_THE_TASK and (
        is_arbodienst or (code not in _OF_THE_ARBODIENST and may_tell(actor, code))
    )


def feit_to_mend(actor: Actor, feit_id: int) -> StandingFact:
    """Return a feit that counts. Raises DoesNotExist for one that this actor cannot mend."""
    feit = _standing(Feit, actor, feit_id)
    if not may_mend(actor, feit.code):
        raise Feit.DoesNotExist
    dossiers = _dossiers_of(actor, feit)
    own = next((each for each in dossiers if each.first_melding_id == feit.first_melding_id), None)
    return StandingFact(
        id=feit.pk,
        dossier=(own or dossiers[-1]).public_id,
        label=str(FeitCode(feit.code).label),
        start=feit.day,
        eind=feit.eind,
        soort=feit.code,
        value=feit.value,
    )


def leave_to_withdraw(actor: Actor, verlof_id: int) -> StandingFact:
    """Return a leave that counts. Raises DoesNotExist when there is none for this actor."""
    verlof = _standing(Verlof, actor, verlof_id)
    dossier = _dossiers_of(actor, verlof)[-1]
    return StandingFact(
        id=verlof.pk,
        dossier=dossier.public_id,
        label="Verlof",
        start=verlof.start,
        eind=verlof.eind,
    )


def asks_flexibel_vanaf(actor: Actor, dienstverband_id: int, verlof_start: date) -> bool:
    """Tell whether there was sickness just before this leave, so that its first day matters."""
    facts = read_facts(dienstverbanden_visible_to(actor).get(pk=dienstverband_id))
    verloop = fold_verloop(facts.counting_meldingen)
    return is_ziek_in_flexibele_periode(verloop.ziekteperioden, verlof_start)


def _can_know(actor: Actor, code: FeitCode) -> bool:
    """Which vangnet holds is known to the arbodienst; others are not asked for it."""
    return may_tell(actor, code) and (
        code is not FeitCode.VANGNET or actor.party is Party.ARBODIENST
    )


def _is_due(code: FeitCode, facts: CaseFacts, case: DerivedDossier, today: date) -> bool:
    match code:
        case FeitCode.LANGDURIG_VERWACHT:
            return not feiten_of_kind(case, FeitCode.PROBLEEMANALYSE)
        case FeitCode.VERKORTE_WACHTTIJD_AANVRAAG:
            window = verkorte_wachttijd_venster(telling_of(facts, case, today))
            return window.start <= today
        case FeitCode.ZONDER_ZIEKENGELD:
            return facts.einde_dienstverband is not None and facts.einde_dienstverband < today
    return True


def _standing(model: type[F], actor: Actor, pk: int) -> F:
    """Return the fact when it counts and belongs to an employment in sight."""
    visible = dienstverbanden_visible_to(actor)
    return model.objects.get(
        pk=pk, dienstverband__in=visible, is_withdrawn=False, replaced_by__isnull=True
    )


def _dossiers_of(actor: Actor, fact: Feit | Verlof) -> list[Verzuimdossier]:
    """Return the dossiers of the same employment, oldest first."""
    own = dossiers_visible_to(actor).filter(dienstverband_id=fact.dienstverband_id)
    found = list(own.filter(withdrawn_on=None).order_by("eerste_ziektedag"))
    if not found:
        raise Verzuimdossier.DoesNotExist
    return found
