"""Which feiten a case can have: some only make sense after another."""

from __future__ import annotations

from collections.abc import Mapping

from ontzorg.access.actors import Actor
from ontzorg.access.roles import Party
from ontzorg.verzuim.derivation.course import Course, DerivedDossier
from ontzorg.verzuim.derivation.facts import CaseFacts
from ontzorg.verzuim.models import Feit, FeitCode

# What must be known before it.
AFTER: Mapping[str, FeitCode] = {
    FeitCode.LOONSANCTIE_HERSTEL_GEMELD: FeitCode.LOONSANCTIE_BESLUIT,
    FeitCode.LOONSANCTIE_HERSTEL_VASTGESTELD: FeitCode.LOONSANCTIE_BESLUIT,
    FeitCode.VERKORTE_WACHTTIJD_TOT: FeitCode.VERKORTE_WACHTTIJD_AANVRAAG,
    FeitCode.VANGNET_BEKEND: FeitCode.VANGNET,
    FeitCode.BIJSTELLING: FeitCode.PROBLEEMANALYSE,
}
# About the end of the employment, and about the time after it.
ABOUT_THE_END = frozenset({FeitCode.HERSTEL_VERWACHT, FeitCode.ZONDER_ZIEKENGELD})
# Wet WIA art. 66 lid 2: a shorter wachttijd can be asked once.
ONCE = frozenset({FeitCode.VERKORTE_WACHTTIJD_AANVRAAG, FeitCode.VERKORTE_WACHTTIJD_TOT})

# These go on until their last day.
LASTING = frozenset({FeitCode.ZONDER_ZIEKENGELD})
# What the bedrijfsarts expects or advises is known to his own side only.
FROM_THE_ARBODIENST = frozenset({FeitCode.BIJSTELLING, FeitCode.HERSTEL_VERWACHT})
_MAY_TELL_IT = frozenset({Party.ARBODIENST, Party.SYSTEM})


def may_tell(actor: Actor, code: str) -> bool:
    """Tell whether this actor can know it: what comes from the bedrijfsarts he cannot."""
    return code not in FROM_THE_ARBODIENST or actor.party in _MAY_TELL_IT


def case_named(course: Course, first_melding_id: int) -> DerivedDossier | None:
    """Return the case that begins with this melding, if it still stands."""
    return next((each for each in course.dossiers if first_melding_id in each.melding_ids), None)


def feiten_of_kind(
    case: DerivedDossier | None, code: str, *, but: int | None = None
) -> tuple[Feit, ...]:
    """Return the feiten of one kind that count in a case; `but` leaves one out."""
    feiten = case.feiten if case else ()
    return tuple(each for each in feiten if each.code == code and each.pk != but)


def what_lacks(
    code: str, facts: CaseFacts, case: DerivedDossier | None, *, replaces: int | None = None
) -> str:
    """Return what must happen before this can be recorded, in Dutch; empty when nothing."""
    first = AFTER.get(code)
    if first is not None and not feiten_of_kind(case, first):
        return f"Leg eerst vast: {first.label}."
    if code in ABOUT_THE_END and facts.einde_dienstverband is None:
        return (
            "Dit geldt alleen als het dienstverband eindigt. Vul eerst de laatste dag daarvan in."
        )
    if code in ONCE and feiten_of_kind(case, code, but=replaces):
        return "Dit is al vastgelegd. Verbeter het feit in het dossier."
    return ""
