"""Writing a role or a mandate: its end, a double role, and the line in the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ontzorg.access import audit
from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.models import Mandate, Membership
from ontzorg.rules.dates import dutch_date


class DoubleRoleError(UserError):
    """Someone would be on the employer's and on the medical side for the same people."""

    def __init__(self) -> None:
        super().__init__(
            "Deze persoon heeft al een rol aan de andere kant: bij de werkgever én bij de "
            "arbodienst van die werkgever mag niet. Kies iemand anders, of beëindig eerst de "
            "andere rol."
        )


@contextmanager
def double_role_logged(actor: Actor) -> Iterator[None]:
    """Undo the block when it would make a double role, but keep a line of the attempt."""
    try:
        with transaction.atomic():
            yield
    except DoubleRoleError:
        audit.record(actor=actor, action="dubbele_rol", result=audit.REFUSED)
        raise


def save(row: Membership | Mandate) -> None:
    """Store the row; say in words what the database refuses."""
    try:
        row.save()
    except IntegrityError as error:
        if "double role" in str(error):
            raise DoubleRoleError from error
        if "mandate_one_" not in str(error):
            raise
        raise UserError(
            "In deze periode is er al een organisatie van deze soort. Beëindig die eerst.",
            field="organisation",
        ) from error


def end_row(row: Membership | Mandate, end: date) -> bool:
    """Write the end unless it stands there already; tells whether it was written."""
    row.period = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk).period
    if end == row.period.upper:
        return False
    if end <= row.period.lower:
        raise UserError(
            f"Dit geldt vanaf {dutch_date(row.period.lower)}. Kies een latere einddatum.",
            field="end",
        )
    if row.period.upper is not None and end > row.period.upper:
        raise UserError(
            f"Dit is al beëindigd op {dutch_date(row.period.upper)}. Kies die dag of een eerdere.",
            field="end",
        )
    row.period = DateRange(row.period.lower, end)
    row.save(update_fields=["period"])
    return True


def log(actor: Actor, action: str, object_id: int, werkgever_id: int | None = None) -> None:
    """Record what was done to a row; the action starts with the kind of row."""
    kind = action.partition(".")[0]
    audit.record(
        actor=actor,
        action=action,
        object_type=kind,
        object_id=object_id,
        werkgever_id=werkgever_id,
    )
