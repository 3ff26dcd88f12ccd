"""Whether an intervention is reimbursed: necessary, proportionate, in time and inside the mandate.

Source: conditions Ontzorgmanager - Re-integratie art. 3.3 and 5.3 (M130-M133, M151), brochures
(M134-M137, M140, M141), conditions a.s.r. re-integratie art. 1.6 (M066, M144). Reading: the terms
ask whether the cost is excessive beside the remaining wage period; as a first answer it is not
when the result is expected inside that period and the cost is at most the wage that is still to
be paid in it. A person may judge otherwise, and then that judgement counts (INT-091). Whatever is
outside the mandate waits for a decision of the insurer. Unit: EUR without btw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from ontzorg.rules.dates import dutch_date, dutch_days
from ontzorg.rules.outcome import Outcome, Step
from ontzorg.rules.parameters import read_table
from ontzorg.rules.voorwaarden.regels import step_of
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up


class Besluit(StrEnum):
    """What the test gives."""

    VOLLEDIG = "volledig_vergoeden"
    DEELS = "deels_vergoeden"
    ONVOLLEDIG = "aanvullen"
    BUITEN_MANDAAT = "voorleggen_aan_verzekeraar"
    NIET = "niet_vergoeden"


class Antwoord(StrEnum):
    """What one condition gives."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interventie:
    """A proposed intervention and what is known about it.

    `noodzakelijk_volgens` is who judged it necessary. `mandaat` is the amount that the insurer
    left to the Ontzorgmanager. `bovenmatig` and `percentage` are judgements of a person.
    """

    soort: str
    grondslag: str
    kosten: Decimal
    eerste_ziektedag: date
    module_vanaf: date
    aanvraag_op: date
    loondoorbetaling_laatste_dag: date
    loon_per_dag: Decimal
    noodzakelijk_volgens: str | None = None
    resultaat_verwacht_op: date | None = None
    mandaat: Decimal | None = None
    bovenmatig: bool | None = None
    percentage: Decimal = Decimal(100)
    reden: str | None = None
    uit_netwerk: bool = True
    geschorst: bool = False
    verzekeraar_akkoord: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toets:
    """One condition: its rule and its answer."""

    regel: str
    antwoord: Antwoord
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interventiebesluit:
    """The decision, the text it rests on, the amount, and every condition."""

    besluit: Besluit
    grondslag: str
    bedrag: Decimal
    resterende_dagen: int
    resterend_loon: Decimal
    toetsen: tuple[Toets, ...]


def assess_interventie(voorstel: Interventie) -> Outcome[Interventiebesluit]:
    """Return whether this intervention is reimbursed, and how much of it."""
    toetsen = tuple(_toetsen(voorstel))
    decision = _decide(voorstel, toetsen)
    pays = decision in (Besluit.VOLLEDIG, Besluit.DEELS)
    found = Interventiebesluit(
        besluit=decision,
        grondslag=str(grondslagen()[voorstel.grondslag]["naam"]),
        bedrag=round_half_up(voorstel.kosten * voorstel.percentage / 100)
        if pays
        else Decimal("0.00"),
        resterende_dagen=_days_left(voorstel),
        resterend_loon=_wage_left(voorstel),
        toetsen=toetsen,
    )
    steps = [step_of(toets.regel, toets.tekst, toets.antwoord) for toets in toetsen]
    return Outcome(value=found, steps=(*steps, _conclusion(voorstel, found)))


def interventiesoorten() -> Mapping[str, Mapping[str, object]]:
    """Return the kinds of intervention and whether they can be reimbursed."""
    found: Mapping[str, Mapping[str, object]] = _table()["soorten"]
    return found


def grondslagen() -> Mapping[str, Mapping[str, object]]:
    """Return the texts on which a decision can rest."""
    found: Mapping[str, Mapping[str, object]] = _table()["grondslagen"]
    return found


@cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    return read_table("voorwaarden/interventie")


def _toetsen(voorstel: Interventie) -> Iterator[Toets]:
    yield _soort(voorstel)
    yield _necessary(voorstel)
    if voorstel.grondslag != "ziektewet":
        yield _proportionate(voorstel)
        yield _in_time(voorstel)
    if not voorstel.uit_netwerk:
        text = "De dienstverlener komt niet uit het netwerk; leg uit waarom dat nodig is."
        yield Toets(regel="M135", antwoord=_known(voorstel.reden), tekst=text)
    if voorstel.geschorst:
        text = "De dienstverlening is geschorst; interventies worden nu niet vergoed."
        yield Toets(regel="M151", antwoord=Antwoord.NEE, tekst=text)
    yield _within_mandate(voorstel)


def _soort(voorstel: Interventie) -> Toets:
    row = interventiesoorten()[voorstel.soort]
    if row["vergoedbaar"]:
        text = f"{row['naam']} is een soort interventie die de verzekeraar vergoedt."
        return Toets(regel="M141", antwoord=Antwoord.JA, tekst=text)
    text = f"{row['naam']} valt niet onder de vergoeding van interventies."
    return Toets(regel="M141", antwoord=Antwoord.NEE, tekst=text)


