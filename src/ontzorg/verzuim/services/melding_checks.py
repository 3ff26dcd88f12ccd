"""What a melding must meet before it is recorded; every refusal says what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q

from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.roles import Role
from ontzorg.parties.selectors import Dienstverband
from ontzorg.rules.dates import dutch_date
from ontzorg.rules.wet.melding import FULLY_SICK
from ontzorg.verzuim.derivation.facts import CaseFacts
from ontzorg.verzuim.derivation.snapshot import read_day
from ontzorg.verzuim.models import Door, Melding, Soort, Verzuimdossier
from ontzorg.verzuim.services.new_melding import NewMelding

OWN_KINDS = frozenset({Soort.ZIEKMELDING, Soort.HERSTELMELDING})
PEOPLE = frozenset({Door.WERKGEVER, Door.WERKNEMER, Door.CASEMANAGER})
POINT_BACK = frozenset({Soort.CORRECTIE, Soort.INTREKKING})
MOST_HOURS = 60


def check_melding(
    actor: Actor,
    new: NewMelding,
    dienstverband: Dienstverband,
    facts: CaseFacts,
    today: date,
) -> None:
    """Raise UserError when this melding cannot be accepted; `facts` are those known before it."""
    known = facts.meldingen
    if new.soort not in Soort.values:
        raise UserError("Kies wat u wilt melden.", field="soort")
    if actor.role is Role.MEDEWERKER and new.soort not in OWN_KINDS:
        raise UserError("Meld deze wijziging bij je werkgever.", field="soort")
    _check_reference(new, known)
    if new.soort == Soort.INTREKKING:
        return
    meaning = _meaning(new, known)
    _check_numbers(new, meaning)
    _check_day(new, meaning, today)
    _check_employment(new, meaning, dienstverband)
    _check_not_twice(new, known)
    if new.soort == Soort.ZIEKMELDING:
        _check_not_sick_yet(new, dienstverband, facts)


def _meaning(new: NewMelding, known: Iterable[Melding]) -> str:
    """Return what the day is about: a correctie means what the melding it replaces means."""
    if new.soort != Soort.CORRECTIE:
        return new.soort
    by_id = {melding.pk: melding for melding in known}
    target = by_id.get(new.refers_to or 0)
    while target is not None and target.soort == Soort.CORRECTIE:
        target = by_id.get(target.refers_to_id or 0)
    return target.soort if target else Soort.WIJZIGING


def _check_reference(new: NewMelding, known: Sequence[Melding]) -> None:
    if new.soort not in POINT_BACK:
        if new.refers_to is not None:
            raise UserError("Alleen een correctie of intrekking verwijst naar een melding.")
        return
    if all(melding.pk != new.refers_to for melding in known):
        raise UserError("Kies de melding die u wilt verbeteren of intrekken.", field="refers_to")
    taken_back = {
        melding.refers_to_id for melding in known if _is_standing_withdrawal(melding, known)
    }
    if new.refers_to in taken_back:
        raise UserError(
            "Deze melding is al ingetrokken. Doe een nieuwe melding, of trek de intrekking in.",
            field="refers_to",
        )


def _is_standing_withdrawal(melding: Melding, known: Sequence[Melding]) -> bool:
    """Tell whether this is an intrekking that was not itself withdrawn."""
    if melding.soort != Soort.INTREKKING:
        return False
    return not any(
        other.refers_to_id == melding.pk and _is_standing_withdrawal(other, known)
        for other in known
    )


def _check_numbers(new: NewMelding, meaning: str) -> None:
    if new.percentage is not None and not 0 <= new.percentage <= FULLY_SICK:
        raise UserError("Vul een percentage van 0 tot en met 100 in.", field="percentage")
    if meaning == Soort.ZIEKMELDING and new.percentage == 0:
        raise UserError("Wie ziek is, is voor meer dan 0% ziek.", field="percentage")
    if meaning == Soort.WIJZIGING and new.percentage is None:
        raise UserError("Vul in voor hoeveel procent de medewerker ziek is.", field="percentage")
    if meaning == Soort.HERSTELMELDING and new.percentage:
        raise UserError(
            "Is de medewerker nog voor een deel ziek? Meld dan een ander percentage, geen herstel.",
            field="percentage",
        )
    uren = new.arbeidstherapeutisch_uren
    if uren is not None and not 0 <= uren <= MOST_HOURS:
        raise UserError("Vul tussen 0 en 60 uren per week in.", field="arbeidstherapeutisch_uren")


def _check_day(new: NewMelding, meaning: str, today: date) -> None:
    """Sickness cannot be foreseen; a first fit day can be known the day before."""
    is_recovery = meaning == Soort.HERSTELMELDING
    latest = today + timedelta(days=1) if is_recovery else today
    if new.day > latest:
        until = "morgen" if is_recovery else "vandaag"
        raise UserError(
            f"{dutch_date(new.day)} ligt in de toekomst. Kies {until} of een eerdere dag.",
            field="day",
        )
    expected = new.verwacht_hersteld_op
    if expected is not None and expected < new.day:
        raise UserError(
            "De verwachte hersteldatum ligt voor de ziekmelding. Kies een latere dag.",
            field="verwacht_hersteld_op",
        )


def _check_employment(new: NewMelding, meaning: str, dienstverband: Dienstverband) -> None:
    if new.day < dienstverband.begint_op:
        raise UserError(
            f"Het dienstverband begint op {dutch_date(dienstverband.begint_op)}. "
            "Kies een latere dag, of pas eerst het dienstverband aan.",
            field="day",
        )
    ends = dienstverband.eindigt_op
    if meaning == Soort.ZIEKMELDING and ends is not None and new.day > ends:
        raise UserError(
            f"Het dienstverband is geëindigd op {dutch_date(ends)}. Wie daarna ziek wordt, meldt "
            "zich bij UWV.",
            field="day",
        )


def _check_not_twice(new: NewMelding, known: Iterable[Melding]) -> None:
    if new.extern_ref and any(melding.extern_ref == new.extern_ref for melding in known):
        raise UserError("Deze melding is al verwerkt. U hoeft niets te doen.", field="extern_ref")


def _check_not_sick_yet(new: NewMelding, dienstverband: Dienstverband, facts: CaseFacts) -> None:
    """Refuse a ziekmelding inside a known sickness; message doors send corrections instead."""
    if new.door not in PEOPLE:
        return
    if any(_waits_for_answer(melding, facts.answers) for melding in facts.meldingen):
        raise UserError(
            "Er wacht al een ziekmelding van de medewerker op antwoord van de werkgever. "
            "Beantwoord die eerst.",
            field="day",
        )
    not_fit = Q(hersteld_op=None) | Q(hersteld_op__gt=new.day)
    dossiers = Verzuimdossier.objects.filter(
        not_fit, dienstverband=dienstverband, withdrawn_on=None, eerste_ziektedag__lte=new.day
    )
    for dossier in dossiers.only("eerste_ziektedag", "tijdlijn"):
        if _is_sick_on(dossier, new.day):
            raise UserError(
                "Op deze dag is de medewerker al ziek gemeld, in het dossier met eerste ziektedag "
                f"{dutch_date(dossier.eerste_ziektedag)}. Open dat dossier om het percentage te "
                "wijzigen of het herstel te melden.",
                field="day",
            )


def _waits_for_answer(melding: Melding, answers: Mapping[int, bool]) -> bool:
    is_own = melding.door == Door.WERKNEMER and melding.soort == Soort.ZIEKMELDING
    return is_own and melding.pk not in answers


def _is_sick_on(dossier: Verzuimdossier, day: date) -> bool:
    for period in dossier.tijdlijn.get("ziekteperioden", ()):
        start, fit = read_day(period, "start"), read_day(period, "hersteld_op")
        if start is not None and start <= day and (fit is None or day < fit):
            return True
    return False
