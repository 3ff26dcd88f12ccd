"""Signals that follow from the answers at the ziekmelding."""

from __future__ import annotations

from ontzorg.verzuim.derivation.course import DerivedDossier
from ontzorg.verzuim.derivation.facts import CaseFacts
from ontzorg.verzuim.models import FeitCode
from ontzorg.verzuim.selectors.views import FlagLine

VANGNET = FlagLine(
    code="VANGNET_NAVRAGEN",
    text=(
        "Bij de melding is gezegd dat een vangnetregeling geldt. Leg vast welke: dan betaalt UWV "
        "mee en gelden andere termijnen."
    ),
)
RECOURSE = FlagLine(
    code="VERHAAL_MOGELIJK",
    text=(
        "Er was een verkeersongeval waarvoor een ander aansprakelijk kan zijn. Misschien zijn de "
        "loonkosten op die ander te verhalen."
    ),
)


def signals_of(facts: CaseFacts, case: DerivedDossier | None) -> tuple[FlagLine, ...]:
    """Return the signals of one case, from its own meldingen."""
    if case is None:
        return ()
    own = [melding for melding in facts.meldingen if melding.pk in case.melding_ids]
    is_named = any(feit.code == FeitCode.VANGNET for feit in case.feiten)
    signals = []
    if any(melding.vangnet for melding in own) and not is_named:
        signals.append(VANGNET)
    if any(melding.verkeersongeval_derde for melding in own):
        signals.append(RECOURSE)
    return tuple(signals)
