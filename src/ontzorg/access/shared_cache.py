"""A cache that all processes share, in the database: counters against guessing stand in it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connections

from ontzorg.access.logins import SIGN_IN

_LIVE = "(expires_at IS NULL OR expires_at > clock_timestamp())"
_GET = f"SELECT value::text FROM access_sharedvalue WHERE key = %s AND {_LIVE}"  # noqa: S608
_SET = (
    "INSERT INTO access_sharedvalue (key, value, expires_at) VALUES (%s, %s::jsonb, %s)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at"
)
# One statement: of two processes that add the same key at once, one gets it.
_ADD = f"{_SET} WHERE NOT {_LIVE.replace('expires_at', 'access_sharedvalue.expires_at')}"
_DELETE = "DELETE FROM access_sharedvalue WHERE key = %s"
_SWEEP = f"DELETE FROM access_sharedvalue WHERE NOT {_LIVE}"  # noqa: S608


class SharedCache(BaseCache):
    """Keeps JSON values only: what is read back can never run as code."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        """Take Django's arguments; there is no place to name."""
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or the default when there is none or its time is over."""
        row = self._run(_GET, [self._name(key, version)], fetches=True)
        return default if row is None else json.loads(row[0])

    def set(
        self,
        key: Any,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Store the value, and clear away what is over."""
        self._run(_SWEEP, [])
        self._run(_SET, [self._name(key, version), json.dumps(value), self._end(timeout)])

    def add(
        self,
        key: Any,
        value: Any,
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Store the value when there is none; tell whether it was stored."""
        values = [self._name(key, version), json.dumps(value), self._end(timeout)]
        return self._run(f"{_ADD} RETURNING key", values, fetches=True) is not None

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Remove the value; tell whether there was one."""
        name = self._name(key, version)
        return self._run(f"{_DELETE} RETURNING key", [name], fetches=True) is not None

    def clear(self) -> None:
        """Remove everything."""
        self._run("DELETE FROM access_sharedvalue", [])

    def _name(self, key: Any, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def _end(self, timeout: Any) -> datetime | None:
        ends = self.get_backend_timeout(timeout)
        return None if ends is None else datetime.fromtimestamp(ends, tz=UTC)

    def _run(self, query: str, values: list[Any], *, fetches: bool = False) -> Any:
        with connections[SIGN_IN].cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchone() if fetches else None
