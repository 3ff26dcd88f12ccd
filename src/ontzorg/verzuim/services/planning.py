"""Brings the dossiers and tasks of employments in line with their facts. Safe to repeat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ontzorg.access.errors import UserError
from ontzorg.parties.selectors import Dienstverband
from ontzorg.rules.parameters import NoValueError
from ontzorg.verzuim.derivation.course import outline_course
from ontzorg.verzuim.derivation.facts import read_facts_of
from ontzorg.verzuim.models import Verzuimdossier
from ontzorg.verzuim.services.dossier_plan import Plan, store_dossiers, withdraw_dossiers
from ontzorg.verzuim.services.linking import link_meldingen
from ontzorg.verzuim.services.settled import settle
from ontzorg.verzuim.services.task_plan import plan_tasks


def plan_dienstverband(dienstverband: Dienstverband, *, today: date) -> int:
    """Compute everything of one employment again; return how many rows changed."""
    return plan_dienstverbanden([dienstverband], today=today)


def plan_dienstverbanden(
    dienstverbanden: Sequence[Dienstverband], *, today: date, anew: bool = False
) -> int:
    """Compute everything that moves and store the difference; return how many rows changed.

    Reads and writes for all of them at once, and passes over what is settled unless all must be
    done `anew`. The caller holds the lock on each employment and has checked the privilege.
    """
    plans = _make_plans(dienstverbanden, today, anew=anew)
    changed = withdraw_dossiers(plans, today)
    changed += store_dossiers(plans, today)
    changed += plan_tasks(plans, today)
    settle(plans)
    return changed + link_meldingen(plans)


def plan_or_refuse(dienstverband: Dienstverband, today: date) -> int:
    """Plan again; a day that no law table knows is an answer for the user, not a fault."""
    try:
        return plan_dienstverband(dienstverband, today=today)
    except NoValueError as error:
        raise UserError(
            "Deze datum ligt te ver in het verleden: de regels van toen kennen wij niet. "
            "Vul een latere datum in.",
            field="day",
        ) from error


def _make_plans(dienstverbanden: Sequence[Dienstverband], today: date, *, anew: bool) -> list[Plan]:
    facts = read_facts_of(dienstverbanden)
    rows = _rows_of(dienstverbanden)
    plans = []
    for each in dienstverbanden:
        outline = outline_course(facts[each.pk], today)
        plan = Plan(
            dienstverband=each,
            facts=facts[each.pk],
            outlines=outline.cases,
            parked=outline.parked,
            rows=tuple(rows.get(each.pk, ())),
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
    for row in rows.defer("tijdlijn").order_by("pk"):
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
