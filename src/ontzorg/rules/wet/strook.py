"""The payslip of a Ziektewet benefit: gross, tax, net, employer charges and journal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.wet.geld_afronding import euro_text
from ontzorg.rules.wet.journaal import Boeking, compute_journaal, journaal_debet
from ontzorg.rules.wet.loonheffing import compute_loonheffing
from ontzorg.rules.wet.loonheffing_tabel import GeboortejaarGroep, Tabel, Tijdvak
from ontzorg.rules.wet.loonheffing_vraag import Loonheffing, LoonheffingVraag
from ontzorg.rules.wet.premies import Premies, compute_premies
from ontzorg.rules.wet.premies_vraag import PremieVraag
from ontzorg.rules.wet.strook_uitkering import (
    Uitkering,
    compute_uitkering,
    most_uitkeringsdagen,
    uitkering_steps,
)
from ontzorg.rules.wet.strook_vraag import StrookVraag

_TAX_LAW = "Wet op de loonbelasting 1964 (BWBR0002471), art. 20a-27"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strook:
    """One payslip: gross is tax plus net, and the journal is in balance."""

    uitkering_per_dag: Decimal
    verrekening_per_dag: Decimal
    bruto: Decimal
    inhouding: Decimal
    netto: Decimal
    premies: Premies
    journaal: tuple[Boeking, ...]


def compute_strook(vraag: StrookVraag, *, trace: bool = True) -> Outcome[Strook]:
    """Return the payslip of one tijdvak of a benefit that an eigenrisicodrager pays.

    Law: Ziektewet (BWBR0001888) art. 15, 29, 31, 45 and 63a; Wet op de loonbelasting 1964;
    Wet financiering sociale verzekeringen. Reading: no employment any more, so the green table;
    holiday pay is inside the benefit. A tijdvak that starts or ends part-way may use the day
    table (`dagtabel`): the tax of one day times the days. Choices INT-047, INT-050 and INT-051.
    Units: euros. Raises ValueError for more benefit days than the tijdvak holds, NoValueError
    for a day or year outside a table.
    """
    most = most_uitkeringsdagen(vraag.jaar, vraag.tijdvak)
    if not 0 <= vraag.uitkeringsdagen <= most:
        raise ValueError(f"{vraag.uitkeringsdagen} benefit days do not fit: at most {most}")
    uitkering = compute_uitkering(vraag)
    heffing = _loonheffing(vraag, uitkering, trace=trace)
    premies = _premies(vraag, uitkering, trace=trace)
    inhouding = _inhouding(vraag, heffing.value)
    strook = _strook(uitkering, inhouding, premies.value)
    if not trace:
        return Outcome(value=strook)
    tax_steps = heffing.steps + _dagtabel_steps(vraag, heffing.value, inhouding)
    steps = (*uitkering_steps(vraag, uitkering), *tax_steps, _netto(strook))
    steps = (*steps, *premies.steps, _lasten(strook), _journaal(strook))
    return Outcome(value=strook, steps=steps)


def _loonheffing(vraag: StrookVraag, uitkering: Uitkering, *, trace: bool) -> Outcome[Loonheffing]:
    per_dag = uitkering.per_dag - uitkering.verrekening_per_dag
    return compute_loonheffing(
        LoonheffingVraag(
            jaar=vraag.jaar,
            tabel=Tabel.GROEN,
            tijdvak=Tijdvak.DAG if vraag.dagtabel else vraag.tijdvak,
            loon=per_dag if vraag.dagtabel else uitkering.bruto,
            groep=vraag.groep,
            loonheffingskorting=vraag.loonheffingskorting,
        ),
        trace=trace,
    )


def _premies(vraag: StrookVraag, uitkering: Uitkering, *, trace: bool) -> Outcome[Premies]:
    return compute_premies(
        PremieVraag(
            jaar=vraag.jaar,
            tijdvak=vraag.tijdvak,
            loon=uitkering.bruto,
            eerdere_lonen=vraag.eerdere_lonen,
            whk_percentage=vraag.whk_percentage,
            aow=vraag.groep is not GeboortejaarGroep.JONGER_DAN_AOW,
        ),
        trace=trace,
    )


def _inhouding(vraag: StrookVraag, heffing: Loonheffing) -> Decimal:
    return heffing.inhouding * vraag.uitkeringsdagen if vraag.dagtabel else heffing.inhouding


def _strook(uitkering: Uitkering, inhouding: Decimal, premies: Premies) -> Strook:
    netto = uitkering.bruto - inhouding
    return Strook(
        uitkering_per_dag=uitkering.per_dag,
        verrekening_per_dag=uitkering.verrekening_per_dag,
        bruto=uitkering.bruto,
        inhouding=inhouding,
        netto=netto,
        premies=premies,
        journaal=compute_journaal(
            bruto=uitkering.bruto, inhouding=inhouding, netto=netto, premies=premies
        ),
    )


def _dagtabel_steps(
    vraag: StrookVraag, heffing: Loonheffing, inhouding: Decimal
) -> tuple[Step, ...]:
    if not vraag.dagtabel:
        return ()
    step = Step(
        rule="strook.dagtabel",
        source="Gebruik van de dagtabel bij een tijdvak dat niet vol is; niet nagetrokken",
        inputs={
            "inhouding_per_dag": str(heffing.inhouding),
            "uitkeringsdagen": str(vraag.uitkeringsdagen),
            "status": "own",
        },
        result=str(inhouding),
        text=(
            f"Het tijdvak is niet vol, dus de dagtabel geldt: {vraag.uitkeringsdagen} maal "
            f"{euro_text(heffing.inhouding)} is {euro_text(inhouding)}. Let op: deze regel is "
            f"niet nagetrokken."
        ),
    )
    return (step,)


def _netto(strook: Strook) -> Step:
    return Step(
        rule="strook.netto",
        source=_TAX_LAW,
        inputs={"bruto": str(strook.bruto), "inhouding": str(strook.inhouding)},
        result=str(strook.netto),
        text=(
            f"{euro_text(strook.bruto)} bruto min {euro_text(strook.inhouding)} loonheffing is "
            f"{euro_text(strook.netto)} netto."
        ),
    )


def _lasten(strook: Strook) -> Step:
    total = strook.premies.werkgeverslasten
    return Step(
        rule="strook.werkgeverslasten",
        source="Wet financiering sociale verzekeringen (BWBR0017745), art. 20",
        inputs={
            "premies": str(strook.premies.werknemersverzekeringen),
            "zvw": str(strook.premies.zvw),
        },
        result=str(total),
        text=f"De werkgever betaalt bovenop de uitkering {euro_text(total)}.",
    )


def _journaal(strook: Strook) -> Step:
    debet = journaal_debet(strook.journaal)
    return Step(
        rule="strook.journaal",
        source="Wet financiering sociale verzekeringen (BWBR0017745), art. 20",
        inputs={
            "bruto": str(strook.bruto),
            "werkgeverslasten": str(strook.premies.werkgeverslasten),
        },
        result=str(debet),
        text=f"Het journaal is in balans: debet en credit zijn elk {euro_text(debet)}.",
    )
