"""Brings the dossiers and tasks of employments in line with their facts. Safe to repeat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ontzorg.access.errors import UserError
from ontzorg.parties.selectors import Dienstverband
from ontzorg.rules.parameters import NoValueError
from ontzorg.verzuim.derivation.course import outline_course
from ontzorg.verzuim.derivation.facts import CaseFacts, read_facts, read_facts_of
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.services.dossier_plan import Plan, store_dossiers, withdraw_dossiers
from ontzorg.verzuim.services.linking import link_meldingen
from ontzorg.verzuim.services.settled import settle
from ontzorg.verzuim.services.task_plan import plan_tasks


def plan_dienstverband(
    dienstverband: Dienstverband, *, today: date, facts: CaseFacts | None = None
) -> int:
    """Compute one employment again; return how many rows changed.

    The caller may have its `facts` already, read after it got the lock.
    """
    known = facts or read_facts(dienstverband)
    return _plan(_make_plans([(dienstverband, known)], today), today)


def plan_dienstverbanden(
    dienstverbanden: Sequence[Dienstverband], *, today: date, anew: bool = False
) -> int:
    """Compute everything that moves and store the difference; return how many rows changed.

    Reads and writes for all of them at once, and passes over what is settled unless all must be
    done `anew`. The caller holds the lock on each employment and has checked the privilege.
    """
    facts = read_facts_of(dienstverbanden)
    known = ((each, facts[each.pk]) for each in dienstverbanden)
    return _plan(_make_plans(known, today, anew=anew), today)


def plan_or_refuse(
    dienstverband: Dienstverband, today: date, *, facts: CaseFacts | None = None
) -> int:
    """Plan again; a day that no law table knows is an answer for the user, not a fault."""
    try:
        return plan_dienstverband(dienstverband, today=today, facts=facts)
    except NoValueError as error:
        raise UserError(
            "Deze datum ligt te ver in het verleden: de regels van toen kennen wij niet. "
            "Vul een latere datum in.",
            field="day",
        ) from error


def _plan(plans: Sequence[Plan], today: date) -> int:
    changed = withdraw_dossiers(plans, today)
    changed += store_dossiers(plans, today)
    changed += plan_tasks(plans, today)
    settle(plans)
    return changed + link_meldingen(plans)


def _make_plans(
    known: Iterable[tuple[Dienstverband, CaseFacts]], today: date, *, anew: bool = False
) -> list[Plan]:
    told = list(known)
    rows = _rows_of(dienstverband for dienstverband, _ in told)
    plans = []
    for dienstverband, facts in told:
        outline = outline_course(facts, peildatum=None)
        plan = Plan(
            dienstverband=dienstverband,
            facts=facts,
            outlines=outline.cases,
            parked=outline.parked,
            rows=tuple(rows.get(dienstverband.pk, ())),
            today=today,
            anew=anew,
        )
        plans.append(plan)
    _read_timelines(plans)
    return plans


def _rows_of(dienstverbanden: Iterable[Dienstverband]) -> dict[int, list[Verzuimdossier]]:
    """Return the dossiers of each employment; their timelines come later, of those that move."""
    found: dict[int, list[Verzuimdossier]] = {}
    rows = Verzuimdossier.objects.filter(dienstverband__in=[each.pk for each in dienstverbanden])
    for row in rows.defer("tijdlijn", "planned_at").order_by("pk"):
        found.setdefault(row.dienstverband_id, []).append(row)
    return found


def _read_timelines(plans: Iterable[Plan]) -> None:
    """Read what is stored of the timelines that will be compared, all at once."""
    rows = {row.pk: row for plan in plans for row in plan.older}
    if not rows:
        return
    stored = Verzuimdossier.objects.filter(pk__in=list(rows)).order_by()
    for pk, tijdlijn in stored.values_list("pk", "tijdlijn"):
        rows[pk].tijdlijn = tijdlijn
