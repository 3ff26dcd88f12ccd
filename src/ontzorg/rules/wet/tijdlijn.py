"""From the facts of a zaak to its timeline: one legal dossier after another.

The parts follow the law: samentelling says which sickness counts as one, loondoorbetaling_duur and
loonsanctie where it ends, opzegverbod and vangnet have counts of their own, procesgang,
ziek_uit_dienst and huisnormen name the duties. Three counts are kept apart (process 1.5.3): wage,
wachttijd and opzegverbod.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ontzorg.rules.dates import DAY, add_weeks
from ontzorg.rules.outcome import Step
from ontzorg.rules.values import Period
from ontzorg.rules.werkdagen import is_werkdag
from ontzorg.rules.wet.aow import aow_laatste_dag
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.huisnormen import TERUGVALPREVENTIE, huisnorm_mijlpalen
from ontzorg.rules.wet.loondoorbetaling_duur import (
    Loondoorbetaling,
    employment_end,
    loondoorbetaling,
    wia_eerste_dag,
)
from ontzorg.rules.wet.loonsanctie import LoonsanctieEinde, loonsanctie_einde
from ontzorg.rules.wet.mijlpaal import Mijlpaal
from ontzorg.rules.wet.opzegverbod import opzegverbod
from ontzorg.rules.wet.procesgang import melding_42_weken_op, procesgang
from ontzorg.rules.wet.samentelling import (
    ONDERBREKING,
    NietMeetellend,
    Samentelling,
    chain_perioden,
    join_verlof,
)
from ontzorg.rules.wet.signalen import signalen
from ontzorg.rules.wet.uwv_mijlpalen import herstel_mijlpalen, verlof_mijlpalen, wia_mijlpalen
from ontzorg.rules.wet.vangnet import vangnet_meldingen, vangnet_of, ziekengeld_na_bevalling
from ontzorg.rules.wet.verloop import Ziekteperiode
from ontzorg.rules.wet.wachttijd import compute_wachttijd
from ontzorg.rules.wet.wia_uitleg import wachttijd_steps, wia_steps
from ontzorg.rules.wet.zaak import Huisnormen, Loonsanctie, Vangnet, Zaak, Zwangerschapsverlof
from ontzorg.rules.wet.ziek_uit_dienst import (
    is_nawerking,
    ziek_uit_dienst,
    ziek_uit_dienst_mijlpalen,
)

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
)

# Duties that stay when the employment has ended: of UWV, of the employee, and of the insurer.
_AFTER_EMPLOYMENT = frozenset({"UWV_BRIEF_WIA", "WIA_AANVRAAG", TERUGVALPREVENTIE})

# Without a WIA-uitkering in sight there is nothing to apply for, report on or decide.
_FOR_WIA = frozenset(
    {
        "ACTUEEL_OORDEEL",
        "RE_INTEGRATIEVERSLAG",
        "UWV_BESLUIT_LOONSANCTIE",
        "UWV_BRIEF_WIA",
        "WIA_AANVRAAG",
    }
)

# Duties that end at the AOW age: plan, evaluation, second track and the 42-week notice (INT-039).
_BEFORE_AOW = frozenset(
    {
        "EERSTEJAARSEVALUATIE",
        "EINDE_EERSTE_ZIEKTEJAAR",
        "EVALUATIE",
        "MELDING_42_WEKEN",
        "PLAN_VAN_AANPAK",
        "TWEEDE_SPOOR",
    }
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

    def belongs(day: date | None) -> bool:
        return day is None or (start <= day and (following is None or day < following))

    foreign: dict[str, None] = {
        name: None for name in _DATED_FACTS if not belongs(getattr(zaak, name))
    }
    if zaak.loonsanctie is not None and not belongs(zaak.loonsanctie.besluit_op):
        foreign["loonsanctie"] = None
    if following is not None and zaak.zonder_ziekengeld:
        own = tuple(p for p in zaak.zonder_ziekengeld if p.start < following)
        zaak = replace(zaak, zonder_ziekengeld=own)
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
        vlaggen=tuple(dict.fromkeys((*_vlaggen(berekening, verloven), *verbod.vlaggen))),
        mijlpalen=_mijlpalen(berekening, verloven, following, wia),
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
    return replace(sanctie, laatste_dag=min(ends))


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


def _vlaggen(berekening: Berekening, verloven: tuple[Zwangerschapsverlof, ...]) -> Iterator[str]:
    eerste = berekening.eerste_ziektedag
    yield from berekening.samentelling.vlaggen
    if not is_werkdag(eerste):
        yield "EERSTE_ZIEKTEDAG_GEEN_WERKDAG"
    yield from berekening.loon.vlaggen
    yield from berekening.wachttijd.vlaggen
    if _is_detained(berekening):
        yield "DETENTIE"
    yield from berekening.sanctie.vlaggen
    if berekening.vangnet is not None:
        yield "VANGNET"
        ziekengeld = ziekengeld_na_bevalling(berekening, verloven)
        if ziekengeld and ziekengeld.value != berekening.loon.wachttijd_laatste_dag:
            yield "ZIEKENGELD_EINDE_WIJKT_AF"
    elif _recovered_after_melding(berekening):
        yield "HERSTEL_NA_42_WEKEN"
    uit_dienst = ziek_uit_dienst(berekening)
    if uit_dienst is not None:
        yield from uit_dienst.vlaggen
    if is_nawerking(eerste, berekening.zaak.einde_dienstverband):
        yield "NAWERKING"
    yield from signalen(berekening)


def _is_detained(berekening: Berekening) -> bool:
    """Say whether detention and sickness share a day."""
    return any(
        detentie.overlaps(Period(periode.start, periode.hersteld_op))
        for detentie in berekening.zaak.detentie
        for periode in berekening.samentelling.ziekteperioden
    )


def _recovered_after_melding(berekening: Berekening) -> bool:
    """Say whether a recovery follows the 42-week notice, so that UWV must hear of it."""
    fit_days = [p.hersteld_op for p in berekening.samentelling.ziekteperioden if p.hersteld_op]
    return bool(fit_days) and fit_days[-1] > melding_42_weken_op(berekening)


def _mijlpalen(
    berekening: Berekening,
    verloven: tuple[Zwangerschapsverlof, ...],
    following: date | None,
    wia: date | None,
) -> tuple[Mijlpaal, ...]:
    """Return the duties that apply, by date."""
    mijlpalen = [*procesgang(berekening), *huisnorm_mijlpalen(berekening, following)]
    if wia is None or berekening.loon.aow_tot or berekening.zaak.einde_dienstverband is not None:
        has_wia = wia is not None
        mijlpalen = [m for m in mijlpalen if _applies(m, berekening, has_wia=has_wia)]
    meldingen = list(vangnet_meldingen(berekening, verloven))
    mijlpalen.extend(meldingen)
    if berekening.zaak.huisnormen is not None:
        first = meldingen[0].due_on if meldingen else None
        mijlpalen.extend(herstel_mijlpalen(berekening, verloven, first))
        mijlpalen.extend(verlof_mijlpalen(berekening))
        mijlpalen.extend(wia_mijlpalen(berekening) if wia is not None else ())
    uit_dienst = ziek_uit_dienst(berekening)
    if uit_dienst is not None:
        mijlpalen.extend(ziek_uit_dienst_mijlpalen(berekening, uit_dienst))
    mijlpalen.sort(key=lambda mijlpaal: (mijlpaal.due_on, mijlpaal.code))
    return tuple(mijlpalen)


def _applies(mijlpaal: Mijlpaal, berekening: Berekening, *, has_wia: bool) -> bool:
    if not has_wia and mijlpaal.code in _FOR_WIA:
        return False
    zaak = berekening.zaak
    if mijlpaal.code in _BEFORE_AOW and _is_after_aow(mijlpaal.due_on, berekening):
        return False
    until = berekening.loon.huishoudelijk_tot
    if until is not None and mijlpaal.due_on > until and mijlpaal.code != TERUGVALPREVENTIE:
        return False
    ended = employment_end(zaak, berekening.eerste_ziektedag)
    if ended is None:
        return True
    return mijlpaal.due_on <= ended or mijlpaal.code in _AFTER_EMPLOYMENT


def _is_after_aow(day: date, berekening: Berekening) -> bool:
    aow_datum = berekening.zaak.aow_datum
    return aow_datum is not None and berekening.loon.aow_tot is not None and day >= aow_datum
