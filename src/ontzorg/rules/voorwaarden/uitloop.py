"""Guidance of running cases after the end of the agreement.

Source: conditions Ontzorgmanager - Re-integratie art. 2.5 (M039, M040) and conditions
a.s.r. re-integratie art. 4.3 (M043). The two differ; the agreement names which one holds, and the
outcome names it again (INT-004, INT-022).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ontzorg.rules.outcome import Outcome
from ontzorg.rules.voorwaarden.regels import step_of


class Uitlooptekst(StrEnum):
    """The text that holds for the agreement."""

    ONTZORGMANAGER = "voorwaarden_ontzorgmanager"
    REINTEGRATIE = "voorwaarden_re_integratie"


class Uitloop(StrEnum):
    """What becomes of the guidance of one employee."""

    LOOPT_DOOR = "loopt_door"
    OVERLEG = "overleg"
    EINDIGT = "eindigt"


@dataclass(frozen=True, slots=True, kw_only=True)
class LopendeZieke:
    """A sick employee on the day that the agreement ends."""

    vergoeding_loopt: bool
    interventie_loopt: bool


def determine_uitloop(zieke: LopendeZieke, tekst: Uitlooptekst) -> Outcome[Uitloop]:
    """Return what becomes of the guidance of this employee, by the text of the agreement."""
    facts = {"vergoeding": zieke.vergoeding_loopt, "interventie": zieke.interventie_loopt}
    if tekst is Uitlooptekst.REINTEGRATIE and zieke.vergoeding_loopt:
        state, rule = Uitloop.LOOPT_DOOR, "M043"
        text = "De begeleiding loopt door zolang de werkgever een vergoeding krijgt."
    elif (
        tekst is Uitlooptekst.ONTZORGMANAGER and zieke.vergoeding_loopt and zieke.interventie_loopt
    ):
        state, rule = Uitloop.OVERLEG, "M040"
        text = "De ontzorgmanager overlegt met werkgever en medewerker over de voortgang."
    else:
        state, rule = Uitloop.EINDIGT, _ends_by(tekst)
        text = "De begeleiding eindigt met de overeenkomst."
    return Outcome(value=state, steps=(step_of(rule, text, state, **facts),))


def _ends_by(tekst: Uitlooptekst) -> str:
    return "M041" if tekst is Uitlooptekst.REINTEGRATIE else "M039"
