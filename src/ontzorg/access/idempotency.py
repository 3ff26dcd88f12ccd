"""Makes a repeated request harmless: a double click or a replay gives the first result."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from ontzorg.access.actors import Actor
from ontzorg.access.errors import UserError
from ontzorg.access.models import IdempotencyKey

M = TypeVar("M", bound=Model)


class KeyReusedError(UserError):
    """The key was used before for something else, or its object is out of sight."""

    def __init__(self) -> None:
        super().__init__("Dit formulier is al verwerkt. Ververs de pagina en begin opnieuw.")


@transaction.atomic
def once(actor: Actor, key: UUID, perform: Callable[[], M], *, model: type[M]) -> M:
    """Run `perform` for this key one time; later calls return the object it made."""
    marker, created = IdempotencyKey.objects.get_or_create(
        account_id=actor.account_id or 0, key=key, defaults={"object_type": model._meta.label}
    )
    if created:
        made = perform()
        IdempotencyKey.objects.filter(pk=marker.pk).update(object_id=made.pk)
        return made
    earlier = model._default_manager.filter(pk=marker.object_id).first()
    if earlier is None or marker.object_type != model._meta.label:
        raise KeyReusedError
    return earlier


def is_first_time(actor: Actor, key: UUID) -> bool:
    """Take this key and tell whether nobody had it; who asks at the same time waits for us."""
    _, created = IdempotencyKey.objects.get_or_create(account_id=actor.account_id or 0, key=key)
    return created


def was_used(actor: Actor, key: UUID) -> bool:
    """Tell whether a request with this key was carried out before."""
    return IdempotencyKey.objects.filter(account_id=actor.account_id or 0, key=key).exists()
