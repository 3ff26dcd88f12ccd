"""What the rules for the milestones of one dossier need."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ontzorg.rules.wet.loondoorbetaling_duur import Loondoorbetaling
from ontzorg.rules.wet.loonsanctie import LoonsanctieEinde
from ontzorg.rules.wet.samentelling import Samentelling
from ontzorg.rules.wet.wachttijd import Wachttijd
from ontzorg.rules.wet.zaak import Vangnet, Zaak


class Berekening(NamedTuple):
    """One dossier: its sickness, its facts and its ends."""

    samentelling: Samentelling
    eerste_ziektedag: date
    zaak: Zaak
    vangnet: Vangnet | None
    wachttijd: Wachttijd
    loon: Loondoorbetaling
    sanctie: LoonsanctieEinde
    trace: bool

    @property
    def begeleiding_tot(self) -> date:
        """Return the last day of guidance: the last wage day, a loonsanctie included.

        An eigenrisicodrager goes on after the employment, up to the end of the wachttijd.
        """
        last = self.sanctie.laatste_dag or self.loon.laatste_dag
        if self.zaak.eigenrisicodrager and last == self.zaak.einde_dienstverband:
            return max(last, self.wachttijd.laatste_dag or last)
        return last
