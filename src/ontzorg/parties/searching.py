"""Finds people and employers by what someone types.

Of people that is the start of a family name, or a staff number; of employers the start of any
word in their name.

Walls and indexes go together here. PostgreSQL lets a condition choose rows by index inside the
walls only when it cannot leak them; `starts_with` cannot, `LIKE` can.
"""

from __future__ import annotations

from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.functions import Upper

from ontzorg.access.actors import Actor
from ontzorg.access.roles import Party
from ontzorg.parties.models import Dienstverband, NamePart, Werknemer
from ontzorg.parties.visibility import rows_of

# Who types so little that more people are found, has to type on.
MOST_FOUND = 500


class StartsWith(Func):
    """Whether a text starts with another one, by letter."""

    function = "starts_with"
    output_field = BooleanField()


def matching_people(actor: Actor, text: str) -> set[int]:
    """Return the numbers of the people of this actor's party that go with a text.

    At most `MOST_FOUND` of each way of searching, so that it costs the same in any book.
    """
    people = Werknemer.objects.filter(rows_of(actor, werknemer="pk")).order_by()
    by_name = people.filter(StartsWith(F("search_name"), Upper(Value(text))))
    found = set(_first(by_name.order_by("search_name", "pk"), "pk"))
    if actor.party is Party.WERKGEVER:  # who works for many knows people by their family name
        found |= set(_first(people.filter(roepnaam__istartswith=text), "pk"))
    numbered = Dienstverband.objects.filter(rows_of(actor)).order_by()
    return found | set(_first(numbered.filter(personeelsnummer=text), "werknemer_id"))


def matching_werkgevers(actor: Actor, text: str) -> set[int]:
    """Return the numbers of the employers of this party whose name has a word that starts so.

    What follows counts too: "de vr" finds "Bakkerij De Vries". At most `MOST_FOUND`.
    """
    typed = Upper(Value(" ".join(text.split())))
    own = rows_of(actor, werknemer=None)
    parts = NamePart.objects.filter(own, StartsWith(F("search_name"), typed))
    return set(_first(parts.order_by("search_name", "pk"), "werkgever_id"))


def _first(
    rows: QuerySet[Werknemer] | QuerySet[Dienstverband] | QuerySet[NamePart], column: str
) -> list[int]:
    return list(rows.values_list(column, flat=True)[:MOST_FOUND])
