"""Report once: an arbodienst that works here has the ziekmelding the moment it is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils import timezone

from ontzorg.access.actors import SYSTEM
from ontzorg.parties.selectors import Dienstverband
from ontzorg.verzuim.models import Feit, FeitCode, Melding, Soort
from ontzorg.verzuim.services.feiten import store_feit

HANDED_ON = "ZIEKMELDING_ARBODIENST"
BY_ITSELF = replace(SYSTEM, role_name="Ontzorg (direct doorgegeven)")


def hand_on(dienstverband: Dienstverband, melding: Melding, today: date) -> Feit | None:
    """Record that the arbodienst has this ziekmelding, when one serves the employer here.

    Law: Regeling procesgang eerste en tweede ziektejaar, art. 2 lid 1: the employer passes the
    data on in time. Nobody has to do by hand what has happened already. Without an arbodienst
    here the duty stays with the employer. Returns what was recorded. The caller plans.
    """
    if melding.soort != Soort.ZIEKMELDING or dienstverband.arbodienst_id is None:
        return None
    return store_feit(
        actor=BY_ITSELF,
        dienstverband=dienstverband,
        code=FeitCode.STAP,
        day=max(melding.day, min(today, timezone.localdate(melding.recorded_at))),
        value=HANDED_ON,
        volgnummer=1,
        first_melding_id=melding.pk,
    )
