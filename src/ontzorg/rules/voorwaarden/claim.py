"""What a verzuimverzekering with own risk in days pays for one sick employee.

Source: product facts of verzuimverzekeringen in general, not confirmed for one policy; every item
is a setting of the policy. Reading: per day insured year wage / divisor * coverage * sick share *
(1 + loading); a divisor of 365 counts calendar days, the others weekdays (INT-076). The own risk
is the first working days of the added sickness, also those with a partial sickness (INT-077). A
sickness that began before the policy is not insured (inloop), one that began before its end stays
insured (uitloop). A loonsanctie is covered by the poortwachtergarantie only, a late WIA-aanvraag
and a voluntary extension are not.
Units: EUR. Days with the same amount are added and rounded once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from ontzorg.rules.dates import dutch_date
from ontzorg.rules.outcome import Outcome
from ontzorg.rules.trace import Trace
from ontzorg.rules.voorwaarden.claim_dagen import Claimdag, Claimsoort, claimdagen
from ontzorg.rules.voorwaarden.claim_polis import Claimvraag, Verzuimpolis, keuzes
from ontzorg.rules.wet.geld_afronding import euro_text, round_half_up
from ontzorg.rules.wet.geld_tabel import make_origin

ZERO = Decimal("0.00")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimdeel:
    """Days with the same amount."""

    soort: Claimsoort
    van: date
    tot_en_met: date
    dagen: int
    dekking: Decimal
    percentage: Decimal
    per_dag: Decimal
    bedrag: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is paid over the period, and where the own risk ends."""

    bedrag: Decimal
    dagen: int
    verzekerd_loon: Decimal
    eigen_risico_tot_en_met: date | None
    delen: tuple[Claimdeel, ...]


def compute_claim(vraag: Claimvraag) -> Outcome[Claim]:
    """Return the claim over the period; see the module for source and reading.

    Raises ValueError for a divisor that no policy has, or more coverage than the policy allows.
    """
    trace = Trace()
    _check(vraag.polis)
    insured = _insured_wage(trace, vraag)
    course = trace.take_over(claimdagen(vraag))
    parts = tuple(_deel(trace, vraag.polis, insured, days) for days in _stretches(course.dagen))
    total = sum((part.bedrag for part in parts), ZERO)
    _note_total(trace, vraag, total)
    return trace.outcome(
        Claim(
            bedrag=total,
            dagen=sum(part.dagen for part in parts if part.bedrag),
            verzekerd_loon=insured,
            eigen_risico_tot_en_met=course.eigen_risico_tot_en_met,
            delen=parts,
        )
    )


def stop_loss(
    schade: Decimal, loonsom: Decimal, behoud_procent: Decimal, maximum: Decimal
) -> Outcome[Decimal]:
    """Return what a policy with a yearly own risk in euros pays over the damage of one year.

    `loonsom` includes the employer charges that are insured.
    """
    trace = Trace()
    own_risk = round_half_up(behoud_procent * loonsom / HUNDRED)
    paid = min(maximum, max(ZERO, schade - own_risk))
    trace.amount(
        "claim.eigen_behoud",
        "p / 100 * L",
        own_risk,
        f"De werkgever draagt per jaar zelf {euro_text(own_risk)}.",
        source=_source(),
        p=behoud_procent,
        L=loonsom,
    )
    trace.amount(
        "claim.stop_loss",
        "min(m, max(0, s - e))",
        paid,
        f"De verzekeraar vergoedt {euro_text(paid)}.",
        source=_source(),
        m=maximum,
        s=schade,
        e=own_risk,
    )
    return trace.outcome(paid)


def _check(polis: Verzuimpolis) -> None:
    if polis.dagdeler not in keuzes()["dagdelers"]:
        raise ValueError("kies als dagdeler 260, 261, 262 of 365")
    most = polis.totaal_maximum
    if most is not None and polis.dekking_jaar_1 + polis.dekking_jaar_2 > most:
        raise ValueError(f"de dekking van beide jaren samen is meer dan {most}")


def _source() -> str:
    return str(keuzes()["source"])


def _insured_wage(trace: Trace, vraag: Claimvraag) -> Decimal:
    most = vraag.polis.maximum_loon
    insured = vraag.jaarloon if most is None else min(vraag.jaarloon, most)
    remark = make_origin(_source(), keuzes()["status"]).remark
    return trace.amount(
        "claim.verzekerd_loon",
        "L" if most is None else "min(L, m)",
        insured,
        f"Het verzekerde loon is {euro_text(insured)} per jaar.{remark}",
        source=_source(),
        L=vraag.jaarloon,
        **({} if most is None else {"m": most}),
    )


def _stretches(days: Sequence[Claimdag]) -> Iterator[list[Claimdag]]:
    """Yield the days that are paid alike, together; days without sickness fall out."""
    insured = (day for day in days if day.soort is not Claimsoort.GEEN)
    for _, stretch in groupby(insured, key=Claimdag.key):
        yield list(stretch)


def _deel(
    trace: Trace, polis: Verzuimpolis, insured: Decimal, days: Sequence[Claimdag]
) -> Claimdeel:
    first, number = days[0], Decimal(len(days))
    shares = (first.dekking / HUNDRED) * (first.percentage / HUNDRED)
    exact = insured * shares * (HUNDRED + polis.opslag_procent) / HUNDRED / polis.dagdeler
    amount = round_half_up(number * exact)
    if amount:
        trace.amount(
            f"claim.{first.soort}",
            "n * L / d * c / 100 * p / 100 * (100 + o) / 100",
            amount,
            f"Over {number} dagen vergoedt de verzekeraar {euro_text(amount)}.",
            source=_source(),
            n=number,
            L=insured,
            d=Decimal(polis.dagdeler),
            c=first.dekking,
            p=first.percentage,
            o=polis.opslag_procent,
        )
    return Claimdeel(
        soort=first.soort,
        van=first.dag,
        tot_en_met=days[-1].dag,
        dagen=len(days),
        dekking=first.dekking,
        percentage=first.percentage,
        per_dag=round_half_up(exact),
        bedrag=amount,
    )


def _note_total(trace: Trace, vraag: Claimvraag, total: Decimal) -> None:
    start, end = vraag.periode.start, vraag.periode.eind
    trace.note(
        "claim.bedrag",
        {"van": str(start), "tot_en_met": str(end)},
        str(total),
        f"Van {dutch_date(start)} tot en met {dutch_date(end)} vergoedt de verzekeraar "
        f"{euro_text(total)}.",
        source=_source(),
    )
