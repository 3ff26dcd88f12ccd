"""The names of people and departments, for lists that tell about many of them."""

from __future__ import annotations

from collections.abc import Iterable

from ontzorg.parties.models import Afdeling, Werknemer

NAME_COLUMNS = (
    "voorletters",
    "roepnaam",
    "tussenvoegsel",
    "achternaam",
    "naamgebruik",
    "partner_tussenvoegsel",
    "partner_achternaam",
)


def named_people(werknemer_ids: Iterable[int]) -> dict[int, Werknemer]:
    """Return who these people are: their names and no more, as far as the walls show them."""
    found = Werknemer.objects.filter(pk__in=set(werknemer_ids)).order_by()
    return {werknemer.pk: werknemer for werknemer in found.only("public_id", *NAME_COLUMNS)}


def afdeling_names(afdeling_ids: Iterable[int | None]) -> dict[int | None, str]:
    """Return the name of each of these departments, as far as the walls show them."""
    found = Afdeling.objects.filter(pk__in={pk for pk in afdeling_ids if pk}).order_by()
    return dict(found.values_list("pk", "name"))
