"""The facts that a timeline is computed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ontzorg.rules.values import Period
from ontzorg.rules.wet.verloop import Ziekteperiode


class Vangnet(StrEnum):
    """Why UWV pays ziekengeld although there is an employer (Ziektewet art. 29 lid 2 e-g)."""

    ZWANGERSCHAP = "zwangerschap"
    BEVALLING = "bevalling"
    ORGAANDONATIE = "orgaandonatie"
    NO_RISK = "no_risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zwangerschapsverlof:
    """Zwangerschaps- en bevallingsverlof, first and last day included.

    `zelfde_oorzaak`: has the sickness after the leave the same cause as the one before
    (yes, no, not answered). Only the bedrijfsarts answers; the cause itself is never known here.
    `flexibel_vanaf` is the first day on which the leave could have begun, when that is known.
    """

    start: date
    eind: date
    zelfde_oorzaak: bool | None = None
    flexibel_vanaf: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loonsanctie:
    """The dates of a loonsanctie: the decision, the repair as reported and as established."""

    besluit_op: date | None = None
    herstel_gemeld_op: date | None = None
    herstel_vastgesteld_op: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Huisnormen:
    """Norms of the insurer and the arbodienst on top of the law; None: no such norm."""

    eerste_contact_werkdagen: int | None = None
    vragenlijst_dag: int | None = None
    ontzorgmanager_week: int | None = None
    evaluatie_weken: int | None = None
    terugvalpreventie: bool = False
    uwv_melding_door_verzuimbegeleider: bool = False
    bron: str = "Afspraak met de arbodienst"

    def __post_init__(self) -> None:
        numbers = (
            self.eerste_contact_werkdagen,
            self.vragenlijst_dag,
            self.ontzorgmanager_week,
            self.evaluatie_weken,
        )
        if any(number is not None and number < 1 for number in numbers):
            raise ValueError("a huisnorm counts from 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Zaak:
    """All facts about the sickness of one person in one employment.

    `einde_dienstverband` and `verlenging_tot` are last days; `aow_datum` is the day on which
    the AOW age is reached. `peildatum` only decides which flags are on. `huishoudelijk` means
    work for a private household on fewer than four days a week. `zonder_ziekengeld` are periods
    without ziekengeld because of the eerstejaarstoets (Ziektewet art. 19aa).
    `langdurig_verwacht_op` is the day on which long absence came to be expected,
    `herstel_verwacht_op` when the bedrijfsarts expects recovery for the own work, and
    `vangnet_bekend_op` when the employer could know of the vangnet. `verkorte_wachttijd_tot` is
    its last day as UWV set it. `bijstellingen_op` are the days on which the bedrijfsarts changed
    the probleemanalyse. `eigenrisicodrager` means: for the Ziektewet.
    """

    ziekteperioden: tuple[Ziekteperiode, ...]
    zwangerschapsverlof: tuple[Zwangerschapsverlof, ...] = ()
    aow_datum: date | None = None
    einde_dienstverband: date | None = None
    probleemanalyse_op: date | None = None
    plan_van_aanpak_op: date | None = None
    vangnet: Vangnet | None = None
    wia_brief_ontvangen_op: date | None = None
    wia_aanvraag_op: date | None = None
    loonsanctie: Loonsanctie | None = None
    verlenging_tot: date | None = None
    peildatum: date | None = None
    huisnormen: Huisnormen | None = None
    huishoudelijk: bool = False
    eigenrisicodrager: bool = False
    langdurig_verwacht_op: date | None = None
    herstel_verwacht_op: date | None = None
    vangnet_bekend_op: date | None = None
    verkorte_wachttijd_aanvraag_op: date | None = None
    verkorte_wachttijd_tot: date | None = None
    melding_42_weken_op: date | None = None
    zonder_ziekengeld: tuple[Period, ...] = ()
    detentie: tuple[Period, ...] = ()
    bijstellingen_op: tuple[date, ...] = ()

    @property
    def bekend_bij_uwv_op(self) -> date | None:
        """Return the day of the 42-week notice, or of the aanvraag that counts as one.

        Law: Ziektewet art. 38 lid 8.
        """
        days = filter(None, (self.melding_42_weken_op, self.verkorte_wachttijd_aanvraag_op))
        return min(days, default=None)
