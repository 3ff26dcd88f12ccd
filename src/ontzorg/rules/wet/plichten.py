"""Which duties and events one dossier has, and which of them lapse."""

from __future__ import annotations

from datetime import date

from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.huisnormen import TERUGVALPREVENTIE, huisnorm_mijlpalen
from ontzorg.rules.wet.loondoorbetaling_duur import employment_end
from ontzorg.rules.wet.mijlpaal import Mijlpaal
from ontzorg.rules.wet.procesgang import procesgang
from ontzorg.rules.wet.uwv_mijlpalen import herstel_mijlpalen, verlof_mijlpalen, wia_mijlpalen
from ontzorg.rules.wet.vangnet import vangnet_meldingen
from ontzorg.rules.wet.zaak import Zwangerschapsverlof
from ontzorg.rules.wet.ziek_uit_dienst import ziek_uit_dienst, ziek_uit_dienst_mijlpalen

# Duties that stay when the employment has ended: of UWV, of the employee, and of the insurer.
_AFTER_EMPLOYMENT = frozenset({"UWV_BRIEF_WIA", "WIA_AANVRAAG", TERUGVALPREVENTIE})

# An eigenrisicodrager goes on with the procesgang of art. 25 for who left (Wet WIA art. 26 lid 2).
_OF_EIGENRISICODRAGER = frozenset(
    {
        "ACTUEEL_OORDEEL",
        "EERSTEJAARSEVALUATIE",
        "EVALUATIE",
        "PLAN_VAN_AANPAK",
        "PROBLEEMANALYSE",
        "RE_INTEGRATIEVERSLAG",
        "UWV_BESLUIT_LOONSANCTIE",
    }
)

# Without a WIA-uitkering in sight, or with an early one, there is nothing to apply for or decide.
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


def dossier_mijlpalen(
    berekening: Berekening,
    verloven: tuple[Zwangerschapsverlof, ...],
    following: date | None,
    wia: date | None,
) -> tuple[Mijlpaal, ...]:
    """Return the duties that apply, by date."""
    mijlpalen = [*procesgang(berekening), *huisnorm_mijlpalen(berekening, following)]
    asks_wia = wia is not None and not berekening.wachttijd.is_shortened
    if not asks_wia or berekening.loon.aow_tot or berekening.zaak.einde_dienstverband is not None:
        mijlpalen = [m for m in mijlpalen if _applies(m, berekening, asks_wia=asks_wia)]
    meldingen = list(vangnet_meldingen(berekening, verloven))
    mijlpalen.extend(meldingen)
    if berekening.zaak.huisnormen is not None:
        first = meldingen[0].due_on if meldingen else None
        mijlpalen.extend(herstel_mijlpalen(berekening, verloven, first))
        mijlpalen.extend(verlof_mijlpalen(berekening))
        mijlpalen.extend(wia_mijlpalen(berekening) if asks_wia else ())
    uit_dienst = ziek_uit_dienst(berekening)
    if uit_dienst is not None:
        mijlpalen.extend(ziek_uit_dienst_mijlpalen(berekening, uit_dienst))
    mijlpalen.sort(key=lambda mijlpaal: (mijlpaal.due_on, mijlpaal.code))
    return tuple(mijlpalen)


def _applies(mijlpaal: Mijlpaal, berekening: Berekening, *, asks_wia: bool) -> bool:
    if not asks_wia and mijlpaal.code in _FOR_WIA:
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
    if mijlpaal.due_on <= ended or mijlpaal.code in _AFTER_EMPLOYMENT:
        return True
    return zaak.eigenrisicodrager and mijlpaal.code in _OF_EIGENRISICODRAGER


def _is_after_aow(day: date, berekening: Berekening) -> bool:
    aow_datum = berekening.zaak.aow_datum
    return aow_datum is not None and berekening.loon.aow_tot is not None and day >= aow_datum
