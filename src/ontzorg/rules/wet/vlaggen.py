"""The flags of one dossier: what asks for attention."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ontzorg.rules.values import Period
from ontzorg.rules.werkdagen import is_werkdag
from ontzorg.rules.wet.berekening import Berekening
from ontzorg.rules.wet.procesgang import melding_42_weken_op
from ontzorg.rules.wet.signalen import signalen
from ontzorg.rules.wet.vangnet import ziekengeld_na_bevalling
from ontzorg.rules.wet.wia_aanvraag import is_meer_dan_een_jaar_te_laat
from ontzorg.rules.wet.zaak import Zwangerschapsverlof
from ontzorg.rules.wet.ziek_uit_dienst import is_nawerking, ziek_uit_dienst


def dossier_vlaggen(
    berekening: Berekening, verloven: tuple[Zwangerschapsverlof, ...], wia: date | None
) -> Iterator[str]:
    """Yield the flags; `wia` is the first day on which a WIA-uitkering can start."""
    eerste = berekening.eerste_ziektedag
    yield from berekening.samentelling.vlaggen
    if not is_werkdag(eerste):
        yield "EERSTE_ZIEKTEDAG_GEEN_WERKDAG"
    yield from berekening.loon.vlaggen
    yield from berekening.wachttijd.vlaggen
    if is_meer_dan_een_jaar_te_laat(berekening.zaak, wia):
        yield "WIA_AANVRAAG_NA_EEN_JAAR"
    if _is_detained(berekening):
        yield "DETENTIE"
    yield from berekening.sanctie.vlaggen
    yield from _notices(berekening, verloven)
    uit_dienst = ziek_uit_dienst(berekening)
    if uit_dienst is not None:
        yield from uit_dienst.vlaggen
    if is_nawerking(eerste, berekening.zaak.einde_dienstverband):
        yield "NAWERKING"
    yield from signalen(berekening)


def _notices(berekening: Berekening, verloven: tuple[Zwangerschapsverlof, ...]) -> Iterator[str]:
    """Yield what UWV must know or decides otherwise: a vangnet, or a recovery after week 42."""
    if berekening.vangnet is not None:
        yield "VANGNET"
        ziekengeld = ziekengeld_na_bevalling(berekening, verloven)
        if ziekengeld and ziekengeld.value != berekening.loon.wachttijd_laatste_dag:
            yield "ZIEKENGELD_EINDE_WIJKT_AF"
    elif _recovered_after_melding(berekening):
        yield "HERSTEL_NA_42_WEKEN"


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
