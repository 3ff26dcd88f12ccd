"""Recomputes every chain of the audit log and names each line that does not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from ontzorg.access.audit_chain.anchors import Anchor
from ontzorg.access.audit_chain.breaches import Breach, Fault
from ontzorg.access.audit_chain.digest import Link, read_links

_NOTHING = (0, b"")  # a chain starts after line 0 with an empty hash


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of the log found."""

    chains: int
    events: int
    anchors: int
    breaches: tuple[Breach, ...]


def verify_log(anchors: Iterable[Anchor] = (), *, using: str = "audit") -> Report:
    """Check all chains against themselves, against their heads, and against the anchors.

    Reads one snapshot row by row, so it can run while the log grows.
    A chain alone cannot show that its last lines were cut off, or that it was written anew:
    only the anchors, kept outside the database, can.
    """
    connection = connections[using]
    with transaction.atomic(using=using):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return _check_all(connection, _by_chain(anchors))


@dataclass(slots=True)
class _Chain:
    """The walk along one chain."""

    name: str
    anchors: Mapping[int, bytes]
    last: tuple[int, bytes] = _NOTHING
    is_rewritten: bool = False
    breaches: list[Breach] = field(default_factory=list)

    def follow(self, link: Link) -> None:
        """Take the next line."""
        seq, stored = self.last
        if not link.is_untouched:
            self._report(link.seq, Fault.CHANGED, "De inhoud past niet bij de hash van de regel.")
        if link.seq > seq + 1:
            self._report(seq + 1, Fault.REMOVED, f"Regel {seq + 1} t/m {link.seq - 1} ontbreekt.")
        elif link.seq <= seq:
            self._report(link.seq, Fault.INSERTED, f"Na regel {seq} komt nog een regel {link.seq}.")
        elif link.previous != stored:
            detail = f"Regel {link.seq} verwijst niet naar regel {seq} zoals die er nu staat."
            self._report(link.seq, Fault.LOOSE, detail)
        self._compare_anchor(link)
        self.last = (link.seq, link.stored)

    def end(self, head: tuple[int, bytes]) -> None:
        """Compare the last line with the head of the chain and with the newest anchor."""
        seq = self.last[0]
        if head[0] > seq:
            self._report(seq + 1, Fault.REMOVED, f"Regel {seq + 1} t/m {head[0]} ontbreekt.")
        elif head != self.last:
            detail = f"De kop van de keten hoort bij regel {head[0]}, de laatste regel is {seq}."
            self._report(seq, Fault.HEAD, detail)
        newest = max(self.anchors, default=0)
        if newest > seq:
            detail = f"Regel {seq + 1} t/m {newest} is verdwenen: anker {newest} heeft ze gezien."
            self._report(seq + 1, Fault.CUT, detail)

    def _compare_anchor(self, link: Link) -> None:
        anchored = self.anchors.get(link.seq, link.stored)
        if anchored != link.stored and not self.is_rewritten:
            self.is_rewritten = True
            before = max((s for s in self.anchors if s < link.seq), default=0)
            detail = f"Iets in regel {before + 1} t/m {link.seq} is anders dan toen het anker viel."
            self._report(before + 1, Fault.REWRITTEN, detail)

    def _report(self, seq: int, fault: Fault, detail: str) -> None:
        self.breaches.append(Breach(self.name, seq, fault, detail))


def _check_all(connection: BaseDatabaseWrapper, anchors: dict[str, dict[int, bytes]]) -> Report:
    heads = _heads(connection)
    breaches: list[Breach] = []
    events = 0
    seen: set[str] = set()
    for name, links in groupby(read_links(connection), key=itemgetter(0)):
        chain = _Chain(name, anchors.get(name, {}))
        for link in links:
            chain.follow(link)
            events += 1
        chain.end(heads.get(name, _NOTHING))
        breaches += chain.breaches
        seen.add(name)
    for name in sorted({*heads, *anchors} - seen):
        empty = _Chain(name, anchors.get(name, {}))
        empty.end(heads.get(name, _NOTHING))
        breaches += empty.breaches
    count = sum(len(found) for found in anchors.values())
    return Report(len(seen), events, count, tuple(breaches))


def _heads(connection: BaseDatabaseWrapper) -> dict[str, tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT chain, seq, hash FROM audit.head")
        return {chain: (seq, bytes(digest)) for chain, seq, digest in cursor.fetchall()}


def _by_chain(anchors: Iterable[Anchor]) -> dict[str, dict[int, bytes]]:
    found: dict[str, dict[int, bytes]] = defaultdict(dict)
    for anchor in anchors:
        found[anchor.chain][anchor.seq] = bytes.fromhex(anchor.hash)
    return dict(found)
