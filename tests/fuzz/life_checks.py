"""What must always hold in a life, whatever happened in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from ontzorg.access.actors import SYSTEM, Actor
from ontzorg.access.audit_chain.verify import verify_log
from ontzorg.access.context import acting_as
from ontzorg.parties.models import Dienstverband
from ontzorg.rules.dates import DAY
from ontzorg.verzuim.derivation.course import derive_course
from ontzorg.verzuim.derivation.facts import read_facts
from ontzorg.verzuim.derivation.snapshot import snapshot
from ontzorg.verzuim.derivation.states import AFTER_RECOVERY
from ontzorg.verzuim.models import Melding, Verzuimdossier
from tests.fuzz.life import Life, Told
from tests.harness import world

MELDINGEN = "SELECT id, soort, day, percentage, dienstverband_id, refers_to_id FROM verzuim_melding"
UNANSWERED = (
    "SELECT m.id FROM verzuim_melding m LEFT JOIN verzuim_meldingbesluit b ON b.melding_id = m.id"
    " WHERE m.door = 'werknemer' AND b.melding_id IS NULL"
)
OPEN_TWICE = (
    "SELECT dienstverband_id FROM verzuim_verzuimdossier WHERE withdrawn_on IS NULL"
    " AND closed_on IS NULL AND hersteld_op IS NULL GROUP BY 1 HAVING count(*) > 1"
)
STANDING = (
    "SELECT id, dienstverband_id, eerste_ziektedag, hersteld_op, closes_on, closed_on"
    " FROM verzuim_verzuimdossier WHERE withdrawn_on IS NULL"
    " ORDER BY dienstverband_id, eerste_ziektedag"
)
DONE = (
    "SELECT t.id, t.completed_on, d.withdrawn_on FROM verzuim_task t"
    " JOIN verzuim_verzuimdossier d ON d.id = t.dossier_id WHERE t.id = ANY(%s)"
)
OPEN_IN_NOTHING = (
    "SELECT t.id, t.code, t.due_on, d.id, d.closed_on, d.withdrawn_on"
    " FROM verzuim_task t JOIN verzuim_verzuimdossier d ON d.id = t.dossier_id"
    " WHERE t.completed_on IS NULL AND t.withdrawn_on IS NULL"
    " AND (d.withdrawn_on IS NOT NULL OR (d.closed_on IS NOT NULL AND t.code <> ALL(%s)))"
)
LOGGED = "SELECT object_id FROM audit.event WHERE action = 'melding.vastgelegd'"
TOLD = "SELECT (payload->>'melding_id')::int FROM access_outboxmessage WHERE topic = %s"
STANDING_FACTS = (
    "SELECT f.id FROM {table} f LEFT JOIN {table} later ON later.replaces_id = f.id"
    " WHERE later.id IS NULL AND NOT f.is_withdrawn"
)


def quick_faults(life: Life) -> list[str]:
    """Return what is wrong, by the checks that cost little."""
    return [f"{name}: {fault}" for name, look in QUICK.items() for fault in look(life)]


def all_faults(life: Life) -> list[str]:
    """Return everything that is wrong."""
    found = [f"{name}: {fault}" for name, look in SLOW.items() for fault in look(life)]
    return quick_faults(life) + found


def _lost_or_double(life: Life) -> Iterator[str]:
    """Each melding that was acknowledged is there once, as it was told, and no other."""
    person_of = {employment: number for number, (_, employment) in enumerate(life.people)}
    stored = {
        number: Told(soort, day, percentage, person_of[employment], refers_to)
        for number, soort, day, percentage, employment, refers_to in life.stage.rows(MELDINGEN)
    }
    for number in stored.keys() ^ life.known.meldingen.keys():
        yield f"{number} is there {'unasked' if number in stored else 'no more'}"
    for number, told in life.known.meldingen.items():
        if stored.get(number, told) != told:
            yield f"{number} says {stored[number]} and not {told}"


def _wrongly_answered(life: Life) -> Iterator[str]:
    """What an employee reported waits for his employer exactly as long as nobody answered."""
    if {number for (number,) in life.stage.rows(UNANSWERED)} != life.known.waiting.keys():
        yield "other meldingen wait than were told"


def _open_twice(life: Life) -> Iterator[str]:
    for (employment,) in life.stage.rows(OPEN_TWICE):
        yield f"employment {employment}"


def _overlapping(life: Life) -> Iterator[str]:
    """Between two cases of one employment lie at least four weeks."""
    rows = life.stage.rows(STANDING)
    for earlier, later in pairwise(rows):
        if earlier[1] == later[1] and (earlier[3] is None or later[2] < earlier[3]):
            yield f"dossier {earlier[0]} and {later[0]}"


def _undone(life: Life) -> Iterator[str]:
    """A task that was done stays done on that day, for as long as its dossier stands."""
    rows = life.stage.rows(DONE, list(life.known.done))
    found = {task: (day, withdrawn) for task, day, withdrawn in rows}
    for task, day in life.known.done.items():
        if task not in found:
            yield f"task {task} is gone"
        elif found[task][1] is None and found[task][0] != day:
            yield f"task {task} was done on {day}, and not {found[task][0]}"


def _orphans(life: Life) -> Iterator[str]:
    """In a dossier that ended nothing is open but what begins with the recovery."""
    after = sorted(AFTER_RECOVERY)
    for task, code, due, dossier, closed, withdrawn in life.stage.rows(OPEN_IN_NOTHING, after):
        yield f"task {task} {code} {due}, dossier {dossier} closed {closed} gone {withdrawn}"


def _unlogged(life: Life) -> Iterator[str]:
    lines = Counter(number for (number,) in life.stage.rows(LOGGED))
    if lines != Counter(dict.fromkeys(life.known.meldingen, 1)):
        yield "the log has not one line for each melding"


def _untold(life: Life) -> Iterator[str]:
    sent = Counter(number for (number,) in life.stage.rows(TOLD, "verzuim.melding.recorded"))
    if sent != Counter(dict.fromkeys(life.known.meldingen, 1)):
        yield "not one message for each melding"


def _wrong_facts(life: Life) -> Iterator[str]:
    """What was told and not taken back still counts."""
    told = {"verzuim_feit": set(life.known.feiten), "verzuim_verlof": set(life.known.verloven)}
    for table, wanted in told.items():
        standing = {number for (number,) in life.stage.rows(STANDING_FACTS.format(table=table))}
        if not wanted <= standing:
            yield f"{table} {sorted(wanted - standing)} is gone"


def _seen_by_others(life: Life) -> Iterator[str]:
    """Who has no mandate today sees nothing, who has one sees all; colleagues see nothing."""
    everything = life.stage.rows(
        "SELECT (SELECT count(*) FROM verzuim_melding), count(*) FROM verzuim_verzuimdossier"
    )[0]
    seers = {
        "bedrijfsarts": (world.actor("bedrijfsarts"), _has_mandate(life, "arbodienst")),
        "ontzorgmanager": (world.actor("ontzorgmanager"), _has_mandate(life, "reintegratie")),
        "other arbodienst": (world.actor("bedrijfsarts_b"), False),
        "other employer": (world.actor("werkgever_beheerder_b"), False),
        "the employer": (life.boss, True),
    }
    for name, (who, may_see) in seers.items():
        if (seen := _seen_by(who)) != (everything if may_see else (0, 0)):
            yield f"{name} sees {seen} of {everything}"
    for person, who in enumerate(life.employees):
        own = sum(told.person == person for told in life.known.meldingen.values())
        if _seen_by(who)[0] != own:
            yield f"employee {person} sees {_seen_by(who)[0]} of {own}"


def _has_mandate(life: Life, kind: str) -> bool:
    start, end = life.known.mandates[kind]
    return start <= life.today and (end is None or life.today < end)


def _seen_by(who: Actor) -> tuple[int, int]:
    with acting_as(who):
        return Melding.objects.count(), Verzuimdossier.objects.count()


def _wrong_days(life: Life) -> Iterator[str]:
    """Computed from the facts alone, each dossier comes out as it is stored."""
    with life.stage.as_jobs(), acting_as(SYSTEM):
        for person, _ in enumerate(life.people):
            facts = read_facts(Dienstverband.objects.get(pk=life.employment(person)))
            wanted = {
                case.tijdlijn.eerste_ziektedag: snapshot(case.tijdlijn)
                for case in derive_course(facts, life.today).dossiers
            }
            rows = Verzuimdossier.objects.filter(
                dienstverband_id=life.employment(person), withdrawn_on=None
            )
            stored = {row.eerste_ziektedag: row for row in rows}
            if stored.keys() != wanted.keys():
                yield f"dossiers from {sorted(stored)} and not {sorted(wanted)}"
            for day in stored.keys() & wanted.keys():
                yield from _different(stored[day], wanted[day])


def _different(row: Verzuimdossier, wanted: Mapping[str, object]) -> Iterator[str]:
    for name in ("ziekteperioden", "einden", "niet_meetellend", "hersteld_op", "sluit_op"):
        if row.tijdlijn[name] != wanted[name]:
            yield f"dossier {row.pk}: {name} is {row.tijdlijn[name]} and not {wanted[name]}"
    columns = {"hersteld_op": row.hersteld_op, "sluit_op": row.closes_on}
    for name, day in columns.items():
        if (day and day.isoformat()) != wanted[name]:
            yield f"dossier {row.pk}: column {name} is {day} and not {wanted[name]}"


def _days_from_nowhere(life: Life) -> Iterator[str]:
    """Each dossier begins and ends on a day that was told; a leave ends one and begins another."""
    for dossier, employment, first, fit, *_ in life.stage.rows(STANDING):
        if first not in _days_told(life, employment, "ziekmelding"):
            yield f"dossier {dossier} begins on {first}"
        if fit is not None and fit not in _days_told(life, employment, "herstelmelding"):
            yield f"dossier {dossier} has its recovery on {fit}"


def _days_told(life: Life, employment: int, soort: str) -> set[date]:
    """Return the days of a kind of melding of an employment, those by a correction too."""
    all_told = life.known.meldingen
    days = {day for start, eind in life.known.verloven.values() for day in (start, eind + DAY)}
    for number, told in all_told.items():
        meaning = told
        while meaning.soort == "correctie" and meaning.refers_to is not None:
            meaning = all_told[meaning.refers_to]
        counts = life.known.answers.get(number, number not in life.known.waiting)
        if counts and meaning.soort == soort and life.employment(told.person) == employment:
            days.add(told.day)
    return days


def _not_closed(life: Life) -> Iterator[str]:
    """A case is closed four weeks after the recovery, and not before."""
    for dossier, _, _, fit, closes, closed in life.stage.rows(STANDING):
        is_over = closes is not None and closes <= life.today
        if is_over != (closed is not None) or (fit is None and closed is not None):
            yield f"dossier {dossier}: recovered {fit}, closes {closes}, closed {closed}"


def _broken_log(life: Life) -> Iterator[str]:
    for breach in verify_log().breaches:
        yield str(breach)


Look = Callable[[Life], Iterator[str]]
QUICK: Mapping[str, Look] = {
    "melding": _lost_or_double,
    "answer": _wrongly_answered,
    "open twice": _open_twice,
    "overlap": _overlapping,
    "done": _undone,
    "orphan": _orphans,
    "unlogged": _unlogged,
    "untold": _untold,
    "fact": _wrong_facts,
    "first day": _days_from_nowhere,
    "closing": _not_closed,
}
SLOW: Mapping[str, Look] = {
    "walls": _seen_by_others,
    "days": _wrong_days,
    "log": _broken_log,
}
