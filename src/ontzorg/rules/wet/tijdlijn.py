"""From the facts of a zaak to its timeline: one legal dossier after another.

The parts follow the law: samentelling says which sickness counts as one, loondoorbetaling_duur and
loonsanctie where it ends, opzegverbod and vangnet have counts of their own, procesgang,
ziek_uit_dienst and huisnormen name the duties. Three counts are kept apart (process 1.5.3): wage,
wachttijd and opzegverbod.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ontzorg.rules.dates import DAY, add_weeks
from ontzorg.rules.outcome import Step
from ontzorg.rules.wet.aow import aow_laatste_dag
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.loondoorbetaling_duur import (
    Loondoorbetaling,
    employment_end,
    loondoorbetaling,
    wia_eerste_dag,
)
from ontzorg.rules.wet.loonsanctie import LoonsanctieEinde, end_with_wage, loonsanctie_einde
from ontzorg.rules.wet.mijlpaal import Mijlpaal
from ontzorg.rules.wet.opzegverbod import opzegverbod
from ontzorg.rules.wet.plichten import dossier_mijlpalen
from ontzorg.rules.wet.samentelling import (
    ONDERBREKING,
    NietMeetellend,
    Samentelling,
    chain_perioden,
    join_verlof,
)
from ontzorg.rules.wet.vangnet import vangnet_of
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.vlaggen import dossier_vlaggen
from ontzorg.rules.wet.wachttijd import compute_wachttijd
from ontzorg.rules.wet.wia_uitleg import wachttijd_steps, wia_steps
from ontzorg.rules.wet.zaak import Huisnormen, Loonsanctie, Vangnet, Zaak, Zwangerschapsverlof

__all__ = [
    "DossierTijdlijn",
    "Huisnormen",
    "Loonsanctie",
    "Mijlpaal",
    "NietMeetellend",
    "Tijdlijn",
    "Vangnet",
    "Zaak",
    "Ziekteperiode",
    "Zwangerschapsverlof",
    "compute_tijdlijn",
]

_DATED_FACTS = (
    "probleemanalyse_op",
    "plan_van_aanpak_op",
    "wia_brief_ontvangen_op",
    "wia_aanvraag_op",
    "verlenging_tot",
    "melding_42_weken_op",
    "langdurig_verwacht_op",
    "vangnet_bekend_op",
    "verkorte_wachttijd_aanvraag_op",
    "verkorte_wachttijd_tot",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierTijdlijn:
    """Everything derived for one legal dossier (one eerste_ziektedag).

    `hersteld_op` is the first fit day of the last ziekteperiode, `sluit_op` the first day on
    which a new sickness opens a new dossier. `uitleg` explains the ends, by field name.
    """

    eerste_ziektedag: date
    niet_meetellende_dagen: int
    niet_meetellend: tuple[NietMeetellend, ...]
    ziekteperioden: tuple[Ziekteperiode, ...]
    loondoorbetaling_laatste_dag: date
    wachttijd_laatste_dag: date | None
    wia_eerste_dag: date | None
    opzegverbod_laatste_dag: date | None
    loonsanctie_laatste_dag: date | None
    hersteld_op: date | None
    sluit_op: date | None
    vlaggen: tuple[str, ...]
    mijlpalen: tuple[Mijlpaal, ...]
    uitleg: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tijdlijn:
    """The legal dossiers of one zaak, oldest first."""

    dossiers: tuple[DossierTijdlijn, ...]


def compute_tijdlijn(
    zaak: Zaak, *, trace: bool = True, only: Collection[int] | None = None
) -> Tijdlijn:
    """Derive every date of every dossier in the zaak.

    Duties are derived as if the sickness goes on, also after a recovery: `hersteld_op` and
    `sluit_op` say when they rest. Without trace all values are the same and steps are empty.
    `only` names the dossiers to derive, the oldest is number 0; the others are left out.
    Raises NoValueError for a day outside a law table, ValueError for overlapping sickness.
    """
    verloven = join_verlof(zaak.zwangerschapsverlof)
    chains = chain_perioden(zaak.ziekteperioden, zaak.zwangerschapsverlof, trace=trace)
    following = [*(chain.eerste_ziektedag for chain in chains), None][1:]
    return Tijdlijn(
        dossiers=tuple(
            _dossier(chain, _facts_of(zaak, chain, after), verloven, after, trace=trace)
            for number, (chain, after) in enumerate(zip(chains, following, strict=True))
            if only is None or number in only
        )
    )


def _facts_of(zaak: Zaak, chain: Samentelling, following: date | None) -> Zaak:
    """Leave out the facts that belong to another dossier."""
    start = chain.eerste_ziektedag

    def is_foreign(day: date | None) -> bool:
        return day is not None and (day < start or (following is not None and day >= following))

    given = {name: getattr(zaak, name) for name in _DATED_FACTS}
    foreign: dict[str, None] = {name: None for name, day in given.items() if is_foreign(day)}
    if zaak.loonsanctie is not None and is_foreign(zaak.loonsanctie.besluit_op):
        foreign["loonsanctie"] = None
    if following is not None and (zaak.zonder_ziekengeld or zaak.bijstellingen_op):
        own = tuple(p for p in zaak.zonder_ziekengeld if p.start < following)
        changed = tuple(day for day in zaak.bijstellingen_op if day < following)
        zaak = replace(zaak, zonder_ziekengeld=own, bijstellingen_op=changed)
    return replace(zaak, **foreign) if foreign else zaak  # type: ignore[arg-type]


def _dossier(
    chain: Samentelling,
    zaak: Zaak,
    verloven: tuple[Zwangerschapsverlof, ...],
    following: date | None,
    *,
    trace: bool,
) -> DossierTijdlijn:
    berekening = _compute(chain, zaak, verloven, is_last=following is None, trace=trace)
    loon, sanctie = berekening.loon, berekening.sanctie
    wia = wia_eerste_dag(berekening.wachttijd, loon, sanctie.laatste_dag, zaak.aow_datum)
    verbod = opzegverbod(berekening, verloven)
    counted = chain.uncounted_until(loon.wachttijd_laatste_dag)
    return DossierTijdlijn(
        eerste_ziektedag=chain.eerste_ziektedag,
        niet_meetellende_dagen=sum(part.days for part in counted),
        niet_meetellend=counted,
        ziekteperioden=chain.ziekteperioden,
        loondoorbetaling_laatste_dag=loon.laatste_dag,
        wachttijd_laatste_dag=None if wia is None else berekening.wachttijd.laatste_dag,
        wia_eerste_dag=wia,
        opzegverbod_laatste_dag=verbod.laatste_dag,
        loonsanctie_laatste_dag=sanctie.laatste_dag,
        hersteld_op=chain.hersteld_op,
        sluit_op=_sluit_op(chain, verloven),
        vlaggen=tuple(
            dict.fromkeys((*dossier_vlaggen(berekening, verloven, wia), *verbod.vlaggen))
        ),
        mijlpalen=dossier_mijlpalen(berekening, verloven, following, wia),
        uitleg={
            "loondoorbetaling_laatste_dag": loon.stappen,
            "loonsanctie_laatste_dag": sanctie.stappen,
            "opzegverbod_laatste_dag": verbod.stappen,
            "wachttijd_laatste_dag": wachttijd_steps(berekening),
            "wia_eerste_dag": wia_steps(berekening, wia),
        },
    )


def _compute(
    chain: Samentelling,
    zaak: Zaak,
    verloven: tuple[Zwangerschapsverlof, ...],
    *,
    is_last: bool,
    trace: bool,
) -> Berekening:
    wachttijd = compute_wachttijd(chain, zaak, trace=trace)
    loon = loondoorbetaling(chain, zaak, wachttijd, trace=trace)
    sanctie = loonsanctie_einde(
        chain.eerste_ziektedag, loon.volledig_tot, zaak.loonsanctie, verloven, trace=trace
    )
    return Berekening(
        samentelling=chain,
        eerste_ziektedag=chain.eerste_ziektedag,
        zaak=zaak,
        vangnet=vangnet_of(chain, zaak, verloven, is_last=is_last),
        wachttijd=wachttijd,
        loon=loon,
        sanctie=_within_wage(sanctie, chain, zaak, loon),
        trace=trace,
    )


def _within_wage(
    sanctie: LoonsanctieEinde, chain: Samentelling, zaak: Zaak, loon: Loondoorbetaling
) -> LoonsanctieEinde:
    """End the loonsanctie with the wage: by the AOW regime or the end of the employment."""
    if sanctie.laatste_dag is None:
        return sanctie
    ends = [sanctie.laatste_dag]
    if zaak.aow_datum is not None and zaak.aow_datum <= sanctie.laatste_dag:
        ends.append(aow_laatste_dag(chain, zaak.aow_datum, trace=False).value)
    employed_until = employment_end(zaak, chain.eerste_ziektedag)
    if employed_until is not None:
        ends.append(employed_until)
    if loon.huishoudelijk_tot is not None:
        ends.append(loon.huishoudelijk_tot)
    if min(ends) <= loon.volledig_tot:
        return LoonsanctieEinde(vlaggen=("LOONSANCTIE_ZONDER_LOON",))
    return end_with_wage(sanctie, min(ends))


def _sluit_op(chain: Samentelling, verloven: tuple[Zwangerschapsverlof, ...]) -> date | None:
    """Return the first day on which a new sickness no longer belongs to this dossier.

    A leave that follows directly keeps the dossier open up to the day after it.
    """
    if chain.hersteld_op is None:
        return None
    weeks = ONDERBREKING.on(chain.eerste_ziektedag).number
    closes = add_weeks(chain.hersteld_op, weeks)
    for verlof in verloven:
        if verlof.start == chain.hersteld_op and verlof.zelfde_oorzaak is not False:
            return max(closes, verlof.eind + DAY + DAY)
    return closes
