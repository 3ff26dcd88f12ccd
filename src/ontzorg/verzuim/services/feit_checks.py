"""What a feit must meet before it is recorded; every refusal says what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.rules.dates import DAY, dutch_date
from ontzorg.rules.values import Period
from ontzorg.rules.wet.samentelling import Samentelling
from ontzorg.rules.wet.verkorte_wachttijd import MAXIMUM, verkorte_wachttijd_venster
from ontzorg.rules.wet.wia_bijzonder import verkorte_wachttijd_einde
from ontzorg.rules.wet.zaak import Vangnet
from ontzorg.verzuim.derivation.course import DerivedDossier, telling_of
from ontzorg.verzuim.derivation.fact_needs import LASTING, feiten_of_kind, may_tell, what_lacks
from ontzorg.verzuim.derivation.facts import CaseFacts
from ontzorg.verzuim.models import FeitCode

# These name a day that can still come; everything else has happened.
MAY_LIE_AHEAD = frozenset(
    {
        FeitCode.VERLENGING,
        FeitCode.VERKORTE_WACHTTIJD_TOT,
        FeitCode.HERSTEL_VERWACHT,
        FeitCode.ZONDER_ZIEKENGELD,
    }
)
LONGEST_AHEAD = timedelta(days=731)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeit:
    """A feit to be recorded: on which day, until when if it lasts, instead of which other."""

    code: str
    day: date
    eind: date | None = None
    value: str = ""
    replaces: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the employment and of the case at this moment."""

    facts: CaseFacts
    case: DerivedDossier | None
    eerste_ziektedag: date
    today: date


def check_feit(actor: Actor, new: NewFeit, known: Known) -> None:
    """Raise UserError when this feit cannot be accepted."""
    _check_kind(actor, new)
    _check_day(new, known)
    lacks = what_lacks(new.code, known.facts, known.case, replaces=new.replaces)
    if lacks:
        raise UserError(lacks, field="code")
    check = _MORE_CHECKS.get(new.code)
    if check is not None:
        check(new, known)


def _check_kind(actor: Actor, new: NewFeit) -> None:
    if new.code not in FeitCode.values:
        raise UserError("Kies wat u wilt vastleggen.", field="code")
    if new.code == FeitCode.VANGNET and new.value not in set(Vangnet):
        raise UserError("Kies welke vangnetregeling geldt.", field="value")
    if not may_tell(actor, new.code):
        raise UserError("Dit legt de arbodienst vast. Vraag het aan de bedrijfsarts.", field="code")
    if new.eind is not None and new.code not in LASTING:
        raise UserError("Dit gebeurt op één dag. Laat de laatste dag leeg.", field="eind")


def _check_day(new: NewFeit, known: Known) -> None:
    latest = known.today + LONGEST_AHEAD if new.code in MAY_LIE_AHEAD else known.today
    for name, day in (("day", new.day), ("eind", new.eind)):
        if day is not None and day > latest:
            raise UserError(
                f"{dutch_date(day)} ligt te ver vooruit. Kies een eerdere dag.", field=name
            )
    if new.day < known.eerste_ziektedag:
        raise UserError(
            f"De eerste ziektedag is {dutch_date(known.eerste_ziektedag)}. "
            "Kies die dag of een latere.",
            field="day",
        )
    if new.eind is not None and new.eind < new.day:
        raise UserError("De laatste dag ligt voor de eerste. Kies een latere dag.", field="eind")


def _check_asked(new: NewFeit, known: Known) -> None:
    if known.case is not None:
        telling = telling_of(known.facts, known.case, known.today)
        _check_in_window(telling, new.day)


def _check_granted(new: NewFeit, known: Known) -> None:
    """Wet WIA art. 23 lid 6: 13 to 78 weeks, and not within ten weeks after the aanvraag."""
    if known.case is None:
        return
    telling = telling_of(known.facts, known.case, known.today)
    asked = feiten_of_kind(known.case, FeitCode.VERKORTE_WACHTTIJD_AANVRAAG)[0]
    _check_in_window(telling, asked.day)
    first = verkorte_wachttijd_einde(telling, asked.day).value
    last = telling.last_day_of_weeks(MAXIMUM.on(telling.eerste_ziektedag).number)
    if not first <= new.day <= last:
        raise UserError(
            f"Een verkorte wachttijd eindigt van {dutch_date(first)} tot en met "
            f"{dutch_date(last)}. Neem de dag over uit het besluit van UWV.",
            field="day",
        )


def _check_in_window(telling: Samentelling, asked_on: date) -> None:
    """Wet WIA art. 23 lid 6: asked in week 3 up to and including week 68."""
    window = verkorte_wachttijd_venster(telling)
    if asked_on in window or window.end is None:
        return
    raise UserError(
        f"Een verkorte wachttijd wordt aangevraagd van {dutch_date(window.start)} tot en met "
        f"{dutch_date(window.end - DAY)}. Controleer de dag van de aanvraag.",
        field="day",
    )


def _check_without_ziekengeld(new: NewFeit, known: Known) -> None:
    """Ziektewet art. 19aa: for who has no employer any more; one period at a time."""
    ends = known.facts.einde_dienstverband
    if ends is not None and new.day <= ends:
        raise UserError(
            f"Het dienstverband eindigt op {dutch_date(ends)}. Kies een dag daarna.", field="day"
        )
    own = Period(new.day, _after(new.eind))
    for other in feiten_of_kind(known.case, new.code, but=new.replaces):
        if own.overlaps(Period(other.day, _after(other.eind))):
            raise UserError(
                "In deze dagen loopt al een periode zonder ziekengeld. Verbeter die periode in "
                "het dossier.",
                field="day",
            )


def _after(eind: date | None) -> date | None:
    return None if eind is None else eind + DAY


_MORE_CHECKS: Mapping[str, Callable[[NewFeit, Known], None]] = {
    FeitCode.VERKORTE_WACHTTIJD_AANVRAAG: _check_asked,
    FeitCode.VERKORTE_WACHTTIJD_TOT: _check_granted,
    FeitCode.ZONDER_ZIEKENGELD: _check_without_ziekengeld,
}
