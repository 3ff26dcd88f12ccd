"""Lets the services write a demo life down on the days on which it happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest import mock

from django.utils import timezone


@contextmanager
def at(day: date, hour: int = 9) -> Iterator[None]:
    """Let it be `day` within the block, for everything that asks Django for the time."""
    moment = timezone.make_aware(datetime.combine(day, time(hour, day.day % 60)))
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield
