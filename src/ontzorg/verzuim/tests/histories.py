"""Random lives of one employment, told to the services one act after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from unittest.mock import patch

from django.db import transaction
from hypothesis import strategies as st
from tests.harness import world

from ontzorg.access.actors import SYSTEM
from ontzorg.access.context import acting_as
from ontzorg.access.errors import UserError
from ontzorg.parties.models import Dienstverband
from ontzorg.verzuim import services
from ontzorg.verzuim.derivation import marks, states
from ontzorg.verzuim.models import Feit, FeitCode, Melding, Task, Verlof, Verzuimdossier
from ontzorg.verzuim.tests.play import SANNE

FIRST_DAY = date(2023, 1, 2)
LONG, MOST_DAYS_BACK = 150, 400
OF_THE_DATABASE = {"id", "public_id", "planned_from", "dossier_id", "first_melding_id"}
Row = Mapping[str, Any]


class Act(NamedTuple):
    """One thing that happens: its kind, how many days ago it was, and which of several."""

    kind: str
    ago: int = 0
    which: int = 0


@dataclass
class Life:
    """The days of one person, how many acts there have been, and the rules that hold."""

    today: date = FIRST_DAY
    acts: int = 0
    rules: str = "first version"
    dienstverband: int = SANNE
    refused: list[Act] = field(default_factory=list)

    def live(self, act: Act) -> None:
        """Let it happen; what the product refuses changes nothing."""
        self.acts += 1
        try:
            with self._clock(), transaction.atomic():
                KINDS[act.kind](self, act)
        except UserError:
            self.refused.append(act)

    def day(self, act: Act) -> date:
        """Return the day on which the act was, or is said to have been."""
        return self.today - timedelta(days=act.ago)

    @contextmanager
    def _clock(self) -> Iterator[None]:
        """Let every moment of one act be the same, also when the life is lived again."""
        moment = datetime.combine(self.today, datetime.min.time(), UTC)
        with patch("django.utils.timezone.now", return_value=moment + self.acts * SECOND):
            yield


SECOND = timedelta(seconds=1)


def live_through(history: list[Act]) -> list[Row]:
    """Live the whole history and return all rows that planning wrote; nothing of it stays."""
    life = Life()
    with acting_as(SYSTEM), transaction.atomic(), _rules_that_can_change(life):
        for act in history:
            life.live(act)
        rows = list(_rows())
        transaction.set_rollback(True)
    return rows


def histories() -> st.SearchStrategy[list[Act]]:
    """Return lives of people who are ill now and then; mistakes are found much later."""
    spell = st.tuples(
        st.just(Act("ziekmelding")),
        st.builds(Act, st.just("later"), st.sampled_from((5, 20, 50, LONG))),
        st.just(Act("herstelmelding")),
        st.builds(Act, st.just("later"), st.sampled_from((10, 28, 40, 200))),
    )
    ago = st.integers(0, MOST_DAYS_BACK)
    change = st.builds(Act, st.sampled_from(CHANGES), ago, st.integers(0, 5)).map(
        lambda act: (act,)
    )
    parts = st.lists(st.one_of(spell, change), min_size=2, max_size=7)
    return parts.map(lambda found: [act for part in found for act in part])


def _report(life: Life, act: Act, **values: Any) -> None:
    new = services.NewMelding(soort=act.kind, day=life.day(act), door="sivi", **values)
    services.record_melding(
        actor=SYSTEM, dienstverband_id=life.dienstverband, new=new, today=life.today
    )


def _change_percentage(life: Life, act: Act) -> None:
    _report(life, act, percentage=20 + 10 * act.which)


def _mend(life: Life, act: Act) -> None:
    """Correct or withdraw one of the meldingen; a correction moves its day."""
    found = _pick(Melding, act)
    if found is None:
        return
    if act.kind == "intrekking":
        _report(life, act, refers_to=found.pk)
        return
    moved = life.today - (found.day - timedelta(days=act.ago % 30 - 15))
    _report(life, act._replace(ago=max(moved.days, 0)), refers_to=found.pk)


def _record_feit(life: Life, act: Act) -> None:
    dossier = _pick(Verzuimdossier, act)
    if dossier is not None:
        services.record_feit(
            actor=SYSTEM,
            dossier=dossier.public_id,
            code=FEITEN[act.ago % len(FEITEN)],
            day=dossier.eerste_ziektedag + timedelta(days=act.ago % 40),
            today=life.today,
        )


def _withdraw_feit(life: Life, act: Act) -> None:
    feit = _pick(Feit, act)
    if feit is not None:
        services.withdraw_feit(actor=SYSTEM, feit_id=feit.pk, today=life.today)


def _record_verlof(life: Life, act: Act) -> None:
    start = life.day(act)
    services.record_verlof(
        actor=SYSTEM,
        dienstverband_id=life.dienstverband,
        start=start,
        eind=start + timedelta(days=20 + act.which),
        today=life.today,
    )


def _withdraw_verlof(life: Life, act: Act) -> None:
    verlof = _pick(Verlof, act)
    if verlof is not None:
        services.withdraw_verlof(actor=SYSTEM, verlof_id=verlof.pk, today=life.today)


def _wait(life: Life, act: Act) -> None:
    life.today += timedelta(days=act.ago)
    services.close_due_dossiers(actor=SYSTEM, today=life.today)


def _plan(life: Life, act: Act) -> None:
    services.replan(actor=SYSTEM, dienstverband_ids=[life.dienstverband], today=life.today)


def _move_afdeling(life: Life, act: Act) -> None:
    afdelingen = (world.AFDELING_A1, world.AFDELING_A2)
    _change_employment(life, afdeling_id=afdelingen[act.which % len(afdelingen)])


def _end_employment(life: Life, act: Act) -> None:
    _change_employment(life, eindigt_op=life.today + timedelta(days=act.ago))


def _change_employment(life: Life, **values: Any) -> None:
    Dienstverband.objects.filter(pk=life.dienstverband).update(**values)
    _plan(life, Act("replan"))


def _change_rules(life: Life, act: Act) -> None:
    """Let another version of the rules give another outcome."""
    life.rules = states.CLOSED = f"Gesloten volgens versie {life.acts}."
    _plan(life, act)


@contextmanager
def _rules_that_can_change(life: Life) -> Iterator[None]:
    version = patch.object(marks, "rules_version", lambda: life.rules)
    with version, patch.object(states, "CLOSED", states.CLOSED):
        yield


def _pick(model: type[Any], act: Act) -> Any:
    found = list(model.objects.filter(dienstverband=SANNE).order_by("pk"))
    return found[act.which % len(found)] if found else None


def _rows() -> Iterator[Row]:
    """Yield every row of planning, without the numbers that the database gave out."""
    dossiers = list(Verzuimdossier.objects.order_by("pk"))
    meldingen = list(Melding.objects.order_by("pk"))
    place = {row.pk: number for number, row in enumerate(dossiers)}
    first = {row.pk: number for number, row in enumerate(meldingen)}
    for row in dossiers:
        yield _values(row) | {"first": first[row.first_melding_id]}
    for task in Task.objects.order_by("dossier", "code", "volgnummer"):
        yield _values(task) | {"in": place[task.dossier_id]}
    for melding in meldingen:
        in_dossier = place[melding.dossier_id] if melding.dossier_id else None
        yield {"in": in_dossier, "parked": melding.parked_reason}


def _values(row: Verzuimdossier | Task) -> dict[str, Any]:
    fields = (field.attname for field in row._meta.concrete_fields)
    return {name: getattr(row, name) for name in fields if name not in OF_THE_DATABASE}


FEITEN = (FeitCode.PROBLEEMANALYSE, FeitCode.PLAN_VAN_AANPAK, FeitCode.VERLENGING)
KINDS: Mapping[str, Callable[[Life, Act], None]] = {
    "ziekmelding": _report,
    "herstelmelding": _report,
    "wijziging": _change_percentage,
    "correctie": _mend,
    "intrekking": _mend,
    "feit": _record_feit,
    "feit terug": _withdraw_feit,
    "verlof": _record_verlof,
    "verlof terug": _withdraw_verlof,
    "later": _wait,
    "replan": _plan,
    "afdeling": _move_afdeling,
    "einde": _end_employment,
    "regels": _change_rules,
}
CHANGES = tuple(kind for kind in KINDS if kind not in ("later",))