def _necessary(voorstel: Interventie) -> Toets:
    by = voorstel.noodzakelijk_volgens
    if by is None:
        text = "Bedrijfsarts of ontzorgmanager heeft nog niet vastgelegd dat dit nodig is."
        return Toets(regel="M130", antwoord=Antwoord.ONBEKEND, tekst=text)
    return Toets(regel="M130", antwoord=Antwoord.JA, tekst=f"Nodig volgens de {by}.")


def _proportionate(voorstel: Interventie) -> Toets:
    """A judgement of a person counts; without one, time and money that are left decide."""
    if voorstel.bovenmatig is not None:
        word = "bovenmatig" if voorstel.bovenmatig else "niet bovenmatig"
        text = f"De kosten zijn {word} volgens de beoordelaar."
        answer = Antwoord.NEE if voorstel.bovenmatig else Antwoord.JA
        return Toets(regel="M131", antwoord=answer, tekst=text)
    result, last = voorstel.resultaat_verwacht_op, voorstel.loondoorbetaling_laatste_dag
    if result is None:
        text = "Wanneer resultaat wordt verwacht is niet bekend."
        return Toets(regel="M131", antwoord=Antwoord.ONBEKEND, tekst=text)
    if result > last:
        text = f"Het resultaat komt pas na de laatste loondag, {dutch_date(last)}."
        return Toets(regel="M131", antwoord=Antwoord.NEE, tekst=text)
    left = _wage_left(voorstel)
    text = (
        f"Nog {dutch_days(_days_left(voorstel))} loondoorbetaling, samen {euro_text(left)}; "
        f"de interventie kost {euro_text(voorstel.kosten)} en werkt binnen die tijd."
    )
    answer = Antwoord.JA if voorstel.kosten <= left else Antwoord.NEE
    return Toets(regel="M131", antwoord=answer, tekst=text)


def _in_time(voorstel: Interventie) -> Toets:
    first, since = voorstel.eerste_ziektedag, voorstel.module_vanaf
    ok = first >= since
    word = "op of na" if ok else "voor"
    text = f"Ziek vanaf {dutch_date(first)}, {word} de eerste dag van de module."
    return Toets(regel="M132", antwoord=Antwoord.JA if ok else Antwoord.NEE, tekst=text)


def _within_mandate(voorstel: Interventie) -> Toets:
    if voorstel.mandaat is not None and voorstel.kosten <= voorstel.mandaat:
        text = f"De kosten liggen binnen het mandaat van {euro_text(voorstel.mandaat)}."
        return Toets(regel="M066", antwoord=Antwoord.JA, tekst=text)
    if voorstel.verzekeraar_akkoord is None or voorstel.reden is None:
        text = "De kosten liggen buiten het mandaat. De verzekeraar besluit, met een reden."
        return Toets(regel="M144", antwoord=Antwoord.ONBEKEND, tekst=text)
    answer = Antwoord.JA if voorstel.verzekeraar_akkoord else Antwoord.NEE
    return Toets(
        regel="M144", antwoord=answer, tekst="De verzekeraar heeft besloten, met een reden."
    )


def _known(reason: str | None) -> Antwoord:
    return Antwoord.ONBEKEND if reason is None else Antwoord.JA


def _decide(voorstel: Interventie, toetsen: tuple[Toets, ...]) -> Besluit:
    if any(toets.antwoord is Antwoord.NEE for toets in toetsen):
        return Besluit.NIET
    unknown = {toets.regel for toets in toetsen if toets.antwoord is Antwoord.ONBEKEND}
    if unknown - {"M144"} or (voorstel.percentage < 100 and voorstel.reden is None):
        return Besluit.ONVOLLEDIG
    if unknown:
        return Besluit.BUITEN_MANDAAT
    return Besluit.VOLLEDIG if voorstel.percentage == 100 else Besluit.DEELS


def _days_left(voorstel: Interventie) -> int:
    """Count the days from the request up to and including the last day of wage payment."""
    return max(0, (voorstel.loondoorbetaling_laatste_dag - voorstel.aanvraag_op).days + 1)


def _wage_left(voorstel: Interventie) -> Decimal:
    return round_half_up(voorstel.loon_per_dag * _days_left(voorstel))


def _conclusion(voorstel: Interventie, found: Interventiebesluit) -> Step:
    texts = {
        Besluit.VOLLEDIG: f"De kosten van {euro_text(found.bedrag)} worden volledig vergoed.",
        Besluit.DEELS: f"Vergoed wordt {euro_text(found.bedrag)}, een deel van de kosten.",
        Besluit.ONVOLLEDIG: "Er ontbreken gegevens. Vul ze aan; daarna volgt het besluit.",
        Besluit.BUITEN_MANDAAT: "Leg de vergoeding voor aan de verzekeraar.",
        Besluit.NIET: "De kosten worden niet vergoed.",
    }
    regel = str(grondslagen()[voorstel.grondslag]["regel"])
    return step_of(regel, texts[found.besluit], found.besluit, grondslag=found.grondslag)
