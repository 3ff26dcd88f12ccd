"""Registers and ends employments."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from ontzorg.access import audit, outbox
from ontzorg.access.actors import Actor
from ontzorg.access.errors import ConflictError, UserError
from ontzorg.parties.models import Dienstverband, Werknemer
from ontzorg.parties.selectors import (
    TERMS,
    afdelingen_visible_to,
    dienstverbanden_visible_to,
    lock_dienstverband,
    werkgevers_visible_to,
)
from ontzorg.parties.services.rights import require_staff_rights
from ontzorg.parties.services.terms import note_terms
from ontzorg.parties.services.werkgevers import served_by

MOST_HOURS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DienstverbandData:
    """One employment: from when, how many hours a week, as what and where.

    `huishoudelijk` tells about work for a private household on fewer than four days a week;
    without an answer it stays as it is known, and so do `norm_uren`.
    """

    begint_op: date
    eindigt_op: date | None = None
    afdeling_id: int | None = None
    functie: str = ""
    uren_per_week: Decimal | None = None
    personeelsnummer: str = ""
    extern_id: str = ""
    huishoudelijk: bool | None = None
    norm_uren: Decimal | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of the employment that this fills."""
        given = asdict(self)
        for name in ("huishoudelijk", "norm_uren"):
            if given[name] is None:
                del given[name]
        return given


@transaction.atomic
def register_dienstverband(
    *, actor: Actor, werknemer_id: int, data: DienstverbandData
) -> Dienstverband:
    """Add an employment to a person."""
    require_staff_rights(actor)
    # Someone new has no employment yet, so the walls decide here and not the department.
    werknemer = Werknemer.objects.get(pk=werknemer_id)
    werkgever = werkgevers_visible_to(actor).get(pk=werknemer.werkgever_id)
    _check(actor, data, werknemer)
    _check_is_new(data, werknemer)
    dienstverband = Dienstverband.objects.create(
        werkgever=werkgever, werknemer=werknemer, **data.columns, **served_by(werkgever)
    )
    _log(actor, "dienstverband.toegevoegd", dienstverband)
    return dienstverband


@transaction.atomic
def change_dienstverband(
    *,
    actor: Actor,
    dienstverband_id: int,
    version: int,
    data: DienstverbandData,
    today: date,
    vanaf: date | None = None,
) -> Dienstverband:
    """Replace what is kept of an employment. Raises ConflictError on an old `version`.

    Department, function and hours change from the day `vanaf`, without one from today; what they
    were is kept. The caller has the dossiers planned again: department, start and end count there.
    """
    require_staff_rights(actor)
    dienstverband = lock_dienstverband(dienstverband_id, actor=actor)
    _check(actor, data, dienstverband.werknemer)
    _check_from(data, vanaf)
    values = data.columns
    wanted = {name: values.pop(name, getattr(dienstverband, name)) for name in TERMS}
    now = note_terms(dienstverband, wanted, vanaf=vanaf or today, today=today)
    return _change(actor, dienstverband, version, values | now)


@transaction.atomic
def end_dienstverband(
    *, actor: Actor, dienstverband_id: int, eindigt_op: date | None, version: int
) -> Dienstverband:
    """Set or clear the last day of an employment. Raises ConflictError on an old `version`.

    The caller has the dossiers planned again: ziek uit dienst has its own duties.
    """
    require_staff_rights(actor)
    dienstverband = lock_dienstverband(dienstverband_id, actor=actor)
    _check_end(dienstverband.begint_op, eindigt_op)
    return _change(actor, dienstverband, version, {"eindigt_op": eindigt_op})


def _change(
    actor: Actor, dienstverband: Dienstverband, version: int, values: dict[str, Any]
) -> Dienstverband:
    same = Dienstverband.objects.filter(pk=dienstverband.pk, version=version)
    if not same.update(**values, version=F("version") + 1):
        raise ConflictError
    _log(actor, "dienstverband.gewijzigd", dienstverband)
    outbox.note("parties.dienstverband.changed", dienstverband_id=dienstverband.pk)
    return dienstverbanden_visible_to(actor).get(pk=dienstverband.pk)


def _check(actor: Actor, data: DienstverbandData, werknemer: Werknemer) -> None:
    _check_end(data.begint_op, data.eindigt_op)
    if data.begint_op <= werknemer.geboortedatum:
        raise UserError(
            "Het dienstverband begint voor de geboortedatum. Controleer beide.", field="begint_op"
        )
    if data.uren_per_week is not None and not 0 < data.uren_per_week <= MOST_HOURS:
        raise UserError("Vul tussen 0 en 60 uren per week in.", field="uren_per_week")
    if data.afdeling_id is not None:
        own = afdelingen_visible_to(actor).filter(werkgever_id=werknemer.werkgever_id)
        if not own.filter(pk=data.afdeling_id).exists():
            raise UserError("Kies een afdeling van deze werkgever.", field="afdeling_id")


def _check_end(begint_op: date, eindigt_op: date | None) -> None:
    if eindigt_op is not None and eindigt_op < begint_op:
        raise UserError(
            "De laatste dag ligt voor de eerste. Vul een latere laatste dag in.",
            field="eindigt_op",
        )


def _check_from(data: DienstverbandData, vanaf: date | None) -> None:
    if vanaf is None:
        return
    if vanaf < data.begint_op or (data.eindigt_op and vanaf > data.eindigt_op):
        raise UserError(
            "Deze dag valt buiten het dienstverband. Kies een dag erin, of laat dit leeg.",
            field="vanaf",
        )


def _check_is_new(data: DienstverbandData, werknemer: Werknemer) -> None:
    same = Q(begint_op=data.begint_op, extern_id=data.extern_id)
    if Dienstverband.objects.filter(same, werknemer=werknemer).exists():
        raise UserError(
            "Dit dienstverband is er al. Open de medewerker om het te bekijken.",
            field="begint_op",
        )


def _log(actor: Actor, action: str, dienstverband: Dienstverband) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_type="dienstverband",
        object_id=dienstverband.pk,
        werkgever_id=dienstverband.werkgever_id,
        werknemer_ids=[dienstverband.werknemer_id],
    )
