"""What the feiten of a case mean for the rules.

Detention has no feit: it moves no day, and it is not ours to keep (INT-107).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ontzorg.rules.dates import DAY
from ontzorg.rules.values import Period
from ontzorg.rules.wet.zaak import Loonsanctie, Vangnet
from ontzorg.verzuim.models import Feit, FeitCode

# The field of a Zaak that each of these fills with its day.
DAY_FIELDS: Mapping[FeitCode, str] = {
    FeitCode.PROBLEEMANALYSE: "probleemanalyse_op",
    FeitCode.PLAN_VAN_AANPAK: "plan_van_aanpak_op",
    FeitCode.WIA_BRIEF: "wia_brief_ontvangen_op",
    FeitCode.WIA_AANVRAAG: "wia_aanvraag_op",
    FeitCode.MELDING_42_WEKEN: "melding_42_weken_op",
    FeitCode.VERLENGING: "verlenging_tot",
    FeitCode.LANGDURIG_VERWACHT: "langdurig_verwacht_op",
    FeitCode.VANGNET_BEKEND: "vangnet_bekend_op",
    FeitCode.VERKORTE_WACHTTIJD_AANVRAAG: "verkorte_wachttijd_aanvraag_op",
    FeitCode.VERKORTE_WACHTTIJD_TOT: "verkorte_wachttijd_tot",
}


def zaak_values(feiten: Iterable[Feit]) -> dict[str, Any]:
    """Return the fields of a Zaak that these feiten fill; `feiten` go by their day.

    Of two the earliest day counts; of two expectations the one that was told last.
    """
    found = tuple(feiten)
    first: dict[str, Feit] = {}
    for feit in found:
        first.setdefault(feit.code, feit)
    days = {code: feit.day for code, feit in first.items()}
    vangnet = first.get(FeitCode.VANGNET)
    return {
        **{name: days.get(code) for code, name in DAY_FIELDS.items()},
        "herstel_verwacht_op": _last_expectation(found),
        "vangnet": Vangnet(vangnet.value) if vangnet else None,
        "loonsanctie": _loonsanctie(days),
        "zonder_ziekengeld": _periods(found, FeitCode.ZONDER_ZIEKENGELD),
        "bijstellingen_op": tuple(each.day for each in found if each.code == FeitCode.BIJSTELLING),
    }


def _last_expectation(feiten: Sequence[Feit]) -> date | None:
    told = [each for each in feiten if each.code == FeitCode.HERSTEL_VERWACHT]
    last = max(told, key=lambda each: (each.recorded_at, each.pk), default=None)
    return last.day if last else None


def _loonsanctie(days: Mapping[str, date]) -> Loonsanctie | None:
    if FeitCode.LOONSANCTIE_BESLUIT not in days:
        return None
    return Loonsanctie(
        besluit_op=days[FeitCode.LOONSANCTIE_BESLUIT],
        herstel_gemeld_op=days.get(FeitCode.LOONSANCTIE_HERSTEL_GEMELD),
        herstel_vastgesteld_op=days.get(FeitCode.LOONSANCTIE_HERSTEL_VASTGESTELD),
    )


def _periods(feiten: Iterable[Feit], code: FeitCode) -> tuple[Period, ...]:
    """Return the days of the lasting feiten of one kind; without `eind` they go on."""
    own = (each for each in feiten if each.code == code)
    return tuple(Period(each.day, each.eind + DAY if each.eind else None) for each in own)
