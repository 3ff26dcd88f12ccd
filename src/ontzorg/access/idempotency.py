"""Makes a repeated request harmless: a double click or a replay gives the first result.

The key comes with what was asked. The same key with something else is refused: who goes back in
his browser and sends other answers would else read that they were saved.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model

from ontzorg.access.actors import Actor
from ontzorg.access.crypto import blind_indexes
from ontzorg.access.errors import UserError
from ontzorg.access.models import IdempotencyKey

M = TypeVar("M", bound=Model)


class KeyReusedError(UserError):
    """The key was used before for something else, or its object is out of sight."""

    def __init__(self) -> None:
        super().__init__(
            "Dit formulier is al verwerkt, met andere antwoorden. De antwoorden van nu zijn niet "
            "bewaard. Open het formulier opnieuw als er iets moet veranderen."
        )


@transaction.atomic
def once(
    actor: Actor, key: UUID, perform: Callable[[], M], *, model: type[M], content: object
) -> M:
    """Run `perform` for this key one time; later calls return the object it made.

    `content` is what is asked: values, dataclasses, or lists of them. Raises KeyReusedError when
    it is not what was asked with this key before.
    """
    marker, created = _take(actor, key, model._meta.label, content)
    if created:
        made = perform()
        IdempotencyKey.objects.filter(pk=marker.pk).update(object_id=made.pk)
        return made
    earlier = model._default_manager.filter(pk=marker.object_id).first()
    if earlier is None:
        raise KeyReusedError
    return earlier


def is_first_time(actor: Actor, key: UUID, *, content: object) -> bool:
    """Take this key and tell whether nobody had it; who asks at the same time waits for us."""
    return _take(actor, key, "", content)[1]


def was_used(actor: Actor, key: UUID) -> bool:
    """Tell whether a request with this key was carried out before."""
    return IdempotencyKey.objects.filter(account_id=actor.account_id or 0, key=key).exists()


def forget_contents(*, before: datetime) -> int:
    """Forget what was asked before this moment: hashes of an older master key must not stay.

    A form of before that comes a second time is refused, not carried out again.
    """
    earlier = IdempotencyKey.objects.filter(created_at__lt=before).exclude(content_digest=b"")
    return earlier.update(content_digest=b"")


def _take(
    actor: Actor, key: UUID, object_type: str, content: object
) -> tuple[IdempotencyKey, bool]:
    """Return the row of this key and whether it is ours; refuse one that stands for other work."""
    digests = _digests(key, object_type, content)
    marker, created = IdempotencyKey.objects.get_or_create(
        account_id=actor.account_id or 0,
        key=key,
        defaults={"object_type": object_type, "content_digest": digests[0]},
    )
    known = bytes(marker.content_digest)
    if not created and not any(hmac.compare_digest(known, digest) for digest in digests):
        raise KeyReusedError
    return marker, created


def _digests(key: UUID, object_type: str, content: object) -> tuple[bytes, ...]:
    """Return keyed hashes: equal content under two keys gives two, so that the table is silent."""
    text = json.dumps([key, object_type, content], cls=_Encoder, sort_keys=True)
    return blind_indexes(text, purpose="idempotency")


class _Encoder(DjangoJSONEncoder):
    def default(self, value: Any) -> Any:
        """Write a dataclass as its fields."""
        if is_dataclass(value) and not isinstance(value, type):
            return asdict(value)
        return super().default(value)
